// Writes deliveries down, in the transaction that caused them: sealed, each with when it may go and until when it is worth sending.
import type { Delivery } from '../chat/message.ts';
import type { Transaction } from '../database/connect.ts';
import type { KeyRing } from '../guard/seal.ts';
import { boundTo, type Payload } from './attempt.ts';
import { biasOf } from './bias.ts';
import { passChanges } from './changing.ts';
import { noWorkspace } from './claim.ts';
import { talkOf, workspacesOf } from './recipient.ts';
import { passUnasked } from './unasked.ts';

/** A fan-out in one statement would hold up everybody who presses something while that is put together. */
const rowsAtOnce = 25;

export const makeWriting =
  (keys: KeyRing, id: () => string) =>
  async (
    tx: Transaction,
    organisation: string,
    deliveries: readonly Delivery[],
    at: number,
  ): Promise<void> => {
    if (deliveries.length === 0) return;
    const changes = await passChanges(tx, deliveries, at);
    const passed = await passUnasked(
      tx,
      deliveries.filter((delivery) => delivery.inPlaceOf === undefined || changes.has(delivery)),
      at,
    );
    if (passed.length === 0) return;
    const workspaces = await workspacesOf(
      tx,
      passed.map(({ delivery }) => delivery.to),
    );
    const rowOf = ({ delivery, due, counts }: (typeof passed)[number]) => {
      const row = id();
      const { to, card, form, why, inPlaceOf } = delivery;
      const change = changes.get(delivery);
      const goes = Math.max(due, change?.due ?? due);
      const payload: Payload = { to, card, ...(form ? { form } : {}) };
      return {
        id: row,
        organisation_id: organisation,
        kind: card.name,
        urgent: delivery.urgent ?? false,
        talk: talkOf(to),
        once: delivery.once ?? null,
        in_place_of: inPlaceOf ?? null,
        payload: keys.seal(JSON.stringify(payload), boundTo(organisation, row)),
        state: 'new' as const,
        created_at: new Date(at),
        due_at: new Date(goes),
        why,
        by_workspace: change?.workspace ?? workspaces.get(talkOf(to)) ?? noWorkspace,
        expires_at: new Date(goes + biasOf(why, delivery.urgent ?? false).worthMs),
        counts_at: counts ? new Date(due) : null,
        lease_until: null,
        platform: null,
        account_id: (to.kind === 'conversation' && to.account) || null,
        conversation: null,
        message: null,
        problem: null,
      };
    };
    for (let first = 0; first < passed.length; first += rowsAtOnce)
      await tx
        .insertInto('delivery')
        .values(passed.slice(first, first + rowsAtOnce).map(rowOf))
        .onConflict((conflict) => conflict.columns(['organisation_id', 'once']).doNothing())
        .execute();
  };
