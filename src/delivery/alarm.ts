// When to look for what is due. Many ask for a look, and one timer serves them all: the earliest wins. Whoever asks for a moment
// at which something may go again is not put aside by that: a look before it would see nothing.

export type Alarm = {
  /** Rings in so many ms, or earlier. Infinity: not for this. */
  soon(ms: number): void;
  /** Rings then, whatever else it rings for before. */
  again(ms: number): void;
  /** Somebody looked who began at `moment`, in ms of `realNow`. What is left of `again` is seen to, not sooner than in `least` ms. */
  looked(moment: number, least: number): void;
  /** Not for what was to be within so many ms: it has just been looked. */
  calm(ms: number): void;
  /** For good. */
  stop(): void;
};

/** `realNow`: ms of a clock that never jumps. */
export function makeAlarm(realNow: () => number, ring: () => void): Alarm {
  const moments = new Set<number>();
  let timer: { at: number; handle: NodeJS.Timeout } | undefined;
  let isStopped = false;

  function soon(ms: number): void {
    const at = realNow() + ms;
    if (isStopped || !Number.isFinite(at) || (timer && timer.at <= at)) return;
    if (timer) clearTimeout(timer.handle);
    const handle = setTimeout(() => {
      timer = undefined;
      ring();
    }, ms + 1).unref();
    timer = { at, handle };
  }

  return {
    soon,
    again(ms) {
      moments.add(realNow() + ms);
      soon(ms);
    },
    looked(moment, least) {
      for (const one of moments) if (one <= moment) moments.delete(one);
      soon(Math.max(least, Math.min(...moments) - realNow()));
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
