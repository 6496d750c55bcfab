// A pretend Teams on a real port, and the smallest of bots: it checks every token by the published keys, keeps what it
// is told, and answers as it was told to.
import { createServer, type IncomingMessage } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { makeTeams, type Teams, type TeamsOptions } from '../../adapters/playground/teams/teams.ts';
import { isThing, type Person, type Thing } from '../../adapters/playground/teams/tenant.ts';
import { listen } from '../../src/web/listen.ts';

export type Heard = { headers: IncomingMessage['headers']; claims: Thing; activity: Thing };
export type Saying = { status?: number; json?: unknown; text?: string; silent?: true };

export const tenantId = '7d3c4b1e-2f6a-4c55-9b0e-1a2b3c4d5e6f';
export const appId = '0c6e9f34-8a41-4d0b-b7a5-6f1f7e2d9c10';
export const appPassword = 'an-app-password-for-tests';
export const bot = `28:${appId}`;
export const ana: Person = {
  id: '29:1ana',
  aad: 'a0000000-0000-4000-8000-000000000001',
  name: 'Ana Ruiz',
  mail: 'ana@hospital.example',
  locale: 'es-ES',
  tz: 'Europe/Madrid',
};
export const ben: Person = {
  id: '29:1ben',
  aad: 'a0000000-0000-4000-8000-000000000002',
  name: 'Ben Okafor',
  mail: 'ben@hospital.example',
  locale: 'en-US',
  tz: 'America/New_York',
};
export const cleo: Person = {
  id: '29:1cleo',
  aad: 'a0000000-0000-4000-8000-000000000003',
  name: 'Cleo Without',
  mail: 'cleo@elsewhere.example',
  locale: 'en-GB',
  tz: 'Europe/London',
  guest: true,
};
export const ward = '19:ward@thread.tacv2';
export const rounds = '19:rounds@thread.tacv2';
export const lounge = '19:lounge@thread.tacv2';

export type Stage = {
  teams: Teams;
  heard: Heard[];
  address: string;
  /** What the bot does with everything from here on. */
  answerWith(answer: (activity: Thing) => Saying | Promise<Saying>): void;
  /** Only what was heard of this type. */
  heardOf(type: string): Thing[];
  /** Asks the connector as the bot does; without a token where `token` is null. */
  call(method: string, path: string, body?: unknown, token?: string | null): Promise<Called>;
  /** Says it in a conversation. */
  post(conversation: string, activity: Thing): Promise<Called>;
  /** The id of a message with this card in the person's own talk. */
  postCard(person: Person, card: Thing): Promise<string>;
  login(form?: Record<string, string>, directory?: string): Promise<Called>;
  end(): Promise<void>;
};

export type Called = { status: number; headers: Headers; body: Thing };

async function read(answer: Response): Promise<Called> {
  const text = await answer.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = { text };
  }
  return { status: answer.status, headers: answer.headers, body: isThing(value) ? value : {} };
}

export const cardOf = (...body: Thing[]): Thing => ({ type: 'AdaptiveCard', version: '1.5', body });
export const attached = (card: Thing): Thing => ({
  type: 'message',
  summary: 'A card',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});
/** An answer to a press. */
export const redrawn = (card: Thing): Saying => ({
  json: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
});
export const words = (value: string): Saying => ({
  json: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value },
});

export async function setStage(more: Partial<TeamsOptions> = {}): Promise<Stage> {
  const heard: Heard[] = [];
  let answer: (activity: Thing) => Saying | Promise<Saying> = () => ({});
  let address = '';
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  async function claimsOf(authorization: string | undefined): Promise<Thing | undefined> {
    keys ??= createRemoteJWKSet(new URL(`${address}/keys`), { cooldownDuration: 0 });
    const expected = { issuer: 'https://api.botframework.com', audience: appId, algorithms: ['RS256'] };
    try {
      const { payload } = await jwtVerify((authorization ?? '').replace(/^Bearer /, ''), keys, expected);
      return { ...payload };
    } catch {
      return undefined;
    }
  }

  const tiny = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    const reply = async (): Promise<void> => {
      const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
      const activity = isThing(value) ? value : {};
      const claims = await claimsOf(req.headers.authorization);
      if (claims?.serviceurl !== activity.serviceUrl) return void res.writeHead(401).end();
      heard.push({ headers: req.headers, claims: claims ?? {}, activity });
      const say = await answer(activity);
      if (say.silent) return;
      const type = say.json === undefined ? 'text/plain' : 'application/json';
      res.writeHead(say.status ?? 200, { 'content-type': type });
      res.end(say.json === undefined ? (say.text ?? '') : JSON.stringify(say.json));
    };
    req.on('end', () => void reply());
  });
  const botPort = await listen(tiny, '127.0.0.1', 0);
  const teams = makeTeams({
    tenant: { id: tenantId, name: 'St Elsewhere' },
    bot: { id: bot, name: 'Lamplight' },
    appId,
    appPassword,
    people: [ana, ben, cleo],
    teams: [
      {
        id: ward,
        name: 'Ward 4',
        channels: [
          { id: ward, name: 'General' },
          { id: rounds, name: 'Rounds' },
        ],
        members: [ana.id, ben.id],
        installed: true,
      },
      { id: lounge, name: 'Lounge', channels: [{ id: lounge, name: 'General' }], members: [ana.id] },
    ],
    installedFor: [ana.id, ben.id],
    deliverTo: () => `http://127.0.0.1:${botPort}/api/messages`,
    address: () => address,
    ...more,
  });
  const platform = createServer(teams.listener);
  address = `http://127.0.0.1:${await listen(platform, '127.0.0.1', 0)}/pretend-teams`;

  const login = async (form: Record<string, string> = {}, directory = tenantId): Promise<Called> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: appPassword,
      scope: 'https://api.botframework.com/.default',
      ...form,
    });
    return read(
      await fetch(`${teams.account.loginUrl}/${directory}/oauth2/v2.0/token`, { method: 'POST', body }),
    );
  };
  let granted: string | undefined;
  const call: Stage['call'] = async (method, path, body, token) => {
    granted ??= String((await login()).body.access_token);
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (token !== null) headers.authorization = `Bearer ${token ?? granted}`;
    return read(
      await fetch(`${address}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  };
  const post: Stage['post'] = (conversation, activity) =>
    call('POST', `/v3/conversations/${encodeURIComponent(conversation)}/activities`, activity);

  return {
    teams,
    heard,
    address,
    answerWith(next) {
      answer = next;
    },
    heardOf: (type) => heard.map((one) => one.activity).filter((activity) => activity.type === type),
    call,
    post,
    login,
    postCard: async (person, card) => String((await post(teams.personal(person.id), attached(card))).body.id),
    async end() {
      teams.stop();
      for (const server of [tiny, platform]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
