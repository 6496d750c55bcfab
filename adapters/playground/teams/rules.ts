// What Teams takes of a card. A card that breaks these is refused, or shown to nobody.
// https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
import { isThing, type Thing } from './tenant.ts';

/** Why Teams would not take this card, in sentences; none: it would. */
export function problemsOf(card: unknown): string[] {
  if (!isThing(card) || card.type !== 'AdaptiveCard') return ['The content is no AdaptiveCard.'];
  return versionProblems(card);
}

function versionProblems(card: Thing): string[] {
  const [major = Number.NaN, minor = Number.NaN] = String(card.version).split('.').map(Number);
  if (Number.isNaN(major) || Number.isNaN(minor)) return ['The card has no version.'];
  return major === 1 && minor <= 5
    ? []
    : [`Version ${String(card.version)} is not supported: 1.5 is the highest.`];
}
