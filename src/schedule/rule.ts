// When something that recurs comes next: days and a time of the local day, in a zone that changes its clocks. Pure.
import { RRuleTemporal } from 'rrule-temporal';

/** As ISO counts them: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `days`: none is never. `at`: 'HH:MM' of the local day. `from`, `until`: ISO dates, both of them included. */
export type Rule = {
  readonly days: readonly Weekday[];
  readonly at: string;
  readonly from?: string;
  readonly until?: string;
};

/** `key`: the local day that it is of, an ISO date: each day has one at most. `at` in epoch ms. */
export type Occurrence = { readonly key: string; readonly at: number };

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/**
 * The first after this moment (epoch ms), in this IANA zone; null where the rule has ended. A time that the clock leaves out
 * is its first minute that there is; one that comes twice is the first of the two; a day that is left out has none.
 */
export function nextOccurrence(rule: Rule, zone: string, after: number): Occurrence | null {
  if (rule.days.length === 0) return null;
  // What a day's clock leaves out may come after its midnight: one day back is begun with.
  const yesterday = Temporal.Instant.fromEpochMilliseconds(after)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .subtract({ days: 1 });
  const from = rule.from === undefined ? yesterday : later(yesterday, Temporal.PlainDate.from(rule.from));
  // Days only, counted where no clock changes.
  const days = new RRuleTemporal({
    freq: 'WEEKLY',
    byDay: rule.days.map((day) => names[day - 1] ?? ''),
    dtstart: from.toZonedDateTime('UTC'),
    ...(rule.until === undefined
      ? {}
      : { until: Temporal.PlainDate.from(rule.until).toZonedDateTime('UTC') }),
  });
  let found: Occurrence | null = null;
  days.all((date) => {
    const day = date.toPlainDate();
    const at = momentOf(day, rule.at, zone);
    if (at === undefined || at <= after) return true;
    found = { key: day.toString(), at };
    return false;
  });
  return found;
}

const later = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) > 0 ? one : other;

/** Epoch ms; undefined where the zone leaves out the whole day. */
export function momentOf(day: Temporal.PlainDate, at: string, zone: string): number | undefined {
  if (!day.toZonedDateTime(zone).toPlainDate().equals(day)) return undefined;
  const wanted = day.toPlainDateTime(Temporal.PlainTime.from(at));
  const earlier = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wanted)) return earlier.epochMilliseconds;
  // Left out: the clock jumps over it, and where it lands is the first minute after.
  return earlier.getTimeZoneTransition('next')?.epochMilliseconds;
}
