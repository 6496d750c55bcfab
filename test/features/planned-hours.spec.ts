// When a planned check-in reaches somebody: their shifts, their sleep, their days off, their clock; through downtime and on several
// processes.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addGroup,
  at,
  cardIn,
  everyDay,
  joins,
  openPlanned,
  passes,
  planFor,
  prompts,
  wallClock,
} from '../support/plans.ts';
import { answered, brigid, formIn, type Programme, type Someone, wordsOf } from '../support/programme.ts';

const hour = 3_600_000;
let programme: Programme;
let coordinator: Someone;
let nora: Someone;
let liam: Someone;
afterEach(() => programme.end());
const setUp = async (place: typeof brigid, perSecond?: number): Promise<void> => {
  ({ programme, coordinator, nora, liam } = await openPlanned(place, perSecond));
};

beforeEach(() => setUp(brigid));
describe('a planned check-in comes', () => {
  async function asked(person: Someone, answers = {}): Promise<string> {
    const group = await addGroup(programme, brigid, 'Ward 4', [person.who.account]);
    const plan = await planFor(programme, coordinator, group, answers);
    await joins(programme, person);
    return plan;
  }
  /** Hours in which they were asked in so many days, by the wall clock there. */
  async function hoursAsked(person: Someone, days: number): Promise<readonly string[]> {
    const found: string[] = [];
    let before = prompts(programme, person);
    await passes(programme, days * 24, () => {
      if (prompts(programme, person) > before) found.push(wallClock(programme.clock.now));
      before = prompts(programme, person);
    });
    return found;
  }

  it('a night nurse is asked after her sleep, and not on the days between', async () => {
    await nora.sends('settings.shifts', { pattern: 'nights Mon to Wed, 19:00 to 07:00', sleep: 8 });
    await asked(nora, { at: '10:00' });
    expect(await hoursAsked(nora, 7)).toEqual([
      '2026-12-01T15:00',
      '2026-12-02T15:00',
      '2026-12-03T15:00',
      // Monday before the first night: she has slept at night.
      '2026-12-07T10:00',
    ]);
  });

  it('also where her hours change while it waits for the end of her sleep', async () => {
    const tells = (pattern: string) => nora.sends('settings.shifts', { pattern, sleep: 8 });
    await tells('every day 22:00 to 12:30');
    await asked(nora);
    // Due at 16:00, and put off to 20:30.
    expect(await hoursAsked(nora, 5 / 24)).toEqual([]);
    await tells('every day 22:00 to 12:00');
    // Changed hours are seen with the next hour.
    await passes(programme, 1);
    expect(await hoursAsked(nora, 8 / 24)).toEqual(['2026-11-30T20:00']);
  });

  it('at the start of a shift, in quiet hours too; at its end for whoever chose it', async () => {
    await nora.sends('settings.shifts', { pattern: 'Mon to Wed, 22:00 to 06:00', sleep: 8 });
    const plan = await asked(nora, { starts: 'shift' });
    expect(await hoursAsked(nora, 1)).toEqual(['2026-11-30T22:00']);
    const form = formIn(await nora.presses('checkins.pause', plan));
    const button = form.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));
    const wish = button.find(({ press }) => press === 'checkins.shift-end');
    expect(answered(await nora.presses('checkins.shift-end', wish?.value))).toBe('checkins.shift-end');
    expect(await hoursAsked(nora, 2)).toEqual(['2026-12-02T06:00', '2026-12-03T06:00']);
  });

  it('at the end of a shift, or not: an hour later she sleeps', async () => {
    const plan = await asked(nora, { starts: 'shift' });
    await nora.sends('settings.shifts', { pattern: 'every day 22:00 to 06:00', sleep: 8 });
    const form = formIn(await nora.presses('checkins.pause', plan));
    const wish = form.parts
      .flatMap((part) => (part.kind === 'buttons' ? part.buttons : []))
      .find(({ press }) => press === 'checkins.shift-end');
    await nora.presses('checkins.shift-end', wish?.value);
    programme.clock.now = at('2026-12-01T05:30');
    await passes(programme, 0);
    // Nobody runs it at six.
    programme.clock.now = at('2026-12-01T07:30');
    await passes(programme, 0);
    expect(prompts(programme, nora)).toBe(0);
  });

  it('at shifts that are told an hour before, on that same day', async () => {
    await asked(nora, { starts: 'shift' });
    programme.clock.now = at('2026-11-30T15:30');
    await nora.sends('settings.shifts', { pattern: 'every day 19:00 to 23:00', sleep: 8 });
    expect(await hoursAsked(nora, 12 / 24)).toEqual(['2026-11-30T19:30']);
  });

  it('or not at all where it was held up until she pauses, or into her quiet hours', async () => {
    for (const one of [nora, liam]) await asked(one, { at: '20:30' });
    programme.clock.now = at('2026-11-30T20:30');
    programme.weather.send = async () => ({ kind: 'later', seconds: 3_000 });
    await programme.house.tick.minute();
    await programme.house.outbox.drain();
    programme.weather.send = undefined;
    await liam.sends('settings.pause', { until: '2026-12-09' });
    programme.clock.now = at('2026-11-30T21:30');
    await programme.house.outbox.drain();
    expect([prompts(programme, nora), prompts(programme, liam)]).toEqual([0, 0]);
  });

  it('not on days off, not in a pause of everything, not on a holiday', async () => {
    await nora.sends('settings.off', { weekdays: ['2'], from: '2026-12-03', until: '2026-12-04' });
    await coordinator.sends('plans.holidays', { days: '2026-12-05' });
    await asked(nora);
    expect(await hoursAsked(nora, 7)).toEqual(['2026-11-30T16:00', '2026-12-02T16:00', '2026-12-06T16:00']);
    await nora.sends('settings.pause', { until: '2026-12-09' });
    expect(await hoursAsked(nora, 3)).toEqual(['2026-12-09T16:00']);
  });

  it('the zone that the platform tells is followed when it changes', async () => {
    await asked(nora);
    await programme.database.owner
      .updateTable('person')
      .set({ time_zone: 'America/New_York' })
      .where('id', '=', (await programme.rowOf(nora)).person)
      .execute();
    await passes(programme, 1);
    expect(await hoursAsked(nora, 1)).toEqual(['2026-11-30T22:00']);
  });

  it('once a day through a change of clocks, at its own hour', async () => {
    programme.clock.now = at('2027-03-26T12:00');
    await asked(nora, { days: everyDay, at: '02:30' });
    await nora.sends('settings.quiet', { none: true });
    expect(await hoursAsked(nora, 4)).toEqual([
      '2027-03-27T03:00',
      // 02:30 is left out that night.
      '2027-03-28T03:00',
      '2027-03-29T03:00',
      '2027-03-30T03:00',
    ]);
  });

  it('what was missed while nobody ran it is not asked late, and never in a burst', async () => {
    await asked(nora);
    programme.clock.now = at('2026-12-03T13:00');
    await passes(programme, 0);
    expect(prompts(programme, nora)).toBe(0);
    const { owner } = programme.database;
    expect(await owner.selectFrom('checkin_prompt').select('state').execute()).toEqual([{ state: 'missed' }]);
    await passes(programme, 3);
    expect(prompts(programme, nora)).toBe(1);
    programme.clock.now = at('2026-12-04T17:00');
    await passes(programme, 0);
    expect(prompts(programme, nora)).toBe(2);
  });

  it('a day that went by is told to the coordinator, and to nobody else; after two weeks it is not told any more', async () => {
    await asked(nora);
    const seen = async () => wordsOf(cardIn(await coordinator.types('schedule')));
    const before = await seen();
    programme.clock.now = at('2026-12-03T13:00');
    await passes(programme, 0);
    const after = await seen();
    expect([before.includes('was not running'), prompts(programme, nora)]).toEqual([false, 0]);
    expect(after).toContain('On November 30, 2026 Lamplight was not running');
    programme.clock.now = at('2026-12-16T13:00');
    expect(await seen()).not.toContain('was not running');
  });

  it('what was held up by a downtime into her quiet hours is written down as missed; a day off is not', async () => {
    await nora.sends('settings.off', { weekdays: [], from: '2026-12-01', until: '2026-12-01' });
    await asked(nora, { days: everyDay, at: '20:30' });
    programme.clock.now = at('2026-11-30T21:30');
    await passes(programme, 24);
    expect(prompts(programme, nora)).toBe(0);
    const rows = await programme.database.owner
      .selectFrom('checkin_prompt')
      .select([sql<string>`day::text`.as('day'), 'state'])
      .execute();
    expect(rows).toEqual([{ day: '2026-11-30', state: 'missed' }]);
  });

  it('once, by however many processes', async () => {
    const group = await addGroup(programme, brigid, 'Ward 4', ['nora', 'liam']);
    await planFor(programme, coordinator, group);
    for (const one of [nora, liam]) await joins(programme, one);
    const second = await programme.second();
    for (let n = 0; n < 8; n += 1) {
      programme.clock.now += hour;
      await Promise.all([programme.house.tick.minute(), second.house.tick.minute()]);
      await Promise.all([programme.house.outbox.drain(), second.house.outbox.drain()]);
    }
    expect([prompts(programme, nora), prompts(programme, liam)]).toEqual([1, 1]);
  });

  it('a clock that is set back asks nobody a second time', async () => {
    await asked(nora);
    await passes(programme, 5);
    programme.clock.now -= 3 * hour;
    await passes(programme, 6);
    expect(prompts(programme, nora)).toBe(1);
  });
});
