// The token that lets us speak to the Teams service: the app's own, by client credentials, asked for once and kept until
// shortly before it ends.
// Source: Microsoft, "Authentication with the Bot Connector API", steps 1 and 2.
import { z } from 'zod';
import { readJson } from './wire.ts';

export type Account = { appId: string; password: string; tenant: string; loginUrl: string };

export type Asked =
  | { kind: 'token'; token: string }
  /** The login service could not be reached, or asks to wait: nothing was sent anywhere. */
  | { kind: 'later'; seconds: number }
  | { kind: 'failed'; because: string };

export type Tokens = {
  /** Never throws. */
  ask(): Promise<Asked>;
  /** The service did not take this one: the next is asked for anew. */
  refuse(token: string): void;
  ailment(): string | undefined;
};

const callMs = 5_000;
const renewMs = 5 * 60_000;
const answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const problem = z.object({ error: z.string().regex(/^\w{1,60}$/) });

export function makeTokens(account: Account, now: () => number): Tokens {
  const { appId, password, tenant, loginUrl } = account;
  let kept: { token: string; until: number } | undefined;
  let running: Promise<Asked> | undefined;
  let ailment: string | undefined = 'Microsoft has not answered yet.';

  async function fetchOne(): Promise<Asked> {
    const response = await fetch(`${loginUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      method: 'POST',
      redirect: 'error',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: password,
        scope: `https://api.botframework.${isOfGovernment(loginUrl) ? 'us' : 'com'}/.default`,
      }),
      signal: AbortSignal.timeout(callMs),
    });
    const body = await readJson(response);
    const read = answer.safeParse(body);
    if (response.ok && read.success) {
      const { access_token: token, expires_in: seconds } = read.data;
      kept = { token, until: now() + seconds * 1_000 };
      return { kind: 'token', token };
    }
    if (response.status === 429 || response.status >= 500) return { kind: 'later', seconds: 5 };
    const word = problem.safeParse(body);
    return { kind: 'failed', because: word.success ? word.data.error : `http_${response.status}` };
  }

  async function renew(): Promise<Asked> {
    let asked: Asked;
    try {
      asked = await fetchOne();
    } catch {
      // A cut line or a time-out: whoever waits for a token hears that it may come later.
      asked = { kind: 'later', seconds: 5 };
    }
    ailment =
      asked.kind === 'token'
        ? undefined
        : asked.kind === 'failed'
          ? `Microsoft gave us no token (${asked.because}). Check MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId.`
          : 'Microsoft’s login service cannot be reached. Check TEAMS_LOGIN_URL and the way to the internet.';
    return asked;
  }

  return {
    ask() {
      if (kept && now() < kept.until - renewMs) return Promise.resolve({ kind: 'token', token: kept.token });
      running ??= renew().finally(() => {
        running = undefined;
      });
      // A token is good until its end: nobody waits for the next one while the old one lasts.
      if (kept && now() < kept.until - 30_000) return Promise.resolve({ kind: 'token', token: kept.token });
      return running;
    },
    refuse(token) {
      if (kept?.token === token) kept = undefined;
    },
    ailment: () => ailment,
  };
}

const isOfGovernment = (loginUrl: string): boolean => new URL(loginUrl).hostname.endsWith('.us');
