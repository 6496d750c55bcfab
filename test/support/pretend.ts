// A pretend Slack on a real port, and the smallest of bots: it keeps what it is told and says what it was given to say.
import { createServer, type IncomingMessage } from 'node:http';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { makeSlack, type Slack, type SlackOptions } from '../../adapters/playground/slack/slack.ts';
import { isThing, type Thing } from '../../adapters/playground/slack/workspace.ts';
import { listen } from '../../src/web/listen.ts';

export type Heard = { headers: IncomingMessage['headers']; body: string; payload: Thing };
export type Saying = { status?: number; json?: unknown; text?: string; silent?: true };

export const secret = 'a-signing-secret-for-tests';
export const botToken = 'xoxb-for-tests';
export const appToken = 'xapp-for-tests';
export const ana = 'U0ANA';
export const ben = 'U0BEN';
export const bot = 'U0LAMP';
export const ward = 'C0WARD';
export const lounge = 'C0LOUNGE';

export const allScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
];

export type Stage = {
  slack: Slack;
  client: WebClient;
  heard: Heard[];
  address: string;
  /** What the bot does with everything from here on. */
  answerWith(answer: (payload: Thing, heard: Heard) => Saying | Promise<Saying>): void;
  /** Only what was heard of this type, event or interaction. */
  heardOf(type: string): Thing[];
  end(): Promise<void>;
};

function payloadOf(headers: IncomingMessage['headers'], body: string): Thing {
  const form = Object.fromEntries(new URLSearchParams(body));
  const json = headers['content-type'] === 'application/json' ? body : form.payload;
  const value: unknown = json === undefined ? form : JSON.parse(json);
  return isThing(value) ? value : {};
}

export async function setStage(more: Partial<SlackOptions> = {}): Promise<Stage> {
  const heard: Heard[] = [];
  let answer: (payload: Thing, heard: Heard) => Saying | Promise<Saying> = () => ({});
  const tiny = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    const reply = async (): Promise<void> => {
      const body = Buffer.concat(parts).toString('utf8');
      const one = { headers: req.headers, body, payload: payloadOf(req.headers, body) };
      heard.push(one);
      const say = await answer(one.payload, one);
      if (say.silent) return;
      const type = say.json === undefined ? 'text/plain' : 'application/json';
      res.writeHead(say.status ?? 200, { 'content-type': type });
      res.end(say.json === undefined ? (say.text ?? '') : JSON.stringify(say.json));
    };
    req.on('end', () => void reply());
  });
  const botPort = await listen(tiny, '127.0.0.1', 0);
  let address = '';
  const slack = makeSlack({
    team: { id: 'T0HOSP', name: 'St Elsewhere' },
    botUser: bot,
    appId: 'A0LAMP',
    botToken,
    appToken,
    signingSecret: secret,
    people: [
      { id: ana, name: 'ana', realName: 'Ana Ruiz', locale: 'es-ES', tz: 'Europe/Madrid' },
      { id: ben, name: 'ben', realName: 'Ben Okafor', locale: 'en-US', tz: 'America/New_York' },
      { id: 'U0GONE', name: 'gone', realName: 'Gone Person', locale: 'en-US', tz: 'UTC', deleted: true },
    ],
    channels: [
      { id: ward, name: 'ward', members: [ana, ben, bot] },
      { id: lounge, name: 'lounge', members: [ana] },
    ],
    scopes: allScopes,
    deliverTo: () => `http://127.0.0.1:${botPort}/slack/events`,
    address: () => address,
    retryAfter: [0, 0, 0],
    ...more,
  });
  const platform = createServer(slack.listener);
  platform.on('upgrade', slack.upgrade);
  address = `http://127.0.0.1:${await listen(platform, '127.0.0.1', 0)}/pretend-slack`;
  return {
    slack,
    client: clientAt(address),
    heard,
    address,
    answerWith(next) {
      answer = next;
    },
    heardOf: (type) =>
      heard
        .map(({ payload }) => (isThing(payload.event) ? payload.event : payload))
        .filter((payload) => payload.type === type),
    async end() {
      slack.stop();
      for (const server of [tiny, platform]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** The real client, told not to try again by itself. */
export const clientAt = (address: string, token = botToken): WebClient =>
  new WebClient(token, {
    slackApiUrl: `${address}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });

const quiet = (): void => undefined;
export const silent: Logger = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  setLevel: quiet,
  setName: quiet,
  getLevel: () => LogLevel.ERROR,
};

/** Slack's own code for why a call was refused, with what it said besides. */
export async function refusalOf(call: Promise<unknown>): Promise<Thing> {
  try {
    await call;
  } catch (error) {
    const data = isThing(error) || error instanceof Error ? Reflect.get(error, 'data') : undefined;
    return isThing(data) ? data : { error: String(error) };
  }
  return { error: 'not refused' };
}
