// Who is sending what just now, found without reading all that waits: whoever looks for claims that were left behind asks it often.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index delivery_held on delivery (id) where state = 'sending'`.execute(db);
}
