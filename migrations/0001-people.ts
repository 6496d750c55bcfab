// Who there is. Organisations hold workspaces, workspaces hold accounts, accounts belong to persons.
// Every table carries its organisation, and row-level security lets the serving role see one organisation at a time:
// the one that `lamplight.organisation` names inside the transaction. Without it a query returns nothing.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Roles belong to the whole server, so another Lamplight database, or an administrator, may have made them already.
  // Who may take a role needs no right to hand it out: then the grant was the administrator's.
  for (const role of ['lamplight_serving', 'lamplight_looking']) {
    await sql`do ${sql.lit(
      `begin
        if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
      exception when duplicate_object or unique_violation then null;
      end`,
    )}`.execute(db);
    await sql`do ${sql.lit(
      `declare before text := current_setting('role');
      begin
        grant ${role} to current_user;
      exception when insufficient_privilege then
        perform set_config('role', '${role}', true);
        perform set_config('role', before, true);
      end`,
    )}`.execute(db);
    await sql`grant usage on schema public to ${sql.ref(role)}`.execute(db);
  }

  // Whoever holds those roles for another database of this server would see every row here, if they could connect. Only the
  // database's owner can shut them out: where that is somebody else, the doctor asks for it.
  await sql`do ${sql.lit(
    `begin
      execute format('grant connect on database %I to current_user', current_database());
      execute format('revoke connect on database %I from public', current_database());
    exception when insufficient_privilege then null;
    end`,
  )}`.execute(db);

  await sql`
    create table organisation (
      id uuid primary key,
      name text not null,
      created_at timestamptz not null
    )`.execute(db);
  await sql`
    create table workspace (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      platform text not null,
      external_id text not null,
      enterprise_id text,
      name text not null,
      removed_at timestamptz,
      unique (platform, external_id),
      unique (organisation_id, id)
    )`.execute(db);
  await sql`
    create table person (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      language text not null,
      time_zone text not null,
      country text,
      created_at timestamptz not null,
      unique (organisation_id, id)
    )`.execute(db);
  await sql`
    create table account (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person on delete cascade,
      external_id text not null,
      talk text,
      guest boolean not null,
      profile_at timestamptz,
      unique (workspace_id, external_id)
    )`.execute(db);
  await sql`create index account_of_person on account (person_id)`.execute(db);
  await sql`
    create table role_held (
      organisation_id uuid not null references organisation on delete cascade,
      person_id uuid not null references person on delete cascade,
      role text not null check (role in
        ('supporter', 'facilitator', 'coordinator', 'supervisor', 'moderator', 'steward', 'leader')),
      primary key (person_id, role)
    )`.execute(db);

  await sql`alter table organisation enable row level security`.execute(db);
  await sql`
    create policy own on organisation to lamplight_serving
      using (id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(db);
  await sql`grant select on organisation to lamplight_serving`.execute(db);
  for (const table of ['workspace', 'person', 'account', 'role_held']) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }

  // The looking role crosses organisations, and reads ids and due times only.
  await sql`create policy looking on organisation for select to lamplight_looking using (true)`.execute(db);
  await sql`grant select (id) on organisation to lamplight_looking`.execute(db);
  await sql`create policy looking on workspace for select to lamplight_looking using (true)`.execute(db);
  await sql`
    grant select (id, organisation_id, platform, external_id, removed_at) on workspace to lamplight_looking`.execute(
    db,
  );
}
