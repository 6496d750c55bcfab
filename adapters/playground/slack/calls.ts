// Carries requests to the bot as Slack does: signed over HTTP, or down an open Socket Mode connection.
import { createHmac } from 'node:crypto';
import { type Outcome, post } from '../post.ts';
import type { Thing } from './workspace.ts';

export type RequestKind = 'slash_commands' | 'interactive' | 'events_api';
export type Retry = { num: number; reason: string };
/** Never rejects. */
export type Send = (kind: RequestKind, payload: Thing, retry?: Retry) => Promise<Outcome>;

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
  return (kind, payload, retry) => {
    const { type, body } = bodyOf(kind, payload);
    // Signatures use real time: the bot holds them against its own clock.
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      'Content-Type': type,
      Accept: 'application/json,*/*',
      'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'X-Slack-Request-Timestamp': String(timestamp),
      'X-Slack-Signature': signatureOf(secret, timestamp, body),
      ...(retry ? { 'X-Slack-Retry-Num': String(retry.num), 'X-Slack-Retry-Reason': retry.reason } : {}),
    };
    return post(url, headers, body, patience);
  };
}
