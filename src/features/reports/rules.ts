// How a month becomes a report: one value a person, in bands. Decides only.
import type { Change, Group } from '../../guard/report.ts';

/** From the hardest: struggling or having a hard time, getting by, doing well or better. */
export const bands = ['hard', 'middling', 'well'] as const;

/** 0 for moods 1 and 2, 1 for 3, 2 for 4 and 5. */
export const bandOf = (mood: number): number => (mood <= 2 ? 0 : mood === 3 ? 1 : 2);

/** A person's month is the middle one of what they told, the lower of two: one bad day is not a bad month, nor does whoever tells often weigh more. */
export const middleOf = (moods: readonly number[]): number =>
  moods.toSorted((one, other) => one - other)[Math.floor((moods.length - 1) / 2)] ?? 3;

/** Whose mood counts, with their value of the month and where they work; null: nobody knows. */
export type Counted = { person: string; unit: string | null; value: number };

/** By the units of the staff list. */
export function treeOf(name: string, counted: readonly Counted[]): Group<Counted> {
  const units = new Set(counted.flatMap(({ unit }) => unit ?? []));
  return {
    name,
    own: counted.filter(({ unit }) => unit === null),
    parts: [...units]
      .toSorted()
      .map((unit) => ({ name: unit, own: counted.filter((one) => one.unit === unit), parts: [] })),
  };
}

/** ISO date of the first day of the latest month that is over at `now`, by UTC, and where it begins and ends in epoch ms. */
export function closedMonth(now: number): { month: string; from: number; until: number } {
  const first = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .with({ day: 1 });
  const before = first.subtract({ months: 1 });
  const at = (date: Temporal.PlainDate): number => date.toZonedDateTime('UTC').epochMilliseconds;
  return { month: before.toString(), from: at(before), until: at(first) };
}

export type Membership = { person: string; unit: string | null };

/** How many of a unit, or of all (undefined), have come and how many have gone between two months. */
export function movedIn(
  before: readonly Membership[],
  after: readonly Membership[],
  unit: string | undefined,
): { come: number; gone: number } {
  const of = (list: readonly Membership[]): Set<string> =>
    new Set(list.filter((one) => unit === undefined || one.unit === unit).map(({ person }) => person));
  const [was, is] = [of(before), of(after)];
  const without = (one: Set<string>, other: Set<string>): number =>
    [...one].filter((person) => !other.has(person)).length;
  return { come: without(is, was), gone: without(was, is) };
}

/** By the unit's path, joined; for each band, where it may be told. */
export type Changes = Readonly<Record<string, readonly (Change | null)[]>>;
