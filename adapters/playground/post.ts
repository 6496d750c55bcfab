// One request to the bot over HTTP, as any company's server sends it: with patience that ends.
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

/** What came back from the bot. */
export type Outcome =
  | { kind: 'answered'; status: number; headers: Readonly<Record<string, string>>; body: string }
  | { kind: 'timed-out' }
  | { kind: 'unreachable'; because: string };

export const isHeard = (outcome: Outcome): boolean =>
  outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;

/** The most of an answer that is read, in bytes. */
const mostRead = 1_000_000;

/** Never rejects. `patience`: milliseconds. */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  patience: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const start = url.startsWith('https:') ? secureRequest : plainRequest;
    // No keep-alive: a connection that dies in the pool would look like a bot that failed.
    const request = start(url, {
      method: 'POST',
      agent: false,
      headers: { 'Content-Length': Buffer.byteLength(body), ...headers },
    });
    const timer = setTimeout(() => {
      resolve({ kind: 'timed-out' });
      request.destroy();
    }, patience);
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    request.on('error', (error) => end({ kind: 'unreachable', because: error.message }));
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let read = 0;
      response.on('data', (part: Buffer) => {
        read += part.length;
        if (read <= mostRead) parts.push(part);
      });
      response.on('error', (error) => end({ kind: 'unreachable', because: error.message }));
      response.on('end', () => {
        const told = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        end({
          kind: 'answered',
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(told),
          body: Buffer.concat(parts).toString('utf8'),
        });
      });
    });
    request.end(body);
  });
}
