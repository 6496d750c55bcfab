// One coarse tick that wakes what is due. Nothing depends on a tick being in time or being there at all:
// what is due stands in the database, and the next tick finds it.
import { type ScheduledTask, schedule } from 'node-cron';
import type { Feature } from '../chat/feature.ts';
import type { Database } from '../database/connect.ts';
import { forgetOld } from '../delivery/inbox.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { isOutage } from '../fault.ts';
import { workspacesOf } from '../people/account.ts';
import { forgetUsedStates } from '../people/install-state.ts';
import type { Installations } from '../people/installation.ts';
import type { Memory } from '../people/memory.ts';
import { rememberPeople } from '../people/remembering.ts';
import { switchedOn } from '../people/switches.ts';
import { organisations } from '../people/workspace.ts';
import { isOn } from '../routing.ts';
import type { Errands } from './errands.ts';
import type { Timers } from './timers.ts';

export type Tick = {
  /**
   * Runs what a minute brings; safe to call at any time, and twice at once. One organisation's trouble is reported and
   * keeps the others from nothing; an outage of the database is thrown when all have been tried.
   */
  minute(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
};

export function makeTick(parts: {
  features: readonly Feature[];
  database: Database;
  outbox: Outbox;
  memory: Memory;
  installations: Installations;
  errands: Pick<Errands, 'wake'>;
  timers: Pick<Timers, 'run'>;
  /** Run at most once an hour in each organisation: what was kept long enough goes. */
  forgetTooOld: (organisation: string) => Promise<void>;
  now: () => number;
  problem: (what: string, error: unknown) => void;
}): Tick {
  const { features, database, outbox, memory, installations, errands, timers, forgetTooOld, now, problem } =
    parts;
  let tasks: readonly ScheduledTask[] = [];
  let running: Promise<void> | undefined;
  let again = false;
  /**
   * The hour in which each organisation was last visited, and in which old things were forgotten. Hourly work begins with
   * the hour after the first visit: nobody is sent anything because the program was started.
   */
  const hours = new Map<string, number>();
  let forgot = -1;

  async function visit(organisation: string, last: number | undefined, hour: number): Promise<void> {
    await database.within(organisation, async (tx) => {
      await installations.remember(tx);
      await rememberPeople(tx, memory, last === hour ? 'who chose a country' : 'everybody');
      const workspaces = await workspacesOf(tx);
      for (const feature of features) await feature.remember?.(tx, memory, workspaces);
      if (last === undefined || last === hour) return;
      const on = await switchedOn(tx);
      for (const feature of features.filter((one) => isOn(one, on))) {
        const deliveries = await feature.hourly?.({ tx, now: now() });
        await outbox.put(tx, organisation, deliveries ?? [], now());
      }
    });
  }

  async function minuteWork(): Promise<void> {
    outbox.wake();
    await installations.minute();
    const hour = Math.floor(now() / 3_600_000);
    let outage: unknown;
    await timers.run().catch((error: unknown) => {
      if (isOutage(error)) outage = error;
      else problem('timers', error);
    });
    for (const organisation of await organisations(database)) {
      try {
        const last = hours.get(organisation);
        await visit(organisation, last, hour);
        hours.set(organisation, hour);
        if (last !== undefined && last !== hour) await forgetTooOld(organisation);
      } catch (error) {
        if (outage === undefined && isOutage(error)) outage = error;
        else problem('tick', error);
      }
    }
    if (forgot !== hour) {
      await forgetOld(database, now());
      // States of installs are of real time, like the browser's cookies.
      await forgetUsedStates(database, Date.now());
    }
    forgot = hour;
    await memory.save();
    outbox.wake();
    errands.wake();
    if (outage !== undefined) throw outage;
  }

  /** Whoever asks while one is running is given all that was there when they asked: it is run once more. */
  async function minutes(): Promise<void> {
    while (again) {
      again = false;
      await minuteWork();
    }
  }

  function minute(): Promise<void> {
    again = true;
    running ??= minutes().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    minute,
    start() {
      tasks = [
        schedule('* * * * *', () => minute().catch((error: unknown) => problem('tick', error))),
        // What another process left behind when it died waits for its lease, and not much longer.
        schedule('*/5 * * * * *', outbox.wake),
      ];
    },
    async stop() {
      for (const task of tasks) await task.destroy();
      await running?.catch(() => undefined);
    },
  };
}
