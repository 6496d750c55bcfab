// Out of the serving role and back, within one transaction. Row-level security does not hold the owner back: only people/
// comes here, to connect workspaces of different organisations, and a wall keeps everybody else out.
import { sql } from 'kysely';
import type { Alone } from './alone.ts';
import type { Transaction } from './connect.ts';

/** Runs `work` as the owner of the tables, in the very transaction of the event; afterwards it serves again. */
export async function asOwner<T>({ tx }: Alone, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const take = (role: string): Promise<unknown> => sql`select set_config('role', ${role}, true)`.execute(tx);
  await take('none');
  let result: T;
  try {
    result = await work(tx);
  } catch (error) {
    // A transaction in which a statement failed takes no other, this one neither: then it ends here anyway.
    await take('lamplight_serving').catch(() => undefined);
    throw error;
  }
  await take('lamplight_serving');
  return result;
}
