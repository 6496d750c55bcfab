// From the settings to the database in one step, for whoever works at a terminal.
import type { DatabaseConfig } from '../config.ts';
import { connect, type Database } from './connect.ts';
import type { Embedded } from './embedded.ts';
import { reachServer } from './reach.ts';

/** `embedded` is there where no DATABASE_URL is set. Close the database before it is stopped. */
export type Opened = { database: Database; embedded?: Embedded };

export type Heard = {
  /** What an operator would look for in vain. */
  say: (line: string) => void;
  /** A connection that broke. */
  problem: (problem: string) => void;
};

/** `statementMs` is for whoever may wait longer than a chat. Throws a sentence. */
export async function openDatabase(
  config: DatabaseConfig,
  { say, problem }: Heard,
  statementMs?: number,
): Promise<Opened> {
  const { url, embedded } = await reachServer(config, say);
  return { database: connect(url, problem, 10, statementMs), ...(embedded ? { embedded } : {}) };
}
