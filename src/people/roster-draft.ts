// A list that was read and waits for somebody's yes. It lies sealed in the database, so that what was shown is what is used,
// by whichever process, and nothing of it counts before.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Transaction } from '../database/connect.ts';
import type { KeyRing } from '../guard/seal.ts';
import { followRosterAgain } from './audience.ts';
import type { Person } from './person.ts';
import { countKnown, lockRoster, replaceRoster, rosterLines, standingRoster, type Way } from './roster.ts';
import type { Entry, Recognised } from './roster-reading.ts';

export const draftLifeMs = 60 * 60_000;

/** What was read, apart from the lines themselves. */
export type Remarks = {
  recognised: readonly Recognised[];
  ignored: readonly string[];
  strangeManagers: readonly number[];
};

/** What a coordinator sees before they say yes. */
export type Preview = Remarks & {
  draft: string;
  way: Way;
  people: number;
  /** Most people first. */
  units: readonly { unit: string; people: number }[];
  withoutUnit: number;
  /** Lines that belong to an account that is known already. */
  known: number;
  /** Against the list that stands. */
  fresh: number;
  changed: number;
  gone: number;
};

const bound = (organisation: string, draft: string): string => `roster-draft:${organisation}:${draft}`;

export function sealEntries(
  keys: KeyRing,
  organisation: string,
  draft: string,
  entries: readonly Entry[],
): Buffer {
  return keys.seal(deflateRawSync(JSON.stringify(entries)), bound(organisation, draft));
}

function openEntries(keys: KeyRing, organisation: string, draft: string, sealed: Buffer): readonly Entry[] {
  const entries: readonly Entry[] = JSON.parse(
    inflateRawSync(keys.open(sealed, bound(organisation, draft))).toString('utf8'),
  );
  return entries;
}

const isSame = (one: Entry, other: Entry): boolean =>
  one.unit === other.unit &&
  one.discipline === other.discipline &&
  one.manager === other.manager &&
  one.shift === other.shift;

/** What would come of this list, held against the one that stands. */
export async function previewOf(
  tx: Transaction,
  draft: string,
  way: Way,
  entries: readonly Entry[],
  remarks: Remarks,
): Promise<Preview> {
  const before = await rosterLines(tx);
  const units = new Map<string, number>();
  let [fresh, changed, withoutUnit] = [0, 0, 0];
  for (const entry of entries) {
    const old = before.get(entry.key);
    if (!old) fresh += 1;
    else if (!isSame(old, entry)) changed += 1;
    if (entry.unit === null) withoutUnit += 1;
    else units.set(entry.unit, (units.get(entry.unit) ?? 0) + 1);
  }
  const keys = new Set(entries.map((entry) => entry.key));
  return {
    ...remarks,
    draft,
    way,
    people: entries.length,
    units: [...units]
      .map(([unit, people]) => ({ unit, people }))
      .toSorted((a, b) => b.people - a.people || a.unit.localeCompare(b.unit)),
    withoutUnit,
    known: await countKnown(tx, [...keys]),
    fresh,
    changed,
    gone: [...before.keys()].filter((key) => !keys.has(key)).length,
  };
}

/** Keeps the list until somebody says yes, and says what would come of it. */
export async function draftRoster(
  tx: Transaction,
  keys: KeyRing,
  who: Pick<Person, 'id' | 'organisation'>,
  list: { id: string; way: Exclude<Way, 'directory'>; entries: readonly Entry[]; remarks: Remarks },
  now: number,
): Promise<Preview> {
  await forgetDrafts(tx, now);
  const standing = await standingRoster(tx);
  await tx
    .insertInto('roster_draft')
    .values({
      id: list.id,
      organisation_id: who.organisation,
      person_id: who.id,
      way: list.way,
      workspace_id: null,
      sealed: sealEntries(keys, who.organisation, list.id, list.entries),
      against: standing?.id ?? null,
      made_at: new Date(now),
      due_at: null,
      lease: null,
      lease_until: null,
    })
    .execute();
  return previewOf(tx, list.id, list.way, list.entries, list.remarks);
}

export type Used =
  | { kind: 'used'; people: number }
  /** Used already, thrown away, too old, or somebody else's. */
  | { kind: 'gone' }
  /** Another list was put in place since: what was shown is no longer what would come of it. */
  | { kind: 'overtaken' };

/** Puts the list in the place of the one that stands. The right to do so is the caller's to check. */
export async function useDraft(
  tx: Transaction,
  keys: KeyRing,
  who: Pick<Person, 'id' | 'organisation'>,
  draft: string,
  now: number,
  newId: () => string,
): Promise<Used> {
  await lockRoster(tx, who.organisation);
  const found = await tx
    .deleteFrom('roster_draft')
    .where((row) => row.cast('id', 'text'), '=', draft)
    .where('person_id', '=', who.id)
    .where('made_at', '>', new Date(now - draftLifeMs))
    .where('sealed', 'is not', null)
    .returning(['sealed', 'against', 'way'])
    .executeTakeFirst();
  if (!found?.sealed) return { kind: 'gone' };
  const standing = await standingRoster(tx);
  if ((standing?.id ?? null) !== found.against) return { kind: 'overtaken' };
  const entries = openEntries(keys, who.organisation, draft, found.sealed);
  await replaceRoster(tx, who.organisation, { id: newId(), way: found.way, keyId: keys.keyId, entries }, now);
  await followRosterAgain(tx, now);
  return { kind: 'used', people: entries.length };
}

export async function dropDraft(tx: Transaction, person: string, draft: string): Promise<void> {
  await tx
    .deleteFrom('roster_draft')
    .where((row) => row.cast('id', 'text'), '=', draft)
    .where('person_id', '=', person)
    .execute();
}

/** Those that nobody said yes to in time. */
export async function forgetDrafts(tx: Transaction, now: number): Promise<void> {
  await tx
    .deleteFrom('roster_draft')
    .where('made_at', '<=', new Date(now - draftLifeMs))
    .execute();
}
