// What is to go out. A row is written in the transaction that caused it; this loop sends it after the commit,
// and again after a crash. The row's own states are the truth:
//   new → sending (attempt and lease, in one statement) → sent | unreachable | dead, or back to new with a later due time.
// A lease found expired means that a process died or hung between sending and recording: the platform is asked first
// whether the message stands there, and only then is it sent again. Whoever hung until then records nothing any more.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../chat/message.ts';
import type { Address, Platform, Sent } from '../chat/platform.ts';
import type { Database, Transaction } from '../database/connect.ts';
import { describeFault, isOutage } from '../fault.ts';
import type { KeyRing } from '../guard/seal.ts';
import { type Claimed, claimDue, inItsOrganisation } from './claim.ts';
import { addressOf, recipientOf, talkOf } from './recipient.ts';

/** One try, from its claim on, begins nothing new after this: the next one must not meet it on its way. */
const usualTryMs = 45_000;
const mostAttempts = 5;
/** What has gone out is not kept. */
const nothing = Buffer.alloc(0);

type Payload = Pick<Delivery, 'to' | 'card' | 'form'>;
export type Outbox = {
  /** Writes deliveries into the caller's transaction; one whose `once` is known already is dropped. */
  put(tx: Transaction, organisation: string, deliveries: readonly Delivery[], now: number): Promise<void>;
  /** Something may be due: look now. Cheap, never throws. */
  wake(): void;
  /** Sends everything that is due and returns when nothing is left that can go now. */
  drain(): Promise<void>;
  /** Finishes what is in the air, for at most `patience` ms; the rest keeps its lease and is taken up later. */
  stop(patience: number): Promise<void>;
};

export type Sending = {
  sent(kind: string, outcome: Sent['kind'] | 'dead' | 'found'): void;
  problem(fact: { kind: string; id: string; because: string }): void;
};

const boundTo = (organisation: string, id: string): string => `delivery:${organisation}:${id}`;

