// What was kept long enough goes by itself, table by table as the rules say; and nothing goes before.
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { held } from '../../src/people/held.ts';
import { type Rule, retention } from '../../src/people/retention.ts';
import { countRows, everythingIn, tablesOf } from '../support/catalogue.ts';
import {
  brigid,
  connectPlaces,
  far,
  history,
  linkAccounts,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
} from '../support/programme.ts';
import { addStaff } from '../support/staff-rows.ts';

const hour = 3_600_000;
const day = 24 * hour;

let programme: Programme;
let nora: Someone;
let carla: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  nora = someone(programme, brigid, 'nora');
  carla = someone(programme, brigid, 'carla');
});
afterEach(() => programme.end());

async function later(ms: number): Promise<void> {
  programme.clock.now += ms;
  await programme.house.tick.minute();
  await programme.house.outbox.drain();
}

const isLimit = (rule: Rule): rule is Extract<Rule, { column: string }> => 'column' in rule;

it('every table has a rule, or a reason why it needs none; and says what of a person it holds', async () => {
  const tables = await tablesOf(programme.database);
  expect(Object.keys(retention).toSorted()).toEqual(tables);
  expect(Object.keys(held).toSorted()).toEqual(tables);
  for (const rules of Object.values(retention)) {
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) expect(('lasts' in rule ? rule.lasts : rule.why).length).toBeGreaterThan(10);
  }
});

it('a table of tomorrow without a rule would be found', async () => {
  await sql`create table tomorrow (id uuid primary key)`.execute(programme.database.owner);
  expect(Object.keys(retention)).not.toContain('tomorrow');
  expect(await tablesOf(programme.database)).toContain('tomorrow');
});

const limits = Object.entries(retention).flatMap(([table, rules]) =>
  rules.filter(isLimit).map((rule) => ({ table, ...rule })),
);

it.each(limits)('rows of $table go when $column is over, and not before ($why)', async (limit) => {
  const { table, column, ms, only = 'true' } = limit;
  const { owner } = programme.database;
  await tells(nora, 3, 'a year ago', programme.clock);
  await later(0);
  await nora.does({ kind: 'said', text: 'help', place: { conversation: 'talk nora', private: true } });
  await programme.house.outbox.drain();
  if (only.includes('once is not null')) await sql`update delivery set once = id::text`.execute(owner);
  await nora.presses('settings.link');
  const { organisation } = await programme.rowOf(carla);
  await addStaff(programme.database, organisation, 'carla');

  const rows = (condition: string) => sql`organisation_id = ${organisation} and ${sql.raw(condition)}`;
  const made = await sql<{ row: string }>`
    select ctid::text as row from ${sql.ref(table)} where ${rows(only)}`.execute(owner);
  expect(made.rows.length).toBeGreaterThan(0);
  /** Of those that were made to be of this age; what came since is younger. */
  const count = async (): Promise<number> => {
    const found = await sql<{ n: number }>`
      select count(*) as n from ${sql.ref(table)}
      where ${rows(only)} and ${sql.ref(column)} <= ${new Date(programme.clock.now - ms + 5 * 60_000)}`.execute(
      owner,
    );
    return found.rows[0]?.n ?? 0;
  };
  const age = (by: number) =>
    sql`
      update ${sql.ref(table)} set ${sql.ref(column)} = ${new Date(programme.clock.now + hour - by)}
      where ${rows(only)}`.execute(owner);
  await age(ms - 60_000);
  await later(hour);
  expect(await count()).toBe(made.rows.length);
  await age(ms + 60_000);
  await later(hour);
  expect(await count()).toBe(0);
});

it('check-ins of more than twelve months are gone, those of eleven are there', async () => {
  await tells(nora, 2, 'long ago', programme.clock);
  await later(40 * day);
  await tells(nora, 4, 'since then', programme.clock);
  await later(330 * day);
  await later(hour);
  expect(await history(nora)).toEqual(['since then']);
});

