// What may go now: two lanes for each workspace, each with its own room and its own wait, and every conversation by itself.
// Urgent messages pass the pace (their cost is borne by the ordinary ones), and only a refusal of their own stops them.
// Held per process: what another process does is learned from the platform's answers (pace.ts).
import type { Tried } from './attempt.ts';
import {
  beginPace,
  mayGo,
  type Pace,
  type Paces,
  rise,
  ruleOf,
  slow,
  spend,
  talkIsFree,
  talkMemory,
  untilNext,
} from './pace.ts';

/** In flight at once in one lane of one workspace, in this process. Enough for 50 a second that take half a second each. */
const mostInFlight = { urgent: 8, ordinary: 32 };
/** What fails one after the other is the platform's trouble, not the messages': then one at a time finds out when it is over. */
const mostFailures = 5;
const longestPause = { urgent: 2_000, ordinary: 30_000 };

export type Way = { workspace: string; platform: string; urgent: boolean };
/** How many of one lane may be claimed now. */
export type Room = { workspace: string; urgent: boolean; most: number };
/** Of a workspace that this process has not sent to yet. */
export const firstRoom = { urgent: mostInFlight.urgent, ordinary: 5 };

/** In ms of business time. A moment before `from` is none of it: then the clock has been set back, and the wait is over. */
type Wait = { from: number; until: number };
type Lane = Way & { flying: number; failures: number; held: Wait | undefined };

export type Lanes = {
  rooms(): readonly Room[];
  /** Talks that have had enough for now. */
  resting(): readonly string[];
  began(way: Way, talk: string): void;
  /** Undefined: nobody knows what became of it. `began`: real ms. */
  ended(way: Way, tried: Tried | undefined, began: number): void;
  /**
   * Ms until more may go that could not now: of the pace and of these talks. Infinity where only a wait that the platform asked
   * for, or the end of what is on its way, makes room.
   */
  untilRoom(full: readonly Way[], talks: readonly string[]): number;
  /** Messages a second, as far as is known. */
  rate(workspace: string, platform: string): number;
  /** Ms until a lane is free again of those that were asked to wait; Infinity: none was. */
  untilFree(): number;
};

export function makeLanes(parts: {
  paces: Paces;
  /** Business time, in epoch ms: what is asked to go later is due later. */
  now: () => number;
  /** Ms of a clock that never jumps: paces are the platform's. */
  realNow: () => number;
}): Lanes {
  const { paces, now, realNow } = parts;
  const lanes = new Map<string, Lane>();
  const kept = new Map<string, Pace>();
  const talks = new Map<string, { platform: string; sent: number[] }>();

  function laneOf(way: Way): Lane {
    const key = `${way.urgent} ${way.workspace}`;
    const lane = lanes.get(key) ?? { ...way, flying: 0, failures: 0, held: undefined };
    lanes.set(key, lane);
    return lane;
  }
  const paceOf = ({ workspace, platform }: Way): Pace =>
    kept.get(workspace) ?? beginPace(ruleOf(paces, platform), realNow());

  /** Ms that this lane still waits. */
  function waitOf({ held }: Lane): number {
    const at = now();
    return held && held.from <= at && at < held.until ? held.until - at : 0;
  }

  /** At least so long from now on. */
  function hold(lane: Lane, ms: number): void {
    const from = now();
    lane.held = { from, until: from + Math.max(ms, waitOf(lane)) };
  }

  function roomIn(lane: Lane): number {
    if (waitOf(lane) > 0) return 0;
    if (lane.failures >= mostFailures) return lane.flying > 0 ? 0 : 1;
    const most = lane.urgent ? mostInFlight.urgent : mostInFlight.ordinary;
    const free = Math.max(0, most - lane.flying);
    return lane.urgent ? free : Math.min(free, mayGo(paceOf(lane), realNow()));
  }

  return {
    rooms: () =>
      [...lanes.values()].map((lane) => ({
        workspace: lane.workspace,
        urgent: lane.urgent,
        most: roomIn(lane),
      })),

    resting() {
      const at = realNow();
      const names: string[] = [];
      for (const [talk, { platform, sent }] of talks) {
        const rule = ruleOf(paces, platform);
        if (talkIsFree(rule, sent) > at) names.push(talk);
        else if ((sent.at(-1) ?? 0) + talkMemory(rule) <= at) talks.delete(talk);
      }
      return names;
    },

    began(way, talk) {
      const at = realNow();
      laneOf(way).flying += 1;
      kept.set(way.workspace, spend(paceOf(way), 1, at));
      const one = talks.get(talk) ?? { platform: way.platform, sent: [] };
      const since = at - talkMemory(ruleOf(paces, one.platform));
      one.sent = [...one.sent.filter((sent) => sent > since), at];
      talks.set(talk, one);
    },

    ended(way, tried, began) {
      const lane = laneOf(way);
      lane.flying -= 1;
      if (tried?.aside) return;
      const became = tried?.became;
      switch (became?.kind) {
        case 'sent':
          lane.failures = 0;
          if (tried?.asked) kept.set(way.workspace, rise(paceOf(way)));
          break;
        case 'later': {
          // What opens a talk, or reads one back, has a limit of its own: it says nothing of messages.
          if (way.urgent && !tried?.asked) break;
          const wait = became.seconds * 1_000;
          hold(lane, wait);
          if (!way.urgent && tried?.asked) kept.set(way.workspace, slow(paceOf(way), began, wait, realNow()));
          break;
        }
        case 'failed':
        case 'refused': {
          lane.failures += 1;
          const over = lane.failures - mostFailures;
          const longest = way.urgent ? longestPause.urgent : longestPause.ordinary;
          if (over >= 0) hold(lane, Math.min(longest, 500 * 2 ** over));
          break;
        }
        case 'unreachable':
        case 'expired':
        case undefined:
          break;
      }
    },

    untilRoom(full, waiting) {
      const at = realNow();
      const paced = full
        .map(laneOf)
        .filter(
          (lane) =>
            !lane.urgent &&
            waitOf(lane) === 0 &&
            lane.failures < mostFailures &&
            lane.flying < mostInFlight.ordinary,
        )
        .map((lane) => untilNext(paceOf(lane), at));
      const rested = waiting.flatMap((talk) => {
        const one = talks.get(talk);
        return one ? [Math.max(0, talkIsFree(ruleOf(paces, one.platform), one.sent) - at)] : [];
      });
      return Math.min(Number.POSITIVE_INFINITY, ...paced, ...rested);
    },

    rate: (workspace, platform) => paceOf({ workspace, platform, urgent: false }).rate,

    untilFree() {
      const waits = [...lanes.values()].map(waitOf).filter((wait) => wait > 0);
      return Math.min(Number.POSITIVE_INFINITY, ...waits);
    },
  };
}
