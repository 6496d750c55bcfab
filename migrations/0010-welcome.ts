// Who has been told what this is. Once: an app that is installed again does not introduce itself again.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account add column welcomed_at timestamptz`.execute(db);
}
