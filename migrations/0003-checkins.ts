// How somebody is. `sealed` holds mood, topic and note; what stands in the clear is who and when.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table checkin (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      person_id uuid not null references person on delete cascade,
      sealed bytea not null,
      answered_at timestamptz not null,
      changed_at timestamptz not null
    )`.execute(db);
  await sql`create index checkin_of_person on checkin (person_id, answered_at desc)`.execute(db);
  await sql`alter table checkin enable row level security`.execute(db);
  await sql`
    create policy own on checkin to lamplight_serving
      using (organisation_id = nullif(current_setting('lamplight.organisation', true), '')::uuid)`.execute(
    db,
  );
  await sql`grant select, insert, update, delete on checkin to lamplight_serving`.execute(db);
}
