import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Transaction } from '../../src/database/connect.ts';
import { countRows, tablesOf } from '../support/catalogue.ts';
import { checkIn, moodSent, storedCheckins } from '../support/checkins.ts';
import { coordinator, type Hospital, nurse, openHospital, team } from '../support/hospital.ts';
import { formOf, messageOf, pressOf, signed } from '../support/letter.ts';
import { addStaff } from '../support/staff-rows.ts';

/** Of nobody in particular yet: digests of installs that have begun, for the owner alone. */
const ofNobody = ['install_used'];
const otherTeam = 'T0OTHER';
const stranger = 'U0STRANGER';

describe('two hospitals in one database', () => {
  let hospital: Hospital;
  let database: Database;
  let tables: readonly string[];
  let own = '';
  let other = '';

  beforeAll(async () => {
    hospital = await openHospital();
    database = hospital.database;
    const { slack, house } = hospital;
    await house.install({
      platform: 'slack',
      workspace: otherTeam,
      name: 'The other hospital',
      coordinators: [],
      tokens: { botToken: 'xoxb-theirs' },
    });
    await house.install({
      platform: 'slack',
      workspace: team,
      name: 'St. Elsewhere',
      coordinators: [],
      tokens: { botToken: 'xoxb-ours' },
    });
    const { rows } = await sql<{ organisation_id: string; external_id: string }>`
      select organisation_id, external_id from workspace`.execute(database.owner);
    for (const row of rows) {
      if (row.external_id === otherTeam) other = row.organisation_id;
      else own = row.organisation_id;
    }
    // Something of the first hospital in every table, and somebody of the other one who does the same.
    await checkIn(slack, nurse, 2);
    await slack.message(nurse, slack.direct(nurse), 'checkin');
    const letters = [
      formOf({ person: stranger, team: otherTeam }, 'checkins.mood', '', moodSent(4)),
      messageOf({ person: stranger, team: otherTeam }, 'D0STRANGER', 'checkin'),
      pressOf({ person: nurse }, 'settings.link', '', 'http://127.0.0.1:9'),
      pressOf({ person: stranger, team: otherTeam }, 'settings.link', '', 'http://127.0.0.1:9'),
    ].map((letter) => signed(letter));
    for (const { body, headers } of letters) await hospital.knock(body, headers);
    await database.owner
      .insertInto('role_held')
      .columns(['organisation_id', 'person_id', 'role'])
      .expression((from) =>
        from
          .selectFrom('account')
          .select(['organisation_id', 'person_id', sql<string>`'supporter'`.as('role')])
          .where('external_id', '=', stranger),
      )
      .execute();
    await hospital.settled();
    await addLine(own);
    await addLine(other);
    tables = (await tablesOf(database)).filter((table) => !ofNobody.includes(table));
  });
  afterAll(() => hospital.end());

  async function addLine(organisation: string): Promise<void> {
    await database.owner
      .insertInto('help_line')
      .values({ id: randomUUID(), organisation_id: organisation, line: '{}', created_at: new Date() })
      .execute();
    await database.owner
      .insertInto('help_line_check')
      .values({ organisation_id: organisation, line: 'any', checked_on: '2026-11-22' })
      .execute();
    await database.owner
      .insertInto('help_country')
      .values({ organisation_id: organisation, country: 'IE' })
      .execute();
    await addStaff(database, organisation);
  }

  /** The column that says whose a row is. */
  const ownerOf = (table: string) => sql.ref(table === 'organisation' ? 'id' : 'organisation_id');

  async function visible(tx: Transaction, table: string): Promise<readonly string[]> {
    const { rows } = await sql<{ whose: string }>`
      select distinct ${ownerOf(table)} as whose from ${sql.ref(table)}`.execute(tx);
    return rows.map((row) => row.whose).sort();
  }

  const refusalOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'not refused',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
    );
  const permissionDenied = '42501';

  it('have something in every table, or this spec would prove nothing', async () => {
    for (const table of tables) {
      const { rows } = await sql<{ whose: string }>`
        select distinct ${ownerOf(table)} as whose from ${sql.ref(table)}`.execute(database.owner);
      expect([table, rows.map((row) => row.whose).sort()]).toEqual([table, [own, other].sort()]);
    }
  });

  it('say in every table whose a row is, and guard every table', async () => {
    const { rows } = await sql<{ name: string; guarded: boolean; policies: string[]; whose: boolean }>`
      select relname as name, relrowsecurity as guarded,
        array(select policyname::text from pg_policies
          where tablename = relname and 'lamplight_serving' = any(roles)) as policies,
        exists (select from pg_attribute where attrelid = pg_class.oid and attnotnull
          and attname = case relname when 'organisation' then 'id' else 'organisation_id' end) as whose
      from pg_class where relnamespace = 'public'::regnamespace and relname = any(${tables}) order by 1`.execute(
      database.owner,
    );
    expect(rows).toEqual(tables.map((name) => ({ name, guarded: true, policies: ['own'], whose: true })));
  });

  it('see only themselves, though no query says WHERE', async () => {
    for (const table of tables) {
      const seen = [own, other].map((whose) => database.within(whose, (tx) => visible(tx, table)));
      expect([table, ...(await Promise.all(seen))]).toEqual([table, [own], [other]]);
    }
  });

  it('are both hidden where nobody said which, or said something else', async () => {
    for (const table of tables) {
      for (const whose of ['', randomUUID()])
        expect([table, await database.within(whose, (tx) => visible(tx, table))]).toEqual([table, []]);
      expect(await refusalOf(database.within('no-id', (tx) => visible(tx, table)))).toBe('22P02');
    }
  });

  it('cannot write into each other, in any table', async () => {
    for (const table of tables) {
      const { rows } = await sql<{ row: object }>`
        select to_jsonb(t) as row from ${sql.ref(table)} t where ${ownerOf(table)} = ${own} limit 1`.execute(
        database.owner,
      );
      const copy = database.within(other, (tx) =>
        sql`insert into ${sql.ref(table)}
          select * from jsonb_populate_record(null::${sql.ref(table)}, ${JSON.stringify(rows[0]?.row)}::jsonb)`.execute(
          tx,
        ),
      );
      expect([table, await refusalOf(copy)]).toEqual([table, permissionDenied]);
      const give = database.within(other, (tx) =>
        sql`update ${sql.ref(table)} set ${ownerOf(table)} = ${own}`.execute(tx),
      );
      expect([table, await refusalOf(give)]).toEqual([table, permissionDenied]);
    }
  });

  it('cannot change or delete anything of each other, though no statement says WHERE', async () => {
    const before = await countRows(database);
    for (const table of tables.filter((name) => name !== 'organisation')) {
      const changed = new Error('rolled back');
      const touched = database.within(other, async (tx) => {
        const gone = await sql<{ whose: string }>`
          delete from ${sql.ref(table)} returning organisation_id as whose`.execute(tx);
        expect([table, [...new Set(gone.rows.map((row) => row.whose))]]).toEqual([table, [other]]);
        throw changed;
      });
      await expect(touched).rejects.toBe(changed);
    }
    expect(await countRows(database)).toEqual(before);
  });

  it('show whoever looks across both only ids, states and due times', async () => {
    const { rows } = await sql<{ column: string; may: string[] }>`
      select c.relname || '.' || a.attname as column,
        array(select privilege from unnest(array['select', 'insert', 'update']) privilege
          where has_column_privilege('lamplight_looking', c.oid, a.attnum, privilege)) as may
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relname = any(${tables}) and c.relnamespace = 'public'::regnamespace and a.attnum > 0
      order by 1`.execute(database.owner);
    const may = rows.filter((row) => row.may.length > 0).map((row) => `${row.column} ${row.may.join(' ')}`);
    expect(may).toEqual([
      'delivery.attempts select update',
      'delivery.by_workspace select',
      'delivery.created_at select',
      'delivery.due_at select',
      'delivery.expires_at select',
      'delivery.id select',
      'delivery.lease select update',
      'delivery.lease_until select update',
      'delivery.organisation_id select',
      'delivery.place select',
      'delivery.problem update',
      'delivery.state select update',
      'delivery.talk select',
      'delivery.urgent select',
      'inbox.received_at select',
      'installation.expires_at select',
      'installation.installed_at select',
      'installation.organisation_id select',
      'installation.workspace_id select',
      'organisation.id select',
      'timer.due_at select',
      'timer.organisation_id select',
      'workspace.external_id select',
      'workspace.id select',
      'workspace.organisation_id select',
      'workspace.platform select',
      'workspace.removed_at select',
    ]);
    expect(await database.across((tx) => visible(tx, 'delivery'))).toEqual([own, other].sort());
  });

  it.each([
    sql`select country from person`,
    sql`select sealed from checkin`,
    sql`select payload from delivery`,
    sql`select sealed from installation`,
    sql`select state from install_used`,
    sql`select external_id from account`,
    sql`select name from organisation`,
    sql`select identity from inbox`,
    sql`select line from help_line`,
    sql`select digest from link_code`,
    sql`select mail from account`,
    sql`select key from roster_entry`,
    sql`select account from audience_member`,
    sql`select digest from upload_link`,
    sql`select * from role_held`,
    sql`select * from delivery`,
    sql`update delivery set payload = ''`,
    sql`delete from delivery`,
    sql`delete from checkin`,
    sql`update delivery set organisation_id = null returning payload`,
  ])('refuse whoever looks across both everything else (%#)', async (query) => {
    expect(await refusalOf(database.across((tx) => query.execute(tx)))).toBe(permissionDenied);
  });

  it('can neither see nor touch what is of nobody yet', async () => {
    const { rows } = await sql<{ guarded: boolean }>`
      select relrowsecurity as guarded from pg_class where relname = any(${ofNobody})`.execute(
      database.owner,
    );
    expect(rows).toEqual(ofNobody.map(() => ({ guarded: true })));
    for (const table of ofNobody) {
      const look = database.within(own, (tx) => sql`select * from ${sql.ref(table)}`.execute(tx));
      expect([table, await refusalOf(look)]).toEqual([table, permissionDenied]);
      const clear = database.within(own, (tx) => sql`delete from ${sql.ref(table)}`.execute(tx));
      expect([table, await refusalOf(clear)]).toEqual([table, permissionDenied]);
    }
  });

  it('give no right to anybody else, and their roles cannot log in', async () => {
    const { rows: grants } = await sql<{ grantee: string }>`
      select distinct grantee from information_schema.table_privileges
      where table_schema = 'public' and grantee <> current_user`.execute(database.owner);
    const allowed = new Set(['lamplight_serving', 'lamplight_looking']);
    expect(grants.filter(({ grantee }) => !allowed.has(grantee))).toEqual([]);
    const { rows } = await sql`
      select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles
      where rolname in ('lamplight_serving', 'lamplight_looking')`.execute(database.owner);
    const plain = { rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(rows).toEqual([plain, plain]);
  });

  it('keep their answers apart when a stranger sends the name of somebody else’s', async () => {
    const before = await storedCheckins(database);
    expect(before.map(({ account }) => account)).toEqual([nurse, stranger]);
    const { id } = await database.owner
      .selectFrom('checkin')
      .select('id')
      .where('organisation_id', '=', own)
      .executeTakeFirstOrThrow();
    for (const sender of [{ person: stranger, team: otherTeam }, { person: coordinator }]) {
      for (const form of ['checkins.mood', 'checkins.more']) {
        const answers = [id, randomUUID(), 'no id at all'].map(async (carries) => {
          const { body, headers } = signed(formOf(sender, form, carries, moodSent(5)));
          return (await hospital.knock(body, headers)).text();
        });
        const [theirs, nobodys, nothing] = await Promise.all(answers);
        expect(theirs).toContain('errors');
        expect([nobodys, nothing]).toEqual([theirs, theirs]);
      }
    }
    expect(await storedCheckins(database)).toEqual(before);
  });
});