it('what waits to be sent is not old, however long it waits', async () => {
  programme.weather.send = async () => ({ kind: 'later', seconds: 3_600 });
  await nora.does({ kind: 'said', text: 'help', place: { conversation: 'talk nora', private: true } });
  await programme.house.outbox.drain();
  await later(50 * day);
  const rows = await programme.database.owner.selectFrom('delivery').select('state').execute();
  expect(rows.map(({ state }) => state)).toContain('new');
});

it('much that is old goes in pieces, all of it', async () => {
  const { organisation, person } = await programme.rowOf(carla);
  await sql`
    insert into checkin (id, organisation_id, person_id, sealed, answered_at, changed_at)
    select gen_random_uuid(), ${organisation}, ${person}, '', '2020-01-01', '2020-01-01' from generate_series(1, 5000)`.execute(
    programme.database.owner,
  );
  await later(hour);
  expect((await countRows(programme.database)).checkin).toBe(0);
});

it('whose account is deactivated is erased within 30 days, and not before they could come back', async () => {
  await tells(nora, 2, 'before I left', programme.clock);
  await nora.does({ kind: 'left', deactivated: true });
  await later(20 * day);
  expect(await history(nora)).toEqual(['before I left']);
  // They are back: it begins anew.
  await later(20 * day);
  expect(await history(nora)).toEqual(['before I left']);
  const { person, id } = await programme.rowOf(nora);
  await nora.does({ kind: 'left', deactivated: true });
  await later(29 * day);
  await later(hour);
  const everything = await everythingIn(programme.database);
  for (const trace of [person, id, 'external_id nora']) expect(everything).not.toContain(trace);
  expect(programme.house.memory.person(nora.who)).toBeUndefined();
  expect((await countRows(programme.database)).tombstone).toBe(0);
});

it('who merely took the app out of their Teams is not erased', async () => {
  await tells(nora, 2, 'still here', programme.clock);
  await nora.does({ kind: 'left' });
  await later(60 * day);
  await later(hour);
  expect(await history(nora)).toEqual(['still here']);
});

it('of two accounts the deactivated one goes, and what was told stays with the person', async () => {
  const nora2 = someone(programme, luke, 'nora2');
  await connectPlaces(someone(programme, brigid, 'carla'), someone(programme, luke, 'lena'));
  await tells(nora, 2, 'by the old one', programme.clock);
  await tells(nora2, 4, 'by the new one', programme.clock);
  await linkAccounts(nora, nora2);
  await nora.does({ kind: 'left', deactivated: true });
  await later(29 * day);
  await later(hour);
  expect(await history(nora2)).toEqual(['by the new one', 'by the old one']);
  expect(await everythingIn(programme.database)).not.toMatch(/external_id nora\n/);
});

it('whose workspace took the app out is erased within 30 days, unless it comes back before', async () => {
  const fay = someone(programme, far, 'fay');
  const fred = someone(programme, far, 'fred');
  await tells(nora, 3, 'elsewhere', programme.clock);
  await tells(fred, 3, 'told there', programme.clock);
  const takeOut = () => fay.does({ kind: 'removed', who: { ...fay.who, account: '' } });
  await takeOut();
  await later(27 * day);
  await programme.house.install({ ...far, coordinators: [] });
  await later(3 * day);
  await later(hour);
  expect(await history(fred)).toEqual(['told there']);
  await addStaff(programme.database, (await programme.rowOf(fay)).organisation, 'fay');
  await addStaff(programme.database, (await programme.rowOf(nora)).organisation, 'nora');
  await takeOut();
  await later(29 * day);
  await later(hour);
  expect(await countRows(programme.database)).toMatchObject({ roster: 1, roster_entry: 1, audience: 1 });
  await programme.house.install({ ...far, coordinators: ['fay'] });
  expect(await history(fred)).toEqual([]);
  expect(await history(nora)).toEqual(['elsewhere']);
});
