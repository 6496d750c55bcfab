// A message that takes the place of one before it: a prompt that has closed says so where it stands.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // in_place_of: the `once` of what is changed.
  await sql`alter table delivery add column in_place_of text`.execute(db);
  await sql`
    create index delivery_changing on delivery (by_workspace, due_at)
      where in_place_of is not null and state = 'new'`.execute(db);
}
