// How much one person, and one organisation, may ask for. Held per process: a kindness and a guard against floods,
// not an account of anybody.
import type { Who } from '../chat/event.ts';

export type Limits = { personPerMinute: number; organisationPerSecond: number };
export const usualLimits: Limits = { personPerMinute: 30, organisationPerSecond: 100 };

export type Verdict = 'fine' | 'person' | 'organisation';

/** Counts in fixed windows. `now` in epoch ms. */
export function makeLimiter(limits: Limits): (who: Who, now: number) => Verdict {
  const people = new Map<string, number>();
  const workspaces = new Map<string, number>();
  let minute = 0;
  let second = 0;
  const over = (counts: Map<string, number>, key: string, most: number): boolean => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > most;
  };
  return (who, now) => {
    if (Math.floor(now / 60_000) !== minute) {
      minute = Math.floor(now / 60_000);
      people.clear();
    }
    if (Math.floor(now / 1_000) !== second) {
      second = Math.floor(now / 1_000);
      workspaces.clear();
    }
    const workspace = `${who.platform} ${who.workspace}`;
    if (over(people, `${workspace} ${who.account}`, limits.personPerMinute)) return 'person';
    return over(workspaces, workspace, limits.organisationPerSecond) ? 'organisation' : 'fine';
  };
}
