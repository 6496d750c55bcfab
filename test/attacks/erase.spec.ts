// Erased is gone: from every table that the catalogue names, from the copy outside of the database, for every process; and
// nothing of anybody else's goes along.
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { held } from '../../src/people/held.ts';
import { makeTombstones } from '../../src/people/tombstone.ts';
import { countRows, everythingIn } from '../support/catalogue.ts';
import { key } from '../support/hospital.ts';
import {
  answered,
  brigid,
  connectPlaces,
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

let programme: Programme;
let people: Readonly<Record<'nora' | 'nora2' | 'carla' | 'lena' | 'liam', Someone>>;
beforeEach(async () => {
  programme = await openProgramme();
  people = {
    nora: someone(programme, brigid, 'U0NORA'),
    nora2: someone(programme, luke, '29:nora'),
    carla: someone(programme, brigid, 'carla'),
    lena: someone(programme, luke, 'lena'),
    liam: someone(programme, luke, 'liam'),
  };
});
afterEach(() => programme.end());

const owner = () => programme.database.owner;

/** Something of Nora's in every table that may hold something of anybody's. */
async function live(): Promise<void> {
  const { nora, nora2, carla, lena, liam } = people;
  await connectPlaces(carla, lena);
  await tells(nora, 2, 'a hard night', programme.clock);
  await tells(nora2, 4, 'a better day', programme.clock);
  await tells(liam, 3, 'liam says', programme.clock);
  await linkAccounts(nora2, nora);
  // What both are told of it opens their talks: those that are told below are the later ones.
  await programme.house.outbox.drain();
  await nora.does({
    kind: 'said',
    text: 'help',
    place: { conversation: 'D0NORA', private: true },
    talk: 'D0NORA',
    identity: 'said:D0NORA:1',
  });
  await nora2.does({
    kind: 'said',
    text: 'help',
    place: { conversation: 'a:nora', private: true },
    talk: 'a:nora',
    identity: 'said:a:nora:1',
  });
  await nora.does({ kind: 'button-pressed', press: 'help.country', value: 'IE', inForm: false });
  await nora.presses('settings.link');
  const { organisation, id, person } = await programme.rowOf(nora);
  await addStaff(programme.database, organisation, 'U0NORA');
  await owner().updateTable('account').set({ mail: 'digest-of-nora' }).where('id', '=', id).execute();
  const { id: roster } = await owner().selectFrom('roster').select('id').executeTakeFirstOrThrow();
  const line = {
    roster_id: roster,
    organisation_id: organisation,
    unit: 'Ward 4',
    discipline: null,
    shift: null,
  };
  await owner()
    .insertInto('roster_entry')
    .values([
      { ...line, key: 'account:u0nora', manager: null },
      { ...line, key: 'mail:digest-of-nora', manager: null },
      { ...line, key: 'account:liam', manager: 'account:u0nora' },
    ])
    .execute();
  await owner()
    .insertInto('role_held')
    .values({ organisation_id: organisation, person_id: person, role: 'supporter', account_id: id })
    .execute();
  // On a busy machine an answer may have come too late for the chat, and is kept after it.
  await programme.house.bot.settle();
  await programme.house.outbox.drain();
  await programme.house.tick.minute();
}

const erase = (person: Someone, answers = {}) => person.sends('privacy.erase', { sure: true, ...answers });

/** By what anybody could tell that something is theirs. */
async function traces(): Promise<readonly string[]> {
  const rows = await owner()
    .selectFrom('account')
    .select(['id', 'person_id', 'external_id', 'talk', 'mail'])
    .where('external_id', 'in', ['U0NORA', '29:nora'])
    .execute();
  return rows.flatMap((row) => [
    row.id,
    row.person_id,
    row.external_id,
    row.talk ?? 'no talk',
    row.mail ?? 'no mail',
  ]);
}

describe('whoever has everything erased', () => {
  it('had something in every table that may hold something of a person, or this spec would prove nothing', async () => {
    await live();
    const everything = await everythingIn(programme.database);
    const found = await traces();
    for (const [table, parts] of Object.entries(held)) {
      if ('nobody' in parts || table === 'tombstone') continue;
      const lines = everything.split('\n').filter((line) => line.startsWith(`${table}.`));
      expect([
        table,
        lines.some((line) => found.some((trace) => line.toLowerCase().includes(trace.toLowerCase()))),
      ]).toEqual([table, true]);
    }
  });

  it('is nowhere afterwards: in no table, in no row of others, not in the copy for get help now', async () => {
    await live();
    const found = await traces();
    expect(found.length).toBe(10);
    expect(programme.house.memory.person(people.nora.who)).toMatchObject({ country: 'IE' });
    expect(answered(await erase(people.nora))).toBe('privacy.erased');
    await programme.house.bot.settle();
    await programme.house.outbox.drain();
    const everything = (await everythingIn(programme.database)).toLowerCase();
    for (const trace of found)
      expect([trace, everything.includes(trace.toLowerCase())]).toEqual([trace, false]);
    expect(everything).not.toContain('nora');
    await programme.house.memory.save();
    const copy = makeKeyRing([key])
      .open(await readFile(`${programme.folder}/help.sealed`), 'memory')
      .toString();
    expect(copy).not.toMatch(/nora/i);
    expect(copy).toContain('liam');
  });

  it('takes nothing of anybody else’s along', async () => {
    await live();
    const before = await countRows(programme.database);
    await erase(people.nora);
    expect(await history(people.liam)).toEqual(['liam says']);
    const after = await countRows(programme.database);
    const others = Object.entries(held).flatMap(([table, parts]) => ('nobody' in parts ? [table] : []));
    expect(others.map((table) => [table, after[table]])).toEqual(
      others.map((table) => [table, before[table]]),
    );
    expect(
      (await owner().selectFrom('roster_entry').select(['key', 'manager']).execute()).toSorted((a, b) =>
        a.key.localeCompare(b.key),
      ),
    ).toEqual([
      { key: 'account:liam', manager: null },
      { key: 'account:u0any', manager: null },
    ]);
    expect(await owner().selectFrom('audience').select(['name', 'made_by']).execute()).toEqual([
      { name: 'Ward 4', made_by: null },
    ]);
  });

  it('leaves a mark for each account that names nobody without the key, and is left out by it', async () => {
    await live();
    await erase(people.nora);
    const stones = await owner().selectFrom('tombstone').select(['digest', 'workspace_id']).execute();
    const tombstones = makeTombstones(makeKeyRing([key]));
    const others = makeTombstones(makeKeyRing([Buffer.alloc(32, 8)]));
    for (const { who } of [people.nora, people.nora2]) {
      const digests = (all: typeof tombstones) =>
        stones.filter(({ digest }) => all.digestsOf(who).includes(digest));
      expect(digests(tombstones)).toHaveLength(1);
      expect(digests(others)).toHaveLength(0);
      const { organisation } = await programme.rowOf(people.carla);
      const workspace = digests(tombstones)[0]?.workspace_id ?? '';
      expect(
        await programme.database.within(organisation, (tx) =>
          tombstones.without(tx, workspace, [who.account, 'somebody']),
        ),
      ).toEqual(['somebody']);
      // A change of keys does not bring them back, while the old one is there.
      const changed = makeTombstones(makeKeyRing([Buffer.alloc(32, 9), key]));
      expect(
        await programme.database.within(organisation, (tx) => changed.without(tx, workspace, [who.account])),
      ).toEqual([]);
    }
  });

  it('is met anew when they write again, with nothing of before; the mark stays', async () => {
    await live();
    const before = await programme.rowOf(people.nora);
    await erase(people.nora);
    expect(await history(people.nora)).toEqual([]);
    const after = await programme.rowOf(people.nora);
    expect(after.person).not.toBe(before.person);
    expect((await programme.rowOf(people.nora)).person).toBe(after.person);
    expect(await history(people.nora2)).toEqual([]);
    expect((await programme.rowOf(people.nora2)).person).not.toBe(after.person);
    const { n } = await owner()
      .selectFrom('tombstone')
      .select((row) => row.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBeGreaterThanOrEqual(2);
  });

  it('is not made anew by the platform’s second try of the same request', async () => {
    await live();
    const sent = {
      kind: 'form-sent',
      form: 'privacy.erase',
      carries: '',
      answers: { sure: true },
      identity: 'form:the same',
    } as const;
    await people.nora.does(sent);
    const outcome = await people.nora.does(sent);
    expect(outcome.kind).toBe('repeated');
    expect((await everythingIn(programme.database)).toLowerCase()).not.toContain('nora');
  });

  it('is forgotten by other processes within the hour', async () => {
    await live();
    const second = await programme.second();
    await second.house.tick.minute();
    expect(second.house.memory.person(people.nora.who)).toBeDefined();
    await erase(people.nora);
    programme.clock.now += 3_600_000;
    await second.house.tick.minute();
    expect(second.house.memory.person(people.nora.who)).toBeUndefined();
    expect(second.house.memory.person(people.liam.who)).toBeDefined();
  });

  it('loses nothing without a yes, and nothing by halves', async () => {
    await live();
    const before = await countRows(programme.database);
    const refused = await people.nora.sends('privacy.erase', { sure: false });
    expect(refused.answer.kind).toBe('errors');
    await sql`create function stay() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`.execute(
      owner(),
    );
    await sql`create trigger stay before delete on person execute function stay()`.execute(owner());
    expect((await erase(people.nora)).kind).toBe('not-kept');
    expect(await countRows(programme.database)).toEqual(before);
    expect(await history(people.nora)).toHaveLength(2);
  });
});

describe('a table of tomorrow', () => {
  it('that refers to a person or an account is found, where nobody says what becomes of it', async () => {
    const found = async (): Promise<readonly string[]> => {
      const { rows } = await sql<{ name: string }>`
        select distinct table_name as name from information_schema.columns
        where table_schema = 'public' and (column_name ~ '(person|account)(_id)?$' or column_name = 'talk')`.execute(
        owner(),
      );
      return rows
        .map(({ name }) => name)
        .filter((name) => !Object.hasOwn(held, name) || 'nobody' in held[name as keyof typeof held])
        .toSorted();
    };
    expect(await found()).toEqual([]);
    await sql`create table circle_seat (id uuid primary key, friend_account_id uuid)`.execute(owner());
    expect(await found()).toEqual(['circle_seat']);
  });
});
