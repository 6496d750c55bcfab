// The bundle: all of ours and most of what it needs in a few files, which load in half the time of 1,600 small ones. `npm ci`
// makes it (bundle.ts). It is used as long as no source has changed since; without it everything runs from the sources.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = join(import.meta.dirname, '../..');

/** Where it lies: `npm ci` takes it away with the packages. */
export const bundleOf = (where: string): string => join(where, 'node_modules/.cache/lamplight');
/** Holds what it was made of, in one word. */
export const stampFile = 'made-of';

/** One word for all sources as they stand, and for the packages: by size and moment of each file. */
export function stamp(where: string): string {
  const sources = ['src', 'adapters', 'migrations'].flatMap((top) =>
    readdirSync(join(where, top), { recursive: true }).map((name) => join(top, String(name))),
  );
  const digest = createHash('sha256').update(process.version);
  for (const file of [...sources.filter((name) => name.endsWith('.ts')).sort(), 'package-lock.json']) {
    const { size, mtimeMs } = statSync(join(where, file));
    digest.update(`\n${file} ${size} ${mtimeMs}`);
  }
  return digest.digest('hex');
}

/** The address of the program in the bundle; undefined where there is none of the sources as they stand. */
export function bundled(where = root): string | undefined {
  const made = join(bundleOf(where), stampFile);
  if (!existsSync(made) || readFileSync(made, 'utf8') !== stamp(where)) return undefined;
  return pathToFileURL(join(bundleOf(where), 'program.js')).href;
}
