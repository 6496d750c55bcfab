// How fast a workspace may be written to. No platform says: the pace finds it, as a token clock whose rate rises with every
// message that is taken and falls with every one that is refused. Pure: time is an argument, in ms of a clock that never jumps.
//
// Several processes on one workspace each find their share by the same rule. Nobody divides it for them, so the shares are uneven
// for a while, and the one platform's refusals are met by each: about as many refusals as there are processes.

export type PaceRule = {
  /** Messages a second before anything is known. */
  start: number;
  /** That is what the platform says it takes: nothing faster is searched for. */
  isPublished?: true;
  /** What one conversation takes: at most so many in so many ms. */
  talk: readonly { most: number; ms: number }[];
};

/** By platform. */
export type Paces = Readonly<Record<string, PaceRule>>;

export const usualPaces: Paces = {
  slack: {
    // Slack says "several hundred a minute" for a workspace; 300 are taken everywhere.
    start: 5,
    // Slack: one a second for a channel, and short bursts.
    talk: [{ most: 4, ms: 4_000 }],
  },
  teams: {
    // Microsoft: 50 requests a second for an app and a tenant.
    start: 50,
    isPublished: true,
    // Microsoft: 7 in a second and 60 in 30 seconds for a conversation.
    talk: [
      { most: 7, ms: 1_000 },
      { most: 60, ms: 30_000 },
    ],
  },
};

/** For a platform of which nothing is known. */
const cautious: PaceRule = { start: 5, talk: [{ most: 4, ms: 4_000 }] };
export const ruleOf = (paces: Paces, platform: string): PaceRule => paces[platform] ?? cautious;

/** Added by each message that is taken, in parts of `start`, before the first refusal: the limit is found within 50 messages. */
const search = 0.04;
/**
 * Afterwards, in parts of the rate that was left: so small that a limit is touched every few hundred messages. It doubles
 * with each `doubling` messages that nothing happens to, up to `mostStep`, so that a limit that was raised is found too.
 */
const step = 2e-4;
const doubling = 80;
const mostStep = 16;
/** What a refusal leaves of the rate at most. */
const fall = 0.97;
/** From so many messages on, what was taken since the last refusal tells the limit better; a hundredth below, and never less than half. */
const enough = 30;
const below = 0.99;
const least = 0.5;
/** Nothing is ever slower than a message in ten seconds: otherwise it would hear of nothing. */
const slowest = 0.1;
/** What may go at once after a rest, in seconds of the rate, or in messages where that is more. */
const burstSeconds = 0.25;
const burst = 5;

export type Pace = {
  /** Messages a second. */
  rate: number;
  start: number;
  /** What the platform publishes; Infinity where it does not. */
  most: number;
  /** Rate that the last refusal left, or that the platform publishes; undefined before anything is known. */
  found: number | undefined;
  /** What may go, as of `at`. */
  tokens: number;
  at: number;
  /** Taken since the last refusal, and when that was over. */
  taken: number;
  since: number;
};

export const beginPace = ({ start, isPublished }: PaceRule, now: number): Pace => ({
  rate: start,
  start,
  most: isPublished ? start : Number.POSITIVE_INFINITY,
  found: isPublished ? start : undefined,
  tokens: burst,
  at: now,
  taken: 0,
  since: now,
});

function advance(pace: Pace, now: number): Pace {
  const most = Math.max(burst, pace.rate * burstSeconds);
  const tokens = Math.min(most, pace.tokens + (Math.max(0, now - pace.at) * pace.rate) / 1_000);
  return { ...pace, tokens, at: Math.max(now, pace.at) };
}

/** How many may go now. */
export const mayGo = (pace: Pace, now: number): number =>
  Math.max(0, Math.floor(advance(pace, now).tokens + 1e-9));

/** Ms until the next one may go. */
export const untilNext = (pace: Pace, now: number): number =>
  Math.max(0, ((1 - advance(pace, now).tokens) / pace.rate) * 1_000);

/** What goes past the clock (urgently) is paid for by what comes after. */
export function spend(pace: Pace, count: number, now: number): Pace {
  const advanced = advance(pace, now);
  return { ...advanced, tokens: Math.max(-burst, advanced.tokens - count) };
}

/** One was taken. */
export function rise(pace: Pace): Pace {
  const { found, start, rate } = pace;
  const more =
    found === undefined ? search * start : step * found * Math.min(mostStep, 2 ** (pace.taken / doubling));
  return { ...pace, rate: Math.min(pace.most, rate + more), taken: pace.taken + 1 };
}

/** One was refused, and `waitMs` are to be waited. Those that were on their way then and are refused too tell nothing new. */
export function slow(pace: Pace, sentAt: number, waitMs: number, now: number): Pace {
  if (pace.found !== undefined && sentAt <= pace.since) return pace;
  const seconds = Math.max(0.001, (now - pace.since) / 1_000);
  const fallen = pace.rate * fall;
  const measured = Math.max(pace.rate * least, (pace.taken / seconds) * below);
  const rate = Math.max(slowest, pace.taken < enough ? fallen : Math.min(fallen, measured));
  return { ...pace, rate, found: rate, tokens: 0, at: now, taken: 0, since: now + waitMs };
}

/** When one more fits into every window of a conversation. `sent`: when the last ones went, oldest first. */
export function talkIsFree(rule: PaceRule, sent: readonly number[]): number {
  let free = Number.NEGATIVE_INFINITY;
  for (const { most, ms } of rule.talk) {
    const first = sent.at(-most);
    if (sent.length >= most && first !== undefined) free = Math.max(free, first + ms);
  }
  return free;
}

/** How long ago something still matters for a conversation, in ms. */
export const talkMemory = (rule: PaceRule): number => Math.max(0, ...rule.talk.map(({ ms }) => ms));

/**
 * When the last of these will have gone, in epoch ms. `due`: when each may go, epoch ms, ascending; `rate` in messages a second.
 * Undefined where nothing waits.
 */
export function expectedEnd(due: readonly number[], rate: number, now: number): number | undefined {
  if (due.length === 0) return undefined;
  return due.reduce((end, at) => Math.max(end, at) + 1_000 / rate, now);
}
