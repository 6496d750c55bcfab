// From the settings to the keys and to a server that runs. Loads nothing that takes long: the program begins with it.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DatabaseConfig } from '../config.ts';
import { keyIsMissing, readKeyFile, readOrMakeKey } from '../guard/keys.ts';
import { type KeyRing, makeKeyRing } from '../guard/seal.ts';
import { type Begun, findCluster } from './cluster.ts';
import { type Embedded, startEmbedded } from './embedded.ts';

/**
 * Makes `dataDir` with ordinary rights: only the keys below it need to be closed, and the server may be another user. A key
 * is made where none is set and none is kept, unless the embedded database is there already: that has lost its key. So it is
 * called before `reachServer`. Throws a sentence.
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

/** Where the database is. `embedded` is there where no DATABASE_URL is set: it is stopped when the pool is closed. */
export type Reached = { url: string; embedded?: Embedded };

/**
 * Starts the embedded server, or joins it, where no other is set. A server that is set is not asked for anything yet. `say`
 * hears of what an operator would look for in vain. Throws a sentence.
 */
export async function reachServer(
  { dataDir, keyringDir, databaseUrl }: DatabaseConfig,
  say: (line: string) => void,
  begun?: Begun,
): Promise<Reached> {
  if (databaseUrl !== undefined) return { url: databaseUrl };
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const embedded = await startEmbedded({
    dataDir: folder,
    keyDir: resolve(keyringDir),
    say,
    ...(begun ? { begun } : {}),
  });
  return { url: embedded.url, embedded };
}
