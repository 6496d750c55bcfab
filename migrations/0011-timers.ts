// What falls due by itself: rows, so that a crash forgets none and two processes do none twice.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // subject: ids of the feature's own, never words. person_id: whose it is, where it is somebody's; it goes with them.
  // due_at: null once it has failed too often.
  await sql`
    create table timer (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      feature text not null,
      name text not null,
      subject text not null,
      person_id uuid,
      due_at timestamptz,
      attempts smallint not null default 0,
      problem text,
      unique nulls not distinct (organisation_id, feature, name, subject, person_id),
      foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);
  await sql`create index timer_due on timer (due_at) where due_at is not null`.execute(db);
  await sql`create index timer_due_in on timer (organisation_id, due_at) where due_at is not null`.execute(
    db,
  );
  await sql`create index timer_of_person on timer (person_id) where person_id is not null`.execute(db);
  await sql`alter table timer enable row level security`.execute(db);
  await sql`
    create policy own on timer to lamplight_serving
      using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
    db,
  );
  await sql`grant select, insert, update, delete on timer to lamplight_serving`.execute(db);
  await sql`create policy looking on timer for select to lamplight_looking using (true)`.execute(db);
  await sql`grant select (organisation_id, due_at) on timer to lamplight_looking`.execute(db);
}
