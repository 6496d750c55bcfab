// What came in (so that a repeat has no second effect) and what is to go out.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inbox (
      organisation_id uuid not null references organisation on delete cascade,
      workspace_id uuid not null references workspace on delete cascade,
      identity text not null,
      received_at timestamptz not null,
      primary key (workspace_id, identity)
    )`.execute(db);
  await sql`create index inbox_by_age on inbox (received_at)`.execute(db);

  // payload: sealed; whom it goes to and the card. talk: one send in flight for each.
  await sql`
    create table delivery (
      id uuid primary key,
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
        using (organisation_id = nullif(current_setting('lamplight.organisation', true), '')::uuid)`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }
  await sql`create policy looking on delivery to lamplight_looking using (true)`.execute(db);
  await sql`
    grant select (id, organisation_id, urgent, talk, state, attempts, created_at, due_at, lease_until)
      on delivery to lamplight_looking`.execute(db);
  await sql`grant update (state, attempts, lease_until) on delivery to lamplight_looking`.execute(db);
  await sql`create policy looking on inbox to lamplight_looking using (true)`.execute(db);
  await sql`grant delete, select (received_at) on inbox to lamplight_looking`.execute(db);
}
