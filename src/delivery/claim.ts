// Takes what may go out of the outbox, for a while: each claim has its own lease, renewed as long as the try is alive. When a lease
// is over, watch.ts says: `lease_until` is only what changes with each renewal.
import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../database/connect.ts';
import { firstRoom, type Room } from './lanes.ts';
import type { Held } from './watch.ts';

/** How long a claim outlives the process that made it, where somebody looks on. */
export const leaseMs = 15_000;
/** How often it is renewed, in real ms: two may fail before it ends. */
export const renewMs = 5_000;

export type Claimed = {
  id: string;
  organisation_id: string;
  attempts: number;
  created_at: Date;
  due_at: Date;
  talk: string;
  urgent: boolean;
  /** Each claim has another one, so that it tells whose claim this is. */
  lease: string;
  /** Somebody had claimed it and has not said what became of it. */
  resumed: boolean;
  /** Where it will probably go. */
  workspace: string;
  platform: string;
};

export type Claim = {
  claimed: readonly Claimed[];
  /** Of the talks that rest, those for which something waits. */
  waiting: readonly string[];
};

/** Rows whose workspace was not found when they were written. */
export const noWorkspace = '00000000-0000-0000-0000-000000000000';

/**
 * A thousand rows written at once are claimed before anybody has counted them: without statistics PostgreSQL would read and
 * sort them all for each claim. Asked one by one, in the index's own order, it stops where the lane is full.
 */
const indexesOnly = sql`
  set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true),
  set_config('enable_bitmapscan', 'off', true), set_config('enable_hashjoin', 'off', true),
  set_config('enable_mergejoin', 'off', true)`;

/** It may go by itself: it is due, nobody has it, its talk does not rest, and in its talk nothing goes before it. */
const mayGo = (at: Date, resting: readonly string[], left: readonly string[]): RawBuilder<boolean> => sql`
  urgent = lane.urgent and due_at <= ${at}
  and (state = 'new' or (state = 'sending' and delivery.id = any(${left}::uuid[])))
  and talk <> all(${resting}::text[])
  and (
    select other.id from delivery other
    where other.talk = delivery.talk and other.id <> delivery.id and other.state in ('new', 'sending') and (
      (other.state = 'sending' and other.id <> all(${left}::uuid[]))
      or (other.due_at <= ${at} and (other.urgent, other.state = 'sending', - other.place)
        > (delivery.urgent, delivery.state = 'sending', - delivery.place)))
    limit 1) is null`;

const most = sql<number>`coalesce(room.most,
  case when lane.urgent then ${firstRoom.urgent}::integer else ${firstRoom.ordinary}::integer end)`;

/**
 * In each lane what came back, which by its new moment would stand behind a whole fan-out, then what was due first; one in flight
 * for each talk, in a talk urgent ones first, then in the order in which they were written. The lock keeps two processes from
 * taking two of one talk at once.
 */
export const claimDue = (
  database: Database,
  now: number,
  lease: string,
  rooms: readonly Room[],
  resting: readonly string[],
  cameBack: readonly string[],
  /** Of all that is held, what was left behind. */
  leftBehind: (held: readonly Held[]) => readonly string[],
): Promise<Claim> =>
  database.across(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('lamplight outbox')), ${indexesOnly}`.execute(tx);
    const at = new Date(now);
    const left = leftBehind(await whatIsHeld(tx));
    const { rows } = await sql<Claimed>`
      with chosen as materialized (
        select head.id, head.was, place.id as workspace, place.platform
        from (select id, platform from workspace union all select ${noWorkspace}::uuid, '') place
        cross join (values (true), (false)) lane (urgent)
        left join unnest(
          ${rooms.map(({ workspace }) => workspace)}::uuid[], ${rooms.map(({ urgent }) => urgent)}::boolean[],
          ${rooms.map(({ most }) => most)}::integer[]) as room (workspace, urgent, most)
          on room.workspace = place.id and room.urgent = lane.urgent
        cross join lateral (
          (select delivery.id, state as was from unnest(${cameBack}::uuid[]) came (id)
            cross join lateral (
              select id, state, by_workspace, urgent, due_at, talk, place
              from delivery where id = came.id offset 0) delivery
            where by_workspace = place.id and ${mayGo(at, resting, left)})
          union all
          (select id, state as was from delivery
            where by_workspace = place.id and id <> all(${cameBack}::uuid[]) and ${mayGo(at, resting, left)}
            order by due_at, place limit ${most})
          limit ${most}
        ) head
      )
      update delivery set state = 'sending', attempts = attempts + 1, lease = ${lease},
        lease_until = ${new Date(now + leaseMs)}
      from chosen where delivery.id = chosen.id
      returning delivery.id, organisation_id, attempts, created_at, due_at, talk, urgent, lease,
        chosen.was = 'sending' as resumed, chosen.workspace, chosen.platform`.execute(tx);
    const waiting =
      resting.length === 0
        ? []
        : (
            await sql<{ talk: string }>`
              select distinct talk from delivery
              where talk = any(${resting}::text[]) and due_at <= ${at}
                and (state = 'new' or (state = 'sending' and id = any(${left}::uuid[])))`.execute(tx)
          ).rows.map(({ talk }) => talk);
    return { claimed: rows, waiting };
  });

async function whatIsHeld(tx: Transaction): Promise<readonly Held[]> {
  const { rows } = await sql<{ id: string; lease: string; lease_until: Date | null }>`
    select id, lease, lease_until from delivery where state = 'sending'`.execute(tx);
  return rows.map(({ id, lease, lease_until }) => ({ id, mark: `${lease} ${lease_until?.getTime()}` }));
}

/** Which of these are still ours; only those stay so for another while. */
export const renewLeases = (
  database: Database,
  now: number,
  flights: readonly Pick<Claimed, 'id' | 'lease'>[],
): Promise<ReadonlySet<string>> =>
  database.across(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update delivery set lease_until = ${new Date(now + leaseMs)}
      from unnest(${flights.map(({ id }) => id)}::uuid[], ${flights.map(({ lease }) => lease)}::uuid[]) as mine (id, lease)
      where delivery.id = mine.id and delivery.state = 'sending' and delivery.lease = mine.lease
      returning delivery.id`.execute(tx);
    return new Set(rows.map(({ id }) => id));
  });

export const tooLate = 'too late to send';

/** Gives up what nobody has tried to send in time. What may have arrived is asked about first (attempt.ts). Says how many. */
export const giveUpOld = (database: Database, now: number): Promise<number> =>
  database.across(async (tx) => {
    const at = new Date(now);
    const { numAffectedRows } = await sql`
      update delivery set state = 'dead', problem = ${tooLate}
      where state = 'new' and attempts = 0 and due_at <= ${at} and expires_at <= ${at}`.execute(tx);
    return Number(numAffectedRows ?? 0n);
  });

/** Since it was claimed its workspace may have been connected with another: then the row is of another organisation now. */
export async function inItsOrganisation<T>(
  database: Database,
  claimed: Pick<Claimed, 'id' | 'organisation_id'>,
  work: (tx: Transaction) => Promise<T | 'elsewhere'>,
): Promise<T | 'elsewhere'> {
  const done = await database.within(claimed.organisation_id, work);
  if (done !== 'elsewhere') return done;
  const row = await database.across((tx) =>
    tx.selectFrom('delivery').select('organisation_id').where('id', '=', claimed.id).executeTakeFirst(),
  );
  return row && row.organisation_id !== claimed.organisation_id
    ? database.within(row.organisation_id, work)
    : 'elsewhere';
}
