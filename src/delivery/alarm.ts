// One moment at which to look again: the earliest that anybody asked for.

/** Nobody waits longer: a wait of more than 24 days would be none at all for Node. */
const longestMs = 3_600_000;

export type Alarm = {
  /** In so many ms, or earlier; Infinity: not for this. */
  in(ms: number): void;
  /** Not at all, where it was to be within so many ms. */
  clear(within?: number): void;
};

/** `realNow`: ms of a clock that never jumps. Keeps no process alive. */
export function makeAlarm(realNow: () => number, ring: () => void): Alarm {
  let timer: { at: number; handle: NodeJS.Timeout } | undefined;
  return {
    in(asked) {
      if (asked === Number.POSITIVE_INFINITY) return;
      const ms = Math.min(asked, longestMs);
      const at = realNow() + ms;
      if (timer && timer.at <= at) return;
      if (timer) clearTimeout(timer.handle);
      const handle = setTimeout(() => {
        timer = undefined;
        ring();
      }, ms + 1).unref();
      timer = { at, handle };
    },
    clear(within = Number.POSITIVE_INFINITY) {
      if (!timer || timer.at > realNow() + within) return;
      clearTimeout(timer.handle);
      timer = undefined;
    },
  };
}
