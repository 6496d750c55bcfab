// Moves rows from one organisation to another, in the event's own transaction, as the owner of the tables: row-level security
// shows one organisation at a time.
//
// Every transaction within an organisation holds its lock together with the others; whoever moves rows out of it takes it
// alone. So whoever is in the middle of something finishes first. Whoever comes later waits, and then finds the workspace
// elsewhere (a foreign key says so): the bot looks it up again.
import { type RawBuilder, sql } from 'kysely';
import type { Alone } from '../database/alone.ts';
import { organisationLock, type Transaction } from '../database/connect.ts';
import { atLength } from '../database/pool.ts';
import { waitingReferences } from './catalogue.ts';

/**
 * Only one moves at a time, on all processes, and nobody waits for another: two who wait would hold what the other needs.
 * False where somebody else is at it, or a workspace is being installed.
 */
export async function claimMoving({ tx }: Alone): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('lamplight install')) as mine`.execute(tx);
  return rows[0]?.mine ?? false;
}

/** What others refer to before what refers to it. */
export const inOrder = (tables: readonly string[]): readonly string[] => {
  const first = ['workspace', 'person', 'account'];
  return [...first, ...tables.filter((table) => !first.includes(table))];
};

/** Waits for whoever is in the middle of something there; nobody begins anything until this transaction ends. */
export async function emptyOrganisation(tx: Transaction, organisation: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${organisationLock(organisation)})`.execute(tx);
}

/**
 * Claiming what is to go out looks across organisations, and locks rows in an order of its own: nobody does until this
 * transaction ends. Before anything touches a delivery, or the two would wait for each other.
 */
export async function holdOutbox(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('lamplight outbox'))`.execute(tx);
}

/** Begins a statement that goes through whole tables. */
export const long = sql.raw(atLength);
/** One statement moves so many rows. */
const piece = 20_000;

/** Needs `emptyOrganisation` and `holdOutbox`. */
export async function moveRows(
  tx: Transaction,
  from: string,
  to: string,
  moving: readonly { table: string; rows: RawBuilder<unknown> }[],
): Promise<void> {
  await sql`select set_config('statement_timeout', '60s', true)`.execute(tx);
  await sql`set constraints all deferred`.execute(tx);
  for (const { table, rows } of moving) {
    // Until none is left.
    for (let moved = 1; moved > 0; ) {
      const { numAffectedRows } = await sql`${long}
        update ${sql.ref(table)} set organisation_id = ${to} where ctid = any(array(
          select ctid from ${sql.ref(table)} where organisation_id = ${from} and ${rows} limit ${piece}))`.execute(
        tx,
      );
      moved = Number(numAffectedRows ?? 0);
    }
  }
}

/**
 * Everything has moved: no row refers to another organisation's, or this throws. One reference at a time, as pieces above.
 */
export async function checkMoved(tx: Transaction): Promise<void> {
  for (const name of await waitingReferences(tx))
    await sql`${long} set constraints ${sql.id(name)} immediate`.execute(tx);
  await sql`${long} set constraints all immediate`.execute(tx);
}
