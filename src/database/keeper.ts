// Somebody must start the server again when it dies under us: it is nobody's child but ours.
import { setTimeout as wait } from 'node:timers/promises';
import type { Line } from './presence.ts';

const mostMs = 5_000;

/**
 * Turns a way to bring the server back into one that may be tried again and again. What goes wrong is said once for each
 * sentence, and waited after, longer each time. Undefined: not back yet.
 */
export function makeKeeper(
  bringBack: () => Promise<Line | undefined>,
  say: (line: string) => void,
): () => Promise<Line | undefined> {
  let saidLast = '';
  let pause = 250;
  return async () => {
    try {
      const line = await bringBack();
      if (line) {
        saidLast = '';
        pause = 250;
      }
      return line;
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      if (sentence !== saidLast) say(sentence);
      saidLast = sentence;
      await wait(pause, undefined, { ref: false });
      pause = Math.min(pause * 2, mostMs);
      return undefined;
    }
  };
}
