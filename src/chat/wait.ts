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
  /** Ends the pauses, now and from here on. */
  end(): void;
};

export function makeBackOff(): BackOff {
  const pauses = new Set<() => void>();
  let ended = false;
  return {
    pause: (failures) =>
      new Promise((resolve) => {
        if (ended) return resolve();
        const over = (): void => {
          clearTimeout(timer);
          pauses.delete(over);
          resolve();
        };
        const timer = setTimeout(over, Math.min(500 * 2 ** (failures - 1), 30_000));
        pauses.add(over);
      }),
    end() {
      ended = true;
      for (const over of pauses) over();
    },
  };
}
