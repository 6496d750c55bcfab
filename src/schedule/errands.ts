// What asks the network, and therefore runs outside of any transaction: one round at a time in each process. What is to be
// done stands in the database, so that a round that ends too early is taken up by the next one, wherever that runs.
import type { Database } from '../database/connect.ts';
import { organisations } from '../people/workspace.ts';

/** Does what is due in one organisation. Safe to run twice at once. */
export type Errand = (organisation: string) => Promise<void>;

export type Errands = {
  /** Something may be due: look, now or right after the round that runs. Never throws. */
  wake(): void;
  /** Until no round runs. */
  settle(): Promise<void>;
  stop(): void;
};

export function makeErrands(parts: {
  database: Database;
  errands: readonly Errand[];
  /** What was written may have to go out. */
  done: () => void;
  problem: (what: string, error: unknown) => void;
}): Errands {
  const { database, errands, done, problem } = parts;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  /** One organisation's trouble keeps the others from nothing. */
  async function round(): Promise<void> {
    for (const organisation of await organisations(database))
      for (const errand of errands) {
        if (stopped) return;
        await errand(organisation).catch((error: unknown) => problem('errand', error));
      }
    done();
  }

  async function rounds(): Promise<void> {
    do {
      again = false;
      await round().catch((error: unknown) => problem('errands', error));
    } while (again && !stopped);
  }

  return {
    wake() {
      if (stopped) return;
      again = true;
      running ??= rounds().finally(() => {
        running = undefined;
      });
    },
    async settle() {
      while (running) await running;
    },
    stop() {
      stopped = true;
    },
  };
}
