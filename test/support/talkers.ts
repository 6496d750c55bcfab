// People who write to the bot while its processes are killed. Whoever was heard has an answer coming.
import { setTimeout as wait } from 'node:timers/promises';
import type { Ledger } from './ledger.ts';
import type { Ward } from './ward.ts';

export type Talkers = {
  /** Lets whoever is at it finish. */
  end(): Promise<void>;
  /** Enters into the ledger what each has been answered. */
  count(): void;
};

/** One after another, each once; from the last of the ward's people backwards, so that they meet nobody of a shift. */
export function beginTalking(ward: Ward, people: number, ledger: Ledger): Talkers {
  const talked: string[] = [];
  let over = false;
  async function work(): Promise<void> {
    for (let index = people - 1; index >= 0 && !over; index -= 1) {
      const person = ward.personOf(index);
      talked.push(person);
      // Where nobody says that it was heard, it may have been: and the platform may bring it again.
      if (await ward.say(person)) ledger.accept(person);
      else ledger.doubt(person);
      await wait(100);
    }
  }
  const working = work();
  return {
    async end() {
      over = true;
      await working;
      await ward.settled();
    },
    count() {
      for (const person of talked)
        for (let answers = ward.answersTo(person); answers > 0; answers -= 1) ledger.arrive(person);
    },
  };
}
