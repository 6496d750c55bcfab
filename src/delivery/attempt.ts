// One try to deliver: where it goes by now, whether it stands there already, and what the platform says to it.
import type { Delivery } from '../chat/message.ts';
import type { Address, Platform, Sent } from '../chat/platform.ts';
import type { Database } from '../database/connect.ts';
import type { KeyRing } from '../guard/seal.ts';
import { biasOf } from './bias.ts';
import { putOffChanges, standing } from './changing.ts';
import { type Claimed, inItsOrganisation, tooLate } from './claim.ts';
import { addressOf, recipientOf } from './recipient.ts';
import { nextReachOf } from './unasked.ts';

export type Payload = Pick<Delivery, 'to' | 'card' | 'form'>;

/** What became of a try: as the platform says it, or that it is not worth sending any more. */
export type Became = Sent | { kind: 'expired'; because: string };

/**
 * What it was about. `became` undefined: it went no further. `asked`: the platform was asked to take a message. `aside`: it changes
 * one, which has limits of its own and says nothing of those for messages.
 */
export type Tried = {
  kind: string;
  platform: string;
  became: Became | undefined;
  asked: boolean;
  aside?: boolean;
};

export const boundTo = (organisation: string, id: string): string => `delivery:${organisation}:${id}`;

/** What is to be changed is looked for again after so long where it is not out yet. */
const unsentSeconds = 60;

/** Later than this is not when it was meant to come. */
const heldUpMs = 15 * 60_000;

/** What is not known and cannot be, of a message that may not come twice. */
const unknown = (because: string): Sent => ({ kind: 'unreachable', because: `unknown: ${because}` });

