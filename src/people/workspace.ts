// Workspaces and the organisations that hold them.
import { sql } from 'kysely';
import type { Who } from '../chat/event.ts';
import type { Database, Transaction } from '../database/connect.ts';
import { describeFault } from '../fault.ts';
import type { Memory, WorkspaceKey } from './memory.ts';

export type Workspace = { id: string; organisation: string };

/** Finds by the platform's own id; undefined where it is not installed or was removed. */
export async function findWorkspace(
  database: Database,
  who: Pick<Who, 'platform' | 'workspace'>,
): Promise<Workspace | undefined> {
  const row = await database.across((tx) =>
    tx
      .selectFrom('workspace')
      .select(['id', 'organisation_id'])
      .where('platform', '=', who.platform)
      .where('external_id', '=', who.workspace)
      .where('removed_at', 'is', null)
      .executeTakeFirst(),
  );
  return row && { id: row.id, organisation: row.organisation_id };
}

/**
 * Makes sure that a workspace, and an organisation to hold it, are there; safe to repeat and to run twice at once.
 * A workspace that had removed the app comes back to the organisation that it belonged to. `also` is done in the same
 * transaction, as the owner; `stood`: it was there already, and nobody had removed it.
 */
export async function installWorkspace(
  database: Database,
  workspace: { platform: string; workspace: string; enterprise?: string; name: string },
  now: number,
  id: () => string,
  also: (tx: Transaction, made: Workspace, isNew: boolean, stood: boolean) => Promise<void> = async () =>
    undefined,
): Promise<Workspace> {
  return database.owner.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('lamplight install'))`.execute(tx);
    const known = await tx
      .selectFrom('workspace')
      .select(['id', 'organisation_id', 'removed_at'])
      .where('platform', '=', workspace.platform)
      .where('external_id', '=', workspace.workspace)
      .executeTakeFirst();
    if (known) {
      await tx
        .updateTable('workspace')
        .set({ removed_at: null, name: workspace.name })
        .where('id', '=', known.id)
        .execute();
      const found = { id: known.id, organisation: known.organisation_id };
      await also(tx, found, false, known.removed_at === null);
      return found;
    }
    const made = { id: id(), organisation: id() };
    await tx
      .insertInto('organisation')
      .values({ id: made.organisation, name: workspace.name, created_at: new Date(now) })
      .execute();
    await tx
      .insertInto('workspace')
      .values({
        id: made.id,
        organisation_id: made.organisation,
        platform: workspace.platform,
        external_id: workspace.workspace,
        enterprise_id: workspace.enterprise ?? null,
        name: workspace.name,
        removed_at: null,
      })
      .execute();
    await also(tx, made, true, false);
    return made;
  });
}

/**
 * The app was taken out: nothing reaches or leaves this workspace until it is installed again, and its tokens are gone.
 * `at` (epoch ms, to the second) is when that was: an installation that is younger stays.
 */
export async function removeWorkspace(
  tx: Transaction,
  workspace: string,
  now: number,
  at?: number,
): Promise<void> {
  const kept = await tx
    .selectFrom('installation')
    .select('installed_at')
    .where('workspace_id', '=', workspace)
    .forUpdate()
    .executeTakeFirst();
  if (kept && at !== undefined && at + 999 < kept.installed_at.getTime()) return;
  await tx.deleteFrom('installation').where('workspace_id', '=', workspace).execute();
  await tx
    .updateTable('workspace')
    .set({ removed_at: new Date(now) })
    .where('id', '=', workspace)
    .execute();
}

/** What came too late removed nothing. Where the tables cannot be asked, the tick finds it. Never throws. */
export async function forgetIfRemoved(
  database: Database,
  memory: Memory,
  who: WorkspaceKey,
  log: (fact: { event: string; during: string; problem: string }) => void,
): Promise<void> {
  try {
    if (await findWorkspace(database, who)) return;
    memory.forgetWorkspace(who);
    await memory.save();
  } catch (error) {
    log({ event: 'problem', during: 'forgetting a workspace', problem: describeFault(error) });
  }
}

export async function organisations(database: Database): Promise<readonly string[]> {
  const rows = await database.across((tx) => tx.selectFrom('organisation').select('id').execute());
  return rows.map((row) => row.id);
}
