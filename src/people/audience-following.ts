// Asks the platforms who is there, and writes it down. The network is never asked inside a transaction: a row is claimed for
// a while, the platform is asked, and what it said is written only where nobody else took the row over meanwhile.
import { sql } from 'kysely';
import type { Card } from '../chat/card.ts';
import type { Platform } from '../chat/platform.ts';
import type { Database, Transaction } from '../database/connect.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { Speaker } from '../words/speak.ts';
import { type Audience, audienceOf } from './audience.ts';
import { type Looked, makeLooking, type Wanted } from './audience-looking.ts';
import { keepMails, type MailDigest } from './mail.ts';
import { notice } from './notice.ts';
import type { Tombstones } from './tombstone.ts';

const leaseMs = 5 * 60_000;
export const followEveryMs = 3_600_000;
/** A platform that answers nothing, or that it may not say. */
const afterFailureMs = 5 * 60_000;
const afterRefusalMs = 24 * 3_600_000;
/** A coordinator waits for the count of a draft no longer than this, then hears that there is none. */
const draftPatienceMs = 15 * 60_000;
const draftLifeMs = 24 * 3_600_000;
const batch = 5;
const mostBatches = 10;

export type FollowingCards = {
  /** What was counted, to say yes or no to. */
  counted(say: Speaker, audience: Audience): Card;
  /** It could not be counted, and is gone. */
  notCounted(say: Speaker, name: string, because: 'unreachable' | 'failed'): Card;
};

type Claimed = Wanted & {
  name: string;
  kept: boolean;
  /** The person to tell; null where the account is no more. */
  person: string | null;
  made_at: Date;
  due_at: Date;
};

/** Follows what is due in one organisation; safe to run anywhere, at any time, by several processes. */
export function makeFollowing(parts: {
  database: Database;
  platforms: ReadonlyMap<string, Platform>;
  digest: MailDigest;
  tombstones: Tombstones;
  outbox: Outbox;
  now: () => number;
  id: () => string;
  cards: FollowingCards;
}): (organisation: string) => Promise<void> {
  const { database, digest, tombstones, outbox, now, id, cards } = parts;
  const look = makeLooking(parts);

  async function claim(tx: Transaction, lease: string): Promise<readonly Claimed[]> {
    const at = new Date(now());
    const { rows } = await sql<Claimed>`
      update audience set lease = ${lease}, lease_until = ${new Date(now() + leaseMs)}
      where id in (
        select id from audience
        where due_at <= ${at} and (lease_until is null or lease_until <= ${at})
        order by kept, due_at limit ${batch} for update skip locked)
      returning id, source, name, guests, kept, unit, discipline, conversation, workspace_id, made_at, due_at,
        (select person_id from account where account.id = audience.made_by) as person`.execute(tx);
    return rows;
  }

  /** Locks the row; false where somebody else has taken it over, or it was removed. */
  async function isOurs(tx: Transaction, audience: Claimed, lease: string): Promise<boolean> {
    const row = await tx
      .selectFrom('audience')
      .select('id')
      .where('id', '=', audience.id)
      .where('lease', '=', lease)
      .forUpdate()
      .executeTakeFirst();
    return row !== undefined;
  }

  /** `next` counts only where nothing has changed there while we asked. */
  const handBack = (tx: Transaction, audience: Claimed, next: number | null, problem: string | null) =>
    sql`
      update audience set lease = null, lease_until = null, problem = ${problem},
        due_at = case when due_at = ${audience.due_at} then ${next === null ? null : new Date(next)}::timestamptz else due_at end
      where id = ${audience.id}`.execute(tx);

  const tell = (
    tx: Transaction,
    organisation: string,
    { id: audience, person }: Claimed,
    card: (say: Speaker) => Card,
  ): Promise<void> => notice(tx, outbox, { organisation, person, once: `audience:${audience}` }, card, now());

  async function write(
    organisation: string,
    audience: Claimed,
    looked: Looked & { kind: 'found' },
    lease: string,
  ): Promise<void> {
    await database.within(organisation, async (tx) => {
      if (!(await isOurs(tx, audience, lease))) return;
      await tx.deleteFrom('audience_member').where('audience_id', '=', audience.id).execute();
      for (const { workspace, accounts } of looked.found) {
        // Whoever had everything erased does not come back by being there.
        const asked = await tombstones.without(tx, workspace, accounts);
        await sql`
          insert into audience_member (audience_id, organisation_id, workspace_id, account)
          select ${audience.id}::uuid, ${organisation}::uuid, ${workspace}::uuid, * from unnest(${asked}::text[])`.execute(
          tx,
        );
      }
      for (const { workspace, members } of looked.told)
        await keepMails(
          tx,
          workspace,
          members.flatMap(({ account, mail }) => (mail ? [{ account, mail: digest(mail) }] : [])),
        );
      await tx
        .updateTable('audience')
        .set({ left_out: JSON.stringify(looked.leftOut), followed_at: new Date(now()) })
        .where('id', '=', audience.id)
        .execute();
      await handBack(tx, audience, audience.kept ? now() + followEveryMs : null, null);
      const counted = audience.kept ? undefined : await audienceOf(tx, audience.id);
      if (counted) await tell(tx, organisation, audience, (say) => cards.counted(say, counted));
    });
  }

  async function putOff(
    organisation: string,
    audience: Claimed,
    looked: Exclude<Looked, { kind: 'found' }>,
    lease: string,
  ): Promise<void> {
    const isOver = looked.kind === 'unreachable' || now() - audience.made_at.getTime() > draftPatienceMs;
    await database.within(organisation, async (tx) => {
      if (!(await isOurs(tx, audience, lease))) return;
      if (!audience.kept && isOver) {
        const because = looked.kind === 'unreachable' ? 'unreachable' : 'failed';
        await tell(tx, organisation, audience, (say) => cards.notCounted(say, audience.name, because));
        await tx.deleteFrom('audience').where('id', '=', audience.id).execute();
        return;
      }
      switch (looked.kind) {
        case 'later':
          return void (await handBack(tx, audience, now() + looked.seconds * 1_000, null));
        case 'failed':
          return void (await handBack(tx, audience, now() + (audience.kept ? afterFailureMs : 0), 'failed'));
        case 'unreachable':
          return void (await handBack(tx, audience, now() + afterRefusalMs, 'unreachable'));
      }
    });
  }

  return async (organisation) => {
    for (let round = 0; round < mostBatches; round += 1) {
      const lease = id();
      const claimed = await database.within(organisation, (tx) => claim(tx, lease));
      for (const audience of claimed) {
        const looked = await look(organisation, audience);
        if (looked.kind === 'found') await write(organisation, audience, looked, lease);
        else await putOff(organisation, audience, looked, lease);
      }
      // A draft that failed is due again at once, and waits for the next tick.
      if (claimed.length < batch) break;
    }
    await database.within(organisation, (tx) =>
      tx
        .deleteFrom('audience')
        .where('kept', '=', false)
        .where('made_at', '<', new Date(now() - draftLifeMs))
        .execute(),
    );
  };
}
