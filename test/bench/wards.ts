// Our side of a comparison: the server under test with a whole ward in it (ward.ts), and what it can be told to do meanwhile.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readOrMakeKey } from '../../src/guard/keys.ts';
import { type KeyRing, makeKeyRing } from '../../src/guard/seal.ts';
import { type Child, startChild } from './child.ts';

/** What a ward is told, one at a time. */
export type Wish =
  /** Its clock is set forward, or back. */
  | { kind: 'later'; hours: number }
  /** Everybody lets their mood count, and a staff list says in which of so many units they work. */
  | { kind: 'units'; count: number }
  /** So many messages are put in to go out, a piece at a time, as errands do it. */
  | { kind: 'fan-out'; count: number }
  /** The month is closed over and over until this is told. `value` of the answer: how often. */
  | { kind: 'reports'; on: boolean }
  /** `value` of the answer: what is in use after garbage collection, in bytes. */
  | { kind: 'heap' }
  /** From here on stalls of its event loop are counted. `value` of the answer: the longest before, in ms. */
  | { kind: 'stalls' };
export type Wished = { value: number; because?: string };

export type Ward = {
  address: string;
  databaseUrl: string;
  keys: KeyRing;
  child: Child;
  /** Throws what went wrong there. */
  ask(wish: Wish): Promise<number>;
};

/** `extra`: see ward.ts. */
export async function withWard<T>(
  people: number,
  extra: readonly string[],
  work: (ward: Ward) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lamplight-bench-'));
  // As root the database server is another user, who must get through.
  await chmod(folder, 0o711);
  let dataFolder = folder;
  let child: Child | undefined;
  try {
    const ward = await startChild([
      ...process.execArgv,
      join(import.meta.dirname, 'ward.ts'),
      folder,
      String(people),
      ...extra,
    ]);
    child = ward;
    const [address = '', databaseUrl = '', where = folder] = ward.said;
    dataFolder = where;
    const keys = makeKeyRing([await readOrMakeKey(join(folder, 'keys'))]);
    return await work({
      address,
      databaseUrl,
      keys,
      child: ward,
      ask: (wish) =>
        new Promise((resolve, reject) => {
          ward.process.once('message', ({ value, because }: Wished) =>
            because === undefined ? resolve(value) : reject(new Error(because)),
          );
          ward.process.send?.(wish);
        }),
    });
  } finally {
    await child?.end();
    if (!dataFolder.startsWith(folder)) await rm(dirname(dataFolder), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}
