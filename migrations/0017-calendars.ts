// Shifts out of a calendar that somebody gives: its address, sealed, or a file that was read once and is not kept.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // sealed: the address; null of a file. shifts: when each begins and ends, and nothing else of the calendar. known_until: the end of
  // the last of them. is_awaited: whoever gave the address has not heard yet what became of it. due_at: when it is read next.
  await sql`
    create table shift_calendar (
      id uuid primary key,
      organisation_id uuid not null,
      person_id uuid not null unique,
      sealed bytea,
      bound_to uuid,
      shifts jsonb not null default '[]',
      known_until timestamptz,
      read_at timestamptz,
      is_awaited boolean not null,
      problem text,
      failing_since timestamptz,
      due_at timestamptz,
      lease uuid,
      lease_until timestamptz,
      foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);
  await sql`create index shift_calendar_due on shift_calendar (due_at) where due_at is not null`.execute(db);
  await sql`
    create trigger remember_binding before update of organisation_id on shift_calendar
      for each row execute function remember_binding()`.execute(db);
  await sql`alter table shift_calendar enable row level security`.execute(db);
  await sql`
    create policy own on shift_calendar to lamplight_serving
      using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
    db,
  );
  await sql`grant select, insert, update, delete on shift_calendar to lamplight_serving`.execute(db);

  // A link opens one page: that of the staff list, or that of one's own calendar.
  await sql`
    alter table upload_link add column opens text not null default 'staff-list'
      check (opens in ('staff-list', 'calendar'))`.execute(db);
}
