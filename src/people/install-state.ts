// An install that has begun: which browser began it, and that it may end once. Only digests are stored: who reads the table
// can neither end an install nor tell whose it is. What is digested has 256 random bits, so that a plain digest does.
import { createHash } from 'node:crypto';
import type { Database } from '../database/connect.ts';

export type StateVerdict = 'fits' | 'unknown' | 'too-old' | 'other-browser';

const lifeMs = 10 * 60_000;
/** Anybody may begin an install: more than this at once is nobody's wish. */
const most = 10_000;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Throws where it could not be kept, or where too many have begun. `now` in epoch ms. */
export async function beginInstall(
  { owner }: Database,
  { state, browser }: { state: string; browser: string },
  now: number,
): Promise<void> {
  await forgetOldStates({ owner }, now);
  const { open } = await owner
    .selectFrom('install_state')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .executeTakeFirstOrThrow();
  if (open >= most) throw new Error('Too many installs have begun.');
  await owner
    .insertInto('install_state')
    .values({ state: digest(state), browser: digest(browser), expires_at: new Date(now + lifeMs) })
    .execute();
}

/** Uses the state up, whatever the verdict: of two that come at once, one finds it. `browser` undefined: it showed no cookie. */
export async function endInstall(
  { owner }: Database,
  { state, browser }: { state: string; browser: string | undefined },
  now: number,
): Promise<StateVerdict> {
  const begun = await owner
    .deleteFrom('install_state')
    .where('state', '=', digest(state))
    .returning(['browser', 'expires_at'])
    .executeTakeFirst();
  if (!begun) return 'unknown';
  if (browser === undefined || !begun.browser.equals(digest(browser))) return 'other-browser';
  return begun.expires_at.getTime() < now ? 'too-old' : 'fits';
}

export async function forgetOldStates({ owner }: Pick<Database, 'owner'>, now: number): Promise<void> {
  // For a little longer, so that who comes too late is told just that.
  await owner
    .deleteFrom('install_state')
    .where('expires_at', '<', new Date(now - lifeMs))
    .execute();
}
