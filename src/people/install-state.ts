// An install that has begun: which browser began it, and that it may end once. Anybody may begin one, as often as they like; so
// nothing is kept of it here. It travels in the state itself, sealed; only what was used is written down, until it would have
// ended anyway, and only as a digest: who reads the table can neither end an install nor tell whose it was.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { type KeyRing, SealError } from '../guard/seal.ts';

export type StateVerdict = 'fits' | 'unknown' | 'too-old' | 'other-browser';

const lifeMs = 10 * 60_000;
const purpose = 'install state';
const secretBytes = 32;
const digestBytes = 32;

/** What is digested has 256 random bits, so that a plain digest does. */
const digest = (secret: string | Buffer): Buffer => createHash('sha256').update(secret).digest();

type Parts = { database: Pick<Database, 'owner'>; keys: KeyRing };

/**
 * The state of a new install, in base64url, for the browser that shows this secret. Throws where the database is away: whoever
 * begins now could not end it. `now` in epoch ms.
 */
export async function beginInstall({ database, keys }: Parts, browser: string, now: number): Promise<string> {
  await sql`select 1`.execute(database.owner);
  const until = Buffer.alloc(8);
  until.writeBigUInt64BE(BigInt(now + lifeMs));
  const begun = Buffer.concat([randomBytes(secretBytes), digest(browser), until]);
  return keys.seal(begun, purpose).toString('base64url');
}

/** Uses the state up, whatever the verdict: of two that come at once, one finds it. `browser` undefined: it showed no cookie. */
export async function endInstall(
  { database, keys }: Parts,
  { state, browser }: { state: string; browser: string | undefined },
  now: number,
): Promise<StateVerdict> {
  const sealed = Buffer.from(state, 'base64url');
  const begun = openState(keys, sealed);
  if (!begun) return 'unknown';
  if (begun.expiresAt < now) return 'too-old';
  await forgetUsedStates(database, now);
  const used = await database.owner
    .insertInto('install_used')
    .values({ state: digest(sealed), expires_at: new Date(begun.expiresAt) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('expires_at')
    .executeTakeFirst();
  if (!used) return 'unknown';
  return browser !== undefined && timingSafeEqual(begun.browser, digest(browser)) ? 'fits' : 'other-browser';
}

/** Undefined for what we have not sealed. */
function openState(keys: KeyRing, sealed: Buffer): { browser: Buffer; expiresAt: number } | undefined {
  try {
    const begun = keys.open(sealed, purpose);
    return {
      browser: begun.subarray(secretBytes, secretBytes + digestBytes),
      expiresAt: Number(begun.readBigUInt64BE(secretBytes + digestBytes)),
    };
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

export async function forgetUsedStates({ owner }: Pick<Database, 'owner'>, now: number): Promise<void> {
  // For a little longer: another process's clock may be behind, and must not find as new what was used.
  await owner
    .deleteFrom('install_used')
    .where('expires_at', '<', new Date(now - lifeMs))
    .execute();
}
