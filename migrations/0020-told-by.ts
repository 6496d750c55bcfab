// What is told of shifts, days off and pauses is kept by the account that told it: of several that one person has, each may have told
// something, and each has its own again when they part. A new address of a calendar stands beside the one that is read until it has been.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table person_hours drop constraint person_hours_pkey,
      add column id uuid primary key default gen_random_uuid()`.execute(db);
  // Null: never told, so that what another account told is not outvoted by what nobody said.
  await sql`
    alter table person_hours alter column sleep_hours drop not null, alter column sleep_hours drop default`.execute(
    db,
  );
  await sql`alter table shift_calendar drop constraint shift_calendar_person_id_key`.execute(db);
  // One that took the place of a calendar that was read is read on like any other.
  await sql`update shift_calendar set is_awaited = false where is_awaited and read_at is not null`.execute(
    db,
  );
  for (const table of ['person_hours', 'shift_calendar']) {
    await sql`
      alter table ${sql.ref(table)} add column account_id uuid,
        add foreign key (organisation_id, account_id) references account (organisation_id, id)
          on delete set null (account_id) deferrable`.execute(db);
    // Of several accounts nobody knows by which it was told: by the one that was this person before they were linked.
    await sql`
      update ${sql.ref(table)} told set account_id = (
        select account.id from account where account.person_id = told.person_id
        order by came_as is distinct from account.person_id, account.id limit 1)`.execute(db);
    await sql`create index ${sql.ref(`${table}_person`)} on ${sql.ref(table)} (person_id)`.execute(db);
  }
}
