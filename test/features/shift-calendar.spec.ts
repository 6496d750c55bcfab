// Shifts from a calendar that somebody gives by its address: when they are reached by it, what is kept, what they hear where it fails.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { exportOf } from '../../src/people/export.ts';
import type { Get, Got } from '../../src/schedule/feed.ts';
import { speaker } from '../../src/words/speak.ts';
import { calendar, entry } from '../support/calendar.ts';
import { key } from '../support/hospital.ts';
import { addGroup, joins, lettersTo, passes, planFor } from '../support/plans.ts';
import {
  answered,
  brigid,
  connectPlaces,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from '../support/programme.ts';

const zone = 'Europe/Madrid';
const address = 'https://calendar.example/nora.ics?secret=canary-of-the-address';
const nights = calendar(
  entry(
    'DTSTART;TZID=Europe/Madrid:20261130T190000',
    'DTEND;TZID=Europe/Madrid:20261201T070000',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=2',
    'LOCATION:canary of the place',
  ),
).replace('Night, ward 4', 'canary of the title');
const at = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;

let programme: Programme;
let coordinator: Someone;
let nora: Someone;
/** What stands at the address, and how often it was asked. */
let there: Got;
let asked: string[];
/** What is asked waits for this. */
let wait: Promise<void> | undefined;
const get: Get = async (where) => {
  asked.push(where.href);
  await wait;
  return there;
};

beforeEach(async () => {
  there = { kind: 'text', text: nights };
  asked = [];
  wait = undefined;
  programme = await openProgramme({
    get,
    profiles: Object.fromEntries(
      ['nora', 'carla'].map((account) => [
        account,
        { language: 'en', timeZone: zone, bot: false, guest: false },
      ]),
    ),
  });
  // A Monday, noon.
  programme.clock.now = at('2026-11-30T12:00');
  coordinator = someone(programme, brigid, 'carla');
  nora = someone(programme, brigid, 'nora');
  for (const one of [coordinator, nora]) await one.types('help');
  programme.letters.length = 0;
});
afterEach(() => programme.end());

const heard = (): readonly string[] =>
  lettersTo(programme, nora)
    .map(({ card }) => card.name)
    .filter((name) => name.startsWith('settings.'));

async function gives(where = address): Promise<string> {
  const answer = answered(await nora.sends('settings.calendar', { address: where }));
  await programme.house.bot.settle();
  await programme.house.outbox.drain();
  return answer;
}

/** What the settings say. */
async function settings(): Promise<string> {
  const { answer } = await nora.types('settings');
  return answer.kind === 'card' ? wordsOf(answer.card) : '';
}

async function later(hours: number): Promise<void> {
  for (let n = 0; n < hours; n += 6) {
    await passes(programme, Math.min(6, hours - n));
    await programme.house.bot.settle();
  }
}

/** Hours in which she was asked in so many days, by the wall clock there. */
async function hoursAsked(days: number, answers = {}): Promise<readonly string[]> {
  const group = await addGroup(programme, brigid, 'Ward 4', ['nora']);
  await planFor(programme, coordinator, group, { at: '10:00', ...answers });
  await joins(programme, nora);
  const prompts = (): number =>
    lettersTo(programme, nora).filter(({ card }) => card.name === 'checkins.prompt').length;
  const found: string[] = [];
  await passes(programme, days * 24, () => {
    if (prompts() > found.length)
      found.push(
        Temporal.Instant.fromEpochMilliseconds(programme.clock.now)
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' }),
      );
  });
  return found;
}

describe('whoever gives the address of a calendar with nights', () => {
  it('hears that it was read, and is asked after her sleep, not on the days between, and after its end as before', async () => {
    expect(await gives()).toBe('settings.card');
    expect(heard()).toEqual(['settings.calendar-read']);
    expect(await settings()).toContain('2 shifts to come');
    expect(await hoursAsked(6)).toEqual([
      '2026-12-01T15:00',
      // Wednesday is off. Before Thursday's night she has slept.
      '2026-12-03T10:00',
      '2026-12-04T15:00',
      // The calendar says nothing of what comes after.
      '2026-12-05T10:00',
      '2026-12-06T10:00',
    ]);
  });

  it('has nothing kept of it but times, and the address nowhere in plain', async () => {
    await gives();
    await later(12);
    const { owner } = programme.database;
    const [row] = await owner.selectFrom('shift_calendar').selectAll().execute();
    expect(row?.shifts[0]).toEqual({ start: '2026-11-30T18:00:00.000Z', end: '2026-12-01T06:00:00.000Z' });
    const said = [row, programme.facts, programme.letters, await nora.presses('settings.calendar')];
    const everything = JSON.stringify(said) + String(row?.sealed?.toString('latin1'));
    for (const canary of ['canary', 'calendar.example']) expect(everything).not.toContain(canary);
  });

  it('has it read again every six hours, and what has changed since counts', async () => {
    await gives();
    expect(asked).toEqual([address]);
    there = { kind: 'text', text: calendar(entry('DTSTART:20261203T190000Z', 'DURATION:PT10H')) };
    await later(6);
    expect(asked).toHaveLength(2);
    expect(await settings()).toContain('1 shift to come');
    // Unasked, she hears nothing of it.
    expect(heard()).toEqual(['settings.calendar-read']);
  });

  it('has it read once, by however many processes', async () => {
    const second = await programme.second();
    // It looks what is due as soon as it is there.
    await second.house.bot.settle();
    await gives();
    programme.clock.now += 7 * 3_600_000;
    await Promise.all([programme.house.tick.minute(), second.house.tick.minute()]);
    await Promise.all([programme.house.bot.settle(), second.house.bot.settle()]);
    expect(asked).toHaveLength(2);
  });

  it('keeps it when her workspace becomes one programme with another, and finds it in the copy of what is kept', async () => {
    const lena = someone(programme, luke, 'lena');
    await lena.types('help');
    await gives();
    const before = (await programme.rowOf(nora)).organisation;
    await connectPlaces(coordinator, lena);
    expect((await programme.rowOf(nora)).organisation).not.toBe(before);
    await later(12);
    expect(asked.length).toBeGreaterThan(1);
    const { person, organisation } = await programme.rowOf(nora);
    const { house, database, clock } = programme;
    const copy = await database.within(organisation, (tx) =>
      exportOf(tx, makeKeyRing([key]), house.memory, { person, organisation }, clock.now),
    );
    expect(copy.tables.shift_calendar).toMatchObject([{ told: address, problem: null }]);
  });

  it('says how long she sleeps without giving the address again', async () => {
    await gives();
    await nora.sends('settings.calendar', { address: '', sleep: 10 });
    await programme.house.bot.settle();
    expect(asked).toHaveLength(1);
    expect(await hoursAsked(1)).toEqual([]);
    await passes(programme, 6);
    const told = lettersTo(programme, nora).filter(({ card }) => card.name === 'checkins.prompt');
    expect(told).toHaveLength(1);
  });

  it('forgets it by one press, and what she typed counts again', async () => {
    await nora.sends('settings.shifts', { pattern: 'Mon to Fri, 7 to 15', sleep: 8 });
    await gives();
    expect(await settings()).not.toContain('Mon to Fri');
    expect(answered(await nora.presses('settings.calendar-forget'))).toBe('settings.card');
    expect(await settings()).toContain('Mon to Fri');
    expect(await programme.database.owner.selectFrom('shift_calendar').selectAll().execute()).toEqual([]);
    await later(12);
    expect(asked).toHaveLength(1);
  });

  it('forgets it while it is being read: nothing of it comes back, and nobody is told', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wait = promise;
    await nora.sends('settings.calendar', { address });
    await expect.poll(() => asked.length).toBe(1);
    await nora.presses('settings.calendar-forget');
    resolve();
    await programme.house.bot.settle();
    await programme.house.outbox.drain();
    expect(await programme.database.owner.selectFrom('shift_calendar').selectAll().execute()).toEqual([]);
    expect(heard()).toEqual([]);
  });
});

