// What came in (so that a repeat has no second effect) and what is to go out.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // One reference for both ids: half the work for each row, and no row can name the workspace of another organisation.
  await sql`
    create table inbox (
      organisation_id uuid not null,
      workspace_id uuid not null,
      identity text not null,
      received_at timestamptz not null,
      primary key (workspace_id, identity),
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id) on delete cascade
    )`.execute(db);
  await sql`create index inbox_by_age on inbox (received_at)`.execute(db);

  // place: the order in which they were written down. payload: sealed; whom it goes to and the card. talk: one send in flight for each.
  await sql`
    create table delivery (
      id uuid primary key,
      place bigint generated always as identity,
      organisation_id uuid not null references organisation on delete cascade,
      kind text not null,
      urgent boolean not null,
      talk text not null,
      once text,
      payload bytea not null,
      state text not null check (state in ('new', 'sending', 'sent', 'unreachable', 'dead')),
      attempts integer not null default 0,
      created_at timestamptz not null,
      due_at timestamptz not null,
      lease_until timestamptz,
      platform text,
      conversation text,
      message text,
      problem text,
      unique (organisation_id, once)
    )`.execute(db);
  await sql`create index delivery_due on delivery (due_at) where state in ('new', 'sending')`.execute(db);
  await sql`create index delivery_in_flight on delivery (talk) where state = 'sending'`.execute(db);

  for (const table of ['inbox', 'delivery']) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }
  await sql`create policy looking on delivery to lamplight_looking using (true)`.execute(db);
  await sql`
    grant select (id, place, organisation_id, urgent, talk, state, attempts, created_at, due_at, lease_until)
      on delivery to lamplight_looking`.execute(db);
  await sql`grant update (state, attempts, lease_until) on delivery to lamplight_looking`.execute(db);
  await sql`create policy looking on inbox to lamplight_looking using (true)`.execute(db);
  await sql`grant delete, select (received_at) on inbox to lamplight_looking`.execute(db);
}
