// What is to go out. A row is written in the transaction that caused it; this loop sends it after the commit,
// and again after a crash. The row's own states are the truth:
//   new → sending (attempt and lease, in one statement) → sent | unreachable | dead, or back to new with a later due time.
// A lease found expired means that a process died or hung between sending and recording: the platform is asked first
// whether the message stands there, and only then is it sent again. Whoever hung until then records nothing any more.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../chat/message.ts';
import type { Platform, Sent } from '../chat/platform.ts';
import type { Database, Transaction } from '../database/connect.ts';
import { describeFault, isHeld, isOutage } from '../fault.ts';
import type { KeyRing } from '../guard/seal.ts';
import { boundTo, makeAttempt, type Payload, type Tried } from './attempt.ts';
import { type Claimed, claimDue, inItsOrganisation } from './claim.ts';
import { talkOf } from './recipient.ts';
import { passUnasked } from './unasked.ts';

/** One try, from its claim on, begins nothing new after this: the next one must not meet it on its way. */
const usualTryMs = 45_000;
const mostAttempts = 5;
/** How soon the database is asked again by whoever has something to write down. */
const retryMs = 500;
/** What has gone out is not kept. */
const nothing = Buffer.alloc(0);

export type Outbox = {
  /**
   * Writes deliveries into the caller's transaction. One whose `once` is known already is dropped, and what comes unasked may
   * wait or lapse (unasked.ts).
   */
  put(tx: Transaction, organisation: string, deliveries: readonly Delivery[], now: number): Promise<void>;
  /** Something may be due: look now. Cheap, never throws. */
  wake(): void;
  /** Sends everything that is due and returns when nothing is left that can go now. */
  drain(): Promise<void>;
  /** Finishes what is in the air and writes down what became of it, for at most `patience` ms; the rest keeps its lease and is taken up later. */
  stop(patience: number): Promise<void>;
};

export type Sending = {
  sent(kind: string, outcome: Sent['kind'] | 'dead' | 'found'): void;
  problem(fact: { kind: string; id: string; because: string }): void;
};

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
  const attempt = makeAttempt({ database, platforms, keys, foundThere: (kind) => told.sent(kind, 'found') });
  const unwritten = new Map<string, { organisation: string; write: () => Promise<void> }>();
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
    const passed = await passUnasked(tx, deliveries, at);
    if (passed.length === 0) return;
    const rows = passed.map(({ delivery, due, counts }) => {
      const row = id();
      const { to, card, form, why } = delivery;
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
        due_at: new Date(due),
        why,
        counts_at: counts ? new Date(due) : null,
        lease_until: null,
        platform: null,
        account_id: (to.kind === 'conversation' && to.account) || null,
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

  /**
   * Writes down what became of a try. Where the database is away for that, or was before anything was sent, this process
   * still knows it: it is written as soon as the database is back, and nobody waits for the lease to end.
   */
  async function conclude(claimed: Claimed, over: AbortSignal): Promise<void> {
    let tried: Tried = { kind: 'unknown', sent: { kind: 'later', seconds: 0 } };
    try {
      tried = await attempt(claimed, over);
      if (tried.sent) await record(claimed, tried.kind, tried.sent);
    } catch (error) {
      if (!isOutage(error)) throw error;
      const { sent } = tried;
      if (sent) {
        unwritten.set(claimed.id, {
          organisation: claimed.organisation_id,
          write: () => write(claimed, sent),
        });
        soon(retryMs);
      }
      throw error;
    }
  }

  /** Throws where the database is away. Gives what was thrown where only some organisation is held by somebody. */
  async function writeTheUnwritten(): Promise<unknown> {
    const held = new Map<string, unknown>();
    for (const [id, { organisation, write: again }] of unwritten) {
      if (held.has(organisation)) continue;
      try {
        await again();
        unwritten.delete(id);
      } catch (error) {
        if (!isOutage(error)) unwritten.delete(id);
        if (!isHeld(error)) {
          soon(retryMs);
          throw error;
        }
        held.set(organisation, error);
      }
    }
    return [...held.values()][0];
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

  const isDead = (claimed: Claimed, sent: Sent): boolean =>
    sent.kind === 'failed' && claimed.attempts >= mostAttempts;

  async function record(claimed: Claimed, kind: string, sent: Sent): Promise<void> {
    told.sent(kind, isDead(claimed, sent) ? 'dead' : sent.kind);
    if (sent.kind === 'failed' || sent.kind === 'unreachable')
      told.problem({ kind, id: claimed.id, because: sent.because });
    await write(claimed, sent);
  }

  async function write(claimed: Claimed, sent: Sent): Promise<void> {
    const dead = isDead(claimed, sent);
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
      if ((await Promise.race([conclude(claimed, over.signal), late])) !== 'late') return;
      if (claimed.attempts < mostAttempts) tellUnknown(claimed, 'took too long');
      else await record(claimed, 'unknown', { kind: 'failed', because: 'took too long' });
    } catch (error) {
      // An outage is nobody's fault. Whatever else is thrown is a failure like any other: without an
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
      const held = await writeTheUnwritten();
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
      if (held !== undefined) {
        soon(retryMs);
        throw held;
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
      const until = performance.now() + patience;
      const last = async (): Promise<void> => {
        await running?.catch(() => undefined);
        if (performance.now() >= until) return;
        // Nobody else knows it: once more, since the database may be back already. What fails now waits for its lease.
        await writeTheUnwritten().catch(() => undefined);
      };
      await Promise.race([last(), sleep(patience, undefined, { ref: false })]);
    },
  };
}
