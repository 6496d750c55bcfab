// Quiet hours by the clock on the wall, also on the days on which it is changed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterQuiet, type Quiet } from '../../src/schedule/quiet.ts';

const night: Quiet = { from: 21 * 60, until: 7 * 60 };
const at = (written: string): number => Temporal.ZonedDateTime.from(written).epochMilliseconds;

describe('nothing unasked arrives', () => {
  it.for([
    ['in the evening', '2026-11-26T21:00[Europe/Madrid]', '2026-11-27T07:00[Europe/Madrid]'],
    ['in the small hours', '2026-11-26T03:10[Europe/Madrid]', '2026-11-26T07:00[Europe/Madrid]'],
    ['a minute before the morning', '2026-11-26T06:59[Europe/Madrid]', '2026-11-26T07:00[Europe/Madrid]'],
    [
      'in the night in which clocks go forward',
      '2026-03-28T23:00[Europe/Madrid]',
      '2026-03-29T07:00[Europe/Madrid]',
    ],
    [
      'in the night in which clocks go back',
      '2026-10-24T23:00[Europe/Madrid]',
      '2026-10-25T07:00[Europe/Madrid]',
    ],
  ] as const)('%s', ([, from, to]) => {
    expect(afterQuiet(at(from), 'Europe/Madrid', night)).toBe(at(to));
  });

  it('until an hour that is left out, or one that comes twice', () => {
    const quiet = { from: 60, until: 150 };
    expect(afterQuiet(at('2026-03-29T01:30+01:00[Europe/Madrid]'), 'Europe/Madrid', quiet)).toBe(
      at('2026-03-29T03:30+02:00[Europe/Madrid]'),
    );
    expect(afterQuiet(at('2026-10-25T01:30+02:00[Europe/Madrid]'), 'Europe/Madrid', quiet)).toBe(
      at('2026-10-25T02:30+02:00[Europe/Madrid]'),
    );
    expect(afterQuiet(at('2026-10-25T02:10+01:00[Europe/Madrid]'), 'Europe/Madrid', quiet)).toBe(
      at('2026-10-25T02:30+01:00[Europe/Madrid]'),
    );
  });
});

describe('at other times', () => {
  it('nothing is held back, nor where no hour is quiet', () => {
    const noon = at('2026-11-26T12:00[Europe/Madrid]');
    expect(afterQuiet(noon, 'Europe/Madrid', night)).toBe(noon);
    expect(afterQuiet(noon, 'Europe/Madrid', null)).toBe(noon);
    expect(afterQuiet(noon, 'Europe/Madrid', { from: 720, until: 720 })).toBe(noon);
  });

  it('is where whatever was held back arrives, never before it was sent and within a day or so, in any zone', () => {
    const zones = [
      'Europe/Madrid',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
    ];
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2037, 11, 31) }),
        fc.constantFrom(...zones),
        fc.record({ from: minute, until: minute }),
        (now, zone, quiet) => {
          const after = afterQuiet(now, zone, quiet);
          expect(after).toBeGreaterThanOrEqual(now);
          expect(after - now).toBeLessThan(49 * 3_600_000);
          expect(afterQuiet(after, zone, quiet)).toBe(after);
        },
      ),
    );
  });
});
