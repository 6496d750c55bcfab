// What Teams takes of a card: what Microsoft's own renderer finds fault with, and what it lets pass where a phone or the
// service does not. A card that breaks these is refused, or shown to nobody.
// https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
import { createRequire } from 'node:module';
import type * as Cards from 'adaptivecards';
import { isThing, type Thing, textOf } from './tenant.ts';

const require = createRequire(import.meta.url);
/** Loaded with the first card, and once. The package's main file does not load in Node; its bundle does. */
function renderer(): typeof Cards {
  const cards: typeof Cards = require('adaptivecards/dist/adaptivecards.js');
  return cards;
}

/** Buttons in one row: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
const host = { actions: { maxActions: 6 } };
/** Advice to whoever writes the card; nobody refuses it. */
const advice = ['RequiredInputsShouldHaveLabel', 'RequiredInputsShouldHaveErrorMessage'] as const;

/** Why Teams would not take this card, in sentences; none: it would. */
export function problemsOf(card: unknown): string[] {
  if (!isThing(card) || card.type !== 'AdaptiveCard') return ['The content is no AdaptiveCard.'];
  const problems = [...versionProblems(card), ...idProblems(card), ...missing(card), ...dangling(card)];
  const cards = renderer();
  const parsed = new cards.AdaptiveCard();
  parsed.hostConfig = new cards.HostConfig(host);
  const context = new cards.SerializationContext();
  parsed.parse(known(card), context);
  for (let index = 0; index < context.eventCount; index += 1)
    problems.push(context.getEventAt(index)?.message ?? '');
  for (const { event, message } of parsed.validateProperties().validationEvents)
    if (!advice.some((name) => cards.ValidationEvent[name] === event)) problems.push(message);
  return problems;
}

function versionProblems(card: Thing): string[] {
  const [major = Number.NaN, minor = Number.NaN] = String(card.version).split('.').map(Number);
  if (Number.isNaN(major) || Number.isNaN(minor)) return ['The card has no version.'];
  return major === 1 && minor <= 5
    ? []
    : [`Version ${String(card.version)}: 1.5 is the highest that is supported.`];
}

/** What is written into an action or for another host is nobody's element. */
const aside: ReadonlySet<string> = new Set([
  'data',
  'msteams',
  'fallback',
  'choices',
  'requires',
  'targetElements',
]);

function elementsOf(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (!isThing(value)) return [];
  const parts = Object.entries(value).flatMap(([name, part]) => (aside.has(name) ? [] : elementsOf(part)));
  return [value, ...parts];
}

/** Phones throw the whole card away: AdaptiveCards, shared/cpp/ObjectModel/ParseContext.cpp, IdCollision. */
function idProblems(card: Thing): string[] {
  const seen = new Set<unknown>();
  return elementsOf(card).flatMap(({ id }) => {
    if (id === undefined) return [];
    const twice = seen.has(id);
    seen.add(id);
    return twice ? [`The id "${textOf(id)}" occurs twice.`] : [];
  });
}

/** Without these an element is not drawn, or the card is not. */
const needed: Readonly<Record<string, string>> = {
  TextBlock: 'text',
  TextRun: 'text',
  Image: 'url',
  'Action.Execute': 'title',
};

/** No client follows another kind of address. */
const followed = /^(https?|mailto|tel|msteams):/i;
const dangling = (card: Thing): string[] =>
  elementsOf(card).flatMap(({ type, url }) =>
    type === 'Action.OpenUrl' && typeof url === 'string' && !followed.test(url)
      ? [`Nobody can open "${url}".`]
      : [],
  );

const missing = (card: Thing): string[] =>
  elementsOf(card).flatMap((one) => {
    const name = needed[String(one.type)];
    if (name === undefined) return [];
    const value = one[name];
    return typeof value === 'string' && value !== '' ? [] : [`A ${String(one.type)} has no ${name}.`];
  });

/** Teams' own, which the package does not know: charts, as an older client sees them, and the people picker. */
function known(value: unknown): unknown {
  if (Array.isArray(value))
    return value.flatMap((part: unknown): unknown[] => {
      if (!isThing(part) || !String(part.type).startsWith('Chart.')) return [known(part)];
      return isThing(part.fallback) ? [known(part.fallback)] : [];
    });
  if (!isThing(value)) return value;
  const whole = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === 'data' ? part : known(part)]),
  );
  const query = whole['choices.data'];
  return isThing(query) && query.type === 'Data.Query'
    ? { ...whole, choices: [{ title: 'Somebody', value: 'somebody' }] }
    : whole;
}
