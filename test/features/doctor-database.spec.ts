import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { connect, type Database } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readOrMakeKey } from '../../src/guard/keys.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { checkCoordinators, checkDeliveries, checkHelpLines } from '../../src/operator/checks-contents.ts';
import {
  checkClock,
  checkDurability,
  checkLog,
  checkMigrations,
  checkRowSecurity,
} from '../../src/operator/checks-database.ts';
import { checkApart, checkFolder, checkKey, checkNode } from '../../src/operator/checks-machine.ts';
import { type Finding, lineOf } from '../../src/operator/finding.ts';
import { type Fresh, freshDatabase } from '../support/database.ts';
import { operate } from '../support/operator.ts';

const key = randomBytes(32);
const other = randomBytes(32);
const inBase64 = (bytes: Buffer): string => bytes.toString('base64');

describe('what the doctor says about a database', () => {
  let fresh: Fresh;
  let database: Database;
  beforeEach(async () => {
    fresh = await freshDatabase();
    database = connect(fresh.url, () => undefined, 1);
  });
  afterEach(async () => {
    await database.close();
    await fresh.drop();
  });

  /** Over a new connection, which alone sees a new setting. */
  async function said(check: (database: Database) => Promise<Finding>): Promise<string> {
    const mine = connect(fresh.url, () => undefined, 1);
    try {
      return lineOf(await check(mine));
    } finally {
      await mine.close();
    }
  }

  async function set(setting: string, value: string): Promise<void> {
    const name = new URL(fresh.url).pathname.slice(1);
    await sql`alter database ${sql.ref(name)} set ${sql.raw(setting)} = ${sql.lit(value)}`.execute(
      database.owner,
    );
  }

  async function makePerson(): Promise<{ organisation: string; person: string }> {
    const made = { organisation: randomUUID(), person: randomUUID() };
    const at = new Date();
    await database.owner
      .insertInto('organisation')
      .values({ id: made.organisation, name: 'x', created_at: at })
      .execute();
    await sql`insert into person values (${made.person}, ${made.organisation}, 'en', 'UTC', 'US', ${at})`.execute(
      database.owner,
    );
    return made;
  }

  async function keepSealed(by: Buffer): Promise<void> {
    const { organisation, person } = await makePerson();
    const [id, at] = [randomUUID(), new Date()];
    const sealed = makeKeyRing([by]).seal('{"mood":3}', `checkin:${organisation}:${id}`);
    await database.owner
      .insertInto('checkin')
      .values({
        id,
        organisation_id: organisation,
        person_id: person,
        sealed,
        answered_at: at,
        changed_at: at,
      })
      .execute();
  }

  test('it wants the key that sealed what is in it', async () => {
    await keepSealed(key);
    const withKeys = (...keys: readonly Buffer[]) =>
      operate('doctor', {
        DATABASE_URL: fresh.url,
        LAMPLIGHT_KEY: keys.map(inBase64).join(','),
        PLAYGROUND: 'on',
      });
    expect((await withKeys(key)).about('Sealed values')).toBe('ok     Sealed values: the key fits 1 value.');
    const wrong = await withKeys(other);
    expect(wrong.about('Sealed values')).toMatch(
      /^wrong .*1 of 1 value cannot be opened.*Put back the right one/,
    );
    expect(wrong.code).toBe(1);
    expect((await withKeys(other, key)).about('Sealed values')).toMatch(/^ok /);
  });

  test('it changes nothing', async () => {
    await keepSealed(key);
    const written = sql`select sum(n_tup_ins + n_tup_upd + n_tup_del) as rows from pg_stat_user_tables`;
    await sql`select pg_stat_force_next_flush()`.execute(database.owner);
    const before = await written.execute(database.owner);
    await operate('doctor', { DATABASE_URL: fresh.url, LAMPLIGHT_KEY: inBase64(key) });
    expect((await written.execute(database.owner)).rows).toEqual(before.rows);
    expect(await migrate(database.owner)).toEqual([]);
  });

  test('how much waits and how much was given up, since when, and not what', async () => {
    const { organisation } = await makePerson();
    const now = Date.now();
    const deliver = (state: string, hours: number) =>
      sql`insert into delivery (id, organisation_id, kind, urgent, talk, payload, state, created_at, due_at)
        values (${randomUUID()}, ${organisation}, 'a-card', false, 'talk', '', ${state},
          ${new Date(now - hours * 3_600_000)}, ${new Date(now)})`.execute(database.owner);
    const lines = async (): Promise<readonly string[]> => (await checkDeliveries(database, now)).map(lineOf);

    expect(await lines()).toEqual(['ok     Deliveries: 0 waiting.']);
    await deliver('new', 0.1);
    await deliver('sent', 900);
    expect(await lines()).toEqual(['ok     Deliveries: 1 waiting, the oldest for 6 minutes.']);
    await deliver('sending', 5);
    await deliver('dead', 72);
    const [waiting, dead, ...more] = await lines();
    expect(waiting).toMatch(/^look .*2 waiting, the oldest for 5 hours\. Is the bot running/);
    expect(dead).toMatch(/^look .*1 given up, the oldest 3 days ago/);
    expect(more).toEqual([]);
  });

  test('how many help lines nobody has checked for 90 days, the own ones among them', async () => {
    const { organisation } = await makePerson();
    // Before any of the lines that come with us was checked: none of them is old.
    const now = Date.parse('2020-06-01T12:00:00Z');
    const { owner } = database;
    expect(await said((mine) => checkHelpLines(mine, now))).toMatch(/^ok .*each was checked/);
    const line = { id: 'own', name: 'Chaplain', call: '1', checkedOn: '2020-01-01' };
    await owner
      .insertInto('help_line')
      .values({
        id: randomUUID(),
        organisation_id: organisation,
        line: JSON.stringify(line),
        created_at: new Date(),
      })
      .execute();
    expect(await said((mine) => checkHelpLines(mine, now))).toMatch(
      /^look .*1 line not checked.*\/lamp lines/,
    );
    await owner
      .insertInto('help_line_check')
      .values({ organisation_id: organisation, line: 'own', checked_on: '2020-05-30' })
      .execute();
    expect(await said((mine) => checkHelpLines(mine, now))).toMatch(/^ok /);
  });

  test('who looks after the programme: nobody, a name instead of an id, or one who was taken off the list', async () => {
    const coordinators = (...accounts: readonly string[]) =>
      said((mine) => checkCoordinators(mine, accounts, false));
    expect(await coordinators()).toMatch(/^look .*Set LAMPLIGHT_COORDINATORS/);
    expect(await coordinators('@carla')).toMatch(/^look .*@carla .* no member id/);
    expect(await coordinators('U0CARLA')).toMatch(/^ok /);
    const { organisation, person } = await makePerson();
    await database.owner
      .insertInto('role_held')
      .values({ organisation_id: organisation, person_id: person, role: 'coordinator' })
      .execute();
    expect(await coordinators('U0CARLA')).toMatch(/^ok .*1 person holds/);
    expect(await coordinators()).toMatch(/^look .*does not take the role away/);
  });

  test('that a power cut may hurt it', async () => {
    await set('synchronous_commit', 'off');
    expect(await said(checkDurability)).toMatch(/^wrong .*synchronous_commit is off.*Switch on/);
  });

  test.each([
    ['log_statement', 'all'],
    ['log_min_duration_statement', '0'],
    ['log_min_duration_statement', '250ms'],
    ['log_transaction_sample_rate', '0.5'],
    ['log_parameter_max_length_on_error', '-1'],
  ])('that the server writes values into its log (%s = %s), and how to end that', async (setting, value) => {
    await set('log_parameter_max_length', '-1');
    expect(await said(checkLog)).toMatch(/^ok /);
    await set(setting, value);
    const told = await said(checkLog);
    expect(told).toMatch(/^look .*set log_parameter_max_length(_on_error)? = 0/);
    await set(/set (log_parameter\w+)/.exec(told)?.[1] ?? '', '0');
    expect(await said(checkLog)).toMatch(/^ok /);
  });

  test('that a table shows every organisation to each', async () => {
    expect(await said(checkRowSecurity)).toMatch(/^ok /);
    await sql`alter table checkin disable row level security`.execute(database.owner);
    expect(await said(checkRowSecurity)).toMatch(/^wrong .*off on checkin/);
  });

  test('that a policy lets everything through', async () => {
    const { organisation } = await makePerson();
    await sql`insert into workspace values (${randomUUID()}, ${organisation}, 'slack', 'T1', null, 'x', null)`.execute(
      database.owner,
    );
    expect(await said(checkRowSecurity)).toMatch(/^ok /);
    await sql`create policy all_of_it on workspace to lamplight_serving using (true)`.execute(database.owner);
    expect(await said(checkRowSecurity)).toMatch(/^wrong .*names no organisation/);
  });

  test('that a newer program was here', async () => {
    await sql`insert into kysely_migration values ('9999-tomorrow', '2099-01-01')`.execute(database.owner);
    expect(await said(checkMigrations)).toMatch(/^wrong .*newer than this program \(9999-tomorrow\)/);
  });

  test.each([
    [0, 'ok'],
    [10, 'look'],
    [-10, 'look'],
    [3_600, 'wrong'],
  ])('that the clocks are %i s apart: %s', async (seconds, verdict) => {
    const line = await said((mine) => checkClock(mine, () => Date.now() + seconds * 1_000));
    expect(line.slice(0, 5).trim()).toBe(verdict);
  });
});

