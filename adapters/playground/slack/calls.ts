// Carries requests to the bot as Slack does: signed over HTTP, or down an open Socket Mode connection.
import { createHmac } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Thing } from './workspace.ts';

export type RequestKind = 'slash_commands' | 'interactive' | 'events_api';
export type Retry = { num: number; reason: string };
/** What came back from the bot. */
export type Outcome =
  | { kind: 'answered'; status: number; headers: Readonly<Record<string, string>>; body: string }
  | { kind: 'timed-out' }
  | { kind: 'unreachable'; because: string };

/** Never rejects. */
export type Send = (kind: RequestKind, payload: Thing, retry?: Retry) => Promise<Outcome>;

/** The most of an answer that is read, in bytes. */
const mostRead = 1_000_000;

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

function bodyOf(kind: RequestKind, payload: Thing): { type: string; body: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (kind) {
    case 'slash_commands': {
      const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]);
      return { type: form, body: new URLSearchParams(fields).toString() };
    }
    case 'interactive':
      return { type: form, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
    case 'events_api':
      return { type: 'application/json', body: JSON.stringify(payload) };
  }
}

export function sendOverHttp(url: string, secret: string, patience: number): Send {
  return (kind, payload, retry) =>
    new Promise((resolve) => {
      const { type, body } = bodyOf(kind, payload);
      // Signatures use real time: the bot holds them against its own clock.
      const timestamp = Math.floor(Date.now() / 1000);
      const start = url.startsWith('https:') ? secureRequest : plainRequest;
      // No keep-alive: a connection that dies in the pool would look like a bot that failed.
      const request = start(url, {
        method: 'POST',
        agent: false,
        headers: {
          'Content-Type': type,
          'Content-Length': Buffer.byteLength(body),
          Accept: 'application/json,*/*',
          'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'X-Slack-Request-Timestamp': String(timestamp),
          'X-Slack-Signature': signatureOf(secret, timestamp, body),
          ...(retry ? { 'X-Slack-Retry-Num': String(retry.num), 'X-Slack-Retry-Reason': retry.reason } : {}),
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
        response.on('end', () => {
          const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
          end({
            kind: 'answered',
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(headers),
            body: Buffer.concat(parts).toString('utf8'),
          });
        });
      });
      request.end(body);
    });
}
