// One coarse tick that wakes what is due. Nothing depends on a tick being in time or being there at all:
// what is due stands in the database, and the next tick finds it.
import { type ScheduledTask, schedule } from 'node-cron';
import type { Feature } from '../chat/feature.ts';
import type { Database } from '../database/connect.ts';
import { forgetOld } from '../delivery/inbox.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { rememberPeople, workspacesOf } from '../people/account.ts';
import type { Memory } from '../people/memory.ts';
import { organisations } from '../people/workspace.ts';

export type Tick = {
  /** Runs what a minute brings; safe to call at any time, and twice at once. Throws what the database throws. */
  minute(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
};

export function makeTick(parts: {
  features: readonly Feature[];
  database: Database;
  outbox: Outbox;
  memory: Memory;
  now: () => number;
  problem: (what: string, error: unknown) => void;
}): Tick {
  const { features, database, outbox, memory, now, problem } = parts;
  let task: ScheduledTask | undefined;
  let running: Promise<void> | undefined;
  let hour = -1;

  async function minuteWork(): Promise<void> {
    outbox.wake();
    const isNewHour = Math.floor(now() / 3_600_000) !== hour;
    for (const organisation of await organisations(database)) {
      await database.within(organisation, async (tx) => {
        await rememberPeople(tx, memory, isNewHour ? 'everybody' : 'who chose a country');
        const workspaces = await workspacesOf(tx);
        for (const feature of features) await feature.remember?.(tx, memory, workspaces);
        if (!isNewHour) return;
        for (const feature of features) {
          const deliveries = await feature.hourly?.({ tx, now: now() });
          await outbox.put(tx, organisation, deliveries ?? [], now());
        }
      });
    }
    if (isNewHour) await forgetOld(database, now());
    hour = Math.floor(now() / 3_600_000);
    await memory.save();
    outbox.wake();
  }

  function minute(): Promise<void> {
    running ??= minuteWork().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    minute,
    start() {
      task = schedule('* * * * *', () => minute().catch((error: unknown) => problem('tick', error)));
    },
    async stop() {
      await task?.destroy();
      await running?.catch(() => undefined);
    },
  };
}
