// What takes the place of a message that was sent before. Nobody is notified of it, and nobody waits for it: it goes slowly, beside
// the lanes' own pace, and a refusal of it stops nothing else.
import { sql } from 'kysely';
import type { Delivery } from '../chat/message.ts';
import type { Transaction } from '../database/connect.ts';

/** Slack takes 50 changes a minute of one workspace for certain ("Tier 3", its own limit); so many ms apart they are 40. */
const everyMs = 1_500;

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
  // Whoever claims one just now has it locked, and sends it: then it is changed afterwards.
  await sql`
    delete from delivery where id in (
      select id from delivery where once = any(${onces}) and state = 'new' and attempts = 0
      for update skip locked)`.execute(tx);
  const { rows } = await sql<{ once: string; workspace: string }>`
    select once, by_workspace as workspace from delivery
    where once = any(${onces}) and state in ('new', 'sending', 'sent')`.execute(tx);
  const places = new Map(rows.map(({ once, workspace }) => [once, workspace]));
  const { rows: last } = await sql<{ workspace: string; due: Date }>`
    select by_workspace as workspace, max(due_at) as due from delivery
    where by_workspace = any(${[...new Set(places.values())]}::uuid[]) and in_place_of is not null and state = 'new'
    group by by_workspace`.execute(tx);
  const next = new Map(last.map(({ workspace, due }) => [workspace, due.getTime() + everyMs]));
  const changes = new Map<Delivery, Change>();
  for (const delivery of deliveries) {
    const workspace = delivery.inPlaceOf === undefined ? undefined : places.get(delivery.inPlaceOf);
    if (workspace === undefined) continue;
    const due = Math.max(now, next.get(workspace) ?? now);
    next.set(workspace, due + everyMs);
    changes.set(delivery, { workspace, due });
  }
  return changes;
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
