// What came in, by identity: a repeat has no second effect.
import { sql } from 'kysely';
import type { Database, Transaction } from '../database/connect.ts';

/** Platforms try again for an hour at most, and a replayed signature lives for ten minutes. */
const keptMs = 48 * 3_600_000;

/** Which of these identities are new; they are taken down in the same transaction as what they cause. */
export async function takeDown(
  tx: Transaction,
  organisation: string,
  workspace: string,
  identities: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  // In one order everywhere, so that two processes with the same repeats wait for each other in a line, not in a circle.
  const rows = await sql<{ identity: string }>`
    insert into inbox (organisation_id, workspace_id, identity, received_at)
    select ${organisation}, ${workspace}, identity, ${new Date(now)}
    from unnest(${[...identities].sort()}::text[]) as identity
    on conflict do nothing
    returning identity`.execute(tx);
  return new Set(rows.rows.map((row) => row.identity));
}

/** Which of these came in before. */
export async function takenDown(
  tx: Transaction,
  workspace: string,
  events: readonly { identity?: string }[],
): Promise<ReadonlySet<string | undefined>> {
  const rows = await sql<{ identity: string }>`
    select identity from inbox where workspace_id = ${workspace}
      and identity = any(${events.flatMap(({ identity }) => identity ?? [])}::text[])`.execute(tx);
  return new Set(rows.rows.map((row) => row.identity));
}

/** What was refused had no effect: the same may be sent again, and is then new. */
export async function takeBack(
  tx: Transaction,
  workspace: string,
  identities: readonly string[],
): Promise<void> {
  if (identities.length === 0) return;
  await sql`delete from inbox where workspace_id = ${workspace} and identity = any(${identities})`.execute(
    tx,
  );
}

export async function forgetOld(database: Database, now: number): Promise<void> {
  await database.across((tx) =>
    tx
      .deleteFrom('inbox')
      .where('received_at', '<', new Date(now - keptMs))
      .execute(),
  );
}
