// Misbehaviour on demand: what networks and platforms do on bad days, so that tests need not wait for one.

/** Switched on for the next `times` (1 where absent) calls or events. `*` stands for every method. */
export type Weather = {
  rateLimit(method: string, retryAfterSeconds: number | string, times?: number): void;
  error(method: string, status: number, times?: number): void;
  slow(method: string, ms: number, times?: number): void;
  /** Does what was asked, then cuts the line without an answer. */
  cutAfterAccepting(method: string, times?: number): void;
  cutBefore(method: string, times?: number): void;
  /** More than `perMinute` calls in any minute are refused, like Slack's unwritten limits. 0 lifts it. */
  limit(method: string, perMinute: number): void;
  /** The next event arrives `times` more times, under its own or under fresh event ids, without a retry header. */
  duplicateEvents(times: number, sameId: boolean): void;
  /** The next `n` events arrive together, the last first. */
  reorderEvents(n: number): void;
  /** The next `times` events get lost on the way at the first try; the retry arrives. */
  loseFirst(times?: number): void;
  /** The next `times` events arrive, their acknowledgements get lost: they are tried again. */
  loseAcknowledgement(times?: number): void;
  clear(): void;
};

export type Mishap =
  | { kind: 'rate-limited'; seconds: number | string }
  | { kind: 'error'; status: number }
  | { kind: 'slow'; ms: number }
  | { kind: 'cut-before' }
  | { kind: 'cut-after' };

export type EventMishap = 'lost' | 'unheard';

/** The sky as the other parts ask it; each question uses up what it answers. */
export type Sky = {
  weather: Weather;
  /** What befalls this call, in the order in which it was switched on. */
  befalls(method: string): readonly Mishap[];
  befallsEvent(): EventMishap | undefined;
  duplicates(): { times: number; sameId: boolean } | undefined;
  /** How many events, this one included, are to be held back and turned around. 0: none. */
  holding(): number;
  released(): void;
};

export function makeSky(now: () => number): Sky {
  let queued: { method: string; mishap: Mishap; left: number }[] = [];
  const limits = new Map<string, number>();
  const recent = new Map<string, number[]>();
  let events: { mishap: EventMishap; left: number }[] = [];
  let duplicate: { times: number; sameId: boolean } | undefined;
  let hold = 0;

  const bring = (method: string, mishap: Mishap, left = 1): void => {
    queued.push({ method, mishap, left });
  };

  function overLimit(method: string): number | undefined {
    for (const key of [method, '*']) {
      const most = limits.get(key);
      if (most === undefined) continue;
      const calls = (recent.get(key) ?? []).filter((at) => now() - at < 60_000);
      const oldest = calls[0];
      recent.set(key, calls);
      if (calls.length >= most && oldest !== undefined) return Math.ceil((oldest + 60_000 - now()) / 1000);
      calls.push(now());
    }
    return undefined;
  }

  return {
    weather: {
      rateLimit: (method, seconds, times) => bring(method, { kind: 'rate-limited', seconds }, times),
      error: (method, status, times) => bring(method, { kind: 'error', status }, times),
      slow: (method, ms, times) => bring(method, { kind: 'slow', ms }, times),
      cutAfterAccepting: (method, times) => bring(method, { kind: 'cut-after' }, times),
      cutBefore: (method, times) => bring(method, { kind: 'cut-before' }, times),
      limit(method, perMinute) {
        if (perMinute > 0) limits.set(method, perMinute);
        else limits.delete(method);
      },
      duplicateEvents(times, sameId) {
        duplicate = { times, sameId };
      },
      reorderEvents(n) {
        hold = n;
      },
      loseFirst: (left = 1) => void events.push({ mishap: 'lost', left }),
      loseAcknowledgement: (left = 1) => void events.push({ mishap: 'unheard', left }),
      clear() {
        queued = [];
        events = [];
        limits.clear();
        recent.clear();
        duplicate = undefined;
        hold = 0;
      },
    },
    befalls(method) {
      const seconds = overLimit(method);
      if (seconds !== undefined) return [{ kind: 'rate-limited', seconds }];
      const mine = queued.filter((one) => one.method === method || one.method === '*');
      // A slow call may be slow and then fail: everything slow, and one thing more.
      const slow = mine.filter((one) => one.mishap.kind === 'slow').slice(0, 1);
      const other = mine.filter((one) => one.mishap.kind !== 'slow').slice(0, 1);
      for (const one of [...slow, ...other]) one.left -= 1;
      queued = queued.filter((one) => one.left > 0);
      return [...slow, ...other].map((one) => one.mishap);
    },
    befallsEvent() {
      const next = events[0];
      if (next) next.left -= 1;
      events = events.filter((one) => one.left > 0);
      return next?.mishap;
    },
    duplicates() {
      const asked = duplicate;
      duplicate = undefined;
      return asked;
    },
    holding: () => hold,
    released() {
      hold = 0;
    },
  };
}
