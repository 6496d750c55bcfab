// Calls to the Teams service, one message and one outcome each. Nothing that may have been taken is tried again here.
// Source: Microsoft, "Bot Connector API reference" and, for what to try again, "Optimize your bot with rate limiting".
import { isRecord, parseJson } from '../../src/chat/json.ts';
import type { Sent } from '../../src/chat/platform.ts';
import { isAllowed, type Spot, withChain } from './place.ts';
import type { Tokens } from './token.ts';

/** What became of a call: its answer, or what sending calls it. */
export type Called =
  | { kind: 'ok'; body: Readonly<Record<string, unknown>> }
  | Exclude<Sent, { kind: 'sent' }>;

/** What was only asked for is asked for again later, whatever went wrong at their end. */
export const gently = (called: Called): Exclude<Called, { kind: 'refused' }> =>
  called.kind === 'refused' || (called.kind === 'failed' && called.because.startsWith('http_5'))
    ? { kind: 'later', seconds: 1 + Math.random() }
    : called;

export type Wire = {
  post(spot: Spot, thread: string | undefined, activity: object, ms: number): Promise<Called>;
  /** In the place of one that was posted. */
  put(spot: Spot, activityId: string, activity: object, ms: number): Promise<Called>;
  /** The direct talk with a person, by their id at Teams or in the directory. Gives the same one however often it is called. */
  create(service: string, tenant: string, member: string, ms: number): Promise<Called>;
  member(spot: Spot, id: string, ms: number): Promise<Called>;
  /** A page of everybody in a conversation. */
  members(spot: Spot, from: string | undefined, ms: number): Promise<Called>;
};

/** The service is in the middle of something, or away: the message was not taken. After 502 and 504 nobody knows. */
const notTaken = new Set([412, 503]);
/** Nobody was there to hear of it. */
const unheard = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const longestWait = 3_600;

export function makeWire(parts: {
  /** Absent: the anonymous mode, in which nothing is signed. */
  tokens: Tokens | undefined;
  /** How Teams calls us: `28:` and our app's id. */
  self: string | undefined;
  hosts: readonly string[];
  now: () => number;
}): Wire {
  const { tokens, self, hosts, now } = parts;

  async function call(
    service: string,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body: object | undefined,
    ms: number,
  ): Promise<Called> {
    // Our token goes there, also by an address that was kept when others were allowed.
    if (!isAllowed(service, hosts)) return { kind: 'unreachable', because: 'host not allowed' };
    const url = `${service.replace(/\/+$/, '')}/v3/conversations${path}`;
    for (let mayAskAgain = tokens !== undefined; ; mayAskAgain = false) {
      const asked = await tokens?.ask();
      if (asked && asked.kind !== 'token')
        return asked.kind === 'later' ? asked : { kind: 'refused', because: `no token: ${asked.because}` };
      try {
        const response = await fetch(url, {
          method,
          // Somewhere else may be a host that is not allowed.
          redirect: 'error',
          headers: {
            ...(asked ? { Authorization: `Bearer ${asked.token}` } : {}),
            ...(body ? { 'Content-Type': 'application/json; charset=utf-8' } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
          signal: AbortSignal.timeout(ms),
        });
        if (response.status === 401 && asked) tokens?.refuse(asked.token);
        const outcome = await outcomeOf(response, now());
        // Nothing was taken: with a token that was taken back meanwhile nobody has come in.
        if (response.status !== 401 || !mayAskAgain) return outcome;
      } catch (error) {
        const because = problemOf(error);
        return { kind: unheard.has(because) ? 'refused' : 'failed', because };
      }
    }
  }

  const at = (conversation: string): string => `/${encodeURIComponent(conversation)}`;

  return {
    post: ({ service, conversation }, thread, activity, ms) =>
      call(service, 'POST', `${at(withChain(conversation, thread))}/activities`, activity, ms),
    put: ({ service, conversation }, activityId, activity, ms) =>
      call(
        service,
        'PUT',
        `${at(conversation)}/activities/${encodeURIComponent(activityId)}`,
        { ...activity, id: activityId },
        ms,
      ),
    create: (service, tenant, member, ms) =>
      call(
        service,
        'POST',
        '',
        {
          isGroup: false,
          ...(self === undefined ? {} : { bot: { id: self } }),
          members: [{ id: member }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        },
        ms,
      ),
    member: ({ service, conversation }, id, ms) =>
      call(service, 'GET', `${at(conversation)}/members/${encodeURIComponent(id)}`, undefined, ms),
    members: ({ service, conversation }, from, ms) =>
      call(
        service,
        'GET',
        `${at(conversation)}/pagedmembers?pageSize=500${from === undefined ? '' : `&continuationToken=${encodeURIComponent(from)}`}`,
        undefined,
        ms,
      ),
  };
}

async function outcomeOf(response: Response, now: number): Promise<Called> {
  const body = (await readJson(response)) ?? {};
  const { status } = response;
  if (response.ok) return { kind: 'ok', body };
  const seconds = waitAsked(response.headers.get('retry-after'), now);
  if (status === 429) return { kind: 'later', seconds: seconds ?? 1 + Math.random() };
  const code = codeIn(body);
  const because = code ? `http_${status} ${code}` : `http_${status}`;
  if (notTaken.has(status))
    return { kind: 'refused', because, ...(seconds === undefined ? {} : { seconds }) };
  // Not installed for them, blocked by them, or gone for good.
  if (status === 403 || status === 404 || status === 410)
    return { kind: 'unreachable', because: code ?? `http_${status}` };
  return { kind: status < 500 ? 'refused' : 'failed', because };
}

/** Seconds, from a number of seconds or a date. Undefined where nothing was asked that can be read. */
export function waitAsked(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? (Date.parse(header) - now) / 1_000 : seconds;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 1), longestWait);
}

/** Microsoft's own word for what went wrong (`ConversationNotFound`); never its sentence, which may quote us. */
function codeIn(body: Readonly<Record<string, unknown>>): string | undefined {
  const code = isRecord(body.error) ? body.error.code : undefined;
  return typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : undefined;
}

/** Undefined where the answer is no JSON object. Throws where the line is cut. */
export const readJson = async (response: Response): Promise<Record<string, unknown> | undefined> =>
  parseJson(await response.text());

/** The kind of failure; never an error's own words, which may quote what was sent. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  for (const one of [error, error.cause]) if (isRecord(one) && typeof one.code === 'string') return one.code;
  return error.name;
}
