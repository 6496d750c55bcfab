// Writes down what became of a try. Where the database is away for that this process still knows it: it is written as soon as
// the database is back, and nobody waits for the lease to end.
import type { Database } from '../database/connect.ts';
import { isHeld, isOutage } from '../fault.ts';
import type { Became } from './attempt.ts';
import { type Claimed, inItsOrganisation } from './claim.ts';

export const mostAttempts = 5;
/** Before each further try, in ms: what hiccuped goes again at once, what is away is given minutes. */
const pauses = [500, 5_000, 30_000, 180_000];
/** How soon the database is asked again by whoever has something to write down. */
const retryMs = 500;
/** What has gone out is not kept. */
const nothing = Buffer.alloc(0);

export const isDead = (claimed: Claimed, became: Became): boolean =>
  became.kind === 'expired' ||
  ((became.kind === 'failed' || became.kind === 'refused') && claimed.attempts >= mostAttempts);

export type Records = {
  /** Throws an outage, having kept in mind what could not be written. Writes nothing where the claim is not ours any more. */
  write(claimed: Claimed, became: Became): Promise<void>;
  /** Throws where the database is away. Gives what was thrown where only some organisation is held by somebody. */
  writeTheUnwritten(): Promise<unknown>;
};

/** `again`: this delivery is to be looked for in so many ms. */
export function makeRecords(
  database: Database,
  now: () => number,
  again: (id: string, ms: number) => void,
): Records {
  const unwritten = new Map<string, { organisation: string; write: () => Promise<void> }>();

  function due(id: string, ms: number): Date {
    again(id, ms);
    return new Date(now() + ms);
  }

  function changeFor(claimed: Claimed, became: Became): Record<string, unknown> {
    switch (became.kind) {
      case 'sent':
        return {
          state: 'sent',
          message: became.message,
          conversation: became.conversation,
          problem: null,
          payload: nothing,
        };
      case 'unreachable':
        return { state: 'unreachable', problem: became.because, payload: nothing };
      case 'later':
        return {
          state: 'new',
          attempts: claimed.attempts - 1,
          due_at: due(claimed.id, became.seconds * 1_000),
        };
      case 'expired':
        return { state: 'dead', problem: became.because };
      case 'refused':
      case 'failed': {
        if (isDead(claimed, became)) return { state: 'dead', problem: became.because };
        const pause = pauses[claimed.attempts - 1] ?? 0;
        const asked = became.kind === 'refused' ? (became.seconds ?? 0) * 1_000 : 0;
        return { state: 'new', problem: became.because, due_at: due(claimed.id, Math.max(pause, asked)) };
      }
    }
  }

  async function put(claimed: Claimed, became: Became): Promise<void> {
    const change = changeFor(claimed, became);
    await inItsOrganisation(database, claimed, async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('delivery')
        .set({ ...change, lease: null, lease_until: null })
        .where('id', '=', claimed.id)
        .where('state', '=', 'sending')
        .where('lease', '=', claimed.lease)
        .executeTakeFirst();
      return numUpdatedRows === 0n ? 'elsewhere' : 'here';
    });
  }

  return {
    async write(claimed, became) {
      try {
        await put(claimed, became);
      } catch (error) {
        if (isOutage(error)) {
          const organisation = claimed.organisation_id;
          unwritten.set(claimed.id, { organisation, write: () => put(claimed, became) });
          again(claimed.id, retryMs);
        }
        throw error;
      }
    },

    async writeTheUnwritten() {
      const held = new Map<string, unknown>();
      for (const [id, { organisation, write }] of unwritten) {
        if (held.has(organisation)) continue;
        try {
          await write();
          unwritten.delete(id);
        } catch (error) {
          if (!isOutage(error)) unwritten.delete(id);
          again(id, retryMs);
          if (!isHeld(error)) throw error;
          held.set(organisation, error);
        }
      }
      return [...held.values()][0];
    },
  };
}
