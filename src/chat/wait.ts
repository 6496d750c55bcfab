// Waiting that ends: after a time, or at once when we stop.

/** What the work came to; undefined where it took longer than `ms`. It goes on then, and nobody hears of it. */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export type BackOff = {
  /** Half a second after the first failure, twice as long after each further one, at most half a minute. */
  pause(failures: number): Promise<void>;
  /** What the work came to in the end, with a pause after each error; undefined where `end` came first. */
  insist<Result>(work: () => Promise<Result>, failed: (error: unknown) => void): Promise<Result | undefined>;
  /** Ends the pauses, now and from here on. What was insisted on is not begun again. */
  end(): void;
};

/** The first pause and the longest, in ms, where they are not the usual ones. */
export function makeBackOff({ first, most } = { first: 500, most: 30_000 }): BackOff {
  const pauses = new Set<() => void>();
  let ended = false;

  const pause = (failures: number): Promise<void> =>
    new Promise((resolve) => {
      if (ended) return resolve();
      const over = (): void => {
        clearTimeout(timer);
        pauses.delete(over);
        resolve();
      };
      const timer = setTimeout(over, Math.min(first * 2 ** (failures - 1), most));
      pauses.add(over);
    });

  return {
    pause,
    async insist(work, failed) {
      for (let failures = 1; !ended; failures += 1) {
        try {
          return await work();
        } catch (error) {
          if (!ended) failed(error);
        }
        await pause(failures);
      }
      return undefined;
    },
    end() {
      ended = true;
      for (const over of pauses) over();
    },
  };
}
