// One request of the bot at a pretend company: its body, the weather, and the answer.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mishap, Sky } from './weather.ts';

const mostBody = 2_000_000;

/** Text as it is, anything else as JSON, and no body at all where there is none. */
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown };

/** Undefined where it is longer than anything that either company takes. */
export async function bodyOf(req: IncomingMessage): Promise<string | undefined> {
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
  if (body === undefined) return void res.writeHead(status, headers).end();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8';
  res.writeHead(status, { 'content-type': type, ...headers }).end(text);
}

/** Answers by `run`, or by `refuse` where the weather has it refused; or not at all. */
export async function serveIn(
  sky: Pick<Sky, 'befalls'>,
  method: string,
  req: IncomingMessage,
  res: ServerResponse,
  answers: {
    run: () => Reply | Promise<Reply>;
    refuse: (mishap: Mishap & { kind: 'rate-limited' | 'error' }) => Reply;
  },
): Promise<void> {
  let cutAfter = false;
  for (const mishap of sky.befalls(method)) {
    switch (mishap.kind) {
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, mishap.ms));
        break;
      case 'rate-limited':
      case 'error':
        return send(res, answers.refuse(mishap));
      case 'cut-before':
        req.socket.destroy();
        return;
      case 'cut-after':
        cutAfter = true;
        break;
    }
  }
  const reply = await answers.run();
  if (cutAfter) req.socket.destroy();
  else send(res, reply);
}
