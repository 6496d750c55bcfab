// Shifts as people type them.
import { describe, expect, it } from 'vitest';
import { readPattern, shiftsOf } from '../../src/schedule/shift-pattern.ts';

describe('a pattern', () => {
  it.each([
    ['nights Mon to Wed, 19:00 to 07:30', [{ days: [1, 2, 3], from: '19:00', until: '07:30' }]],
    ['Noches de lunes a miércoles, de 19:00 a 07:30', [{ days: [1, 2, 3], from: '19:00', until: '07:30' }]],
    ['days Thu and Fri 7-19:30', [{ days: [4, 5], from: '07:00', until: '19:30' }]],
    ['Mon–Fri 7am to 3pm', [{ days: [1, 2, 3, 4, 5], from: '07:00', until: '15:00' }]],
    ['Sat to Mon 12am-12pm', [{ days: [1, 6, 7], from: '00:00', until: '12:00' }]],
    ['turno de mañana: sábado y domingo, 8.00 a 15.30 h', [{ days: [6, 7], from: '08:00', until: '15:30' }]],
    ['every day 8 to 16', [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', until: '16:00' }]],
    ['martes y jueves de 22h a 6h', [{ days: [2, 4], from: '22:00', until: '06:00' }]],
    ['weekends 9-17', [{ days: [6, 7], from: '09:00', until: '17:00' }]],
    [
      'nights Mon to Wed, 19:00 to 07:30; days Fri 7-15',
      [
        { days: [1, 2, 3], from: '19:00', until: '07:30' },
        { days: [5], from: '07:00', until: '15:00' },
      ],
    ],
    [
      'Mon 7-15\nTue 13-21\n',
      [
        { days: [1], from: '07:00', until: '15:00' },
        { days: [2], from: '13:00', until: '21:00' },
      ],
    ],
    ['Wednesdays 19:00 until 24:00', [{ days: [3], from: '19:00', until: '00:00' }]],
  ])('“%s” is read', (typed, blocks) => {
    expect(readPattern(typed)).toEqual({ kind: 'read', blocks });
  });

  it.each([
    ['', 'nothing', ''],
    ['nights Mon to Wed', 'no-times', 'nights Mon to Wed'],
    ['19:00 to 07:30', 'no-days', '19:00 to 07:30'],
    ['Mon to, 7-15', 'no-days', 'Mon to, 7-15'],
    ['Mon 25-30', 'no-times', 'Mon 25-30'],
    ['Mon 7-7', 'no-times', 'Mon 7-7'],
    ['Mon 13pm-5pm', 'no-times', 'Mon 13pm-5pm'],
    ['Mon 7-15; alternate Tuesdays 7-15', 'word', 'alternate'],
    ['moon 7-15', 'word', 'moon'],
  ])('“%s” is answered with what could not be read', (typed, because, part) => {
    expect(readPattern(typed)).toEqual({ kind: 'wrong', because, part });
  });
});

describe('the shifts of a pattern', () => {
  const zone = 'Europe/Berlin';
  const at = (local: string): number => Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds;
  const nights = [{ days: [1, 2, 6], from: '19:00', until: '07:30' }] as const;

  it('are those that touch the time, the one of yesterday evening among them', () => {
    expect(shiftsOf(nights, zone, at('2026-12-01T06:00'), at('2026-12-02T00:00'))).toEqual([
      { start: at('2026-11-30T19:00'), end: at('2026-12-01T07:30') },
      { start: at('2026-12-01T19:00'), end: at('2026-12-02T07:30') },
    ]);
  });
  it('are an hour shorter in the night in which the clock goes forward, and longer where it goes back', () => {
    const hours = (from: string, until: string): number[] =>
      shiftsOf(nights, zone, at(from), at(until)).map(({ start, end }) => (end - start) / 3_600_000);
    expect(hours('2026-03-28T12:00', '2026-03-29T12:00')).toEqual([11.5]);
    expect(hours('2026-10-24T12:00', '2026-10-25T12:00')).toEqual([13.5]);
  });
});
