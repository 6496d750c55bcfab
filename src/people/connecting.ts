// Several workspaces, one programme: everything of one organisation moves into the other.
import { sql } from 'kysely';
import type { Alone } from '../database/alone.ts';
import { asOwner } from '../database/as-owner.ts';
import type { Transaction } from '../database/connect.ts';
import { dropTwins, tablesWith } from './catalogue.ts';
import { checkMoved, claimMoving, emptyOrganisation, holdOutbox, inOrder, long, moveRows } from './moving.ts';
import type { Actor } from './person.ts';

export type Connected = { id: string; platform: string; name: string };

/** The workspaces of the organisation that the transaction is within. */
export async function connectedWorkspaces(tx: Transaction): Promise<readonly Connected[]> {
  return tx
    .selectFrom('workspace')
    .select(['id', 'platform', 'name'])
    .where('removed_at', 'is', null)
    .orderBy('platform')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** `code`: mistyped, too old, used, or made by somebody who runs nothing any more. `own`: of this very programme. */
export type NotConnected = { kind: 'refused'; because: 'code' | 'own' | 'busy' };
type Seen = ({ kind: 'found'; organisation: string } & Connected) | NotConnected;

/** Which workspace made this code, wherever it belongs. Nothing is used up. */
export async function seeWorkspaceCode(
  alone: Alone,
  actor: Actor,
  digest: string | undefined,
  now: number,
): Promise<Seen> {
  if (!digest) return { kind: 'refused', because: 'code' };
  const row = await asOwner(alone, (tx) =>
    tx
      .selectFrom('link_code')
      .innerJoin('workspace', 'workspace.id', 'link_code.workspace_id')
      .innerJoin('account', 'account.id', 'link_code.account_id')
      .innerJoin('role_held', 'role_held.person_id', 'account.person_id')
      .select([
        'workspace.id',
        'workspace.platform',
        'workspace.name',
        'workspace.organisation_id as organisation',
      ])
      .where('link_code.kind', '=', 'workspace')
      .where('link_code.digest', '=', digest)
      .where('link_code.expires_at', '>', new Date(now))
      .where('workspace.removed_at', 'is', null)
      .where('role_held.role', '=', 'coordinator')
      .executeTakeFirst(),
  );
  if (!row) return { kind: 'refused', because: 'code' };
  if (row.organisation === actor.organisation) return { kind: 'refused', because: 'own' };
  return { kind: 'found', ...row };
}

/** Everything of the organisation behind the code becomes part of the one that acts, and the code is used up. */
export async function connectWorkspaces(
  alone: Alone,
  actor: Actor,
  digest: string | undefined,
  now: number,
): Promise<Seen> {
  if (!(await claimMoving(alone))) return { kind: 'refused', because: 'busy' };
  const seen = await seeWorkspaceCode(alone, actor, digest, now);
  if (seen.kind === 'refused') return seen;
  const { organisation: gone } = seen;
  const kept = actor.organisation;
  alone.moved();
  await asOwner(alone, async (tx) => {
    await emptyOrganisation(tx, gone);
    await holdOutbox(tx);
    await tx
      .deleteFrom('link_code')
      .where('kind', '=', 'workspace')
      .where('digest', '=', digest ?? '')
      .execute();
    await settleTwins(tx, gone, kept);
    const tables = await tablesWith(tx, 'organisation_id');
    for (const table of tables) await dropTwins(tx, table, 'organisation_id', gone, kept);
    await moveRows(
      tx,
      gone,
      kept,
      inOrder(tables).map((table) => ({ table, rows: sql`true` })),
    );
    await checkMoved(tx);
    await sql`${long} delete from organisation where id = ${gone}`.execute(tx);
  });
  return seen;
}

/** What both have under one name and neither may lose: the later check of a help line counts, and a message is said. */
async function settleTwins(tx: Transaction, gone: string, kept: string): Promise<void> {
  await sql`
    update help_line_check as mine set checked_on = theirs.checked_on from help_line_check as theirs
    where mine.organisation_id = ${kept} and theirs.organisation_id = ${gone} and mine.line = theirs.line
      and theirs.checked_on > mine.checked_on`.execute(tx);
  await sql`
    update delivery set once = null where organisation_id = ${gone} and once in
      (select once from delivery where organisation_id = ${kept})`.execute(tx);
}
