// Reads a calendar on a thread of its own. A stranger wrote it: whatever it does to those who take it apart, nobody else waits for
// it, and time and memory for it end.
import { Worker } from 'node:worker_threads';
import type { ReadCalendar, Window } from './calendar.ts';

const longestMs = 5_000;
const mostMegabytes = 128;

/** Never rejects. `too-long`: it was not read in so much time, or memory. */
export type ReadApart = ReadCalendar | { kind: 'wrong'; because: 'too-long' };

export function readApart(
  text: string,
  zone: string,
  window: Window,
  patienceMs = longestMs,
): Promise<ReadApart> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./calendar-thread.ts', import.meta.url), {
      workerData: { text, zone, window },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      // Nothing of the machine's settings is its business.
      env: {},
    });
    const end = (read: ReadApart): void => {
      clearTimeout(timer);
      resolve(read);
      void thread.terminate();
    };
    const tooLong = (): void => end({ kind: 'wrong', because: 'too-long' });
    const timer = setTimeout(tooLong, patienceMs);
    thread.once('message', end);
    thread.once('error', tooLong);
    thread.once('exit', tooLong);
  });
}
