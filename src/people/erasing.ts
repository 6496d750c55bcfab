// Everything of a person goes, in the caller's transaction: all of it or nothing.
import { sql } from 'kysely';
import type { Who } from '../chat/event.ts';
import type { Transaction } from '../database/connect.ts';
import { heldParts, type Own, type Part, type Whose, whoseOf } from './held.ts';
import type { Actor } from './person.ts';
import type { Tombstones } from './tombstone.ts';

const dayMs = 24 * 3_600_000;
/** At most 30 days are promised (README, "Privacy in short"); the platform tells us late at times, and a tick may be missed. */
const deactivatedMs = 28 * dayMs;
/** So many in one transaction; the rest come with the next hour. */
const most = 50;

const whoOf = ({ platform, workspace, account }: Own): Who => ({ platform, workspace, account });

/**
 * Whoever acts has everything erased, and is not asked again unasked. Gives the accounts that are gone. Their person is
 * locked (account.ts). Nobody else may act in the transaction: they would write for somebody who is no more.
 */
export async function erasePerson(
  tx: Transaction,
  tombstones: Tombstones,
  person: Pick<Actor, 'id' | 'organisation'>,
  now: number,
): Promise<readonly Who[]> {
  // Whoever is writing something down for them (notice.ts, foreign keys) finishes first: their rows are seen and go as well.
  await sql`
    select person.id from person join account on account.person_id = person.id
    where person.id = ${person.id} order by account.id for update`.execute(tx);
  // Whoever writes down a group's people holds its row: they finish first, or read afterwards that somebody was erased.
  await sql`select id from audience order by id for no key update`.execute(tx);
  const whose = await whoseOf(tx, tombstones, person.id);
  await erase(tx, whose);
  for (const { platform, workspace, account, workspaceId } of whose.own)
    await tombstones.put(
      tx,
      { platform, workspace, account, workspaceId, organisation: person.organisation },
      now,
    );
  return whose.own.map(whoOf);
}

async function erase(tx: Transaction, whose: Whose): Promise<void> {
  for (const { table, parts } of heldParts())
    for (const part of parts) await erasePart(tx, table, part, whose);
}

async function erasePart(tx: Transaction, table: string, part: Part, whose: Whose): Promise<void> {
  if (part.erase === 'row') await sql`delete from ${sql.ref(table)} where ${part.rows(whose)}`.execute(tx);
  else if ('empty' in part.erase)
    await sql`
      update ${sql.ref(table)} set ${sql.ref(part.erase.empty)} = null where ${part.rows(whose)}`.execute(tx);
}

/** How many others run the programme. Whoever asks this before they go asks one after another, on every process. */
export async function otherCoordinators(
  tx: Transaction,
  { id, organisation }: Pick<Actor, 'id' | 'organisation'>,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`coordinators ${organisation}`}))`.execute(tx);
  const { others } = await tx
    .selectFrom('role_held')
    .select((held) => held.fn.count<number>('person_id').distinct().as('others'))
    .where('role', '=', 'coordinator')
    .where('person_id', '<>', id)
    .executeTakeFirstOrThrow();
  return others;
}

/**
 * Accounts that the platform said are no more, and those of workspaces that took us out, for 28 days. Whoever has no other is
 * erased; otherwise that account is. They did not ask for it, so nothing keeps them from being asked again if they are ever
 * back.
 */
export async function eraseDeactivated(tx: Transaction, tombstones: Tombstones, now: number): Promise<void> {
  const before = new Date(now - deactivatedMs);
  const due = await tx
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
    .select(['account.id', 'account.person_id as person'])
    .where((is) =>
      is.or([is('account.deactivated_at', '<=', before), is('workspace.removed_at', '<=', before)]),
    )
    .orderBy('person.id')
    .limit(most)
    // As whoever acts locks them (account.ts); whoever acts just now is there, and is left alone.
    .forNoKeyUpdate(['account', 'person'])
    .skipLocked()
    .execute();
  // Lists of staff, also of those who never came; what hangs on them goes along.
  for (const table of ['audience', 'roster'] as const)
    await tx
      .deleteFrom(table)
      .where('workspace_id', 'in', (from) =>
        from.selectFrom('workspace').select('id').where('removed_at', '<=', before),
      )
      .execute();
  for (const { id, person } of due) {
    const left = await tx
      .selectFrom('account')
      .select('id')
      .where('person_id', '=', person)
      .where('id', '<>', id)
      .executeTakeFirst();
    if (left) await eraseAccount(tx, await whoseOf(tx, tombstones, person, id));
    else await erase(tx, await whoseOf(tx, tombstones, person));
  }
}

/** What the person told by it stays theirs. */
async function eraseAccount(tx: Transaction, whose: Whose): Promise<void> {
  const ofAnother = '00000000-0000-0000-0000-000000000000';
  await erase(tx, { ...whose, person: ofAnother });
}