describe('a calendar that cannot be read', () => {
  it.each([
    ['nobody answers', { kind: 'failed', because: 'unreachable' }],
    ['it is not handed out', { kind: 'failed', because: 'refused' }],
    ['it is too large', { kind: 'failed', because: 'too-large' }],
    ['a page to sign in stands there', { kind: 'text', text: '<html>Sign in</html>' }],
    ['it leads on and on', { kind: 'moved', to: address }],
  ] satisfies readonly [string, Got][])(
    'at first, where %s: she hears why, and it is not kept',
    async (_why, got) => {
      there = got;
      await gives();
      expect(heard()).toEqual(['settings.calendar-not-read']);
      expect(await programme.database.owner.selectFrom('shift_calendar').selectAll().execute()).toEqual([]);
      expect(await settings()).not.toContain('calendar:');
    },
  );

  it('at first leaves the address and the shifts from before: it is read on, and she hears so', async () => {
    await gives();
    there = { kind: 'failed', because: 'refused' };
    await gives('https://calendar.example/other.ics');
    expect(heard()).toEqual(['settings.calendar-read', 'settings.calendar-not-read']);
    expect(JSON.stringify(lettersTo(programme, nora).at(-1))).toContain(
      speaker('en', zone)('calendar.not-kept-address'),
    );
    expect(await settings()).toContain('2 shifts to come');
    there = { kind: 'text', text: nights };
    await later(6);
    expect(asked.slice(2)).toEqual([address]);
  });

  it('while it is tried leaves the address from before, and is given up for a third', async () => {
    await gives();
    const { promise, resolve } = Promise.withResolvers<void>();
    wait = promise;
    await nora.sends('settings.calendar', { address: 'https://calendar.example/second.ics' });
    await expect.poll(() => asked.length).toBe(2);
    expect(await settings()).toContain('2 shifts to come');
    const third = 'https://calendar.example/third.ics';
    await nora.sends('settings.calendar', { address: third });
    resolve();
    await programme.house.bot.settle();
    await programme.house.outbox.drain();
    await later(6);
    expect(asked.slice(2)).toEqual([third, third]);
    expect(heard()).toEqual(['settings.calendar-read', 'settings.calendar-read']);
  });

  it('for days leaves the last shifts, is said in the settings and by no message, and is over when it is read again', async () => {
    await gives();
    there = { kind: 'failed', because: 'unreachable' };
    await later(12);
    expect(await settings()).not.toContain('cannot read it');
    await later(24);
    expect(await settings()).toContain('cannot read it');
    expect(await settings()).toContain('1 shift to come');
    expect(heard()).toEqual(['settings.calendar-read']);
    there = { kind: 'text', text: nights };
    await later(6);
    expect(await settings()).not.toContain('cannot read it');
  });

  it('for two months is forgotten', async () => {
    await gives();
    there = { kind: 'failed', because: 'unreachable' };
    await later(6);
    programme.clock.now += 61 * 24 * 3_600_000;
    await later(6);
    expect(await programme.database.owner.selectFrom('shift_calendar').selectAll().execute()).toEqual([]);
  });

  it.each([
    'nora.ics',
    'http://calendar.example/',
    'https://nora:secret@calendar.example/',
    'https://calendar.example:8080/',
  ])('because “%s” is no address that we ask', async (typed) => {
    expect(await gives(typed)).toContain('https://');
    expect(asked).toEqual([]);
    expect(await programme.database.owner.selectFrom('shift_calendar').selectAll().execute()).toEqual([]);
  });
});
