// Whom the bench makes known beforehand, and what stands in the tables about them afterwards.
import { sql } from 'kysely';
import { connect, type Database } from '../../src/database/connect.ts';
import type { KeyRing } from '../../src/guard/seal.ts';
import { languages } from './workspace.ts';

/** Everybody's profile counts as fresh, so that nobody is asked about. `of` is a team or a tenant. */
export async function seedPeople(
  database: Database,
  of: { workspace: string; accountOf: (person: number) => string },
  count: number,
  now: number,
): Promise<void> {
  const workspace = await database.owner
    .selectFrom('workspace')
    .select(['id', 'organisation_id'])
    .where('external_id', '=', of.workspace)
    .executeTakeFirstOrThrow();
  const people = Array.from({ length: count }, (_, person) => ({
    person: crypto.randomUUID(),
    account: of.accountOf(person),
    language: languages[person % languages.length] ?? 'en',
  }));
  const column = (name: 'person' | 'account' | 'language'): string[] => people.map((one) => one[name]);
  const at = new Date(now);
  await database.owner.transaction().execute(async (tx) => {
    await sql`
      insert into person (id, organisation_id, language, time_zone, created_at)
      select id, ${workspace.organisation_id}, language, 'America/New_York', ${at}
      from unnest(${column('person')}::uuid[], ${column('language')}::text[]) as one (id, language)`.execute(
      tx,
    );
    await sql`
      insert into account (id, organisation_id, workspace_id, person_id, external_id, guest, profile_at)
      select gen_random_uuid(), ${workspace.organisation_id}, ${workspace.id}, id, account, false, ${at}
      from unnest(${column('person')}::uuid[], ${column('account')}::text[]) as one (id, account)`.execute(
      tx,
    );
  });
  await sql`analyze`.execute(database.owner);
}

export type Kept = {
  identities: number;
  checkins: number /** By account, oldest first. */;
  moods: Map<string, number[]>;
};

/** Everything that stands in a database, opened. */
export async function whatIsTold(url: string, keys: KeyRing): Promise<Kept> {
  // A million answers are read at once.
  const database = connect(url, () => undefined, 1, 120_000);
  try {
    return await whatWasKept(database, keys);
  } finally {
    await database.close();
  }
}

async function whatWasKept(database: Database, keys: KeyRing): Promise<Kept> {
  const inbox = await database.owner
    .selectFrom('inbox')
    .select((query) => query.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await database.owner
    .selectFrom('checkin')
    .innerJoin('account', 'account.person_id', 'checkin.person_id')
    .select([
      'checkin.id',
      'checkin.organisation_id',
      'checkin.bound_to',
      'checkin.sealed',
      'account.external_id',
    ])
    .orderBy('checkin.answered_at')
    .execute();
  const moods = new Map<string, number[]>();
  for (const row of rows) {
    const told: { mood: number } = JSON.parse(
      keys.open(row.sealed, `checkin:${row.bound_to ?? row.organisation_id}:${row.id}`).toString('utf8'),
    );
    const list = moods.get(row.external_id) ?? [];
    list.push(told.mood);
    moods.set(row.external_id, list);
  }
  return { identities: inbox.count, checkins: rows.length, moods };
}
