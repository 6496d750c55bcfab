// The oldest PostgreSQL that an operator may have, where a machine has one: a throw-away server, or one that is given.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { placeCluster } from '../../src/database/cluster.ts';
import { startPostmaster, stopPostmaster } from '../../src/database/postmaster.ts';

const run = promisify(execFile);
const programs = '/usr/lib/postgresql/15/bin';
const given = process.env.TEST_POSTGRES_15;

export const isAtHand = given !== undefined || existsSync(join(programs, 'postgres'));
export const wherePostgres15 = given === undefined ? programs : 'TEST_POSTGRES_15';

/** `url` leads in as a superuser, who may make databases. TEST_POSTGRES_15 is used as it is and not stopped. */
export async function startPostgres15(): Promise<{ url: string; stop(): Promise<void> }> {
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const place = await mkdtemp(join(tmpdir(), 'lamplight-postgres15-'));
  // As root the server is another user, who makes its folder in here.
  await chmod(place, 0o777);
  const cluster = await placeCluster(place, () => undefined);
  const words = ['-D', cluster.folder, '-U', 'lamplight', '--auth=trust', '--encoding=UTF8', '--no-sync'];
  await run(join(programs, 'initdb'), words, { ...cluster.as, cwd: '/' });
  const log = join(place, 'log');
  const { port } = await startPostmaster({ ...cluster, exists: true }, programs, log, false, () => undefined);
  return {
    url: `postgres://lamplight@127.0.0.1:${port}/postgres`,
    async stop() {
      await stopPostmaster(cluster.folder);
      await rm(place, { recursive: true, force: true });
      if (cluster.base !== place) await rm(cluster.base, { recursive: true, force: true });
    },
  };
}
