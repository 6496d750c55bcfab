// Whether somebody may be reached at a moment, and when they next may.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hours, mayReach } from '../../src/schedule/reach.ts';

const zone = 'Europe/Berlin';
const at = (local: string, where = zone): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(where).epochMilliseconds;
const shown = (moment: number | null, where = zone): string | null =>
  moment === null
    ? null
    : Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(where).toPlainDateTime().toString();
const anybody: Hours = {
  zone,
  quiet: { from: 21 * 60, until: 7 * 60 },
  pausedUntil: null,
  daysOff: { weekdays: [], dates: [] },
  holidays: [],
  shifts: [],
  shiftsUntil: null,
  sleepHours: 8,
};
/** 19:30 to 07:30, the nights that begin on these days of December 2026. */
const nights = (...days: readonly number[]): Hours['shifts'] =>
  days.map((day) => ({
    start: at(`2026-12-${String(day).padStart(2, '0')}T19:30`),
    end: at(`2026-12-${String(day + 1).padStart(2, '0')}T07:30`),
  }));
const answer = (hours: Hours, moment: string): string => {
  const reach = mayReach(hours, at(moment));
  return reach.may ? 'may' : `${reach.because} until ${shown(reach.next)}`;
};

describe('somebody', () => {
  it.each<[string, Partial<Hours>, string, string]>([
    ['with nothing in the way', {}, '2026-12-01T16:00', 'may'],
    ['in quiet hours', {}, '2026-12-01T22:00', 'quiet until 2026-12-02T07:00:00'],
    ['who paused', { pausedUntil: '2026-12-10' }, '2026-12-01T16:00', 'paused until 2026-12-10T07:00:00'],
    ['on the day a pause ends', { pausedUntil: '2026-12-10' }, '2026-12-10T09:00', 'may'],
    [
      'on a day off',
      { daysOff: { weekdays: [], dates: ['2026-12-01'] } },
      '2026-12-01T16:00',
      'dayOff until 2026-12-02T07:00:00',
    ],
    [
      'on the days of the week that they have off',
      { daysOff: { weekdays: [6, 7], dates: [] } },
      '2026-12-05T16:00',
      'dayOff until 2026-12-07T07:00:00',
    ],
    ['on a holiday', { holidays: ['2026-12-25'] }, '2026-12-25T10:00', 'holiday until 2026-12-26T07:00:00'],
    [
      'who works on a holiday',
      { holidays: ['2026-12-25'], shifts: [{ start: at('2026-12-25T07:00'), end: at('2026-12-25T15:00') }] },
      '2026-12-25T10:00',
      'may',
    ],
    ['at work in the night', { shifts: nights(1) }, '2026-12-02T02:00', 'may'],
    ['asleep after a night', { shifts: nights(1) }, '2026-12-02T10:00', 'sleep until 2026-12-02T15:30:00'],
    [
      'who sleeps longer after a night',
      { shifts: nights(1), sleepHours: 10 },
      '2026-12-02T10:00',
      'sleep until 2026-12-02T17:30:00',
    ],
    [
      'after a day at work, who is not asleep',
      { shifts: [{ start: at('2026-12-01T07:00'), end: at('2026-12-01T15:00') }] },
      '2026-12-01T16:00',
      'may',
    ],
    [
      'on a day between shifts, where all shifts are known',
      { shifts: nights(1, 4), shiftsUntil: at('2026-12-31T00:00') },
      '2026-12-03T16:00',
      'dayOff until 2026-12-04T07:00:00',
    ],
    [
      'on the day on which their night ends, once they have slept',
      { shifts: nights(1, 4), shiftsUntil: at('2026-12-31T00:00') },
      '2026-12-02T16:00',
      'may',
    ],
    [
      'on a day that the pattern has and they have taken off',
      { shifts: nights(1), daysOff: { weekdays: [], dates: ['2026-12-01'] } },
      '2026-12-01T20:00',
      'dayOff until 2026-12-02T07:00:00',
    ],
    [
      'whom quiet hours would keep until their next night',
      { shifts: nights(1), quiet: { from: 18 * 60, until: 17 * 60 } },
      '2026-12-01T18:30',
      'quiet until 2026-12-01T19:30:00',
    ],
    [
      'who is away for good',
      { daysOff: { weekdays: [1, 2, 3, 4, 5, 6, 7], dates: [] } },
      '2026-12-01T16:00',
      'dayOff until null',
    ],
  ])('%s', (_, hours, moment, expected) => {
    expect(answer({ ...anybody, ...hours }, moment)).toBe(expected);
  });
});

describe('in quiet hours through which the clock is changed', () => {
  const madrid = 'Europe/Madrid';
  it.each([
    // 02:00 becomes 03:00: the quiet hours end with the change.
    ['2026-03-29T00:30Z', { from: 60, until: 150 }, '2026-03-29T01:00Z'],
    // 03:00 becomes 02:00: it is not half past two yet.
    ['2026-10-25T00:45Z', { from: 150, until: 420 }, '2026-10-25T01:00Z'],
  ])('they may be reached from the first moment that is not quiet (%s)', (moment, quietHours, next) => {
    const epoch = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
    const reach = mayReach({ ...anybody, zone: madrid, quiet: quietHours }, epoch(moment));
    expect(reach.may ? moment : new Date(reach.next ?? 0).toISOString()).toBe(
      new Date(epoch(next)).toISOString(),
    );
  });
});

describe('whatever somebody’s time is like', () => {
  const start = at('2026-03-20T00:00');
  const minutes = fc.integer({ min: 0, max: 1_439 });
  const minuteMs = 60_000;
  const anyHours = fc.record({
    zone: fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kathmandu'),
    quiet: fc.option(fc.record({ from: minutes, until: minutes }), { nil: null }),
    pausedUntil: fc.option(fc.constantFrom('2026-03-24', '2026-03-29'), { nil: null }),
    daysOff: fc.record({
      weekdays: fc.subarray([1, 3, 6, 7]),
      dates: fc.subarray(['2026-03-22', '2026-03-29', '2026-04-05']),
    }),
    holidays: fc.subarray(['2026-03-23', '2026-04-03']),
    shifts: fc
      .array(
        fc.record({
          from: fc.integer({ min: 0, max: 18 * 1_440 }),
          length: fc.integer({ min: 60, max: 900 }),
        }),
        {
          maxLength: 6,
        },
      )
      .map((list) =>
        list
          .map(({ from, length }) => ({
            start: start + from * minuteMs,
            end: start + (from + length) * minuteMs,
          }))
          .toSorted((one, other) => one.start - other.start),
      ),
    shiftsUntil: fc.constantFrom(null, at('2026-04-10T00:00')),
    sleepHours: fc.integer({ min: 0, max: 12 }),
  });

  it('the next moment is one at which they may be reached, and none of those before it is', () => {
    fc.assert(
      fc.property(anyHours, fc.integer({ min: 0, max: 18 * 1_440 }), (hours, minute) => {
        const moment = start + minute * minuteMs;
        const reach = mayReach(hours, moment);
        if (reach.may || reach.next === null) return;
        expect(reach.next).toBeGreaterThan(moment);
        expect(mayReach(hours, reach.next)).toEqual({ may: true });
        const step = Math.max(minuteMs, Math.floor((reach.next - moment) / 40));
        for (let before = moment; before < reach.next; before += step)
          expect(mayReach(hours, before).may).toBe(false);
        expect(mayReach(hours, reach.next - minuteMs).may && reach.next - minuteMs >= moment).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
