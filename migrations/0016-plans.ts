// Check-ins that a coordinator plans for a group: who was asked whether they want them, who said yes, and each time that somebody is asked.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // days: 1 Monday … 7 Sunday. at: 'HH:MM' of each person's own day. starts: at that time, or at the start of each one's shift.
  // questions: beside the mood, each of ours by its key or a coordinator's own in words. language: for whom nobody has met yet.
  await sql`
    create table checkin_plan (
      id uuid primary key,
      organisation_id uuid not null references organisation on delete cascade,
      audience_id uuid not null,
      days smallint[] not null check (cardinality(days) between 1 and 7),
      at text not null check (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      starts text not null check (starts in ('time', 'shift')),
      questions jsonb not null,
      language text not null,
      state text not null check (state in ('draft', 'on')),
      made_by uuid,
      made_at timestamptz not null,
      unique (organisation_id, id),
      foreign key (organisation_id, audience_id) references audience (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, made_by) references account (organisation_id, id)
        on delete set null (made_by) deferrable
    )`.execute(db);

  // Asked whether they want it, once. account: the platform's own id, as in audience_member. Not who said what.
  await sql`
    create table checkin_invited (
      plan_id uuid not null,
      organisation_id uuid not null,
      workspace_id uuid not null,
      account text not null,
      primary key (plan_id, workspace_id, account),
      foreign key (organisation_id, plan_id) references checkin_plan (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, workspace_id) references workspace (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);

  // Who said yes; who stops is not here any more. shift_end: asked when their shift ends, because they chose it. paused_until: the
  // local day on which they are asked again. last_day: the latest day that is settled, asked or not. next_day: the day that their
  // timer is for; null: it only looks again. zone: the one for which it was set, at planned_at.
  await sql`
    create table checkin_enrolment (
      plan_id uuid not null,
      organisation_id uuid not null,
      person_id uuid not null,
      account_id uuid,
      shift_end boolean not null default false,
      paused_until date,
      last_day date,
      next_day date,
      zone text not null,
      planned_at timestamptz not null,
      said_at timestamptz not null,
      primary key (plan_id, person_id),
      foreign key (organisation_id, plan_id) references checkin_plan (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, account_id) references account (organisation_id, id)
        on delete set null (account_id) deferrable
    )`.execute(db);
  await sql`create index checkin_enrolment_of_person on checkin_enrolment (person_id)`.execute(db);

  // One time that somebody is asked, or was to be: once a plan and local day, whoever asks. checkin_id: what they answered by it.
  await sql`
    create table checkin_prompt (
      id uuid primary key,
      plan_id uuid not null,
      organisation_id uuid not null,
      person_id uuid not null,
      day date not null,
      state text not null check (state in ('open', 'answered', 'skipped', 'closed', 'missed')),
      asked_at timestamptz not null,
      closes_at timestamptz not null,
      checkin_id uuid references checkin on delete set null,
      unique (plan_id, person_id, day),
      foreign key (organisation_id, plan_id) references checkin_plan (organisation_id, id)
        on delete cascade deferrable,
      foreign key (organisation_id, person_id) references person (organisation_id, id)
        on delete cascade deferrable
    )`.execute(db);
  await sql`create index checkin_prompt_of_person on checkin_prompt (person_id)`.execute(db);
  await sql`create index checkin_prompt_of_checkin on checkin_prompt (checkin_id) where checkin_id is not null`.execute(
    db,
  );

  for (const table of ['checkin_plan', 'checkin_invited', 'checkin_enrolment', 'checkin_prompt']) {
    await sql`alter table ${sql.ref(table)} enable row level security`.execute(db);
    await sql`
      create policy own on ${sql.ref(table)} to lamplight_serving
        using (organisation_id = (select nullif(current_setting('lamplight.organisation', true), '')::uuid))`.execute(
      db,
    );
    await sql`grant select, insert, update, delete on ${sql.ref(table)} to lamplight_serving`.execute(db);
  }
}
