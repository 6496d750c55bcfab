// Carries activities to the bot as Teams does: signed, over HTTP, with the patience that the kind of activity gets.
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

/** What came back from the bot. */
export type Outcome =
  | { kind: 'answered'; status: number; body: string }
  | { kind: 'timed-out' }
  | { kind: 'unreachable'; because: string };

export const isHeard = (outcome: Outcome): boolean =>
  outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;

/** The most of an answer that is read, in bytes. */
const mostRead = 1_000_000;

/** Never rejects. `patience`: milliseconds. */
export function sendOverHttp(
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
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
        ...headers,
      },
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
      response.on('end', () =>
        end({
          kind: 'answered',
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    request.end(body);
  });
}
