// One programme across workspaces, one person with several accounts.
// Rows move between organisations when workspaces are connected or separated. So every reference that carries the
// organisation can wait until all of them have moved (deferrable), and what is sealed remembers what it was bound to.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account
      drop constraint account_workspace_id_fkey,
      drop constraint account_person_id_fkey,
      add unique (organisation_id, id),
      add foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade deferrable,
      add foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable`.execute(db);
  await sql`
    alter table inbox alter constraint inbox_organisation_id_workspace_id_fkey deferrable`.execute(db);
  await sql`
    alter table checkin alter constraint checkin_organisation_id_person_id_fkey deferrable`.execute(db);

  // A role that came by an account leaves with it. Until today everybody has one account.
  await sql`
    alter table role_held
      drop constraint role_held_pkey,
      drop constraint role_held_person_id_fkey,
      add column account_id uuid,
      add unique nulls not distinct (person_id, role, account_id),
      add foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable,
      add foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete cascade deferrable`.execute(db);
  await sql`
    update role_held set account_id = account.id from account
    where account.person_id = role_held.person_id`.execute(db);

  // account_id: by which account it came; null where nobody wrote it down.
  await sql`
    alter table checkin
      add column account_id uuid,
      add foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete set null (account_id) deferrable`.execute(db);
  // Where the person wants to be reached; null leaves it to us.
  await sql`
    alter table person
      add column reach_account_id uuid,
      add foreign key (organisation_id, reach_account_id) references account (organisation_id, id)
        on delete set null (reach_account_id) deferrable`.execute(db);
  // The person that the account was before it was first linked, and the talk that a message was written to before two persons
  // became one; null where nothing was linked. No references: that person's row is away while they are one.
  await sql`alter table account add column came_as uuid`.execute(db);
  await sql`alter table delivery add column first_talk text`.execute(db);
  await sql`create index checkin_of_account on checkin (account_id) where account_id is not null`.execute(db);

  // bound_to: the organisation that a sealed value is bound to, where the row has moved to another since.
  await sql`
    create function remember_binding() returns trigger language plpgsql as ${sql.lit(
      `begin
        if new.organisation_id <> old.organisation_id then
          new.bound_to := coalesce(old.bound_to, old.organisation_id);
        end if;
        return new;
      end`,
    )}`.execute(db);
  for (const table of ['checkin', 'delivery']) {
    await sql`alter table ${sql.ref(table)} add column bound_to uuid`.execute(db);
    await sql`
      create trigger remember_binding before update of organisation_id on ${sql.ref(table)}
        for each row execute function remember_binding()`.execute(db);
  }

  // By which account the first try went: the next one asks there whether it arrived. No reference: it ends with the row.
  await sql`alter table delivery add column account_id uuid`.execute(db);

  // A one-time code, as a keyed digest only. Made by an account, for that account or for its workspace.
  await sql`
    create table link_code (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      kind text not null check (kind in ('workspace', 'account')),
      workspace_id uuid not null,
      account_id uuid not null,
      digest text not null unique,
      expires_at timestamptz not null,
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);
  await sql`alter table link_code enable row level security`.execute(db);
  await sql`
    create policy own on link_code to lamplight_serving
      using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
    db,
  );
  await sql`grant select, insert, update, delete on link_code to lamplight_serving`.execute(db);
}
