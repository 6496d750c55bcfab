// Takes what is due out of the outbox, for a while: each claim has its own lease.
import { sql } from 'kysely';
import type { Database, Transaction } from '../database/connect.ts';

const leaseMs = 60_000;
const batch = 20;

export type Claimed = {
  id: string;
  organisation_id: string;
  attempts: number;
  created_at: Date;
  /** Each claim has another one, so that it tells whose claim this is. */
  lease_until: Date;
};

/** Urgent first, oldest first, one in flight for each talk. The lock keeps two processes from taking two of one talk at once. */
export const claimDue = (database: Database, now: () => number): Promise<readonly Claimed[]> =>
  database.across(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('lamplight outbox'))`.execute(tx);
    const at = new Date(now());
    const { rows } = await sql<Claimed>`
        with due as (
          select distinct on (talk) id, urgent, due_at
          from delivery
          where due_at <= ${at}
            and (state = 'new' or (state = 'sending' and lease_until < ${at}))
            and not exists (
              select 1 from delivery busy
              where busy.talk = delivery.talk and busy.state = 'sending' and busy.lease_until >= ${at})
          order by talk, (state = 'sending') desc, urgent desc, place
        ), chosen as (
          select id from due order by urgent desc, due_at limit ${batch}
        )
        update delivery set state = 'sending', attempts = attempts + 1,
          lease_until = ${new Date(now() + leaseMs)}
        from chosen where delivery.id = chosen.id
        returning delivery.id, delivery.organisation_id, delivery.attempts, delivery.created_at, delivery.lease_until`.execute(
      tx,
    );
    return rows;
  });

/** Since it was claimed its workspace may have been connected with another: then the row is of another organisation now. */
export async function inItsOrganisation<T>(
  database: Database,
  claimed: Claimed,
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
