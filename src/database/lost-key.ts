// Whether what is sealed in the database can still be opened: asked at the start, before anything is sealed under another key.
import { type Kysely, sql } from 'kysely';
import type { KeyRing } from '../guard/seal.ts';
import type { Tables } from './tables.ts';

/**
 * A sentence where this ring lacks the key of what is there; undefined where it has it, or where nothing is sealed yet.
 * Looks at one check-in, one waiting delivery and one installation, by the key id alone. Throws what the database throws.
 */
export async function lostKey(owner: Kysely<Tables>, keys: KeyRing): Promise<string | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`
    (select sealed from checkin limit 1)
    union all
    (select payload from delivery where state in ('new', 'sending') limit 1)
    union all
    (select sealed from installation limit 1)`.execute(owner);
  return rows.every(({ sealed }) => keys.holds(sealed))
    ? undefined
    : 'What is in the database was sealed with a key that is not here. Put that key back: into LAMPLIGHT_KEY, or the file lamplight.key into the key folder. If it was changed on purpose, set LAMPLIGHT_KEY to the new key and write the old one after a comma.';
}
