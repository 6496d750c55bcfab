// Who may come in, and with what. The playground has no passwords: it is for whoever sits at this computer, and for
// no web site that happens to be open in the same browser.
import type { IncomingMessage, ServerResponse } from 'node:http';

const ownHosts = new Set(['localhost', '127.0.0.1', '[::1]']);
const loopback = /^(127\.|::1$|::ffff:127\.)/;
const mostBytes = 1_000_000;

/** Everything that a page of ours needs, and nothing from elsewhere. Only a page of ours shows another beside it. */
const headers: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

export type Read = { kind: 'body'; body: unknown } | { kind: 'refused'; status: number; because: string };

function hostOf(address: string): { name: string; port: string } | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, port } = new URL(address);
  return { name: hostname, port };
}

/**
 * Why a request may not come in, or undefined. A name that leads here from outside (DNS rebinding) shows in Host, a
 * foreign page shows in Origin.
 */
export function whyRefused(request: IncomingMessage): string | undefined {
  if (!loopback.test(request.socket.remoteAddress ?? '')) return 'The playground is for this computer only.';
  const host = hostOf(`http://${request.headers.host ?? ''}`);
  if (!host || !ownHosts.has(host.name)) return 'The playground answers to localhost only.';
  const { origin } = request.headers;
  if (origin === undefined) return undefined;
  const from = hostOf(origin);
  const same = from && from.name === host.name && from.port === host.port;
  return same ? undefined : 'The playground takes nothing from other pages.';
}

const notRead = (status: number, because: string): Read => ({ kind: 'refused', status, because });

/** The JSON that was sent. Refuses what a plain form of a foreign page could send. */
export async function bodyOf(request: IncomingMessage): Promise<Read> {
  const kind = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (kind !== 'application/json') return notRead(415, 'Send application/json.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return notRead(413, 'That is more than the playground takes.');
    chunks.push(chunk);
  }
  try {
    return { kind: 'body', body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown };
  } catch {
    return notRead(400, 'That is not JSON.');
  }
}

export type Reply = { status: number; type: string; body: string | Buffer };

export const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
});

export const refused = (status: number, because: string): Reply => json(status, { kind: 'refused', because });

/** A refused body may still be on its way: its line is closed with the answer. */
export function answer(response: ServerResponse, { status, type, body }: Reply): void {
  const line = status < 400 ? {} : { connection: 'close' };
  response.writeHead(status, { ...headers, ...line, 'content-type': type });
  response.end(body);
}

/** Keeps the line open for server-sent events. */
export function startStream(response: ServerResponse): void {
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
  response.write('retry: 1000\n\n');
}
