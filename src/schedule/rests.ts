// Long work on the one thread that everybody shares, such as a month's report: a little work, then a longer rest, in which
// whoever presses something is answered.
import { setTimeout as pause } from 'node:timers/promises';

const stretchMs = 1;
/** Of the whole time, a twentieth is work. */
const restFor = 19;

export type Rests = {
  /** Awaited between two small pieces of work: returns at once, or rests when there was a stretch of it. */
  between(): Promise<void>;
  /** Awaits something in which we do not work ourselves, such as an answer of the database. */
  during<T>(waiting: Promise<T>): Promise<T>;
};

export function makeRests(): Rests {
  let began = performance.now();
  return {
    async between() {
      const worked = performance.now() - began;
      if (worked < stretchMs) return;
      await pause(worked * restFor);
      began = performance.now();
    },
    async during(waiting) {
      const worked = performance.now() - began;
      const found = await waiting;
      began = performance.now() - worked;
      return found;
    },
  };
}
