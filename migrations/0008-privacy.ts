// What people can do about what is kept of them, and what ends by itself.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // When the platform told us that this account is no more; null while it is there, or was met again.
  await sql`alter table account add column deactivated_at timestamptz`.execute(db);
  await sql`create index account_deactivated on account (deactivated_at) where deactivated_at is not null`.execute(
    db,
  );

  // As upload_link: the link itself is not kept, only its digest.
  await sql`
    create table export_link (
      digest text primary key,
      organisation_id uuid not null,
      account_id uuid not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);

  // Whoever had everything erased is not asked again unasked. A keyed digest of the workspace and the account: it names nobody
  // to whoever lacks the key, and goes along with its workspace.
  await sql`
    create table tombstone (
      organisation_id uuid not null,
      workspace_id uuid not null,
      digest text not null,
      made_at timestamptz not null,
      primary key (workspace_id, digest),
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);

  for (const table of ['export_link', 'tombstone']) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }

  // What is too old is looked for every hour.
  await sql`create index checkin_by_age on checkin (answered_at)`.execute(db);
  await sql`create index delivery_by_age on delivery (created_at)`.execute(db);
}
