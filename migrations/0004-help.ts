// The employer's own lines, and the day on which somebody here last made sure of any line.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table help_line (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      line jsonb not null,
      created_at timestamptz not null
    )`.execute(db);
  await sql`
    create table help_line_check (
      organisation_id uuid not null references organisation on delete cascade,
      line text not null,
      checked_on date not null,
      primary key (organisation_id, line)
    )`.execute(db);
  // Chosen by coordinators. Never derived from what people chose for themselves: that would tell who asked for help.
  await sql`
    create table help_country (
      organisation_id uuid not null references organisation on delete cascade,
      country text not null,
      primary key (organisation_id, country)
    )`.execute(db);
  for (const table of ['help_line', 'help_line_check', 'help_country']) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }
}
