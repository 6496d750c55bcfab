// Shifts out of a calendar that somebody gives, and what becomes of one that means harm.
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../src/schedule/calendar.ts';
import { readApart } from '../../src/schedule/calendar-apart.ts';
import { calendar, entry, romance } from '../support/calendar.ts';

const zone = 'Europe/Madrid';
const at = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
/** A Monday, and four weeks from then. */
const window = { from: at('2026-11-30T12:00'), until: at('2026-12-28T12:00') };

/** Begin and end of each, as the wall clock there shows them. */
function shiftsIn(text: string, when = window): readonly string[] {
  const read = readCalendar(text, zone, when);
  if (read.kind === 'wrong') throw new Error(read.because);
  const wall = (moment: number): string =>
    Temporal.Instant.fromEpochMilliseconds(moment)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });
  return read.shifts.map(({ start, end }) => `${wall(start)} ${wall(end)}`);
}
const unreadIn = (text: string): number | string => {
  const read = readCalendar(text, zone, window);
  return read.kind === 'read' ? read.unread : read.because;
};
const night = ['DTSTART;TZID=Europe/Madrid:20261201T190000', 'DTEND;TZID=Europe/Madrid:20261202T070000'];
const first = '2026-12-01T19:00 2026-12-02T07:00';

describe('a calendar’s shifts', () => {
  it.each([
    ['in a zone with a name', night],
    ['by the world’s clock', ['DTSTART:20261201T180000Z', 'DTEND:20261202T060000Z']],
    ['by no zone: by that of whoever gives it', ['DTSTART:20261201T190000', 'DTEND:20261202T070000']],
    ['by how long it is', ['DTSTART:20261201T190000', 'DURATION:PT12H']],
    [
      'in another zone than where it ends',
      ['DTSTART;TZID=Europe/London:20261201T180000', 'DTEND;TZID=Europe/Madrid:20261202T070000'],
    ],
    [
      'in a zone that Outlook describes',
      [
        'DTSTART;TZID="Romance Standard Time":20261201T190000',
        'DTEND;TZID="Romance Standard Time":20261202T070000',
      ],
    ],
  ])('are read %s', (_how, lines) => {
    expect(shiftsIn(calendar(romance, entry(...lines)))).toEqual([first]);
  });

  it('keep their hours in a zone that the calendar describes, through a change of its clock', () => {
    const weekly = entry(
      'DTSTART;TZID=Romance Standard Time:20260301T190000',
      'DTEND;TZID=Romance Standard Time:20260302T070000',
      'RRULE:FREQ=WEEKLY;BYDAY=SA',
    );
    const spring = { from: at('2027-03-20T00:00'), until: at('2027-04-04T00:00') };
    expect(shiftsIn(calendar(romance, weekly), spring)).toEqual([
      '2027-03-20T19:00 2027-03-21T07:00',
      '2027-03-27T19:00 2027-03-28T07:00',
      '2027-04-03T19:00 2027-04-04T07:00',
    ]);
  });

  it('recur as their rule says, but for the days that it leaves out and those that were moved or cancelled', () => {
    const text = calendar(
      entry(...night, 'RRULE:FREQ=DAILY;COUNT=6', 'EXDATE;TZID=Europe/Madrid:20261202T190000'),
      entry(
        'RECURRENCE-ID;TZID=Europe/Madrid:20261203T190000',
        'DTSTART:20261203T210000',
        'DTEND:20261204T070000',
      ),
      entry('RECURRENCE-ID:20261204T180000Z', ...night, 'STATUS:CANCELLED'),
    );
    expect(shiftsIn(text)).toEqual([
      first,
      '2026-12-03T21:00 2026-12-04T07:00',
      '2026-12-05T19:00 2026-12-06T07:00',
      '2026-12-06T19:00 2026-12-07T07:00',
    ]);
  });

  it.each([
    ['UNTIL=20261203T180000Z', 3],
    ['UNTIL=20261203T175959Z', 2],
    ['UNTIL=20261203', 3],
    ['UNTIL=20261203T190000', 3],
    ['INTERVAL=2;COUNT=3', 3],
    ['BYDAY=TU,WE;WKST=SU', 8],
  ])('recur until the rule ends (%s)', (parts, count) => {
    expect(shiftsIn(calendar(entry(...night, `RRULE:FREQ=DAILY;${parts}`)))).toHaveLength(count);
  });

  it('that began years ago are read without counting every day since', () => {
    const text = calendar(
      entry('DTSTART:19700101T070000', 'DTEND:19700101T150000', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU'),
    );
    expect(shiftsIn(text).slice(0, 2)).toEqual([
      '2026-11-30T07:00 2026-11-30T15:00',
      '2026-12-01T07:00 2026-12-01T15:00',
    ]);
  });

  it.each([
    ['a whole day', ['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261202']],
    ['what is cancelled', [...night, 'STATUS:CANCELLED']],
    ['what is shown as free', [...night, 'TRANSP:TRANSPARENT']],
    ['an hour at the dentist’s', ['DTSTART:20261201T090000', 'DTEND:20261201T100000']],
    ['a week away', ['DTSTART:20261201T090000', 'DTEND:20261208T100000']],
    ['what has no end', ['DTSTART:20261201T090000']],
    ['what ends before it begins', ['DTSTART:20261202T190000', 'DTEND:20261201T190000']],
    ['what is long over', ['DTSTART:20200101T190000', 'DTEND:20200102T070000']],
    ['what is far off', ['DTSTART:20990101T190000', 'DTEND:20990102T070000']],
  ])('are not %s', (_what, lines) => {
    expect(shiftsIn(calendar(entry(...lines)))).toEqual([]);
    expect(unreadIn(calendar(entry(...lines)))).toBe(0);
  });

  it('are there once, whichever entries and lists say so, of several calendars in one', () => {
    const text = calendar(entry(...night), entry(...night, 'RDATE:20261201T190000,20261205T190000'));
    expect(shiftsIn(text + calendar(entry(...night)))).toEqual([first, '2026-12-05T19:00 2026-12-06T07:00']);
  });
});

describe('what cannot be read of a calendar', () => {
  it.each([
    ['a zone that nobody knows', ['DTSTART;TZID=Ward/Four:20261201T190000', 'DURATION:PT12H']],
    ['a date that is none', ['DTSTART:20261399T990000', 'DURATION:PT12H']],
    ['no beginning at all', ['DURATION:PT12H']],
    ['a length that is none', ['DTSTART:20261201T190000', 'DURATION:forever']],
    ['every second', [...night, 'RRULE:FREQ=SECONDLY']],
    ['every hour', [...night, 'RRULE:FREQ=HOURLY;INTERVAL=3']],
    [
      'every minute of the day',
      [
        ...night,
        `RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=${Array.from({ length: 60 }, (_, n) => n).join(',')}`,
      ],
    ],
    [
      'a count from the year 1 on',
      ['DTSTART:00010101T190000', 'DURATION:PT12H', 'RRULE:FREQ=DAILY;COUNT=999999999'],
    ],
  ])('is left out and counted: %s', (_what, lines) => {
    const text = calendar(entry(...lines).replace('UID:any', 'UID:bad'), entry(...night));
    expect(shiftsIn(text)).toEqual([first]);
    expect(unreadIn(text)).toBe(1);
  });

  it.each([
    ['days that never come', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31'],
    ['days that come in ten thousand years', 'FREQ=DAILY;INTERVAL=9999999'],
    ['a place in the week that no week has', 'FREQ=WEEKLY;BYSETPOS=300;BYDAY=MO'],
  ])('recurs on %s: it is there once', (_what, rule) => {
    expect(shiftsIn(calendar(entry(...night, `RRULE:${rule}`)))).toEqual([first]);
  });

  it.each([
    ['FREQ=SECONDLY', '16010101T030000'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', '16010101T030000'],
    ['FREQ=YEARLY', '99999999T030000'],
  ])('of a zone that changes its clock by %s from %s on leaves its entries out', (rule, begins) => {
    const zoneText = `BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:${begins}\nRRULE:${rule}\nEND:STANDARD\nEND:VTIMEZONE`;
    const text = calendar(zoneText, entry('DTSTART;TZID=Odd:20261201T190000', 'DURATION:PT12H'));
    expect(unreadIn(text)).toBe(1);
  });

  it.each([
    ['nothing', ''],
    ['a page to sign in', '<html><body>Please sign in</body></html>'],
    ['another kind of file', 'BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD'],
    ['one that was cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n'],
    ['ends without beginnings', 'END:VEVENT\r\nEND:VCALENDAR\r\n'],
    ['beginnings without ends', 'BEGIN:VEVENT\r\n'.repeat(60_000)],
    ['bytes', '\u0000\u0001\ufffd'.repeat(10_000)],
    ['names that a program might trip over', '__proto__:1\r\nconstructor;__proto__=1:2'],
  ])('is answered where it is no calendar: %s', (_what, text) => {
    expect(unreadIn(text)).toBe('no-calendar');
  });

  it('is answered where it is too much', () => {
    expect(unreadIn(calendar(`X-A:${'a'.repeat(1024 * 1024)}`))).toBe('too-large');
    expect(unreadIn(calendar(...Array.from({ length: 5_001 }, () => 'BEGIN:VEVENT\r\nEND:VEVENT')))).toBe(
      'too-many',
    );
  });

  it('lies as deep as anybody cares to put it: nothing of it counts', () => {
    const deep = 'BEGIN:X\r\n'.repeat(25_000) + 'END:X\r\n'.repeat(25_000);
    expect(shiftsIn(calendar(deep.trim(), entry(...night)))).toEqual([first]);
  });

  it('is kept to some hundreds of shifts', () => {
    const days = Array.from({ length: 600 }, (_, n) =>
      entry(
        `DTSTART:202612${String(1 + (n % 20)).padStart(2, '0')}T${String(n % 24).padStart(2, '0')}${String(n % 60).padStart(2, '0')}00`,
        `DURATION:PT${3 + Math.floor(n / 40)}H`,
      ),
    );
    expect(shiftsIn(calendar(...days))).toHaveLength(500);
  });
});

describe('read apart', () => {
  it('a calendar gives the same', async () => {
    const text = calendar(romance, entry(...night, 'RRULE:FREQ=DAILY;COUNT=3'));
    expect(await readApart(text, zone, window)).toEqual(readCalendar(text, zone, window));
  });

  it('one that takes longer than anybody waits is given up, and nobody else waits meanwhile', async () => {
    const text = calendar(`X-A${';X=1'.repeat(240_000)}:a`);
    let turns = 0;
    const beat = setInterval(() => {
      turns += 1;
    }, 5);
    expect(await readApart(text, zone, window, 50)).toEqual({ kind: 'wrong', because: 'too-long' });
    clearInterval(beat);
    expect(turns).toBeGreaterThan(1);
  });

  it('one that waits behind others which are given up is read when its turn comes', async () => {
    const endless = calendar(`X-A${';X=1'.repeat(240_000)}:a`);
    const ended: string[] = [];
    const read = async (text: string, patienceMs?: number): Promise<void> =>
      void ended.push((await readApart(text, zone, window, patienceMs)).kind);
    await Promise.all([read(endless, 50), read(endless, 50), read(calendar(entry(...night)))]);
    expect(ended).toEqual(['wrong', 'wrong', 'read']);
  });
});
