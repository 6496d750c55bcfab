// One request of a bot at the pretend Slack, as its weather lets it through.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, type Reply, send, serveIn } from '../serving.ts';
import type { Sky } from '../weather.ts';
import { readBody, refuse } from './answer.ts';
import type { Thing } from './workspace.ts';

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
    const given = (): Thing | undefined => readBody(String(req.headers['content-type']), body);
    return serveIn(sky, name, req, res, {
      run: () => run(body),
      refuse(mishap) {
        if (mishap.kind === 'error') {
          record(name, given(), { status: mishap.status });
          return { status: mishap.status, body: 'upstream error' };
        }
        const answer = refuse('ratelimited');
        record(name, given(), answer);
        return { status: 429, headers: { 'retry-after': String(mishap.seconds) }, body: answer };
      },
    });
  };
}
