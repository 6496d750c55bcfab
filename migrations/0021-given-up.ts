// What fell due by itself and was given up: when it was to be done, so that whoever does it again knows how late it is.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // was_due_at: null while due_at is not, and where an older version gave it up.
  await sql`alter table timer add column was_due_at timestamptz`.execute(db);
  await sql`create index timer_given_up on timer (organisation_id) where due_at is null`.execute(db);
}
