// When to look for what is due. Many ask for a look, and one timer serves them all: the earliest wins. What goes again at a
// moment of its own is kept in mind beside it: a look before that moment would see nothing.

/** So long after its moment something still goes before the others, in ms. */
const patienceMs = 10_000;

/** Nobody waits longer before looking again: a wait of more than 24 days would be none at all for Node. */
const longestSleepMs = 3_600_000;

export type Alarm = {
  /** Rings in so many ms, or earlier. Infinity: not for this. */
  soon(ms: number): void;
  /** Rings then for this delivery, whatever else it rings for before. */
  again(id: string, ms: number): void;
  /** Those whose moment has come, in ms of `realNow`. */
  cameBack(moment: number): readonly string[];
  /** It has been taken up. */
  taken(id: string): void;
  /** Somebody looked who began at `moment`. Rings for what comes after it, not sooner than in `least` ms. */
  looked(moment: number, least: number): void;
  /** Does not ring for what was to be within so many ms: it has just been looked. */
  calm(ms: number): void;
  /** For good. */
  stop(): void;
};

/** `realNow`: ms of a clock that never jumps. */
export function makeAlarm(realNow: () => number, ring: () => void): Alarm {
  const moments = new Map<string, number>();
  let timer: { at: number; handle: NodeJS.Timeout } | undefined;
  let isStopped = false;

  function soon(asked: number): void {
    const ms = Math.min(asked, longestSleepMs);
    const at = realNow() + ms;
    if (isStopped || asked === Number.POSITIVE_INFINITY || (timer && timer.at <= at)) return;
    if (timer) clearTimeout(timer.handle);
    const handle = setTimeout(() => {
      timer = undefined;
      ring();
    }, ms + 1).unref();
    timer = { at, handle };
  }

  return {
    soon,
    again(id, ms) {
      moments.set(id, realNow() + ms);
      soon(ms);
    },
    cameBack: (moment) => [...moments].flatMap(([id, at]) => (at <= moment ? [id] : [])),
    taken: (id) => void moments.delete(id),
    looked(moment, least) {
      for (const [id, at] of moments) if (at + patienceMs <= moment) moments.delete(id);
      const next = [...moments.values()].filter((at) => at > moment);
      soon(Math.max(least, Math.min(...next) - realNow()));
    },
    calm(ms) {
      if (!timer || timer.at > realNow() + ms) return;
      clearTimeout(timer.handle);
      timer = undefined;
    },
    stop() {
      isStopped = true;
      clearTimeout(timer?.handle);
    },
  };
}
