// Whatever is connected and separated again: who was a stranger before is one, in every table that the catalogue names.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Transaction } from '../../src/database/connect.ts';
import { tablesOf } from '../support/catalogue.ts';
import {
  answered,
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

/** Of nobody in particular yet: digests of installs that have begun, for the owner alone. */
const ofNobody = ['install_used'];

let programme: Programme;
let database: Database;
let people: Readonly<Record<'carla' | 'lena' | 'fay' | 'nora' | 'nora2' | 'liam' | 'fred', Someone>>;
beforeEach(async () => {
  programme = await openProgramme();
  database = programme.database;
  people = {
    carla: someone(programme, brigid, 'carla'),
    lena: someone(programme, luke, 'lena'),
    fay: someone(programme, far, 'fay'),
    nora: someone(programme, brigid, 'nora'),
    nora2: someone(programme, luke, 'nora2'),
    liam: someone(programme, luke, 'liam'),
    fred: someone(programme, far, 'fred'),
  };
  // Something in every table, of everybody.
  for (const [name, person] of Object.entries(people)) {
    await tells(person, 3, `${name} says`, programme.clock);
    await person.does({ kind: 'said', text: 'help', place: { conversation: `talk ${name}`, private: true } });
  }
  for (const coordinator of [people.carla, people.lena, people.fay]) {
    await coordinator.sends('help.own-line', { name: `of ${coordinator.who.account}`, call: '+1 555 0100' });
    await coordinator.presses('help.checked', 'us-988');
    await coordinator.sends('help.countries-served', { countries: ['US', 'IE'] });
  }
  await withCodes();
  for (const [place, coordinator] of [
    [brigid, people.carla],
    [luke, people.lena],
    [far, people.fay],
  ] as const) {
    await addStaff(database, (await programme.rowOf(coordinator)).organisation, coordinator.who.account);
    const tokens = { botToken: `xoxb-${coordinator.who.account}` };
    await programme.house.install({ ...place, coordinators: [], tokens });
  }
  programme.clock.now -= 12 * 3_600_000;
});
afterEach(() => programme.end());

/** Codes that nobody types: they are there while all else happens. */
async function withCodes(): Promise<void> {
  for (const person of [people.nora, people.liam, people.fred]) await person.presses('settings.link');
}

const tablesOfSomebody = async (): Promise<readonly string[]> =>
  (await tablesOf(database)).filter((table) => !ofNobody.includes(table));

const ownerOf = (table: string) => sql.ref(table === 'organisation' ? 'id' : 'organisation_id');

/** Every table that belongs to organisations, by the catalogue. */
async function owned(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'organisation_id'`.execute(database.owner);
  return [...rows.map(({ name }) => name), 'organisation'];
}

async function organisations(): Promise<readonly string[]> {
  const rows = await database.owner.selectFrom('organisation').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Every table shows each organisation itself alone, and there is no row of one that is no more. */
async function expectStrangers(): Promise<void> {
  const all = await organisations();
  const visible = async (tx: Transaction, table: string): Promise<readonly string[]> => {
    const { rows } = await sql<{ whose: string }>`
      select distinct ${ownerOf(table)} as whose from ${sql.ref(table)}`.execute(tx);
    return rows.map((row) => row.whose);
  };
  for (const table of await owned()) {
    for (const whose of all) {
      const seen = await database.within(whose, (tx) => visible(tx, table));
      expect([table, seen.filter((one) => one !== whose)]).toEqual([table, []]);
    }
    const { rows } = await sql<{ whose: string }>`
      select distinct ${ownerOf(table)} as whose from ${sql.ref(table)}`.execute(database.owner);
    expect([table, rows.map((row) => row.whose).filter((whose) => !all.includes(whose))]).toEqual([
      table,
      [],
    ]);
  }
}

/** Wherever one row names another, both are of one organisation: by the catalogue's references, and by deliveries' talks. */
async function expectNoTies(): Promise<void> {
  const { rows } = await sql<{ child: string; column: string; parent: string }>`
    select child.relname as child, own.attname as column, parent.relname as parent
    from pg_constraint
    join pg_class child on child.oid = conrelid
    join pg_class parent on parent.oid = confrelid and parent.relname <> 'organisation'
    cross join lateral unnest(conkey, confkey) as key (own, theirs)
    join pg_attribute own on own.attrelid = conrelid and own.attnum = key.own
    join pg_attribute theirs on theirs.attrelid = confrelid and theirs.attnum = key.theirs and theirs.attname = 'id'
    where contype = 'f' and child.relnamespace = 'public'::regnamespace`.execute(database.owner);
  expect(rows.length).toBeGreaterThan(8);
  for (const { child, column, parent } of rows) {
    const { rows: torn } = await sql`
      select from ${sql.ref(child)} child join ${sql.ref(parent)} parent on parent.id = child.${sql.ref(column)}
      where parent.organisation_id <> child.organisation_id`.execute(database.owner);
    expect([child, column, torn.length]).toEqual([child, column, 0]);
  }
  const { rows: astray } = await sql`
    select talk from delivery where not exists (
      select from workspace where workspace.organisation_id = delivery.organisation_id
        and split_part(talk, ' ', 1) = workspace.id::text)
    and not exists (
      select from account where account.organisation_id = delivery.organisation_id
        and delivery.talk in ('account ' || account.id, 'person ' || account.person_id))`.execute(
    database.owner,
  );
  expect(astray).toEqual([]);
}

/** How many rows each table has of each workspace's side: of its own, its people's, its organisation's. */
async function portrait(): Promise<object> {
  const counts: Record<string, unknown> = {};
  for (const table of (await owned()).filter((name) => name !== 'organisation')) {
    const { rows } = await sql`
      select workspace.name, count(*) as n from ${sql.ref(table)} t
      join workspace on workspace.organisation_id = t.organisation_id group by 1 order by 1`.execute(
      database.owner,
    );
    counts[table] = rows;
  }
  return counts;
}

const expectHistories = async (whom: readonly (keyof typeof people)[]): Promise<void> => {
  for (const name of whom) expect(await history(people[name])).toEqual([`${name} says`]);
};

describe('strangers', () => {
  it('have something in every table, or this spec would prove nothing', async () => {
    for (const table of await tablesOfSomebody()) {
      const { rows } = await sql<{ whose: string }>`
        select distinct ${ownerOf(table)} as whose from ${sql.ref(table)}`.execute(database.owner);
      expect([table, rows.length]).toEqual([table, 3]);
    }
  });

  it('stay strangers when two others become one, and when those are two again', async () => {
    const { carla, lena, fay, nora, nora2, fred } = people;
    await expectStrangers();
    expect(answered(await connectPlaces(carla, lena))).toBe('admin.connected');
    expect(await organisations()).toHaveLength(2);
    await expectStrangers();
    await expectNoTies();
    expect(answered(await linkAccounts(nora, nora2))).toBe('settings.linked');
    await expectNoTies();
    await expectHistories(['carla', 'lena', 'liam', 'fay', 'fred']);
    for (const stranger of [fay, fred]) {
      const { answer } = await stranger.types('settings');
      expect(JSON.stringify(answer)).not.toMatch(/Brigid|Luke/);
    }
    expect(answered(await lena.presses('admin.separate', await programme.idOf(luke)))).toBe(
      'admin.separated',
    );
    await expectStrangers();
    await expectNoTies();
    await expectHistories(['carla', 'lena', 'liam', 'nora', 'nora2', 'fay', 'fred']);
  });

  it('each have as much as before once all is undone', async () => {
    const { carla, lena, nora, nora2 } = people;
    // What is undone is written down by the very events that undo it: so those tables are looked at by their people alone.
    const grows = ['inbox', 'delivery', 'link_code', 'help_line', 'help_line_check', 'help_country', 'audit'];
    const before = Object.entries(await portrait()).filter(([table]) => !grows.includes(table));
    await connectPlaces(carla, lena);
    await linkAccounts(nora, nora2);
    await carla.presses('admin.separate', await programme.idOf(luke));
    const after = Object.entries(await portrait()).filter(([table]) => !grows.includes(table));
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
    const lines = await database.owner
      .selectFrom('help_line')
      .innerJoin('workspace', 'workspace.organisation_id', 'help_line.organisation_id')
      .select(['workspace.name', sql<string>`line ->> 'name'`.as('line')])
      .orderBy('workspace.name')
      .orderBy('line')
      .execute();
    expect(lines.map(({ name, line }) => `${name}: ${line}`)).toEqual([
      `${far.name}: of fay`,
      ...[brigid, luke].flatMap(({ name }) => [`${name}: of carla`, `${name}: of lena`]),
    ]);
  });

  it('cannot be linked: only accounts of one programme can', async () => {
    const { nora, fred, nora2 } = people;
    for (const [from, to] of [
      [nora, fred],
      [nora, nora2],
    ] as const)
      await expect(linkAccounts(from, to)).rejects.toThrow('This code does not work');
    await expectHistories(['nora', 'fred', 'nora2']);
  });
});

describe('a table of tomorrow', () => {
  it('is moved along, and nothing in it ties somebody to the other side', async () => {
    const { carla, lena, nora, nora2, liam, fred } = people;
    await sql
      .raw(`
      create table circle (id uuid primary key, organisation_id uuid not null references organisation on delete cascade);
      create table circle_seat (
        id uuid primary key,
        organisation_id uuid not null references organisation on delete cascade,
        circle_id uuid not null references circle on delete cascade,
        person_id uuid not null references person on delete cascade,
        friend_id uuid references person on delete set null,
        unique (circle_id, person_id)
      )`)
      .execute(database.owner);
    for (const table of ['circle', 'circle_seat']) {
      await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(
        database.owner,
      );
      await sql`alter table ${sql.ref(table)} enable row level security`.execute(database.owner);
      await sql`create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = nullif(current_setting('lamplight.organisation', true), '')::uuid)`.execute(
        database.owner,
      );
    }
    const sit = async (circle: string, who: Someone, friend: Someone): Promise<void> => {
      const [seat, beside] = [await programme.rowOf(who), await programme.rowOf(friend)];
      await sql`insert into circle values (${circle}, ${seat.organisation}) on conflict do nothing`.execute(
        database.owner,
      );
      await sql`insert into circle_seat values (${randomUUID()}, ${seat.organisation}, ${circle}, ${seat.person}, ${beside.person})`.execute(
        database.owner,
      );
    };
    const seats = async (): Promise<readonly string[]> => {
      const { rows } = await sql<{ who: string; friend: string | null }>`
        select account.external_id as who, friend.external_id as friend from circle_seat
        join account on account.person_id = circle_seat.person_id
        left join account friend on friend.person_id = friend_id
        order by 1, 2`.execute(database.owner);
      return rows.map(({ who, friend }) => `${who} beside ${friend ?? 'nobody'}`);
    };
    const [ours, theirs, far] = [randomUUID(), randomUUID(), randomUUID()];
    await sit(theirs, liam, lena);
    await sit(far, fred, fred);
    await connectPlaces(carla, lena);
    await sit(ours, nora, liam);
    await sit(ours, nora2, nora);
    await sit(ours, liam, lena);
    await expectStrangers();
    // Both seats of one circle become one.
    await linkAccounts(nora2, nora);
    expect(await seats()).toEqual([
      'fred beside fred',
      'liam beside lena',
      'liam beside lena',
      'nora beside liam',
      'nora2 beside liam',
    ]);
    await carla.presses('admin.separate', await programme.idOf(luke));
    await expectStrangers();
    await expectNoTies();
    expect(await seats()).toEqual(['fred beside fred', 'nora beside nobody']);
    await expectHistories(['nora', 'nora2', 'liam', 'fred']);
  });
});

describe('every reference that carries an organisation', () => {
  it('can wait until all of a programme has moved, or moves along', async () => {
    const { rows } = await sql<{ child: string; parents: number; stiff: number }>`
      select child.relname as child, count(*) as parents, count(*) filter (where not condeferrable) as stiff
      from pg_constraint join pg_class child on child.oid = conrelid
      where contype = 'f' and child.relnamespace = 'public'::regnamespace and cardinality(conkey) > 1
        and exists (select from pg_attribute where attrelid = conrelid and attnum = any(conkey)
          and attname = 'organisation_id')
        and not (not condeferrable and confupdtype = 'c' and (
          select count(*) from pg_constraint other where other.conrelid = pg_constraint.conrelid
            and other.contype = 'f' and cardinality(other.conkey) > 1) = 1)
      group by 1 order by 1`.execute(database.owner);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ stiff }) => stiff > 0)).toEqual([]);
  });
});
