// What takes the place of a message that was sent before. Nobody is notified of it, and nobody waits for it: it goes slowly, beside
// the lanes' own pace, and a refusal of it stops nothing else.
import { sql } from 'kysely';
import type { Delivery } from '../chat/message.ts';
import type { Transaction } from '../database/connect.ts';

/**
 * So many ms apart. Slack takes 50 changes a minute of one workspace for certain ("Tier 3", a limit of its own): these are 40. On
 * Teams they count among the 50 requests a second.
 */
const apart: Readonly<Record<string, number>> = { slack: 1_500 };
const usuallyApart = 100;

/** `workspace`: by which it goes. `due` in epoch ms. */
export type Change = { workspace: string; due: number };

/**
 * Of these deliveries, those that take the place of something that is out, or on its way, and when each may go. What has not gone
 * out yet never does. Those of which nothing is there are absent: there is nothing to change.
 */
export async function passChanges(
  tx: Transaction,
  deliveries: readonly Delivery[],
  now: number,
): Promise<ReadonlyMap<Delivery, Change>> {
  const onces = deliveries.flatMap(({ inPlaceOf }) => inPlaceOf ?? []);
  if (onces.length === 0) return new Map();
  // What is said last counts. One that is on its way just now is not tried again, and is followed by the newer one.
  await sql`
    delete from delivery where id in (
      select id from delivery where in_place_of = any(${onces}) and state = 'new' for update skip locked)`.execute(
    tx,
  );
  const { rows: flying } = await sql<{ once: string }>`
    update delivery set expires_at = ${new Date(now)}
    where in_place_of = any(${onces}) and state in ('new', 'sending')
    returning in_place_of as once`.execute(tx);
  const followed = new Set(flying.map(({ once }) => once));
  // Whoever claims one just now has it locked, and sends it: then it is changed afterwards. What was refused is not out either.
  await sql`
    delete from delivery where id in (
      select id from delivery where once = any(${onces}) and state = 'new' for update skip locked)`.execute(
    tx,
  );
  const { rows } = await sql<{ once: string; workspace: string; platform: string | null }>`
    select once, by_workspace as workspace, workspace.platform
    from delivery left join workspace on workspace.id = by_workspace
    where once = any(${onces}) and state in ('new', 'sending', 'sent')`.execute(tx);
  const places = new Map(rows.map(({ once, workspace }) => [once, workspace]));
  const steps = new Map(
    rows.map(({ workspace, platform }) => [workspace, apart[platform ?? ''] ?? usuallyApart]),
  );
  const step = (workspace: string): number => steps.get(workspace) ?? usuallyApart;
  const { rows: last } = await sql<{ workspace: string; due: Date }>`
    select by_workspace as workspace, max(due_at) as due from delivery
    where by_workspace = any(${[...new Set(places.values())]}::uuid[]) and in_place_of is not null and state = 'new'
    group by by_workspace`.execute(tx);
  const next = new Map(last.map(({ workspace, due }) => [workspace, due.getTime() + step(workspace)]));
  const changes = new Map<Delivery, Change>();
  for (const delivery of deliveries) {
    const workspace = delivery.inPlaceOf === undefined ? undefined : places.get(delivery.inPlaceOf);
    if (workspace === undefined) continue;
    if (delivery.stands && !followed.has(delivery.inPlaceOf ?? '')) continue;
    const due = Math.max(now, next.get(workspace) ?? now);
    next.set(workspace, due + step(workspace));
    changes.set(delivery, { workspace, due });
  }
  return changes;
}

/** Asked to wait, all changes there wait so much longer. */
export async function putOffChanges(tx: Transaction, workspace: string, ms: number): Promise<void> {
  await sql`
    update delivery set due_at = due_at + make_interval(secs => ${ms / 1_000})
    where by_workspace = ${workspace} and in_place_of is not null and state = 'new'`.execute(tx);
}

/** Where what is changed stands, and by which account it went there; `waits`: it is not out yet. Undefined: it never will be. */
export async function standing(
  tx: Transaction,
  once: string,
): Promise<{ message: string; conversation: string; account: string | null } | 'waits' | undefined> {
  const row = await tx
    .selectFrom('delivery')
    .select(['state', 'message', 'conversation', 'account_id'])
    .where('once', '=', once)
    .executeTakeFirst();
  if (row?.state === 'new' || row?.state === 'sending') return 'waits';
  return row?.state === 'sent' && row.message && row.conversation
    ? { message: row.message, conversation: row.conversation, account: row.account_id }
    : undefined;
}
