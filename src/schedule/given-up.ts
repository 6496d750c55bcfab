// Timers that failed too often: what the operator is told of them, and how they ring again. Never whose they are.
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';

/** `was_due_at`: when it fell due the last time; null where an older version gave it up. */
export type GivenUp = {
  id: string;
  feature: string;
  name: string;
  was_due_at: Date | null;
  problem: string | null;
};

export const countGivenUp = ({ across }: Pick<Database, 'across'>): Promise<number> =>
  across(async (tx) => {
    const { count } = await tx
      .selectFrom('timer')
      .select(sql<number>`count(*)`.as('count'))
      .where('due_at', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  });

/** The oldest first, at most `most`. */
export async function givenUp(owner: Kysely<Tables>, most: number): Promise<readonly GivenUp[]> {
  return owner
    .selectFrom('timer')
    .select(['id', 'feature', 'name', 'was_due_at', 'problem'])
    .where('due_at', 'is', null)
    .orderBy('was_due_at', (order) => order.asc().nullsFirst())
    .limit(most)
    .execute();
}

/**
 * Sets one due again, or all of them, with all their tries. It is as late as it was: its feature decides whether that is too late.
 * Says how many.
 */
export async function ringAgain(owner: Kysely<Tables>, which: string, now: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update timer set due_at = coalesce(was_due_at, ${new Date(now)}), was_due_at = null, attempts = 0, problem = null
    where due_at is null and (${which === 'all'} or id::text = ${which})`.execute(owner);
  return Number(numAffectedRows ?? 0);
}
