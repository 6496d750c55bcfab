// Reads a calendar on a thread of its own. A stranger wrote it: whatever it does to those who take it apart, nobody else waits for
// it, and time and memory for it end.
import { Worker } from 'node:worker_threads';
import { makeTurns } from '../chat/turns.ts';
import type { ReadCalendar, Window } from './calendar.ts';

const longestMs = 5_000;
const mostMegabytes = 128;
/** In this process: each takes a processor, and its memory. */
const takeTurns = makeTurns(2);

/** Never rejects. `too-long`: it was not read in so much time, or memory. */
export type ReadApart = ReadCalendar | { kind: 'wrong'; because: 'too-long' };

/** `patienceMs`: from its turn on. */
export const readApart = (
  text: string,
  zone: string,
  window: Window,
  patienceMs = longestMs,
): Promise<ReadApart> => takeTurns(() => readOnThread(text, zone, window, patienceMs));

function readOnThread(text: string, zone: string, window: Window, patienceMs: number): Promise<ReadApart> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./calendar-thread.ts', import.meta.url), {
      workerData: { text, zone, window },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      // Nothing of the machine's settings is its business.
      env: {},
    });
    let read: ReadApart = { kind: 'wrong', because: 'too-long' };
    const end = (): void => void thread.terminate();
    const timer = setTimeout(end, patienceMs);
    thread.once('message', (answer: ReadCalendar) => {
      read = answer;
      end();
    });
    thread.once('error', end);
    // Until then it holds its memory.
    thread.once('exit', () => {
      clearTimeout(timer);
      resolve(read);
    });
  });
}
