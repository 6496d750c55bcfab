// By which token we speak to a workspace that installed us, and the installs that have ended, so that none ends twice.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // sealed: the tokens, bound to the row's id alone, so that a workspace may move to another organisation. expires_at is in
  // the clear, so that whoever looks across finds what is due.
  await sql`
    create table installation (
      id uuid primary key,
      organisation_id uuid not null,
      workspace_id uuid not null unique,
      sealed bytea not null,
      installed_at timestamptz not null,
      expires_at timestamptz,
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on update cascade on delete cascade
    )`.execute(db);
  await sql`alter table installation enable row level security`.execute(db);
  await sql`
    create policy own on installation to lamplight_serving
      using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
    db,
  );
  await sql`grant select, insert, update, delete on installation to lamplight_serving`.execute(db);
  await sql`create policy looking on installation for select to lamplight_looking using (true)`.execute(db);
  await sql`
    grant select (organisation_id, workspace_id, installed_at, expires_at) on installation to lamplight_looking`.execute(
    db,
  );

  // Digests only, of nobody in particular: no organisation, no policy, so that the owner alone can touch it.
  await sql`
    create table install_used (
      state bytea primary key,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index install_used_by_age on install_used (expires_at)`.execute(db);
  await sql`alter table install_used enable row level security`.execute(db);
}
