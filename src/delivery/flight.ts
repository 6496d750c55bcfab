// One try from its claim to what is written down about it, within its time and as long as the claim is ours.
import { describeFault, isOutage } from '../fault.ts';
import type { Became, Tried } from './attempt.ts';
import type { Claimed } from './claim.ts';
import type { Lanes, Way } from './lanes.ts';
import { isDead, mostAttempts, type Records } from './record.ts';

export type Sending = {
  /** `found`: it had arrived by a try before. `lag`: seconds from the moment at which it was due until it was taken up. */
  sent(fact: {
    kind: string;
    platform: string;
    outcome: Became['kind'] | 'dead' | 'found';
    retry: boolean;
    lag?: number;
  }): void;
  problem(fact: { kind: string; id: string; because: string }): void;
};

export type Flight = { claimed: Claimed; over: AbortController };

/** Never throws. `lag` as `Sending` has it. */
export function makeFlying(parts: {
  attempt: (claimed: Claimed, over: AbortSignal) => Promise<Tried>;
  records: Records;
  lanes: Lanes;
  told: Sending;
  realNow: () => number;
  /** One try begins nothing new after this, in real ms: the next one must not meet it on its way. */
  tryMs: number;
}): (flight: Flight, lag: number) => Promise<void> {
  const { attempt, records, lanes, told, realNow, tryMs } = parts;

  const tellUnknown = ({ id }: Claimed, because: string): void =>
    told.problem({ kind: 'unknown', id, because });

  async function record(
    claimed: Claimed,
    tried: Pick<Tried, 'kind' | 'platform'>,
    became: Became,
    lag?: number,
  ): Promise<void> {
    const { kind, platform } = tried;
    const outcome = isDead(claimed, became) ? 'dead' : became.kind;
    told.sent({
      kind,
      platform,
      outcome,
      retry: claimed.attempts > 1,
      ...(lag === undefined ? {} : { lag }),
    });
    if ('because' in became) told.problem({ kind, id: claimed.id, because: became.because });
    await records.write(claimed, became);
  }

  /** The lane hears first: what comes next is decided by it, not by what is written down. */
  async function conclude(claimed: Claimed, over: AbortSignal, lag: number, tell: Tell): Promise<void> {
    let tried: Tried;
    try {
      tried = await attempt(claimed, over);
    } catch (error) {
      // Nothing was sent by us: it may go again at once. What another had begun stays in doubt, and its lease says so.
      if (isOutage(error) && !claimed.resumed) await records.write(claimed, { kind: 'later', seconds: 0 });
      throw error;
    }
    tell(tried);
    if (tried.became) await record(claimed, tried, tried.became, lag);
  }

  return async ({ claimed, over }, lag) => {
    const began = realNow();
    const way: Way = claimed;
    let isTold = false;
    const tell: Tell = (tried) => {
      if (isTold) return;
      isTold = true;
      lanes.ended(way, tried, began);
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => {
        over.abort();
        resolve('late');
      }, tryMs);
    });
    try {
      if ((await Promise.race([conclude(claimed, over.signal, lag, tell), late])) !== 'late') return;
      if (claimed.attempts < mostAttempts) tellUnknown(claimed, 'took too long');
      else
        await record(
          claimed,
          { kind: 'unknown', platform: claimed.platform },
          { kind: 'failed', because: 'took too long' },
        );
    } catch (error) {
      // An outage is nobody's fault. Whatever else is thrown is a failure like any other: without an end to its tries it would
      // keep its talk waiting for good.
      const because = describeFault(error);
      if (isOutage(error)) tellUnknown(claimed, because);
      else
        await record(
          claimed,
          { kind: 'unknown', platform: claimed.platform },
          { kind: 'failed', because },
        ).catch(
          // The lease stays: it is taken up again when it ends, and read back first.
          (further: unknown) => tellUnknown(claimed, describeFault(further)),
        );
    } finally {
      clearTimeout(timer);
      tell(undefined);
    }
  };
}

type Tell = (tried: Tried | undefined) => void;
