// One request of a bot at the pretend Slack: its body, the weather, and the answer.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, refuse } from './answer.ts';
import type { Sky } from './weather.ts';
import type { Thing } from './workspace.ts';

const mostBody = 2_000_000;

export type Reply = { status: number; headers?: Record<string, string>; body: unknown };

/** Undefined where it is longer than anything that Slack takes. */
async function bodyOf(req: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBody) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export function send(res: ServerResponse, { status, headers, body }: Reply): void {
  if (res.destroyed) return;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8';
  res.writeHead(status, { 'content-type': type, ...headers }).end(text);
}

export type Serve = (
  req: IncomingMessage,
  res: ServerResponse,
  name: string,
  run: (body: string) => Reply,
) => Promise<void>;

/** `record` hears of what the weather answered in the method's place. */
export function makeServe(
  sky: Sky,
  record: (method: string, given: Thing | undefined, answer: unknown) => void,
): Serve {
  return async (req, res, name, run) => {
    const body = await bodyOf(req);
    if (body === undefined) return send(res, { status: 413, body: refuse('request_too_large') });
    let cutAfter = false;
    for (const mishap of sky.befalls(name)) {
      switch (mishap.kind) {
        case 'slow':
          await new Promise((resolve) => setTimeout(resolve, mishap.ms));
          break;
        case 'rate-limited': {
          const answer = refuse('ratelimited');
          record(name, readBody(String(req.headers['content-type']), body), answer);
          return send(res, { status: 429, headers: { 'retry-after': String(mishap.seconds) }, body: answer });
        }
        case 'error':
          record(name, readBody(String(req.headers['content-type']), body), { status: mishap.status });
          return send(res, { status: mishap.status, body: 'upstream error' });
        case 'cut-before':
          req.socket.destroy();
          return;
        case 'cut-after':
          cutAfter = true;
          break;
      }
    }
    const reply = run(body);
    if (cutAfter) req.socket.destroy();
    else send(res, reply);
  };
}
