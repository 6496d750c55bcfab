// A list that was read and waits for somebody's yes. It lies sealed in the database, so that what was shown is what is used,
// by whichever process, and nothing of it counts before.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Transaction } from '../database/connect.ts';
import type { KeyRing } from '../guard/seal.ts';
import { followRosterAgain } from './audience.ts';
import type { Actor } from './person.ts';
import { countKnown, lockRoster, replaceRoster, rosterIdOf, rosterLines, type Way } from './roster.ts';
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
  /** Against the list that their workspace has. */
  fresh: number;
  changed: number;
  gone: number;
};

/** To the row alone: its workspace may move to another organisation while it waits. */
const bound = (draft: string): string => `roster-draft:${draft}`;

export function sealEntries(keys: KeyRing, draft: string, entries: readonly Entry[]): Buffer {
  return keys.seal(deflateRawSync(JSON.stringify(entries)), bound(draft));
}

function openEntries(keys: KeyRing, draft: string, sealed: Buffer): readonly Entry[] {
  const entries: readonly Entry[] = JSON.parse(
    inflateRawSync(keys.open(sealed, bound(draft))).toString('utf8'),
  );
  return entries;
}

const isSame = (one: Entry, other: Entry): boolean =>
  one.unit === other.unit &&
  one.discipline === other.discipline &&
  one.manager === other.manager &&
  one.shift === other.shift;

/** What would come of this list, held against the one that stands in this workspace. */
export async function previewOf(
  tx: Transaction,
  workspace: string,
  draft: string,
  way: Way,
  entries: readonly Entry[],
  remarks: Remarks,
): Promise<Preview> {
  const before = await rosterLines(tx, workspace);
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

/** By one account of a person: what they bring is their workspace's. */
export type Bringer = Pick<Actor, 'id' | 'organisation' | 'account' | 'workspace'>;

/** Keeps the list until somebody says yes, and says what would come of it. */
export async function draftRoster(
  tx: Transaction,
  keys: KeyRing,
  who: Bringer,
  list: { id: string; way: Exclude<Way, 'directory'>; entries: readonly Entry[]; remarks: Remarks },
  now: number,
): Promise<Preview> {
  await forgetDrafts(tx, now);
  await tx
    .insertInto('roster_draft')
    .values({
      id: list.id,
      organisation_id: who.organisation,
      account_id: who.account,
      way: list.way,
      sealed: sealEntries(keys, list.id, list.entries),
      against: await rosterIdOf(tx, who.workspace),
      made_at: new Date(now),
      due_at: null,
      lease: null,
      lease_until: null,
    })
    .execute();
  return previewOf(tx, who.workspace, list.id, list.way, list.entries, list.remarks);
}

export type Used =
  | { kind: 'used'; people: number }
  /** Used already, thrown away, too old, or somebody else's. */
  | { kind: 'gone' }
  /** Another list was put in place since: what was shown is no longer what would come of it. */
  | { kind: 'overtaken' };

/**
 * Puts the list in the place of the one that stands in the workspace by which it was brought. The right to do so is the
 * caller's to check.
 */
export async function useDraft(
  tx: Transaction,
  keys: KeyRing,
  who: Pick<Actor, 'id' | 'organisation'>,
  draft: string,
  now: number,
  newId: () => string,
): Promise<Used> {
  await lockRoster(tx, who.organisation);
  const found = await tx
    .deleteFrom('roster_draft')
    .where((row) => row.cast('id', 'text'), '=', draft)
    .where('account_id', 'in', accountsOf(tx, who.id))
    .where('made_at', '>', new Date(now - draftLifeMs))
    .where('sealed', 'is not', null)
    .returning(['sealed', 'against', 'way', 'account_id'])
    .executeTakeFirst();
  if (!found?.sealed) return { kind: 'gone' };
  const { workspace_id: workspace } = await tx
    .selectFrom('account')
    .select('workspace_id')
    .where('id', '=', found.account_id)
    .executeTakeFirstOrThrow();
  if ((await rosterIdOf(tx, workspace)) !== found.against) return { kind: 'overtaken' };
  const entries = openEntries(keys, draft, found.sealed);
  const whose = { organisation: who.organisation, workspace };
  await replaceRoster(tx, whose, { id: newId(), way: found.way, keyId: keys.keyId, entries }, now);
  await followRosterAgain(tx, now);
  return { kind: 'used', people: entries.length };
}

/** Whether a list that this person brought waits for their yes. */
export async function hasDraft(tx: Transaction, person: string, now: number): Promise<boolean> {
  const one = await tx
    .selectFrom('roster_draft')
    .select('id')
    .where('account_id', 'in', accountsOf(tx, person))
    .where('made_at', '>', new Date(now - draftLifeMs))
    .where('sealed', 'is not', null)
    .executeTakeFirst();
  return one !== undefined;
}

export async function dropDraft(tx: Transaction, person: string, draft: string): Promise<void> {
  await tx
    .deleteFrom('roster_draft')
    .where((row) => row.cast('id', 'text'), '=', draft)
    .where('account_id', 'in', accountsOf(tx, person))
    .execute();
}

const accountsOf = (tx: Transaction, person: string) =>
  tx.selectFrom('account').select('id').where('person_id', '=', person);

/** Those that nobody said yes to in time. */
async function forgetDrafts(tx: Transaction, now: number): Promise<void> {
  await tx
    .deleteFrom('roster_draft')
    .where('made_at', '<=', new Date(now - draftLifeMs))
    .execute();
}
