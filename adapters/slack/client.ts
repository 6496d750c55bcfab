// Slack's client, told to leave waiting and trying again to us, and given the token of its workspace with each call.

import { WebClient, type WebClientOptions } from '@slack/web-api';
import { isRecord } from '../../src/chat/json.ts';

/** PORT: by which token we speak to which workspace. With one workspace there is one, for good. */
export type Tokens = {
  /** Undefined where we are not installed. Answered from memory: help must go out without a database. */
  of: (workspace: string) => string | undefined;
  /**
   * Slack does not take `stale` any more, or none is known (`''`). Another one, or undefined where there is none now. Absent:
   * there never is another. Never throws.
   */
  renew?: (workspace: string, stale: string) => Promise<string | undefined>;
};

export type ClientOf = (workspace: string) => WebClient | undefined;

const silent = (): void => undefined;
/** Slack's own log lines may hold what people wrote. What matters is logged by us, as facts. */
export const quietLogger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => 'error' as never,
  setName: silent,
};

/** By itself Slack's client would try ten times over half an hour. `timeout` in milliseconds. */
export const clientOptions = (apiUrl: string, timeout: number) =>
  ({
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    logger: quietLogger,
  }) satisfies WebClientOptions;

/** What Slack says to a token that it does not take; another one of the same workspace may be good. */
const ofTheToken = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** Until the next minute of the core, which looks after tokens. */
const waitSeconds = 60;

type Fetch = NonNullable<WebClientOptions['fetch']>;
type Given = Parameters<Fetch>[1];

const withToken = (given: Given, token: string): Given => ({
  ...given,
  headers: { ...plain(given?.headers), Authorization: `Bearer ${token}` },
});

const plain = (headers: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isRecord(headers) ? headers : {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

/** Where Slack asks to wait and does not say how long, and the longest that we wait before we ask again. */
const fewSeconds = 2;
const mostSeconds = 3_600;

/** A wait that cannot be read would make Slack's client say only that something failed, and one of years would be kept to. */
function withLegibleWait(answer: Response): Response {
  if (answer.status !== 429) return answer;
  const asked = Number.parseInt(answer.headers.get('retry-after') ?? '', 10);
  const seconds = Number.isNaN(asked) ? fewSeconds : Math.min(asked, mostSeconds);
  return new Response(answer.body, { status: 429, headers: { 'retry-after': String(seconds) } });
}

/** A refusal is short; what is long need not be parsed twice. */
const mostRefusal = 4_000;

/** Slack's word for why it refused; undefined where it did not. Leaves the answer to be read. */
async function refusalIn(answer: Response): Promise<string | undefined> {
  if (answer.status !== 200) return undefined;
  const text = await answer.clone().text();
  if (text.length > mostRefusal) return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) && body.ok === false && typeof body.error === 'string' ? body.error : undefined;
  } catch {
    // Not Slack's: whoever reads it will say so.
    return undefined;
  }
}

/**
 * One client a workspace, made when it is first asked for: one that is told to wait makes all of its own calls wait, and
 * nobody else's. Call this once for interactive calls and once for sending, for the same reason.
 */
export function makeClients(tokens: Tokens, apiUrl: string, timeout: number): ClientOf {
  const clients = new Map<string, WebClient>();

  const speakTo =
    (workspace: string): Fetch =>
    async (url, given) => {
      const token = tokens.of(workspace) ?? '';
      const answer = withLegibleWait(await fetch(url, withToken(given, token)));
      const { renew } = tokens;
      const refusal = renew && (await refusalIn(answer));
      if (!renew || refusal === undefined || !ofTheToken.has(refusal)) return answer;
      const other = await renew(workspace, token);
      if (other !== undefined) return withLegibleWait(await fetch(url, withToken(given, other)));
      // Nothing is over by that: the next one is being fetched, or Slack or the database are away. So it is to be tried again.
      return refusal === 'token_expired'
        ? new Response('', { status: 429, headers: { 'retry-after': String(waitSeconds) } })
        : answer;
    };

  return (workspace) => {
    if (tokens.of(workspace) === undefined) {
      clients.delete(workspace);
      return undefined;
    }
    const known = clients.get(workspace);
    if (known) return known;
    const made = new WebClient(undefined, { ...clientOptions(apiUrl, timeout), fetch: speakTo(workspace) });
    clients.set(workspace, made);
    return made;
  };
}
