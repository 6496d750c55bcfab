// The tokens that the pretend Slack has given out, and which of them it takes.
// https://docs.slack.dev/authentication/using-token-rotation
import { randomBytes } from 'node:crypto';

/** `graceMs`: for how long a refresh token that was used is taken again. Slack says "a short grace period". */
export type Rotation = { seconds: number; graceMs: number };
export type Pair = { access: string; refresh?: string };

type Given = Pair & { place: string; expiresAt: number; revoked: boolean; usedAt?: number };

/** Slack keeps this many access tokens of one installation; with each further one the oldest is revoked. */
const mostActive = 2;

export function makeTokens(rotation: Rotation | undefined, now: () => number) {
  const given: Given[] = [];
  const random = (): string => randomBytes(18).toString('hex');
  const activeOf = (place: string): Given[] =>
    given.filter((one) => one.place === place && !one.revoked && one.expiresAt > now());

  function issue(place: string): Pair {
    const [known] = activeOf(place);
    // Without rotation, whoever agrees again gets the same token again.
    if (!rotation && known) return known;
    const made: Given = rotation
      ? {
          place,
          access: `xoxe.xoxb-1-${random()}`,
          refresh: `xoxe-1-${random()}`,
          expiresAt: now() + rotation.seconds * 1_000,
          revoked: false,
        }
      : { place, access: `xoxb-${random()}`, expiresAt: Number.POSITIVE_INFINITY, revoked: false };
    given.push(made);
    for (const old of activeOf(place).slice(0, -mostActive)) old.revoked = true;
    return made;
  }

  return {
    issue,
    /** Undefined where the refresh token is not taken. */
    exchange(refresh: string): { place: string; pair: Pair } | undefined {
      const found = given.find((one) => one.refresh === refresh);
      if (!found || !rotation) return undefined;
      if (found.usedAt !== undefined && now() - found.usedAt > rotation.graceMs) return undefined;
      found.usedAt ??= now();
      return { place: found.place, pair: issue(found.place) };
    },
    revokeAll(place: string): void {
      for (const one of given.filter((old) => old.place === place)) {
        one.revoked = true;
        one.usedAt = Number.NEGATIVE_INFINITY;
      }
    },
    expire(place: string): void {
      for (const one of activeOf(place)) one.expiresAt = now();
    },
    refusalOf:
      (place: string) =>
      (token: string): string | undefined => {
        const found = given.find((one) => one.access === token && one.place === place);
        if (!found) return 'invalid_auth';
        if (found.revoked) return 'token_revoked';
        return found.expiresAt > now() ? undefined : 'token_expired';
      },
    placeOf: (token: string): string | undefined => given.find((one) => one.access === token)?.place,
    good: (place: string): readonly string[] => activeOf(place).map((one) => one.access),
    everGiven: (): readonly string[] =>
      given.flatMap((one) => [one.access, ...(one.refresh === undefined ? [] : [one.refresh])]),
  };
}
