// Tells the Bot Framework's requests from everybody else's, before a byte of them is parsed. The token is checked by
// Microsoft's own code (botframework-connector), held to the one door that is ours: its doors for emulators and for other
// bots ask for less.
// Source: Microsoft, "Authentication with the Bot Connector API", steps 3 and 4.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Keys, makeKeys, NoKeys } from './keys.ts';

export type Verdict =
  /** Signed for us. The activity must name this very service. */
  | { kind: 'signed'; service: string }
  | { kind: 'refused' }
  /** Nobody can tell: the keys cannot be had. */
  | { kind: 'unknown' };

export type Verifier = Pick<Keys, 'ready' | 'ailment'> & {
  /** Never throws, and writes nothing anywhere. */
  check(authorization: string | undefined): Promise<Verdict>;
};

/** The channel whose keys are endorsed for what we take. */
export const channel = 'msteams';
const clockSeconds = 5 * 60;
const refused: Verdict = { kind: 'refused' };

/** `now` in epoch ms, real time. */
export function makeVerifier(
  { appId, openIdUrl }: { appId: string; openIdUrl: string },
  now: () => number,
): Verifier {
  const keys = makeKeys(openIdUrl, now);
  const isOfGovernment = new URL(openIdUrl).hostname.endsWith('.us');
  const issuer = `https://api.botframework.${isOfGovernment ? 'us' : 'com'}`;

  async function read(authorization: string): Promise<Verdict> {
    // Loaded by the first token, and not by the start, which it would make longer by a fifth of what bare Bolt needs.
    const { JwtTokenExtractor } = await import('botframework-connector/lib/auth/jwtTokenExtractor.js');
    const extractor = Object.assign(
      new JwtTokenExtractor(
        {
          issuer: [issuer],
          audience: appId,
          clockTolerance: clockSeconds,
          clockTimestamp: Math.floor(now() / 1_000),
          ignoreExpiration: false,
        },
        openIdUrl,
        ['RS256'],
      ),
      { openIdMetadata: keys },
    );
    const identity = await extractor.getIdentityFromAuthHeader(authorization, channel, []);
    if (!identity?.isAuthenticated) return refused;
    const claim = (name: string): unknown => identity.getClaimValue(name);
    const service = claim('serviceurl');
    // A token without an end is none that Microsoft gives.
    if (typeof claim('exp') !== 'number' || typeof service !== 'string' || service === '') return refused;
    return { kind: 'signed', service };
  }

  return {
    ready: keys.ready,
    ailment: keys.ailment,
    async check(authorization) {
      // Any token that is longer is a stranger's, and costs time.
      if (!authorization || !/^Bearer [\w.-]{20,8000}$/.test(authorization)) return refused;
      try {
        return await hush(() => read(authorization));
      } catch (error) {
        // What is wrong with a token comes as an error of many kinds, some of them without a status.
        return error instanceof NoKeys ? { kind: 'unknown' } : refused;
      }
    },
  };
}

const hushed = new AsyncLocalStorage<true>();
const { error: aloud } = console;
// Microsoft's code writes a stack to the console for every forged token: a stranger could fill our logs.
console.error = (...words: unknown[]): void => {
  if (!hushed.getStore()) aloud(...words);
};

const hush = <Result>(work: () => Promise<Result>): Promise<Result> => hushed.run(true, work);
