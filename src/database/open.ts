// From the settings to the database and the keys: the same way for the bot and for whoever works at a terminal.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DatabaseConfig } from '../config.ts';
import { keyIsMissing, readKeyFile, readOrMakeKey } from '../guard/keys.ts';
import { type KeyRing, makeKeyRing } from '../guard/seal.ts';
import { findCluster } from './cluster.ts';
import { connect, type Database } from './connect.ts';
import { type Embedded, startEmbedded } from './embedded.ts';

/** `embedded` is there where no DATABASE_URL is set. Close the database before it is stopped. */
export type Opened = { database: Database; embedded?: Embedded };

export type Heard = {
  /** What an operator would look for in vain. */
  say: (line: string) => void;
  /** A connection that broke. */
  problem: (problem: string) => void;
};

/**
 * Makes `dataDir` with ordinary rights: only the keys below it need to be closed, and the server may be another user. A key
 * is made where none is set and none is kept, unless the embedded database is there already: that has lost its key. So it is
 * called before `openDatabase`. Throws a sentence.
 */
export async function openKeys({ dataDir, keyringDir, keys }: DatabaseConfig): Promise<KeyRing> {
  await mkdir(resolve(dataDir), { recursive: true });
  if (keys) return makeKeyRing(keys);
  const folder = resolve(keyringDir);
  // In this order: whoever starts at the same moment makes the key first, then the database.
  const cluster = await findCluster(resolve(dataDir));
  if (cluster !== undefined && !(await readKeyFile(folder))) throw new Error(keyIsMissing(folder, cluster));
  return makeKeyRing([await readOrMakeKey(folder)]);
}

/**
 * Starts the embedded server, or joins it, where no other is set. A server that is set is not asked for anything yet.
 * `statementMs` is for whoever may wait longer than a chat. Throws a sentence.
 */
export async function openDatabase(
  { dataDir, keyringDir, databaseUrl }: DatabaseConfig,
  { say, problem }: Heard,
  statementMs?: number,
): Promise<Opened> {
  if (databaseUrl !== undefined) return { database: connect(databaseUrl, problem, 10, statementMs) };
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const embedded = await startEmbedded({ dataDir: folder, keyDir: resolve(keyringDir), say });
  return { database: connect(embedded.url, problem, 10, statementMs), embedded };
}
