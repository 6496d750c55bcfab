// What the privacy feature can show.
import * as privacy from '../../src/features/privacy/cards.ts';
import type { Maker } from './every-card.ts';

export const privacyMakers: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  'src/features/privacy/cards.ts': {
    privacyCard: (say) => [privacy.privacyCard(say)],
    exportCard: (say) => [privacy.exportCard(say, `https://example.org/export/${'x'.repeat(64)}`)],
    noExportCard: (say) => [privacy.noExportCard(say)],
    eraseForm: (say) => [false, true].map((last) => privacy.eraseForm(say, last)),
    erasedCard: (say) => [privacy.erasedCard(say)],
    nextCard: (say) => [privacy.nextCard(say)],
  },
};
