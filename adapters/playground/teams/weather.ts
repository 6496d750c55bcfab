// Misbehaviour on demand, as at the pretend Slack, in the words of Teams.
import { makeSky, type Sky } from '../weather.ts';

/**
 * What can befall a request of the bot: an operation of the connector by its name, or `*` for all of these; and by its
 * name only, `token` (the login), `openid` or `keys`.
 */
export type Operation =
  | 'create'
  | 'send'
  | 'reply'
  | 'edit'
  | 'delete'
  | 'members'
  | 'member'
  | 'team'
  | 'channels'
  | 'token'
  | 'openid'
  | 'keys';
type Method = Operation | '*';

/** Switched on for the next `times` (1 where absent) requests or activities. */
export type Weather = {
  /** `retryAfter`: seconds, or any odd text; absent: no such header. */
  rateLimit(method: Method, retryAfter?: number | string, times?: number): void;
  /** 403: disabled by the administrator; 412: others were at it; 500 and above as the service says it. */
  error(method: Method, status: number, times?: number): void;
  slow(method: Method, ms: number, times?: number): void;
  /** Does what was asked, then cuts the line without an answer. */
  cutAfterAccepting(method: Method, times?: number): void;
  cutBefore(method: Method, times?: number): void;
  /** More than `perMinute` requests in any minute are refused. 0 lifts it. */
  limit(method: Method, perMinute: number): void;
  /** The next activity arrives `times` more times, invokes too: Teams knows no sign of a repetition but the same id. */
  duplicateActivities(times: number): void;
  /** The next `n` activities that are no invokes arrive one after the other, the last first. */
  reorderActivities(n: number): void;
  /** The next `times` activities get lost on the way at the first try; where Teams tries again, that one arrives. */
  loseFirst(times?: number): void;
  /** The next `times` activities arrive, their answers get lost: the person sees a failure, Teams tries again. */
  loseAcknowledgement(times?: number): void;
  clear(): void;
};

export type TeamsSky = Pick<Sky, 'befalls' | 'befallsEvent' | 'duplicates' | 'holding' | 'released'> & {
  weather: Weather;
};

const gates: ReadonlySet<string> = new Set(['token', 'openid', 'keys']);

export function makeTeamsSky(now: () => number): TeamsSky {
  const connector = makeSky(now);
  const gate = makeSky(now);
  const over = (method: string) => (gates.has(method) ? gate : connector);
  return {
    weather: {
      rateLimit: (method, seconds = '', times) => over(method).weather.rateLimit(method, seconds, times),
      error: (method, status, times) => over(method).weather.error(method, status, times),
      slow: (method, ms, times) => over(method).weather.slow(method, ms, times),
      cutAfterAccepting: (method, times) => over(method).weather.cutAfterAccepting(method, times),
      cutBefore: (method, times) => over(method).weather.cutBefore(method, times),
      limit: (method, perMinute) => over(method).weather.limit(method, perMinute),
      duplicateActivities: (times) => connector.weather.duplicateEvents(times, true),
      reorderActivities: (n) => connector.weather.reorderEvents(n),
      loseFirst: (times) => connector.weather.loseFirst(times),
      loseAcknowledgement: (times) => connector.weather.loseAcknowledgement(times),
      clear() {
        connector.weather.clear();
        gate.weather.clear();
      },
    },
    befalls: (method) => over(method).befalls(method),
    befallsEvent: connector.befallsEvent,
    duplicates: connector.duplicates,
    holding: connector.holding,
    released: connector.released,
  };
}
