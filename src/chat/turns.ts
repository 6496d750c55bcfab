// So many at once, and no more: the others wait for their turn, in the order in which they came.

/** Does the work when its turn comes; the turn ends with it. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function makeTurns(most: number): Turns {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // A turn is handed on, so that nobody comes in between.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
