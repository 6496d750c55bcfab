// What was accepted and what arrived. The difference is figures: lost and doubled, printed with the seed that repeats the run.
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Of this whole run. LAMPLIGHT_SEED repeats its choices. */
export const seed = Number(process.env.LAMPLIGHT_SEED ?? Math.floor(Math.random() * 1_000_000));

export type Dice = () => number;

/** Numbers from 0 up to 1, the same ones for the same seed. */
export function dice(from: number): Dice {
  let throws = 0;
  return () => {
    throws += 1;
    return createHash('sha256').update(`${from} ${throws}`).digest().readUInt32BE() / 2 ** 32;
  };
}

export function oneOf<T>(random: Dice, list: readonly T[]): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('there is nothing to choose from');
  return one;
}

/** `strange`: arrived, and nobody had put it in. `aside`: given up where the operator sees it. All but the counts name what it was. */
export type Balance = {
  accepted: number;
  arrived: number;
  aside: number;
  lost: readonly string[];
  doubled: readonly string[];
  strange: readonly string[];
};

export const balanced = { lost: [], doubled: [], strange: [] };

export type Ledger = {
  /** It was answered as kept, or its transaction was committed: from here on it may not get lost. */
  accept(what: string): void;
  /** It may have been kept: nobody knows. It may arrive once, or not at all. */
  doubt(what: string): void;
  arrive(what: string): void;
  aside(what: string): void;
  /** Prints one line, and writes it down for machines where LAMPLIGHT_RESULTS names a folder. */
  tell(name: string): Balance;
};

export function openLedger(): Ledger {
  const accepted = new Set<string>();
  const doubtful = new Set<string>();
  const arrived = new Map<string, number>();
  const aside = new Set<string>();

  const balance = (): Balance => ({
    accepted: accepted.size,
    arrived: arrived.size,
    aside: aside.size,
    lost: [...accepted].filter((what) => !arrived.has(what) && !aside.has(what)),
    doubled: [...arrived].flatMap(([what, times]) => (times > 1 ? [what] : [])),
    strange: [...arrived.keys()].filter((what) => !accepted.has(what) && !doubtful.has(what)),
  });

  return {
    accept: (what) => void accepted.add(what),
    doubt: (what) => void doubtful.add(what),
    arrive: (what) => void arrived.set(what, (arrived.get(what) ?? 0) + 1),
    aside: (what) => void aside.add(what),
    tell(name) {
      const found = balance();
      const figures = {
        accepted: found.accepted,
        arrived: found.arrived,
        lost: found.lost.length,
        doubled: found.doubled.length,
        strange: found.strange.length,
        aside: found.aside,
      };
      const told = Object.entries(figures).map(([what, count]) => `${what} ${count}`);
      console.log(`ledger: ${name}: ${told.join(', ')} (LAMPLIGHT_SEED=${seed})`);
      write({ name, seed, ...figures });
      return found;
    },
  };
}

/** A line of JSON for each ledger, so that specs that run at once do not write over each other. */
function write(line: object): void {
  const folder = process.env.LAMPLIGHT_RESULTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'ledger.jsonl'), `${JSON.stringify(line)}\n`);
}
