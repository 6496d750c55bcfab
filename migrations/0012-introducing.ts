// A feature that is on for the first time explains itself, in pieces and by whichever process: until all are told, it is known.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // telling: not everybody has been told yet who is to be.
  await sql`alter table feature_switch add column telling boolean not null default false`.execute(db);
}
