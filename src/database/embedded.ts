// The database when nobody set one up: a real PostgreSQL server as a child process that outlives us if it must.
// Processes on the same folder share one server. It is held up by their presence: a connection that each keeps open.
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findBinaries, reachableBinaries } from './binaries.ts';
import {
  type Begun,
  type Cluster,
  clearUnfinished,
  codeOf,
  makeCluster,
  passwordIn,
  placeCluster,
} from './cluster.ts';
import { makeKeeper } from './keeper.ts';
import { holdLock } from './lock.ts';
import { beat, findPostmaster, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { keepPresent, type Line, openLine, othersStay, poolName, sayLeaving } from './presence.ts';

export type Embedded = {
  url: string;
  /** Where the server's data really lies. */
  folder: string;
  /** True where the server ran already. */
  joined: boolean;
  /** From here on the server is started again whenever it goes away, on the same port, until `stop`. */
  keep(): void;
  /** Call it when the pool is closed. Stops the server, unless another process still uses it. */
  stop(): Promise<void>;
};

/** How long a start or a stop waits for another one's, or for a server that recovers, in milliseconds. */
const patience = 120_000;

/** Our database is the one that comes with a new server, by another name: to copy one takes longer than all of our own start. */
async function nameOurs(port: number, password: string): Promise<void> {
  const { client } = await openLine(port, password, 'template1');
  await client.query('alter database postgres rename to lamplight');
  await client.end();
}

async function openOurs(port: number, password: string): Promise<Line> {
  try {
    return await openLine(port, password);
  } catch (error) {
    if (codeOf(error) !== '3D000') throw error;
    // The first start was cut off between the two.
    await nameOurs(port, password);
    return await openLine(port, password);
  }
}

type Running = { postmaster: Postmaster; line: Line };

const gaveNoAnswer = (pid: number, folder: string, cause: unknown): Error =>
  new Error(
    `PostgreSQL (process ${pid}) holds ${folder} and does not answer. Stop it, or set DATABASE_URL.`,
    { cause },
  );

/** Connects to the server that runs on the folder, waiting while it starts or recovers. Undefined: none runs. */
async function findServer(folder: string, password: string): Promise<Running | undefined> {
  const end = performance.now() + patience;
  for (;;) {
    const postmaster = await findPostmaster(folder);
    if (postmaster === undefined) return undefined;
    let cause: unknown;
    try {
      const line = await openOurs(postmaster.port, password);
      const { rows } = await line.client.query<{ data_directory: string }>('show data_directory');
      if (rows[0]?.data_directory === folder) return { postmaster, line };
      await line.client.end();
    } catch (error) {
      if (codeOf(error) === '28P01') {
        throw new Error(
          `The server on ${folder} refuses the password in the key folder. Put the right key folder back.`,
        );
      }
      cause = error;
    }
    if (performance.now() > end) throw gaveNoAnswer(postmaster.pid, folder, cause);
    await wait(beat);
  }
}

/** Makes what is missing and starts the server. */
async function startServer(
  cluster: Cluster,
  password: string,
  log: string,
  fsync: boolean,
  begun: Begun,
  port?: number,
): Promise<Running> {
  await clearUnfinished(cluster.base);
  const bin = await reachableBinaries(await findBinaries(), cluster.as, cluster.base);
  if (!cluster.exists) await makeCluster(cluster, bin, password, fsync, begun);
  const postmaster = await startPostmaster(cluster, bin, log, fsync, begun, port);
  // What fails here is done when the server is looked for, with more patience.
  if (!cluster.exists) await nameOurs(postmaster.port, password).catch(() => undefined);
  const running = await findServer(cluster.folder, password);
  if (running === undefined) throw gaveNoAnswer(postmaster.pid, cluster.folder, undefined);
  return running;
}

/**
 * Joins the server that runs on `dataDir`, or starts it there, or makes it first. Its password stays in `keyDir`. `say`
 * hears of what an operator would look for in vain. Where the server runs already `begun` is not called. Without `fsync` a
 * power cut may lose everything: for tests.
 * Two processes may call it at once. Throws an Error whose message is a sentence that says what to do.
 */
export async function startEmbedded(options: {
  dataDir: string;
  keyDir: string;
  say: (line: string) => void;
  begun?: Begun;
  fsync?: boolean;
}): Promise<Embedded> {
  const { keyDir, say, begun = () => {}, fsync = true } = options;
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(options.dataDir);
  const lock = join(dataDir, 'postgres.lock');
  const log = join(dataDir, 'postgres.log');

  const release = await holdLock(lock, patience);
  let cluster: Cluster;
  let password: string;
  let joined: Running | undefined;
  let running: Running;
  try {
    cluster = await placeCluster(dataDir, say);
    password = await passwordIn(keyDir, cluster);
    joined = await findServer(cluster.folder, password);
    running = joined ?? (await startServer(cluster, password, log, fsync, begun));
  } finally {
    release();
  }
  const { folder } = cluster;
  const { port } = running.postmaster;

  let keeping = false;
  const bringBack = async (): Promise<Line | undefined> => {
    if (!keeping) return undefined;
    const unlock = await holdLock(lock, patience);
    try {
      // Whoever stops takes the same lock: after that nothing is brought back.
      if (presence.hasLeft()) return undefined;
      const found = await findServer(folder, password);
      if (found && found.postmaster.port !== port)
        say(
          `PostgreSQL was started on port ${found.postmaster.port}, and this process knows it on ${port}. Restart this process.`,
        );
      if (found) return found.line;
      const again = await startServer({ ...cluster, exists: true }, password, log, fsync, () => {}, port);
      say('PostgreSQL was gone and has been started again. What was saved is there.');
      return again.line;
    } finally {
      unlock();
    }
  };
  const presence = keepPresent(running.line, folder, password, makeKeeper(bringBack, say));

  const leave = async () => {
    const unlock = await holdLock(lock, patience);
    try {
      let line = presence.leave();
      let stays = line && (await othersStay(line.client).catch(() => undefined));
      if (line === undefined || stays === undefined) {
        line = (await findServer(folder, password))?.line;
        if (line === undefined) return;
        stays = await othersStay(line.client);
      }
      const { client } = line;
      if (stays) await sayLeaving(client);
      await client.end();
      if (!stays) await stopPostmaster(folder);
    } finally {
      unlock();
    }
  };
  let leaving: Promise<void> | undefined;
  return {
    url: `postgres://lamplight:${password}@127.0.0.1:${port}/lamplight?application_name=${poolName}`,
    folder,
    joined: joined !== undefined,
    keep() {
      keeping = true;
    },
    stop() {
      leaving ??= leave();
      return leaving;
    },
  };
}
