// What waits to go out, and what was given up: counts and moments, and of a dead letter its kind and why. Never words, never whom.
import { type Kysely, sql } from 'kysely';
import type { Database, Transaction } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { biasOf } from './bias.ts';

/** Of one lane, what is due: how many, and for how long the oldest, in ms. */
export type Waiting = { urgent: boolean; count: number; oldestMs: number };

/** Both lanes, and how many dead letters there are. */
export async function whatWaits(
  { across }: Pick<Database, 'across'>,
  now: number,
): Promise<{ lanes: readonly Waiting[]; dead: number }> {
  return across(async (tx) => {
    const at = new Date(now);
    const { rows } = await sql<{ urgent: boolean; count: number; oldest: Date }>`
      select urgent, count(*) as count, min(due_at) as oldest from delivery
      where state in ('new', 'sending') and due_at <= ${at} group by urgent`.execute(tx);
    const dead = await sql<{ count: number }>`
      select count(*) as count from delivery where state = 'dead'`.execute(tx);
    return {
      lanes: [true, false].map((urgent) => {
        const row = rows.find((one) => one.urgent === urgent);
        return { urgent, count: row?.count ?? 0, oldestMs: row ? now - row.oldest.getTime() : 0 };
      }),
      dead: dead.rows[0]?.count ?? 0,
    };
  });
}

/** When each message that waits to go there, and is not urgent, may go: epoch ms. `platform`: '' where it is not there any more. */
export async function waitsThere(
  tx: Transaction,
  workspace: string,
): Promise<{ platform: string; due: readonly number[] }> {
  const place = await tx
    .selectFrom('workspace')
    .select('platform')
    .where('id', '=', workspace)
    .executeTakeFirst();
  const rows = await tx
    .selectFrom('delivery')
    .select('due_at')
    .where('by_workspace', '=', workspace)
    .where('urgent', '=', false)
    .where('in_place_of', 'is', null)
    .where('state', 'in', ['new', 'sending'])
    .execute();
  return { platform: place?.platform ?? '', due: rows.map(({ due_at }) => due_at.getTime()) };
}

export type DeadLetter = { id: string; kind: string; created_at: Date; problem: string | null };

/** The oldest first, at most `most`. */
export async function deadLetters(owner: Kysely<Tables>, most: number): Promise<readonly DeadLetter[]> {
  return owner
    .selectFrom('delivery')
    .select(['id', 'kind', 'created_at', 'problem'])
    .where('state', '=', 'dead')
    .orderBy('created_at')
    .limit(most)
    .execute();
}

/**
 * Sends one again, or all of them: with all their tries, and the time that they are worth from now on. Says how many. Check-ins
 * are `leftOut`: one of another day helps nobody, and might come at any hour.
 */
export async function sendAgain(
  owner: Kysely<Tables>,
  which: string,
  now: number,
): Promise<{ sent: number; leftOut: number }> {
  return owner.transaction().execute(async (tx) => {
    const dead = await tx
      .selectFrom('delivery')
      .select(['id', 'why', 'urgent'])
      .where('state', '=', 'dead')
      .$if(which !== 'all', (query) => query.where(sql<string>`id::text`, '=', which))
      .forUpdate()
      .execute();
    const letters = dead.filter(({ why }) => why !== 'checkins');
    const byWorth = Map.groupBy(letters, ({ why, urgent }) => biasOf(why, urgent).worthMs);
    // What may have arrived is asked about first, so it counts as tried.
    for (const [worthMs, alike] of byWorth)
      await sql`
        update delivery set state = 'new', problem = null, due_at = ${new Date(now)},
          expires_at = ${new Date(now + worthMs)}, attempts = case when conversation is null then 0 else 1 end
        where id = any(${alike.map(({ id }) => id)}::uuid[])`.execute(tx);
    return { sent: letters.length, leftOut: dead.length - letters.length };
  });
}
