// The folder that a server keeps its data in: where it lies, whom it belongs to, how it is made.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  link,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bareEnvironment, programName, type Runner, unfinished } from './binaries.ts';

const run = promisify(execFile);

/** The system's or PostgreSQL's code of an error; '' where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Called when a process of PostgreSQL is at work and has to be waited for: on a new folder first the one, then the other. */
export type Begun = (what: 'making' | 'starting') => void;

/** `folder` is the data's own, `base` the one around it, `as` who must run the server. */
export type Cluster = { base: string; folder: string; as: Runner; exists: boolean };

/** Whom PostgreSQL runs as where we are root, which it refuses to be: `postgres`, else `nobody`, else 65534. */
async function unprivileged(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: 65534, gid: 65534 };
}

/** Asked of the system as that user, since modes, lists of rights and mounts all have a say. */
const canEnter = (as: Runner, folder: string): Promise<boolean> =>
  run('/bin/sh', ['-c', 'cd "$0"', folder], { ...as, cwd: '/', env: bareEnvironment() }).then(
    () => true,
    () => false,
  );

/** A cluster gets its name only when it is whole, so that having the name says enough. Undefined: there is none. */
async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    await stat(join(folder, 'PG_VERSION'));
    const { uid, gid } = await stat(folder);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Error(
      `The database in ${folder} belongs to another user. Start as that user or as root, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** Where the data of root lies if the user who must run PostgreSQL cannot reach `dataDir`. */
const farFrom = (dataDir: string): string =>
  `/var/lib/lamplight-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;

/** The folder of the database that is there already, wherever it lies; undefined where there is none. Makes nothing. Throws a sentence. */
export async function findCluster(dataDir: string): Promise<string | undefined> {
  const real = await realpath(dataDir).catch(() => undefined);
  if (real === undefined) return undefined;
  const bases = process.getuid?.() === 0 ? [real, farFrom(real)] : [real];
  for (const base of bases) {
    const folder = join(base, 'postgres');
    if (await ownerOf(folder)) return folder;
  }
  return undefined;
}

/**
 * An ordinary user's data lies in `<dataDir>/postgres`. As root it lies there too if the user who must run PostgreSQL
 * can get there, else below /var/lib, and `say` hears of it. Data that is there already is never left behind.
 * `dataDir` must be a real path that exists. Throws a sentence.
 */
export async function placeCluster(dataDir: string, say: (line: string) => void): Promise<Cluster> {
  const near = { base: dataDir, folder: join(dataDir, 'postgres') };
  const nearOwner = await ownerOf(near.folder);
  if (process.getuid?.() !== 0) return { ...near, as: {}, exists: nearOwner !== undefined };

  const as = nearOwner ?? (await unprivileged());
  const reached = await canEnter(as, dataDir);
  if (nearOwner !== undefined) {
    if (reached) return { ...near, as, exists: true };
    throw new Error(
      `The database in ${near.folder} belongs to user ${as.uid}, who cannot get there any more. ` +
        'Open the folders above it to that user (chmod o+x), or set DATABASE_URL.',
    );
  }
  const base = farFrom(dataDir);
  const far = { base, folder: join(base, 'postgres') };
  const farOwner = await ownerOf(far.folder);
  if (farOwner === undefined && reached) return { ...near, as, exists: false };
  try {
    await mkdir(base, { recursive: true });
    await chmod(base, 0o755);
  } catch (error) {
    throw new Error(
      `PostgreSQL does not run as root, user ${as.uid} cannot reach ${dataDir}, and ${base} cannot be made. ` +
        'Start as an ordinary user, choose another DATA_DIR, or set DATABASE_URL.',
      { cause: error },
    );
  }
  say(
    `PostgreSQL does not run as root and cannot reach ${dataDir} as another user: its data lies in ${far.folder}`,
  );
  return { ...far, as: farOwner ?? as, exists: farOwner !== undefined };
}

/** On disk before it returns, so that a power cut cannot leave a database without its password. */
async function writeDown(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Made once, then read. A database that exists without its password is not opened by making a new one: a sentence. */
export async function passwordIn(keyDir: string, cluster: Cluster): Promise<string> {
  const file = join(keyDir, 'postgres-password');
  const read = async () =>
    readFile(file, 'utf8').then(
      (text) => text.trim(),
      (error: unknown) => {
        if (codeOf(error) === 'ENOENT') return '';
        throw error;
      },
    );
  const kept = await read();
  if (kept !== '') return kept;
  if (cluster.exists) {
    throw new Error(
      `The password of the database in ${cluster.folder} is missing: it was in ${file}. ` +
        `Put that file back; without it, move ${cluster.folder} away to begin with an empty database.`,
    );
  }
  await mkdir(keyDir, { recursive: true, mode: 0o700 });
  const fresh = join(keyDir, `.${randomBytes(8).toString('hex')}`);
  await writeDown(fresh, randomBytes(32).toString('base64url'));
  try {
    // Two data folders may share a key folder: the first password to get the name stays.
    await link(fresh, file).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(fresh, { force: true });
  }
  return await read();
}

/** What a start that was killed has left. What cannot be removed yet will be the next time. */
export async function clearUnfinished(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    if (name.startsWith(unfinished))
      await rm(join(base, name), { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Made beside its place and renamed when whole: a kill in the middle leaves nothing that looks like a database. `begun` is
 * called when PostgreSQL is at work on it.
 */
export async function makeCluster(
  cluster: Cluster,
  bin: string,
  password: string,
  fsync: boolean,
  begun: Begun,
): Promise<void> {
  const { as } = cluster;
  const workshop = await mkdtemp(join(cluster.base, unfinished));
  const folder = join(workshop, 'postgres');
  const secret = join(workshop, 'password');
  try {
    await writeFile(secret, password, { flag: 'wx', mode: 0o600 });
    if (as.uid !== undefined && as.gid !== undefined)
      for (const one of [secret, workshop]) await chown(one, as.uid, as.gid);
    const making = run(
      join(bin, programName('initdb')),
      [
        ['-D', folder, '-U', 'lamplight', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8'],
        ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
        fsync ? [] : ['--no-sync'],
      ].flat(),
      { ...as, cwd: '/', env: bareEnvironment() },
    );
    begun('making');
    await making;
    await rename(folder, cluster.folder);
  } catch (error) {
    const reason = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(
      `A new database could not be made in ${cluster.folder}: ${reason} Mend this, or set DATABASE_URL.`,
      { cause: error },
    );
  } finally {
    await rm(workshop, { recursive: true, force: true }).catch(() => {});
  }
}
