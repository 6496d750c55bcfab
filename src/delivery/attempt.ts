// One try to deliver: where it goes by now, whether it stands there already, and what the platform says to it.
import type { Delivery } from '../chat/message.ts';
import type { Address, Platform, Sent } from '../chat/platform.ts';
import type { Database } from '../database/connect.ts';
import type { KeyRing } from '../guard/seal.ts';
import { type Claimed, inItsOrganisation } from './claim.ts';
import { addressOf, recipientOf } from './recipient.ts';

export type Payload = Pick<Delivery, 'to' | 'card' | 'form'>;

/** What became of a try, and what it was about; undefined where it went no further. */
export type Tried = { kind: string; sent: Sent | undefined };

export const boundTo = (organisation: string, id: string): string => `delivery:${organisation}:${id}`;

/** One try, up to what became of it. Throws an outage only where nothing has been sent yet. `foundThere` hears of what had arrived by a try before. */
export function makeAttempt(parts: {
  database: Database;
  platforms: ReadonlyMap<string, Platform>;
  keys: KeyRing;
  foundThere: (kind: string) => void;
}): (claimed: Claimed, over: AbortSignal) => Promise<Tried> {
  const { database, platforms, keys, foundThere } = parts;
  return async (claimed, over) => {
    const read = await inItsOrganisation(database, claimed, async (tx) => {
      const row = await tx
        .selectFrom('delivery')
        .select([
          'payload',
          'kind',
          'talk',
          'organisation_id',
          'bound_to',
          'account_id',
          'platform',
          'conversation',
        ])
        .where('id', '=', claimed.id)
        .executeTakeFirst();
      if (!row) return 'elsewhere';
      const payload: Payload = JSON.parse(
        keys.open(row.payload, boundTo(row.bound_to ?? row.organisation_id, claimed.id)).toString('utf8'),
      );
      return {
        row,
        payload,
        address: await addressOf(tx, recipientOf(row.talk, payload.to), row.account_id),
      };
    });
    if (read === 'elsewhere') return { kind: 'unknown', sent: undefined };
    const { payload, row } = read;
    const found = read.address;
    const became = (sent: Sent): Tried => ({ kind: row.kind, sent });
    if (!found) return became({ kind: 'unreachable', because: 'no account' });
    const platform = platforms.get(found.platform);
    if (!platform) return became({ kind: 'unreachable', because: `no ${found.platform}` });

    // The talk's own id is stored before the first send: reading back needs it. One of another account is of no use here.
    const isSameWay =
      row.platform === found.platform && (row.account_id ?? found.accountId) === found.accountId;
    let conversation = (isSameWay ? row.conversation : null) ?? found.talk;
    if (!conversation) {
      const talk = await platform.talkWith(found.address);
      if (talk.kind !== 'talk') return became(talk);
      conversation = talk.conversation;
    }
    const address: Address = { ...found.address, conversation };
    if (row.conversation !== conversation || found.talk !== conversation) {
      const where = conversation;
      await inItsOrganisation(database, claimed, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('delivery')
          .set({
            conversation: where,
            platform: found.platform,
            account_id: found.accountId ?? row.account_id,
          })
          .where('id', '=', claimed.id)
          .executeTakeFirst();
        if (found.accountId && found.talk !== where)
          await tx.updateTable('account').set({ talk: where }).where('id', '=', found.accountId).execute();
        return numUpdatedRows === 0n ? 'elsewhere' : 'here';
      });
    }
    // A repeated try cannot know whether the one before arrived, whoever made it.
    if (claimed.attempts > 1) {
      if (over.aborted) return { kind: row.kind, sent: undefined };
      const back = await platform.find(address, claimed.id, claimed.created_at.getTime());
      if (back.kind === 'found') {
        foundThere(row.kind);
        return became({ kind: 'sent', message: back.message, conversation });
      }
      if (back.kind === 'later') return became(back);
      if (back.kind === 'unknown') return became({ kind: 'failed', because: 'could not read back' });
    }
    if (over.aborted) return { kind: row.kind, sent: undefined };
    return became(await platform.send(address, payload.card, claimed.id, payload.form));
  };
}
