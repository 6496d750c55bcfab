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
  const byUnit = Map.groupBy(counted, ({ unit }) => unit);
  const units = [...byUnit.keys()].filter((unit) => unit !== null);
  return {
    name,
    own: byUnit.get(null) ?? [],
    parts: units.toSorted().map((unit) => ({ name: unit, own: byUnit.get(unit) ?? [], parts: [] })),
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

/** How many have come and how many have gone between two months: of a unit, or of all (undefined). */
export function movements(
  before: readonly Membership[],
  after: readonly Membership[],
): (unit: string | undefined) => { come: number; gone: number } {
  const unitsOf = (list: readonly Membership[]) => new Map(list.map(({ person, unit }) => [person, unit]));
  /** Of `list`, how many were not in the same place in `other`. */
  const missing = (list: readonly Membership[], other: ReadonlyMap<string, string | null>) => {
    const found = new Map<string | undefined, number>();
    const count = (unit: string | undefined) => found.set(unit, (found.get(unit) ?? 0) + 1);
    for (const { person, unit } of list) {
      if (!other.has(person)) count(undefined);
      if (unit !== null && other.get(person) !== unit) count(unit);
    }
    return found;
  };
  const [come, gone] = [missing(after, unitsOf(before)), missing(before, unitsOf(after))];
  return (unit) => ({ come: come.get(unit) ?? 0, gone: gone.get(unit) ?? 0 });
}

/** By the unit's path, joined; for each band, where it may be told. */
export type Changes = Readonly<Record<string, readonly (Change | null)[]>>;
