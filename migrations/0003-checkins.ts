// How somebody is. `sealed` holds mood, topic and note; what stands in the clear is who and when.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table checkin (
      id uuid primary key,
      organisation_id uuid not null,
      person_id uuid not null,
      sealed bytea not null,
      answered_at timestamptz not null,
      changed_at timestamptz not null,
      foreign key (organisation_id, person_id) references person (organisation_id, id) on delete cascade
    )`.execute(db);
  await sql`create index checkin_of_person on checkin (person_id, answered_at desc)`.execute(db);
  await sql`alter table checkin enable row level security`.execute(db);
  await sql`
    create policy own on checkin to lamplight_serving
      using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
    db,
  );
  await sql`grant select, insert, update, delete on checkin to lamplight_serving`.execute(db);
}
