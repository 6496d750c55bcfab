// When something that recurs comes next, where clocks are changed.
import { describe, expect, it } from 'vitest';
import { nextOccurrence, type Weekday } from '../../src/schedule/rule.ts';

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const dayMs = 24 * 3_600_000;
const local = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
const noonBefore = (day: string, zone: string): number =>
  Temporal.PlainDate.from(day).subtract({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
    .epochMilliseconds;

describe('a daily time on the day of a change', () => {
  it.each([
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T03:00:00-04:00'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T01:30:00-04:00'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T03:00:00+02:00'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T02:30:00+02:00'],
    ['Europe/London', '2026-03-29', '01:30', '2026-03-29T02:00:00+01:00'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-04T02:30:00+11:00'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-05T01:45:00+11:00'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T02:30:00+01:00'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T03:00:00+01:00'],
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-24T01:00:00+03:00'],
    ['Asia/Beirut', '2026-03-29', '00:30', '2026-03-29T01:00:00+03:00'],
    ['Asia/Kathmandu', '2026-03-29', '08:15', '2026-03-29T08:15:00+05:45'],
    ['America/Phoenix', '2026-03-08', '02:30', '2026-03-08T02:30:00-07:00'],
  ])('in %s on %s at %s is at %s, and the next is of the next day', (zone, day, at, expected) => {
    const first = nextOccurrence({ days: everyDay, at }, zone, noonBefore(day, zone));
    expect(first?.key).toBe(day);
    expect(local(first?.at ?? 0, zone).toString({ timeZoneName: 'never' })).toBe(expected);
    const second = nextOccurrence({ days: everyDay, at }, zone, first?.at ?? 0);
    expect(second?.key).toBe(Temporal.PlainDate.from(day).add({ days: 1 }).toString());
  });

  it('goes by where the day itself is left out: Apia had no 30 December 2011', () => {
    const rule = { days: everyDay, at: '10:00' };
    const before = nextOccurrence(rule, 'Pacific/Apia', noonBefore('2011-12-29', 'Pacific/Apia'));
    expect(before?.key).toBe('2011-12-29');
    expect(nextOccurrence(rule, 'Pacific/Apia', before?.at ?? 0)?.key).toBe('2011-12-31');
  });

  it('comes although its hour is left out before midnight', () => {
    // Where clocks jump from 24:00 to 01:00, half past midnight is the first minute of the day that there is.
    const rule = { days: everyDay, at: '00:10' };
    const found = nextOccurrence(rule, 'Africa/Cairo', noonBefore('2026-04-24', 'Africa/Cairo'));
    expect(
      local(found?.at ?? 0, 'Africa/Cairo')
        .toPlainTime()
        .toString(),
    ).toBe('01:00:00');
  });
});

describe('a rule', () => {
  const zone = 'Europe/Berlin';
  const days = (rule: Parameters<typeof nextOccurrence>[0], after: number, count: number): string[] => {
    const keys: string[] = [];
    for (let last = after; keys.length < count; ) {
      const next = nextOccurrence(rule, zone, last);
      if (!next) break;
      keys.push(next.key);
      last = next.at;
    }
    return keys;
  };

  it('comes on its days of the week only', () => {
    expect(days({ days: [2, 5], at: '16:00' }, noonBefore('2026-11-30', zone), 4)).toEqual([
      '2026-12-01',
      '2026-12-04',
      '2026-12-08',
      '2026-12-11',
    ]);
  });
  it('begins and ends with its dates, both of them included', () => {
    const rule = { days: everyDay, at: '09:00', from: '2026-12-03', until: '2026-12-05' };
    expect(days(rule, noonBefore('2026-11-01', zone), 10)).toEqual([
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
    ]);
  });
  it('comes after the moment that is named, never at it', () => {
    const at = Temporal.ZonedDateTime.from('2026-12-01T16:00[Europe/Berlin]').epochMilliseconds;
    expect(nextOccurrence({ days: everyDay, at: '16:00' }, zone, at)?.key).toBe('2026-12-02');
    expect(nextOccurrence({ days: everyDay, at: '16:00' }, zone, at - 1)?.key).toBe('2026-12-01');
  });
});

describe('in every zone, across every change of its clock from 2020 to 2037', () => {
  const from = Date.UTC(2020, 0, 1);
  const until = Date.UTC(2038, 0, 1);
  function* changes(zone: string): Generator<number> {
    let next = local(from, zone).getTimeZoneTransition('next');
    for (; next && next.epochMilliseconds < until; next = next.getTimeZoneTransition('next'))
      yield next.epochMilliseconds;
  }
  /** The times of day that a change is about: where it lands and where it came from, and a minute to each side. */
  function timesAround(change: number, zone: string): Set<string> {
    const before = local(change - 1, zone).offsetNanoseconds;
    const after = local(change, zone).offsetNanoseconds;
    const clock = (offset: number): Temporal.PlainDateTime =>
      Temporal.Instant.fromEpochMilliseconds(change + offset / 1e6)
        .toZonedDateTimeISO('UTC')
        .toPlainDateTime();
    const middle = (before + after) / 2;
    return new Set(
      [before, after, middle].flatMap((offset) =>
        [-1, 0, 1].map((minutes) =>
          clock(offset).add({ minutes }).toPlainTime().toString({ smallestUnit: 'minute' }),
        ),
      ),
    );
  }

  it('a daily rule has exactly one on each local day, never where the clock jumps over it', () => {
    let seen = 0;
    const wrong: string[] = [];
    // Zones whose clocks have been the same all the while are one.
    const clocks = new Map(
      Intl.supportedValuesOf('timeZone').map((zone) => [
        [from, ...changes(zone)].map((at) => `${at} ${local(at, zone).offset}`).join(),
        zone,
      ]),
    );
    for (const zone of clocks.values())
      for (const change of changes(zone))
        for (const at of timesAround(change, zone)) {
          const rule = { days: everyDay, at };
          const day = local(change, zone).toPlainDate();
          let last = change - 3 * dayMs;
          for (let expected = local(last, zone).toPlainDate(); ; ) {
            const next = nextOccurrence(rule, zone, last);
            if (!next) throw new Error('a daily rule goes on');
            if (last > change - 3 * dayMs) {
              // A day that is left out has no noon of its own.
              expected = expected.add({ days: 1 });
              while (!expected.toZonedDateTime(zone).toPlainDate().equals(expected))
                expected = expected.add({ days: 1 });
              if (next.key !== expected.toString())
                wrong.push(`${zone} ${at} ${next.key} is not ${expected.toString()}`);
            }
            expected = Temporal.PlainDate.from(next.key);
            const shown = local(next.at, zone);
            const isItsTime = shown.toPlainTime().toString({ smallestUnit: 'minute' }) === at;
            // Otherwise the clock lands there: the minute before reads earlier than the time that was wanted.
            const wasLeftOut =
              local(next.at + 1, zone).getTimeZoneTransition('previous')?.epochMilliseconds === next.at;
            if (!isItsTime && !wasLeftOut) wrong.push(`${zone} ${at} came at ${shown.toString()}`);
            seen += 1;
            last = next.at;
            if (Temporal.PlainDate.compare(expected, day.add({ days: 1 })) > 0) break;
          }
        }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(20_000);
  });
});
