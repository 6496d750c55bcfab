// The server's process: whether one runs on a folder, how it is started, how it is ended.
import { execFile, spawn } from 'node:child_process';
import { open, readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { bareEnvironment, findBinaries, programName } from './binaries.ts';
import type { Begun, Cluster } from './cluster.ts';

const run = promisify(execFile);
const windows = process.platform === 'win32';
/** How often things are looked at again, in milliseconds. */
export const beat = 25;
/** A start that is asked for takes less than a beat, and somebody waits for it. */
const shortBeat = 5;

export type Postmaster = { pid: number; port: number; ready: boolean };

/** What the command line of a process is; undefined where the system does not tell. A dead one not yet collected has ''. */
async function commandLine(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8');
    if (windows) return undefined;
    return (await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout;
  } catch {
    return undefined;
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * The server on this folder as its own note says, if it lives. After a crash the number may belong to a stranger, before
 * whom PostgreSQL itself would refuse to start for good: then the note is removed.
 */
export async function findPostmaster(folder: string): Promise<Postmaster | undefined> {
  const note = join(folder, 'postmaster.pid');
  const lines = (await readFile(note, 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(pid > 0) || !isThere(pid)) return undefined;
  const line = await commandLine(pid);
  if (line !== undefined && !line.includes(folder)) {
    await rm(note, { force: true });
    return undefined;
  }
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

/** `wanted` if nobody listens there, else one that the system gives. */
function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort())));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The port of the last time, so that whoever was connected finds the server again after a crash. */
async function lastPort(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postmaster.opts'), 'utf8').catch(() => '');
  const port = Number(/"-p" "(\d+)"/.exec(text)?.[1]);
  return port > 0 ? port : undefined;
}

/**
 * Reached from this machine only. What people write must not stand in the log, so errors and statements stay out of it.
 * Tests, which need no `fsync`, have a shorter way as well: a socket in the server's folder, where the platform has such.
 */
const settings = (fsync: boolean, folder: string): readonly string[] => [
  'listen_addresses=127.0.0.1',
  `unix_socket_directories=${!fsync && process.platform === 'linux' ? folder : ''}`,
  'shared_buffers=64MB',
  'max_connections=60',
  'max_wal_size=256MB',
  'timezone=UTC',
  'log_timezone=UTC',
  'logging_collector=off',
  'log_destination=stderr',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_min_duration_statement=-1',
  'log_statement=none',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
  `fsync=${fsync ? 'on' : 'off'}`,
  ...(fsync ? [] : ['synchronous_commit=off', 'full_page_writes=off']),
];

type Launch = { kind: 'ready'; postmaster: Postmaster } | { kind: 'ended'; said: string };

async function sinceThen(log: string, length: number): Promise<string> {
  return (await readFile(log)).subarray(length).toString('utf8').trim();
}

/** Resolves when the server is ready, which after a crash is when it has recovered, or has ended. */
async function launch(
  cluster: Cluster,
  bin: string,
  log: string,
  port: number,
  fsync: boolean,
  begun: Begun,
): Promise<Launch> {
  const { folder, as } = cluster;
  const options = ['-p', String(port), ...settings(fsync, folder).flatMap((setting) => ['-c', setting])];
  const output = await open(log, 'a', 0o600);
  const { size } = await output.stat();
  // A session of its own, so that Ctrl-C in our terminal reaches us and not the server below us. On Windows pg_ctl does
  // that, and gives up an administrator's rights, with which the server does not run.
  const [program, words] = windows
    ? (['pg_ctl', ['start', '-w', '-s', '-D', folder, '-l', log, '-o', options.join(' ')]] as const)
    : (['postgres', ['-D', folder, ...options]] as const);
  const child = spawn(join(bin, programName(program)), words, {
    ...as,
    cwd: folder,
    env: bareEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended ??= code === 0 && windows ? undefined : `It ended with ${signal ?? `code ${code}`}.`;
  });
  child.unref();
  begun('starting');
  await output.close();
  for (;;) {
    const postmaster = await findPostmaster(folder);
    if (postmaster?.ready && (windows || postmaster.pid === child.pid)) return { kind: 'ready', postmaster };
    if (ended !== undefined) return { kind: 'ended', said: (await sinceThen(log, size)) || ended };
    await wait(shortBeat);
  }
}

/** The children of a server that was killed notice it and end, unless they wait for a lock of one that was killed as well. */
const lingerMs = 2_000;

/**
 * Kills the children that a dead server left on this folder: it will not start beside them, and those that hang do so for
 * ever. Nothing is lost, since what was committed stands in the log. Only where the system tells what a process is about.
 */
async function endOrphans(folder: string): Promise<void> {
  if (process.platform !== 'linux' || (await findPostmaster(folder))) return;
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!(pid > 0)) continue;
    // The server and its children work in its folder, and call themselves so.
    const where = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (where !== folder || !(await commandLine(pid))?.startsWith('postgres:')) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went by itself meanwhile.
    }
  }
}

/**
 * Starts the server on a folder where none runs. Throws a sentence with what the server said last. `begun` is called for each
 * process of it. `only`: on no other port than this, since others know it by that.
 */
export async function startPostmaster(
  cluster: Cluster,
  bin: string,
  log: string,
  fsync: boolean,
  begun: Begun,
  only?: number,
): Promise<Postmaster> {
  const written = await stat(log).catch(() => undefined);
  if (written !== undefined && written.size > 1_000_000) await rename(log, `${log}.old`);
  const end = performance.now() + 15_000;
  const patience = performance.now() + lingerMs;
  const free = async (wanted?: number): Promise<number> => {
    const found = await freePort(wanted);
    if (only === undefined || found === only) return found;
    throw new Error(
      `PostgreSQL has to come back on port ${only}, and another program has that now. Stop it.`,
    );
  };
  let port = await free(only ?? (await lastPort(cluster.folder)));
  for (;;) {
    const launched = await launch(cluster, bin, log, port, fsync, begun);
    if (launched.kind === 'ready') return launched.postmaster;
    const { said } = launched;
    const portTaken = /could not (bind|create any TCP\/IP sockets)/.test(said);
    // After a kill of the server alone its children go on for a moment, and it will not start beside them.
    const lingering = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said);
    if ((!portTaken && !lingering) || performance.now() > end) {
      const last = said.split('\n').at(-1) ?? '';
      throw new Error(`PostgreSQL did not start: ${last} More stands in ${log}. Or set DATABASE_URL.`);
    }
    if (portTaken) port = await free(only);
    if (lingering && performance.now() > patience) await endOrphans(cluster.folder);
    await wait(beat);
  }
}

/** Ends the connections that are left, writes everything down, and resolves when the server is gone. */
export async function stopPostmaster(folder: string): Promise<void> {
  const running = await findPostmaster(folder);
  if (running === undefined) return;
  if (windows) {
    const { folder: programs } = await findBinaries();
    await run(join(programs, 'bin', programName('pg_ctl')), ['stop', '-m', 'fast', '-w', '-D', folder]);
    return;
  }
  try {
    process.kill(running.pid, 'SIGINT');
  } catch (error) {
    // It went by itself meanwhile.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
    throw error;
  }
  const end = performance.now() + 60_000;
  while ((await findPostmaster(folder))?.pid === running.pid) {
    if (performance.now() > end) {
      throw new Error(`PostgreSQL (process ${running.pid}) on ${folder} is still stopping after a minute.`);
    }
    await wait(beat);
  }
}