export function makeOutbox(parts: {
  database: Database;
  platforms: ReadonlyMap<string, Platform>;
  keys: KeyRing;
  now: () => number;
  id: () => string;
  told: Sending;
  /** How long one try may take, in real milliseconds; shorter than a lease. */
  tryMs?: number;
}): Outbox {
  const { database, platforms, keys, now, id, told, tryMs = usualTryMs } = parts;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function put(
    tx: Transaction,
    organisation: string,
    deliveries: readonly Delivery[],
    at: number,
  ): Promise<void> {
    if (deliveries.length === 0) return;
    const rows = deliveries.map((delivery) => {
      const row = id();
      const { to, card, form } = delivery;
      const payload: Payload = { to, card, ...(form ? { form } : {}) };
      return {
        id: row,
        organisation_id: organisation,
        kind: delivery.card.name,
        urgent: delivery.urgent ?? false,
        talk: talkOf(delivery.to),
        once: delivery.once ?? null,
        payload: keys.seal(JSON.stringify(payload), boundTo(organisation, row)),
        state: 'new' as const,
        created_at: new Date(at),
        due_at: new Date(at),
        lease_until: null,
        platform: null,
        account_id: null,
        conversation: null,
        message: null,
        problem: null,
      };
    });
    await tx
      .insertInto('delivery')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['organisation_id', 'once']).doNothing())
      .execute();
  }

  async function sendOne(claimed: Claimed, over: AbortSignal): Promise<void> {
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
    if (read === 'elsewhere') return;
    const { payload, row } = read;
    const found = read.address;
    if (!found) return record(claimed, row.kind, { kind: 'unreachable', because: 'no account' });
    const platform = platforms.get(found.platform);
    if (!platform) return record(claimed, row.kind, { kind: 'unreachable', because: `no ${found.platform}` });

    // The talk's own id is stored before the first send: reading back needs it. One of another account is of no use here.
    const isSameWay =
      row.platform === found.platform && (row.account_id ?? found.accountId) === found.accountId;
    let conversation = (isSameWay ? row.conversation : null) ?? found.talk;
    if (!conversation) {
      const talk = await platform.talkWith(found.address);
      if (talk.kind !== 'talk') return record(claimed, row.kind, talk);
      conversation = talk.conversation;
    }
    const address: Address = { ...found.address, conversation };
    if (row.conversation !== conversation || found.talk !== conversation) {
      const where = conversation;
      await inItsOrganisation(database, claimed, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('delivery')
          .set({ conversation: where, platform: found.platform, account_id: found.accountId ?? null })
          .where('id', '=', claimed.id)
          .executeTakeFirst();
        if (found.accountId && found.talk !== where)
          await tx.updateTable('account').set({ talk: where }).where('id', '=', found.accountId).execute();
        return numUpdatedRows === 0n ? 'elsewhere' : 'here';
      });
    }
    // A repeated try cannot know whether the one before arrived, whoever made it.
    if (claimed.attempts > 1) {
      if (over.aborted) return;
      const back = await platform.find(address, claimed.id, claimed.created_at.getTime());
      if (back.kind === 'found') {
        told.sent(row.kind, 'found');
        return record(claimed, row.kind, { kind: 'sent', message: back.message, conversation });
      }
      if (back.kind === 'later') return record(claimed, row.kind, back);
      if (back.kind === 'unknown')
        return record(claimed, row.kind, { kind: 'failed', because: 'could not read back' });
    }
    if (over.aborted) return;
    return record(claimed, row.kind, await platform.send(address, payload.card, claimed.id, payload.form));
  }

  /** Due in so many ms, and looked for then: the tick alone could be a minute late. */
  function soon(ms: number): Date {
    setTimeout(wake, ms + 10).unref();
    return new Date(now() + ms);
  }

  function wake(): void {
    if (stopped) return;
    drain().catch((error: unknown) => told.problem({ kind: 'claim', id: '', because: describeFault(error) }));
  }

  async function record(claimed: Claimed, kind: string, sent: Sent): Promise<void> {
    const dead = sent.kind === 'failed' && claimed.attempts >= mostAttempts;
    told.sent(kind, dead ? 'dead' : sent.kind);
    if (sent.kind === 'failed' || sent.kind === 'unreachable')
      told.problem({ kind, id: claimed.id, because: sent.because });
    const change = ((): Record<string, unknown> => {
      switch (sent.kind) {
        case 'sent':
          return {
            state: 'sent',
            message: sent.message,
            conversation: sent.conversation,
            problem: null,
            payload: nothing,
          };
        case 'unreachable':
          return { state: 'unreachable', problem: sent.because, payload: nothing };
        case 'later':
          return {
            state: 'new',
            attempts: claimed.attempts - 1,
            due_at: soon(sent.seconds * 1_000),
          };
        case 'failed':
          return dead
            ? { state: 'dead', problem: sent.because }
            : {
                state: 'new',
                problem: sent.because,
                due_at: soon(1_000 * 2 ** claimed.attempts),
              };
      }
    })();
    await inItsOrganisation(database, claimed, async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('delivery')
        .set({ ...change, lease_until: null })
        .where('id', '=', claimed.id)
        .where('state', '=', 'sending')
        .where('lease_until', '=', claimed.lease_until)
        .executeTakeFirst();
      return numUpdatedRows === 0n ? 'elsewhere' : 'here';
    });
  }

  /** One try within its time. One that takes longer is left to its lease, and goes no further than the step it is at. */
  async function tryOne(claimed: Claimed): Promise<void> {
    const over = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => {
        over.abort();
        resolve('late');
      }, tryMs);
    });
    try {
      if ((await Promise.race([sendOne(claimed, over.signal), late])) !== 'late') return;
      if (claimed.attempts < mostAttempts) tellUnknown(claimed, 'took too long');
      else await record(claimed, 'unknown', { kind: 'failed', because: 'took too long' });
    } catch (error) {
      // An outage is nobody's fault, and the lease stays. Whatever else is thrown is a failure like any other: without an
      // end to its tries it would keep its talk waiting for good.
      if (isOutage(error)) tellUnknown(claimed, describeFault(error));
      else await record(claimed, 'unknown', { kind: 'failed', because: describeFault(error) });
    } finally {
      clearTimeout(timer);
    }
  }

  function tellUnknown({ id }: Claimed, because: string): void {
    told.problem({ kind: 'unknown', id, because });
  }

  async function round(): Promise<void> {
    do {
      again = false;
      for (
        let claimed = await claimDue(database, now);
        claimed.length > 0 && !stopped;
        claimed = await claimDue(database, now)
      ) {
        const outcomes = await Promise.allSettled(claimed.map(tryOne));
        for (const [index, one] of claimed.entries()) {
          const outcome = outcomes[index];
          // The lease stays: it is taken up again when it ends, and read back first.
          if (outcome?.status === 'rejected') tellUnknown(one, describeFault(outcome.reason));
        }
      }
    } while (again && !stopped);
  }

  function drain(): Promise<void> {
    again = true;
    running ??= round().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    put,
    drain,
    wake,
    async stop(patience) {
      stopped = true;
      await Promise.race([running?.catch(() => undefined), sleep(patience, undefined, { ref: false })]);
    },
  };
}
