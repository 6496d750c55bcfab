// This machine: the program's own Node, the folders, and the key without which nothing that is sealed can be read.
import { access, constants, realpath, stat, statfs } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { DatabaseConfig } from '../config.ts';
import { findCluster } from '../database/cluster.ts';
import { keyFile, keyIsMissing, readKeyFile } from '../guard/keys.ts';
import { type KeyRing, makeKeyRing } from '../guard/seal.ts';
import { type Finding, look, ok, wrong } from './finding.ts';

const gigabyte = 1024 ** 3;

export function checkNode(version = process.version): Finding {
  const [major = 0] = version.slice(1).split('.').map(Number);
  return major >= 26
    ? ok('Node', version)
    : wrong('Node', `This is ${version}; Lamplight needs 26. Start it by npm, which brings its own.`);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const isUsable = (path: string): Promise<boolean> =>
  access(path, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );

export async function checkFolder(about: string, setting: string, folder: string): Promise<Finding> {
  if (!(await exists(folder))) {
    const parent = dirname(folder);
    return (await exists(parent)) && !(await isUsable(parent))
      ? wrong(
          about,
          `${folder} is not there, and cannot be made. Let this user write to ${parent}, or set ${setting}.`,
        )
      : ok(about, `${folder} is not there yet; it is made when it is needed.`);
  }
  if (!(await isUsable(folder)))
    return wrong(
      about,
      `${folder} cannot be read and written. Let this program's user do so, or set ${setting}.`,
    );
  return ok(about, `${folder} can be read and written.`);
}

/** `folder` must be there. */
export async function checkRoom(folder: string): Promise<Finding> {
  const about = 'Room';
  const { bavail, bsize } = await statfs(folder);
  const free = (Number(bavail) * Number(bsize)) / gigabyte;
  const says = `${folder} has ${free.toFixed(1)} GB of room left`;
  if (free < 0.2) return wrong(about, `${says}. A full disk stops everything: make room now.`);
  return free < 2 ? look(about, `${says}. Make room before it is full.`) : ok(about, `${says}.`);
}

export type KeyFound = { findings: readonly Finding[]; keys: KeyRing | undefined };

const backUp =
  'Keep a copy apart from the copies of the database: without it nobody can read what is sealed.';

/** Reads the key where the bot would, and makes none. */
export async function checkKey({
  keys,
  dataDir,
  keyringDir,
  databaseUrl,
}: DatabaseConfig): Promise<KeyFound> {
  const about = 'Key';
  if (keys) {
    const older = keys.length === 1 ? '' : `, and ${keys.length - 1} older to open what is sealed already`;
    return {
      findings: [ok(about, `It comes from LAMPLIGHT_KEY${older}. ${backUp}`)],
      keys: makeKeyRing(keys),
    };
  }
  const missing = { findings: [], keys: undefined };
  // That it is missing then has been told as a wrong setting.
  if (databaseUrl !== undefined) return missing;
  const folder = resolve(keyringDir);
  const file = keyFile(folder);
  try {
    const key = await readKeyFile(folder);
    if (!key) {
      const cluster = await findCluster(resolve(dataDir));
      const finding = cluster
        ? wrong(about, keyIsMissing(folder, cluster))
        : look(about, `There is none in ${file} yet. The first start makes it.`);
      return { ...missing, findings: [finding] };
    }
    const findings = [ok(about, `It lies in ${file}. ${backUp}`)];
    for (const [path, mode] of [
      [file, 0o600],
      [folder, 0o700],
    ] as const) {
      const open = (await stat(path)).mode & 0o777 & ~mode;
      if (open !== 0 && process.platform !== 'win32')
        findings.push(
          wrong(
            'Key file',
            `Other users of this machine can get at ${path}. Run: chmod ${mode.toString(8)} "${path}"`,
          ),
        );
    }
    return { findings, keys: makeKeyRing([key]) };
  } catch (error) {
    return { ...missing, findings: [wrong(about, error instanceof Error ? error.message : String(error))] };
  }
}

/** A copy of the database's folder must not carry the key with it. */
export async function checkApart(keyringDir: string, databaseFolder: string): Promise<Finding> {
  const way = relative(databaseFolder, await realpath(resolve(keyringDir)));
  const isInside = way === '' || !(way.startsWith('..') || resolve(way) === way);
  return isInside
    ? wrong(
        'Key and database',
        `${resolve(keyringDir)} lies inside the database's folder: a copy of the one carries the other. Set KEYRING_DIR elsewhere and move it there.`,
      )
    : ok('Key and database', `they lie apart: the database is in ${databaseFolder}.`);
}
