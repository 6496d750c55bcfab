// The keys by which the Bot Framework signs, from its fixed metadata address. Fetched once and kept; a key that we do not know
// is looked for again, since keys change, but a stranger's invented one cannot make us ask for them all the time.
// Microsoft's own keeper of them (OpenIdMetadata) waits without an end, asks anew with every request while the address is
// down, and looks for a new key once an hour only; so this stands in its place.
import { createPublicKey } from 'node:crypto';
import { z } from 'zod';

/** As botframework-connector wants it: PEM, and the channels that its holder may speak for. */
export type SigningKey = { key: string; endorsements: string[] };

/** Thrown where the keys cannot be had: nobody can tell then whose token it is. */
export class NoKeys extends Error {}

export type Keys = {
  /** Null for a key that is not among them. Throws NoKeys. */
  getKey(id: string): Promise<SigningKey | null>;
  /** Fetches them if they are not there. Throws NoKeys. */
  ready(): Promise<void>;
  ailment(): string | undefined;
};

const fetchMs = 3_000;
const minutes = 60_000;
/** "Refresh at least once every 24 hours" (Microsoft, "Authentication with the Bot Connector API", step 3). */
const freshMs = 24 * 60 * minutes;
/** Where they cannot be refreshed, the old ones serve so long. */
const usableMs = 3 * freshMs;
/** Between two looks for a key that we do not know. */
const restMs = 5 * minutes;
/** After a look in vain. */
const afterFailureMs = 2_000;

const metadata = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const keySet = z.object({
  keys: z.array(
    z.looseObject({
      kty: z.string(),
      kid: z.string().optional(),
      n: z.string().optional(),
      e: z.string().optional(),
      endorsements: z.array(z.string()).optional(),
    }),
  ),
});

type KeySet = ReadonlyMap<string, SigningKey>;

async function fetchKeys(url: string): Promise<KeySet> {
  const read = async (from: string): Promise<unknown> => {
    const response = await fetch(from, { signal: AbortSignal.timeout(fetchMs) });
    if (!response.ok) throw new Error(`http_${response.status}`);
    return response.json();
  };
  const { jwks_uri } = metadata.parse(await read(url));
  const found = new Map<string, SigningKey>();
  // "The `endorsements` property within each key contains one or more endorsement strings" (the same page, step 3). Microsoft's
  // library lets a key that has none speak for every channel; so it is left out, and whoever signs with it is a stranger.
  for (const { kty, kid, n, e, endorsements } of keySet.parse(await read(jwks_uri)).keys) {
    if (kty !== 'RSA' || !kid || !n || !e || !endorsements?.includes('msteams')) continue;
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    found.set(kid, { key: String(key), endorsements });
  }
  if (found.size === 0) throw new Error('no key for Teams');
  return found;
}

/** `now` in epoch ms, real time. */
export function makeKeys(url: string, now: () => number): Keys {
  let kept: { keys: KeySet; at: number } | undefined;
  let running: Promise<boolean> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let ailment: string | undefined = 'The keys of Microsoft Teams have not been read yet.';

  async function look(): Promise<boolean> {
    try {
      kept = { keys: await fetchKeys(url), at: now() };
      ailment = undefined;
      return true;
    } catch {
      failedAt = now();
      ailment =
        'The keys of Microsoft Teams cannot be read. Check TEAMS_OPENID_URL and the way to the internet.';
      return false;
    }
  }

  /** Whether they were read just now. */
  function refresh(): Promise<boolean> {
    if (!running && now() - failedAt < afterFailureMs) return Promise.resolve(false);
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function held(): Promise<{ keys: KeySet; at: number }> {
    if (!kept || now() - kept.at > freshMs) await refresh();
    if (!kept || now() - kept.at > usableMs) throw new NoKeys();
    return kept;
  }

  return {
    async getKey(id) {
      const { keys, at } = await held();
      const key = keys.get(id);
      if (key || now() - at < restMs) return key ?? null;
      if (!(await refresh())) throw new NoKeys();
      return (await held()).keys.get(id) ?? null;
    },
    async ready() {
      await held();
    },
    ailment: () => ailment,
  };
}
