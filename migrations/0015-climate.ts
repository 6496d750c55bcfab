// How teams are doing, month by month: who lets their mood count, and what the report guard let out.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Whoever is here lets their mood count; nobody is by themselves.
  await sql`
    create table mood_counts (
      person_id uuid primary key,
      organisation_id uuid not null,
      account_id uuid,
      since timestamptz not null,
      foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete set null (account_id) deferrable
    )`.execute(db);

  // month: its first day. release: as src/guard/report.ts made it, once and for all.
  await sql`
    create table climate (
      organisation_id uuid not null references organisation on delete cascade,
      month date not null,
      release jsonb not null,
      changes jsonb not null,
      made_at timestamptz not null,
      primary key (organisation_id, month)
    )`.execute(db);

  // Whose mood counted in the latest month, to know how many have come and gone by the next. Never what it was.
  await sql`
    create table climate_counted (
      organisation_id uuid not null,
      person_id uuid not null,
      month date not null,
      unit text,
      primary key (person_id, month),
      foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);

  for (const table of ['mood_counts', 'climate', 'climate_counted']) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }
}
