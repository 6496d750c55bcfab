// What people want to be sent and when, what the programme has switched on, who may do what for how long, and who changed what.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // What a person chose for themselves is theirs: the platform's profile does not change it any more. quiet_from, quiet_until:
  // minutes of their local day, over midnight where the first is later; both null: no hour is quiet.
  await sql`
    alter table person
      add column language_chosen boolean not null default false,
      add column zone_chosen boolean not null default false,
      add column quiet_from smallint default 1260 check (quiet_from between 0 and 1439),
      add column quiet_until smallint default 420 check (quiet_until between 0 and 1439),
      add check ((quiet_from is null) = (quiet_until is null))`.execute(db);

  // What somebody said about one kind of thing that is sent unasked. No row: they were not asked, or did not answer.
  await sql`
    create table consent (
      organisation_id uuid not null,
      person_id uuid not null,
      account_id uuid,
      kind text not null,
      agreed boolean not null,
      said_at timestamptz not null,
      primary key (person_id, kind),
      foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete set null (account_id) deferrable
    )`.execute(db);

  // Features beyond those that every programme starts with. introduced_at: people have been told of it, once.
  await sql`
    create table feature_switch (
      organisation_id uuid not null references organisation on delete cascade,
      feature text not null,
      is_on boolean not null,
      introduced_at timestamptz,
      primary key (organisation_id, feature)
    )`.execute(db);

  // A deputy does what a coordinator does, if need be until a day. name: as the platform shows whoever holds a role to others,
  // so that a coordinator can tell whose role it is; it goes with the role.
  await sql`
    alter table role_held
      drop constraint role_held_role_check,
      add check (role in ('supporter', 'facilitator', 'coordinator', 'deputy', 'supervisor', 'moderator', 'steward', 'leader')),
      add column until timestamptz,
      add column name text`.execute(db);

  // Who set up what. Never who answered anything. details: an allow-list of facts, by what.
  await sql`
    create table audit (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      what text not null,
      by_account uuid,
      by_name text,
      whose_account uuid,
      whose_name text,
      details jsonb not null,
      at timestamptz not null,
      foreign key (organisation_id, by_account) references account (organisation_id, id)
        on delete set null (by_account) deferrable,
      foreign key (organisation_id, whose_account) references account (organisation_id, id)
        on delete set null (whose_account) deferrable
    )`.execute(db);
  await sql`create index audit_by_age on audit (organisation_id, at)`.execute(db);

  for (const table of ['consent', 'feature_switch', 'audit']) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }

  // why: they asked, it concerns what is theirs, or it comes unasked and under which kind. counts_at: the moment for which an
  // unasked one stands in its reader's week.
  await sql`alter table delivery add column why text not null default 'asked', add column counts_at timestamptz`.execute(
    db,
  );
  await sql`create index delivery_counted on delivery (talk, counts_at) where counts_at is not null`.execute(
    db,
  );
}
