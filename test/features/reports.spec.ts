// How a team is doing: once a closed month, of those who let their mood count, and never of fewer than five. On both platforms.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passes } from '../support/plans.ts';
import {
  answered,
  brigid,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
  wordsOf,
} from '../support/programme.ts';

let programme: Programme;
let coordinator: Someone;
let people: readonly Someone[];
afterEach(() => programme.end());

async function setUp(place: typeof brigid, runner: string): Promise<void> {
  programme = await openProgramme({ limits: { personPerMinute: 1_000, organisationPerSecond: 10_000 } });
  programme.clock.now = Date.UTC(2026, 9, 12, 9);
  coordinator = someone(programme, place, runner);
  await coordinator.types('help');
  await coordinator.presses('admin.switch-on', 'reports');
  people = Array.from({ length: 9 }, (_, n) => someone(programme, place, `nurse${n}`));
  for (const one of people) await one.types('help');
  const list = ['Account,Unit', ...people.map((_, n) => `nurse${n},${n < 8 ? 'Ward 4' : 'Theatre'}`)];
  const draft = await coordinator.sends('roster.paste', { list: list.join('\n') });
  const value = /"press":"roster.use","value":"([^"]+)"/.exec(JSON.stringify(draft.answer))?.[1];
  expect(answered(await coordinator.presses('roster.use', value))).toBe('roster.used');
}
const letCount = async (count: number): Promise<void> => {
  for (const one of people.slice(0, count)) await one.presses('reports.count-me');
};
async function allTell(mood: (n: number) => number): Promise<void> {
  for (const [n, one] of people.entries()) await tells(one, mood(n), 'canary', programme.clock);
}
/** Into the next month. */
async function monthEnds(): Promise<void> {
  const now = Temporal.Instant.fromEpochMilliseconds(programme.clock.now).toZonedDateTimeISO('UTC');
  const first = now.toPlainDate().with({ day: 1 }).add({ months: 1 });
  programme.clock.now = first.toZonedDateTime('UTC').epochMilliseconds;
  await passes(programme, 1);
}
async function readBy(who: Someone): Promise<string> {
  const { answer } = await who.types('reports');
  return answer.kind === 'card' ? wordsOf(answer.card) : answer.kind;
}

describe.each([
  ['Slack', brigid, 'carla'],
  ['Teams', luke, 'lena'],
] as const)('on %s', (_, place, runner) => {
  beforeEach(() => setUp(place, runner));

  it('four of nine who let their mood count are shown as nothing, and the card says why', async () => {
    await letCount(4);
    await allTell(() => 1);
    await monthEnds();
    const read = await readBy(coordinator);
    expect(read).toContain('Fewer than 5 people let their mood count');
    expect(read).not.toContain('%');
  });

  it('five are shown in bands, and not that all of them answered alike', async () => {
    await letCount(5);
    await allTell(() => 1);
    await monthEnds();
    const read = await readBy(coordinator);
    expect(read).toContain('Ward 4');
    expect(read).toContain('5 to 9 people');
    expect(read).toMatch(/Struggling or having a hard time: 60 % or more/);
    expect(read).not.toContain('100 %');
    expect(read).not.toContain('canary');
  });

  it('whoever tells often weighs no more, and of what they tell the middle counts', async () => {
    await letCount(8);
    const often = people[0] ?? coordinator;
    for (let time = 0; time < 12; time += 1) await tells(often, 1, 'canary', programme.clock);
    // Of each one day of three was bad.
    for (const mood of [4, 1, 4]) await allTell((n) => (n === 0 ? 1 : mood));
    await monthEnds();
    const read = await readBy(coordinator);
    expect(read).toMatch(/Struggling or having a hard time: 30 % or fewer/);
    expect(read).toMatch(/Doing well or better: 80 % or more/);
  });

  it('nobody counts who has not said so, and a coordinator alone reads it', async () => {
    await allTell(() => 5);
    await monthEnds();
    expect(await readBy(coordinator)).toContain('Fewer than 5');
    expect(answered(await (people[0] ?? coordinator).types('reports'))).toBe('help.unknown');
  });
});

describe('a month', () => {
  beforeEach(() => setUp(brigid, 'carla'));

  it('that is closed does not change: not by erasure, nor by what is chosen or told later', async () => {
    await letCount(8);
    await allTell((n) => (n % 2 ? 2 : 4));
    await monthEnds();
    const before = await readBy(coordinator);
    await people[0]?.presses('reports.do-not-count');
    await people[1]?.types('erase');
    const { owner } = programme.database;
    await owner.deleteFrom('checkin').execute();
    await owner
      .deleteFrom('person')
      .where('id', '=', (await programme.rowOf(people[2] ?? coordinator)).person)
      .execute();
    await passes(programme, 48);
    expect(await readBy(coordinator)).toBe(before);
  });

  it('is made once by two processes', async () => {
    await letCount(6);
    await allTell(() => 3);
    const second = await programme.second();
    await second.house.tick.minute();
    const first = Temporal.PlainDate.from('2026-11-01').toZonedDateTime('UTC').epochMilliseconds;
    programme.clock.now = first;
    await Promise.all([programme.house.tick.minute(), second.house.tick.minute()]);
    // The minute's own tick may have closed September while people told: that is another month.
    const { rows } = await sql`select from climate where month = '2026-10-01'`.execute(
      programme.database.owner,
    );
    expect(rows).toHaveLength(1);
  });

  it('is compared with the one before only where nobody can be told by the difference', async () => {
    await letCount(7);
    await allTell(() => 2);
    await monthEnds();
    await allTell(() => 5);
    await monthEnds();
    expect(await readBy(coordinator)).toContain('fewer than the month before');
    // One joins: what has changed would be theirs.
    await people[7]?.presses('reports.count-me');
    await allTell(() => 2);
    await monthEnds();
    expect(await readBy(coordinator)).not.toContain('the month before,');
    expect(await readBy(coordinator)).not.toMatch(/(fewer|more) than the month before/);
  });

  it('shows a leader their own unit and the whole, nothing of the others; and that it was read is in the record', async () => {
    await letCount(9);
    const leader = people[8] ?? coordinator;
    const { id, person, organisation } = await programme.rowOf(leader);
    await programme.database.owner
      .insertInto('role_held')
      .values({ organisation_id: organisation, person_id: person, account_id: id, role: 'leader' })
      .execute();
    await allTell(() => 4);
    await monthEnds();
    // Ward 4 alone would leave Theatre, one person, as the difference.
    expect(await readBy(coordinator)).not.toContain('Ward 4');
    const read = await readBy(leader);
    expect(read).toContain('Everybody');
    expect(read).not.toContain('Theatre');
    const record = await coordinator.types('admin', 'record');
    expect(record.answer.kind === 'card' && wordsOf(record.answer.card)).toContain(
      'Report read: October 2026',
    );
  });
});
