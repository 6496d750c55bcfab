// The key of an installation that was given none: made once, kept in a file that only its owner can read.
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a key that was made lies. */
export const keyFile = (folder: string): string => join(folder, 'lamplight.key');

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';

/** 32 bytes from their base64, or undefined where it is anything else. */
export function readKey(text: string): Buffer | undefined {
  const trimmed = text.trim();
  return /^[A-Za-z0-9+/]{43}=$/.test(trimmed) ? Buffer.from(trimmed, 'base64') : undefined;
}

/** The key that is kept in the folder; undefined where there is none. Throws a sentence where it cannot be read. */
export async function readKeyFile(folder: string): Promise<Buffer | undefined> {
  const file = keyFile(folder);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Error(
      `The key file ${file} cannot be read (${codeOf(error)}). Let this program's user read it, or set LAMPLIGHT_KEY.`,
      { cause: error },
    );
  }
  const key = readKey(text);
  if (!key) {
    throw new Error(
      `The key file ${file} does not hold 32 bytes in base64. Put back the right file from its backup: without it, what was sealed cannot be read.`,
    );
  }
  return key;
}

/** What to do where the key file is missing and the database in `cluster` is there. */
export const keyIsMissing = (folder: string, cluster: string): string =>
  `The key file ${keyFile(folder)} is missing, and the database in ${cluster} is there. Put that file back from its backup, or set LAMPLIGHT_KEY to the key that was used. Without either, move ${cluster} away to begin with an empty database.`;

/** A power cut must not take the key from under what it has sealed. Some systems cannot sync a folder; they need not. */
async function keepFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * The key in `<folder>/lamplight.key`, 32 bytes. Where there is none it is made, with mode 600 (a new folder: 700).
 * Whoever starts at the same moment gets the same key: it is written aside and linked into place, and the first link wins.
 * Throws an Error with a sentence for the operator where the file cannot be read, cannot be made, or holds something else.
 */
export async function readOrMakeKey(folder: string): Promise<Buffer> {
  const file = keyFile(folder);
  const existing = await readKeyFile(folder);
  if (existing) return existing;

  const aside = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile(`${randomBytes(32).toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(aside, file).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    await keepFolder(folder);
  } catch (error) {
    throw new Error(
      `The key file ${file} cannot be made (${codeOf(error)}). Let this program's user write there, or set LAMPLIGHT_KEY.`,
      { cause: error },
    );
  } finally {
    await rm(aside, { force: true }).catch(() => undefined);
  }

  const made = await readKeyFile(folder);
  if (!made) throw new Error(`The key file ${file} disappeared while it was made.`);
  return made;
}
