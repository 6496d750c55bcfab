// When people may be reached, beside their quiet hours: shifts, days off, a pause; and the days on which nobody is asked anything.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // pattern: shifts as the person typed them (src/schedule/shift-pattern.ts). weekdays_off: 1 Monday … 7 Sunday. paused_until:
  // the local day on which they may be reached again. sleep_hours: nobody wakes them for so long after a night shift.
  await sql`
    create table person_hours (
      person_id uuid primary key,
      organisation_id uuid not null,
      pattern text,
      weekdays_off smallint[] not null default '{}',
      days_off date[] not null default '{}',
      paused_until date,
      sleep_hours smallint not null default 8 check (sleep_hours between 0 and 16),
      changed_at timestamptz not null,
      foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);

  // As coordinators name them: nobody is asked anything on these days unless they are at work.
  await sql`
    create table holiday (
      organisation_id uuid not null references organisation on delete cascade,
      day date not null,
      primary key (organisation_id, day)
    )`.execute(db);

  for (const table of ['person_hours', 'holiday']) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }
}
