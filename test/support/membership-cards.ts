// What joining and leaving can show.
import * as membership from '../../src/features/membership/cards.ts';
import { kinds, type Said } from '../../src/people/consent.ts';
import type { Maker } from './every-card.ts';

const saying = (agreed: boolean): Said => Object.fromEntries(kinds.map((kind) => [kind, agreed]));
/** Nothing yet, and every mixture of yes and no. */
export const everySaid: readonly Said[] = [
  {},
  saying(true),
  saying(false),
  ...kinds.map((kind) => ({ ...saying(false), [kind]: true })),
];

export const membershipMakers: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  'src/features/membership/cards.ts': {
    isAsked: () => [],
    wantsNothing: () => [],
    welcomeBlocks: (say) => [
      {
        kind: 'home',
        card: { name: 'bot.home', summary: say('home.title'), blocks: membership.welcomeBlocks(say, {}) },
      },
    ],
    welcomeCard: (say) => everySaid.map((said) => membership.welcomeCard(say, said)),
    inCard: (say) => [membership.inCard(say)],
    notNowCard: (say) => [membership.notNowCard(say)],
    stoppedCard: (say) => [membership.stoppedCard(say)],
    chosenCard: (say) => everySaid.map((said) => membership.chosenCard(say, said)),
    chooseForm: (say) => everySaid.map((said) => membership.chooseForm(say, said)),
  },
};
