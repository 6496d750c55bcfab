// Where people work, and who is asked. No name and no mail address stands here: a mail address is kept as a keyed digest.
// What somebody brought names the workspace by which it came, and goes with it when it moves to another organisation: what
// belongs to it follows by its reference, which carries the organisation and can wait until all has moved.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account add column mail text`.execute(db);
  await sql`create index account_by_mail on account (organisation_id, mail) where mail is not null`.execute(
    db,
  );

  // Each workspace of an organisation has a list of its own: for each person the newer one counts.
  // key_id: of the key under which the mail digests were made.
  await sql`
    create table roster (
      id uuid primary key,
      organisation_id uuid not null,
      workspace_id uuid not null unique,
      way text not null check (way in ('file', 'pasted', 'directory')),
      key_id text not null,
      taken_at timestamptz not null,
      unique (organisation_id, id),
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);
  // key, manager: account:<the platform's id in lower case> or mail:<digest>.
  await sql`
    create table roster_entry (
      roster_id uuid not null,
      organisation_id uuid not null,
      key text not null,
      unit text,
      discipline text,
      manager text,
      shift text,
      primary key (roster_id, key),
      foreign key (organisation_id, roster_id) references roster (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);
  await sql`create index roster_entry_by_key on roster_entry (organisation_id, key)`.execute(db);
  await sql`create index roster_entry_by_manager on roster_entry (organisation_id, manager) where manager is not null`.execute(
    db,
  );

  // A list that was read and waits for a coordinator's yes; sealed. due_at: the directory is still to be asked.
  // account_id: who brought it. against: the list of their workspace that stood when it was read.
  await sql`
    create table roster_draft (
      id uuid primary key,
      organisation_id uuid not null,
      account_id uuid not null,
      way text not null check (way in ('file', 'pasted', 'directory')),
      sealed bytea,
      against uuid,
      made_at timestamptz not null,
      due_at timestamptz,
      lease uuid,
      lease_until timestamptz,
      foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);

  // The link itself is not kept, only its digest: whoever reads this table cannot use it.
  await sql`
    create table upload_link (
      digest text primary key,
      organisation_id uuid not null,
      account_id uuid not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);

  // workspace_id: by which it came; where it is a conversation's, also where that is. made_by: an account.
  // due_at: when its people are to be asked for again; null while a draft waits for a coordinator's yes.
  await sql`
    create table audience (
      id uuid primary key,
      organisation_id uuid not null,
      name text not null,
      source text not null check (source in ('conversation', 'list', 'roster')),
      workspace_id uuid not null,
      conversation text,
      unit text,
      discipline text,
      guests boolean not null,
      kept boolean not null default false,
      made_by uuid,
      made_at timestamptz not null,
      left_out jsonb not null default '{}',
      followed_at timestamptz,
      due_at timestamptz,
      lease uuid,
      lease_until timestamptz,
      problem text,
      unique (organisation_id, id),
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, made_by) references account (organisation_id, id)
        on delete set null (made_by) deferrable
    )`.execute(db);
  await sql`create index audience_due on audience (organisation_id, due_at) where due_at is not null`.execute(
    db,
  );
  await sql`create index audience_of_conversation on audience (workspace_id, conversation)`.execute(db);
  // Whom a list names, found or not.
  await sql`
    create table audience_named (
      audience_id uuid not null,
      organisation_id uuid not null,
      key text not null,
      primary key (audience_id, key),
      foreign key (organisation_id, audience_id) references audience (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);
  // By the platform's own ids: somebody who has never written to us can be asked all the same.
  await sql`
    create table audience_member (
      audience_id uuid not null,
      organisation_id uuid not null,
      workspace_id uuid not null,
      account text not null,
      primary key (audience_id, workspace_id, account),
      foreign key (organisation_id, audience_id) references audience (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);
  await sql`create index audience_of_account on audience_member (workspace_id, account)`.execute(db);

  for (const table of [
    'roster',
    'roster_entry',
    'roster_draft',
    'upload_link',
    'audience',
    'audience_named',
    'audience_member',
  ]) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }
}