describe('what the doctor says about this machine', () => {
  async function folder(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'lamplight-doctor-'));
    onTestFinished(() => rm(made, { recursive: true, force: true }));
    return made;
  }
  const linesAbout = async (keyringDir: string) =>
    (await checkKey({ dataDir: keyringDir, keyringDir })).findings.map(lineOf);

  test('a Node that is too old is named', () => {
    expect(checkNode('v20.20.0')).toMatchObject({
      verdict: 'wrong',
      says: expect.stringContaining('needs 26'),
    });
    expect(checkNode('v26.10.0').verdict).toBe('ok');
  });

  test('where the key lies, and to back it up', async () => {
    const keys = join(await folder(), 'keys');
    expect(await linesAbout(keys)).toEqual([expect.stringMatching(/^look .*first start makes it/)]);
    await readOrMakeKey(keys);
    expect(await linesAbout(keys)).toEqual([
      expect.stringMatching(/^ok .*lamplight\.key\. Keep a copy apart/),
    ]);
  });

  test.skipIf(process.platform === 'win32')(
    'a key that others can read is wrong, with what to run (not on Windows: it has no file modes)',
    async () => {
      const keys = join(await folder(), 'keys');
      await readOrMakeKey(keys);
      await chmod(join(keys, 'lamplight.key'), 0o640);
      await chmod(keys, 0o755);
      expect(await linesAbout(keys)).toEqual([
        expect.stringMatching(/^ok /),
        expect.stringMatching(/^wrong .*chmod 600 ".*lamplight\.key"/),
        expect.stringMatching(/^wrong .*chmod 700 /),
      ]);
    },
  );

  test('a key file that holds something else is wrong', async () => {
    const keys = await folder();
    await writeFile(join(keys, 'lamplight.key'), 'not a key');
    expect(await linesAbout(keys)).toEqual([expect.stringMatching(/^wrong .*Put back the right file/)]);
  });

  test('a key folder inside the database is wrong, beside it is not', async () => {
    const place = await folder();
    const database = join(place, 'postgres');
    for (const name of ['postgres/keys', 'postgres-keys', 'keys'])
      await mkdir(join(place, name), { recursive: true });
    expect((await checkApart(join(place, 'postgres/keys'), database)).verdict).toBe('wrong');
    expect((await checkApart(database, database)).verdict).toBe('wrong');
    expect((await checkApart(join(place, 'postgres-keys'), database)).verdict).toBe('ok');
    expect((await checkApart(join(place, 'keys'), database)).verdict).toBe('ok');
  });

  test('a folder is there, or can be made, or is no folder at all', async () => {
    const place = await folder();
    expect(lineOf(await checkFolder('Data folder', 'DATA_DIR', place))).toMatch(/^ok .*read and written/);
    expect(lineOf(await checkFolder('Data folder', 'DATA_DIR', join(place, 'new')))).toMatch(
      /^ok .*made when/,
    );
  });
});
