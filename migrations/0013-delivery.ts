// Lanes: by which workspace something goes, whose claim it is, and until when it is worth sending.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // by_workspace: where it will probably go, so that a workspace that has to wait keeps no other one waiting. A guess, made
  // when it is written: no reference. lease: whose claim it is. expires_at: when it is too late to send; null: never.
  await sql`
    alter table delivery
      add column by_workspace uuid not null default '00000000-0000-0000-0000-000000000000',
      add column lease uuid,
      add column expires_at timestamptz`.execute(db);
  await sql`
    update delivery set
      expires_at = due_at + interval '1 day',
      by_workspace = coalesce(
        case split_part(talk, ' ', 1)
          when 'person' then
            (select workspace_id from account where person_id = split_part(talk, ' ', 2)::uuid order by id limit 1)
          when 'account' then (select workspace_id from account where id = split_part(talk, ' ', 2)::uuid)
          when 'stranger' then split_part(talk, ' ', 2)::uuid
          else split_part(talk, ' ', 1)::uuid
        end, by_workspace)
    where state in ('new', 'sending')`.execute(db);

  await sql`
    create index delivery_lane on delivery (by_workspace, urgent, due_at, place)
      where state in ('new', 'sending')`.execute(db);
  await sql`drop index delivery_due`.execute(db);
  await sql`drop index delivery_in_flight`.execute(db);
  await sql`create index delivery_of_talk on delivery (talk) where state in ('new', 'sending')`.execute(db);
  await sql`
    create index delivery_expiring on delivery (expires_at) where state = 'new' and attempts = 0`.execute(db);
  await sql`create index delivery_dead on delivery (created_at) where state = 'dead'`.execute(db);

  await sql`grant select (by_workspace, lease, expires_at) on delivery to lamplight_looking`.execute(db);
  await sql`grant update (lease, problem) on delivery to lamplight_looking`.execute(db);
}