/** One try, up to what became of it. Throws an outage only where nothing has been sent yet. `foundThere` hears of what had arrived by a try before. */
export function makeAttempt(parts: {
  database: Database;
  platforms: ReadonlyMap<string, Platform>;
  keys: KeyRing;
  now: () => number;
  foundThere: (kind: string, platform: string) => void;
}): (claimed: Claimed, over: AbortSignal) => Promise<Tried> {
  const { database, platforms, keys, now, foundThere } = parts;

  /** What comes unasked and was held up on its way keeps to the hours of its reader as they are by now. */
  async function waitsForReader(
    claimed: Claimed,
    row: { why: string; urgent: boolean; talk: string; expires_at: Date | null },
  ): Promise<Became | undefined> {
    const at = now();
    if (row.urgent || at - claimed.created_at.getTime() < heldUpMs) return undefined;
    const next = await inItsOrganisation(database, claimed, (tx) => nextReachOf(tx, row, at));
    if (next === 'elsewhere' || next === 'now') return undefined;
    return next !== 'never' && row.expires_at !== null && next < row.expires_at.getTime()
      ? { kind: 'later', seconds: (next - at) / 1_000 }
      : { kind: 'unreachable', because: 'not to be reached in time' };
  }

  return async (claimed, over) => {
    const read = await inItsOrganisation(database, claimed, async (tx) => {
      const row = await tx
        .selectFrom('delivery')
        .select([
          'payload',
          'kind',
          'talk',
          'why',
          'urgent',
          'expires_at',
          'organisation_id',
          'bound_to',
          'account_id',
          'platform',
          'conversation',
          'in_place_of',
        ])
        .where('id', '=', claimed.id)
        .executeTakeFirst();
      if (!row) return 'elsewhere';
      const payload: Payload = JSON.parse(
        keys.open(row.payload, boundTo(row.bound_to ?? row.organisation_id, claimed.id)).toString('utf8'),
      );
      const place = row.in_place_of === null ? null : await standing(tx, row.in_place_of);
      const begun = place === null || place === 'waits' ? row.account_id : (place?.account ?? null);
      return {
        row,
        payload,
        place,
        address: await addressOf(tx, recipientOf(row.talk, payload.to), begun),
      };
    });
    if (read === 'elsewhere')
      return { kind: 'unknown', became: undefined, platform: claimed.platform, asked: false };
    const { payload, row, place, address: found } = read;
    const became = (outcome: Became | undefined, asked = false): Tried => ({
      kind: row.kind,
      became: outcome,
      platform: found?.platform ?? claimed.platform,
      asked,
      ...(place === null ? {} : { aside: true }),
    });
    if (!found) return became({ kind: 'unreachable', because: 'no account' });
    const platform = platforms.get(found.platform);
    if (!platform) return became({ kind: 'unreachable', because: `no ${found.platform}` });
    const isLate = (): boolean => row.expires_at !== null && now() >= row.expires_at.getTime();
    if (place !== null) {
      if (isLate()) return became({ kind: 'unreachable', because: 'too late, or said anew' });
      if (place === 'waits') return became({ kind: 'later', seconds: unsentSeconds });
      // Its account may be gone, and with it the talk in which it stands.
      if (!place || (found.accountId ?? null) !== place.account)
        return became({ kind: 'unreachable', because: 'nothing to change' });
      const at: Address = { ...found.address, conversation: place.conversation };
      const changed = await platform.change(at, place.message, payload.card);
      if (changed.kind === 'later')
        await inItsOrganisation(database, claimed, async (tx) => {
          await putOffChanges(tx, claimed.workspace, changed.seconds * 1_000);
          return 'here';
        });
      return became(changed);
    }
    // A repeated try cannot know whether the one before arrived, whoever made it. Before the talk was written down nothing was sent.
    const mayStand = claimed.attempts > 1 && row.conversation !== null;
    if (isLate() && !mayStand) return became({ kind: 'expired', because: tooLate });
    const mayDouble = biasOf(row.why, row.urgent).arrives === 'surely';

    // The talk's own id is stored before the first send: reading back needs it. One of another account is of no use here.
    const isSameWay =
      row.platform === found.platform && (row.account_id ?? found.accountId) === found.accountId;
    let conversation = (isSameWay ? row.conversation : null) ?? found.talk;
    if (!conversation) {
      const talk = await platform.talkWith(found.address);
      // Nothing has been sent by that.
      if (talk.kind === 'failed') return became({ kind: 'refused', because: talk.because });
      if (talk.kind !== 'talk') return became(talk);
      conversation = talk.conversation;
    }
    const address: Address = { ...found.address, conversation };
    if (
      row.conversation !== conversation ||
      found.talk !== conversation ||
      claimed.workspace !== found.workspaceId
    ) {
      const where = conversation;
      await inItsOrganisation(database, claimed, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('delivery')
          .set({
            conversation: where,
            platform: found.platform,
            account_id: found.accountId ?? row.account_id,
            by_workspace: found.workspaceId,
          })
          .where('id', '=', claimed.id)
          .executeTakeFirst();
        if (found.accountId && found.talk !== where)
          await tx.updateTable('account').set({ talk: where }).where('id', '=', found.accountId).execute();
        return numUpdatedRows === 0n ? 'elsewhere' : 'here';
      });
    }
    if (mayStand) {
      if (over.aborted) return became(undefined);
      // What was refused before is known not to have arrived; only a try that nobody ended leaves a doubt.
      if (platform.blind && claimed.resumed && !mayDouble) return became(unknown('it was cut short'));
      const back = await platform.find(address, claimed.id, claimed.created_at.getTime());
      if (back.kind === 'found') {
        foundThere(row.kind, found.platform);
        return became({ kind: 'sent', message: back.message, conversation });
      }
      if (back.kind === 'later') return became(back);
      if (back.kind === 'unknown') return became({ kind: 'failed', because: 'could not read back' });
      if (isLate()) return became({ kind: 'expired', because: tooLate });
    }
    if (over.aborted) return became(undefined);
    const wait = await waitsForReader(claimed, row);
    if (wait) return { ...became(wait), aside: true };
    const sent = await platform.send(address, payload.card, claimed.id, payload.form);
    return became(
      sent.kind === 'failed' && !mayDouble && platform.blind ? unknown(sent.because) : sent,
      true,
    );
  };
}
