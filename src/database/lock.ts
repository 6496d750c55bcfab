// One at a time between processes. The lock is the operating system's, held through an open SQLite file, so it goes
// away with the process that held it, however that one ended: no process ids to compare, nothing stale to clear.
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const busy = 5;

/** Returns what lets go of it. Throws a sentence after `patience` milliseconds of waiting for somebody else. */
export async function holdLock(file: string, patience: number): Promise<() => void> {
  const end = performance.now() + patience;
  const lock = new DatabaseSync(file, { timeout: 0 });
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return () => lock.close();
    } catch (error) {
      const taken = error instanceof Error && 'errcode' in error && error.errcode === busy;
      if (!taken || performance.now() > end) {
        lock.close();
        if (!taken) throw error;
        throw new Error(
          `Another process has held ${file} for ${Math.round(patience / 1000)} s. Stop it, then try again.`,
        );
      }
      await wait(25);
    }
  }
}
