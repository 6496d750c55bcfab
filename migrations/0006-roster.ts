// Where people work, and who is asked. No name and no mail address stands here: a mail address is kept as a keyed digest.
// What names a workspace follows it when it moves to another organisation.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account add column mail text`.execute(db);
  await sql`create index account_by_mail on account (organisation_id, mail) where mail is not null`.execute(
    db,
  );

  // Two organisations that become one have two lists until the next one takes their place: the newer one counts.
  // key_id: of the key under which the mail digests were made.
  await sql`
    create table roster (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      way text not null check (way in ('file', 'pasted', 'directory')),
      key_id text not null,
      taken_at timestamptz not null
    )`.execute(db);
  // key, manager: account:<the platform's id in lower case> or mail:<digest>.
  await sql`
    create table roster_entry (
      roster_id uuid not null references roster on delete cascade,
      organisation_id uuid not null references organisation on delete cascade,
      key text not null,
      unit text,
      discipline text,
      manager text,
      shift text,
      primary key (roster_id, key)
    )`.execute(db);
  await sql`create index roster_entry_by_key on roster_entry (organisation_id, key)`.execute(db);
  await sql`create index roster_entry_by_manager on roster_entry (organisation_id, manager) where manager is not null`.execute(
    db,
  );

  // A list that was read and waits for a coordinator's yes; sealed. due_at: the directory is still to be asked.
  // against: the list that stood when it was read.
  await sql`
    create table roster_draft (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      person_id uuid not null references person on delete cascade,
      way text not null check (way in ('file', 'pasted', 'directory')),
      workspace_id uuid,
      sealed bytea,
      against uuid,
      made_at timestamptz not null,
      due_at timestamptz,
      lease uuid,
      lease_until timestamptz,
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade on update cascade
    )`.execute(db);

  // The link itself is not kept, only its digest: whoever reads this table cannot use it.
  await sql`
    create table upload_link (
      digest text primary key,
      organisation_id uuid not null references organisation on delete cascade,
      person_id uuid not null references person on delete cascade,
      expires_at timestamptz not null,
      used_at timestamptz
    )`.execute(db);

  // due_at: when its people are to be asked for again; null while a draft waits for a coordinator's yes.
  await sql`
    create table audience (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      name text not null,
      source text not null check (source in ('conversation', 'list', 'roster')),
      workspace_id uuid,
      conversation text,
      unit text,
      discipline text,
      guests boolean not null,
      kept boolean not null default false,
      made_by uuid references person on delete set null,
      made_at timestamptz not null,
      left_out jsonb not null default '{}',
      followed_at timestamptz,
      due_at timestamptz,
      lease uuid,
      lease_until timestamptz,
      problem text,
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade on update cascade
    )`.execute(db);
  await sql`create index audience_due on audience (organisation_id, due_at) where due_at is not null`.execute(
    db,
  );
  await sql`create index audience_of_conversation on audience (workspace_id, conversation)`.execute(db);
  // Whom a list names, found or not.
  await sql`
    create table audience_named (
      audience_id uuid not null references audience on delete cascade,
      organisation_id uuid not null references organisation on delete cascade,
      key text not null,
      primary key (audience_id, key)
    )`.execute(db);
  // By the platform's own ids: somebody who has never written to us can be asked all the same.
  await sql`
    create table audience_member (
      audience_id uuid not null references audience on delete cascade,
      organisation_id uuid not null,
      workspace_id uuid not null,
      account text not null,
      primary key (audience_id, workspace_id, account),
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade on update cascade
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
