import { randomUUID } from 'node:crypto';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SendOptions } from '../../adapters/playground/teams/deliveries.ts';
import type { Thing } from '../../adapters/playground/teams/tenant.ts';
import { countRows } from '../support/catalogue.ts';
import { storedCheckins } from '../support/checkins.ts';
import { type Hospital, openHospital } from '../support/hospital.ts';
import { appId, bot, elena, nora, otto, tenant, wardTeam } from '../support/teams-side.ts';
import { teamsVisitor } from '../support/teams-visitor.ts';

const ahead = { ms: 0 };
const minute = 60_000;
const epoch = (minutes: number): number => Math.floor(Date.now() / 1_000) + minutes * 60;

/** Whatever anybody writes to the console or the process's own streams from here on. */
const spoken: unknown[] = [];
const { error, log, warn } = console;
const streams = [process.stdout, process.stderr] as const;
const writes = streams.map((stream) => stream.write.bind(stream));

let hospital: Hospital;
beforeAll(async () => {
  // Before the door is loaded, which holds on to what it finds: it is loaded anew here, and for whoever comes after.
  vi.resetModules();
  for (const name of ['error', 'log', 'warn'] as const)
    console[name] = (...words: unknown[]) => void spoken.push(words);
  hospital = await openHospital({ teams: { ahead } });
  for (const stream of streams)
    stream.write = (words: string | Uint8Array) => {
      spoken.push(words);
      return true;
    };
});
afterAll(async () => {
  for (const [at, stream] of streams.entries()) stream.write = writes[at] ?? stream.write;
  Object.assign(console, { error, log, warn });
  vi.resetModules();
  await hospital.end();
});

const message = (text: string): Thing =>
  hospital.teams.compose(nora.id, hospital.teams.personal(nora.id), text);
const event = (type: string, more: Thing): Thing => {
  const { text: _words, attachments: _html, textFormat: _format, ...base } = message('x');
  return { ...base, type, id: `f:${randomUUID()}`, ...more };
};
const invoke = (action: Thing): Thing =>
  event('invoke', {
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
  });

const kinds: readonly (readonly [name: string, activity: () => Thing])[] = [
  ['a message', () => message('checkin')],
  ['get help now', () => message('helpnow')],
  ['a press', () => invoke({ verb: 'press', data: { press: 'do.help', value: '' } })],
  [
    'a form',
    () => invoke({ verb: 'form', data: { instance: randomUUID(), drawn: 'eA', mark: 'x', 'in:mood': '4' } }),
  ],
  ['an install', () => event('installationUpdate', { action: 'add' })],
  ['an uninstall', () => event('installationUpdate', { action: 'remove' })],
  [
    'a newcomer',
    () =>
      event('conversationUpdate', {
        conversation: { id: wardTeam, conversationType: 'channel', isGroup: true, tenantId: tenant },
        membersAdded: [{ id: otto.id, aadObjectId: otto.aad }],
      }),
  ],
  ['a question that we never ask', () => event('invoke', { name: 'task/fetch', value: {} })],
];

type Flaw = readonly [name: string, options: () => SendOptions, status: number];
const flaws: readonly Flaw[] = [
  ['without a token', () => ({ authorization: null }), 401],
  ['with an empty header', () => ({ authorization: '' }), 401],
  ['with another scheme', () => ({ authorization: 'Basic bm9yYTpzZWNyZXQ=' }), 401],
  ['with a scheme alone', () => ({ authorization: 'Bearer' }), 401],
  ['with a word for a token', () => ({ authorization: 'Bearer letmeinletmeinletmein' }), 401],
  ['with three words for a token', () => ({ authorization: 'Bearer aaaaaaaa.bbbbbbbb.cccccccc' }), 401],
  ['with an endless token', () => ({ authorization: `Bearer ${'a'.repeat(12_000)}` }), 401],
  ['signed with a key that nobody published', () => ({ key: 'stranger' }), 401],
  ['signed with a key that is not for Teams', () => ({ key: 'unendorsed' }), 401],
  ['signed with a key that is for nothing at all', () => ({ key: 'bare' }), 401],
  ['naming a key that is not there', () => ({ kid: 'nobody' }), 401],
  ['naming no key', () => ({ kid: '' }), 401],
  ['signed by nobody', () => ({ alg: 'none' }), 401],
  ['signed with the public key as a secret', () => ({ alg: 'HS256' }), 401],
  ['issued by an emulator', () => ({ iss: `https://sts.windows.net/${tenant}/` }), 401],
  ['issued by another cloud', () => ({ iss: 'https://api.botframework.us' }), 401],
  ['issued by anybody', () => ({ iss: 'https://example.org' }), 401],
  ['meant for another app', () => ({ aud: randomUUID() }), 401],
  ['meant for nobody', () => ({ aud: '' }), 401],
  ['that has expired', () => ({ exp: epoch(-10) }), 401],
  ['that is of the future', () => ({ nbf: epoch(10) }), 401],
  ['for another service', () => ({ serviceurl: 'https://smba.trafficmanager.net/emea/' }), 401],
  ['for no service', () => ({ serviceurl: null }), 401],
  [
    'that leads our token elsewhere, though it is signed',
    () => ({ serviceUrl: 'https://smba.example.org/emea/' }),
    403,
  ],
  ['that leads it to a look-alike', () => ({ serviceUrl: 'https://127.0.0.1.example.org/' }), 403],
  ['that leads it past a name', () => ({ serviceUrl: 'https://bob:pass@127.0.0.1/' }), 403],
  ['that leads it nowhere', () => ({ serviceUrl: 'somewhere' }), 403],
  ['of a tenant that is not ours', () => ({ tenant: randomUUID() }), 403],
];

async function traces() {
  await hospital.settled();
  const { teams, database, facts } = hospital;
  return { rows: await countRows(database), calls: teams.calls.length, facts: facts.length };
}

describe('a request to the door of Teams', () => {
  it.each(kinds)(
    'that is honest is taken: %s; so what is refused below is refused for its flaw',
    async (_, one) => {
      const { status } = await hospital.teams.send(one());
      expect([200, 501]).toContain(status);
      await hospital.settled();
    },
  );

  it.each([
    ['four minutes past its end', () => ({ exp: epoch(-4) })],
    ['four minutes before its beginning', () => ({ nbf: epoch(4) })],
  ])('is taken %s: clocks differ', async (_, options) => {
    expect((await hospital.teams.send(message('help'), options())).status).toBe(200);
    await hospital.settled();
  });

  describe.each(kinds)('that claims to be %s', (_name, activity) => {
    it('is refused for every flaw, and nothing else happens', async () => {
      const before = await traces();
      spoken.length = 0;
      for (const [flaw, options, status] of flaws) {
        const answer = await hospital.teams.send(activity(), options());
        expect([flaw, answer.status, answer.body]).toEqual([flaw, status, '']);
      }
      expect(await traces()).toEqual({ ...before, facts: before.facts + flaws.length });
      const told = hospital.facts.slice(before.facts);
      expect(new Set(told.map(({ event: name }) => name))).toEqual(new Set(['teams-refused']));
      expect(JSON.stringify(told)).not.toMatch(/nora|checkin|example/);
      expect(spoken).toEqual([]);
    });
  });

  it('that is forged would be written about at length by Microsoft’s own code, were it not kept from it', async () => {
    spoken.length = 0;
    const { teams } = hospital;
    const keys = { getKey: async () => ({ key: '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----' }) };
    const extractor = Object.assign(
      new JwtTokenExtractor({ issuer: ['x'], audience: appId }, teams.account.openIdUrl, ['RS256']),
      { openIdMetadata: keys },
    );
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const authorization = `Bearer ${part({ alg: 'RS256', kid: 'k' })}.${part({ iss: 'x' })}.AAAA`;
    await expect(extractor.getIdentityFromAuthHeader(authorization, 'msteams', [])).rejects.toBeInstanceOf(
      Error,
    );
    expect(spoken).not.toEqual([]);
  });

  it('whose tenants disagree, or that names none, is refused', async () => {
    const before = await traces();
    const { conversation, channelData, ...rest } = message('checkin');
    const own = { ...(typeof conversation === 'object' ? conversation : {}) };
    const { tenantId: _tenant, ...nowhere } = { tenantId: '', ...own };
    for (const activity of [
      { ...rest, channelData, conversation: { ...own, tenantId: randomUUID() } },
      { ...rest, conversation, channelData: { tenant: { id: randomUUID() } } },
      { ...rest, conversation: nowhere },
      { ...rest, conversation: nowhere, channelData: { tenant: { id: '' } } },
    ])
      expect((await hospital.teams.send(activity)).status).toBe(403);
    expect(await traces()).toMatchObject({ rows: before.rows, calls: before.calls });
  });

  it('of another channel of the Bot Framework is refused, though its key is endorsed for Teams', async () => {
    for (const channelId of ['webchat', 'emulator', 'AseChannel', '', undefined]) {
      const { channelId: _teams, ...rest } = message('checkin');
      const activity = channelId === undefined ? rest : { ...rest, channelId };
      expect((await hospital.teams.send(activity)).status).toBe(401);
    }
  });

  it('that is larger than 256 kB is refused with 413, and one that is no activity with 400 or 401', async () => {
    const knock = (body: string, more = {}): Promise<Response> =>
      hospital.knock(body, { 'content-type': 'application/json', ...more }, '/api/messages');
    expect((await knock(JSON.stringify({ padding: 'x'.repeat(256 * 1024) }))).status).toBe(413);
    for (const body of ['{', 'null', '[]', '7', '', `${'{"a":['.repeat(20_000)}1${']}'.repeat(20_000)}`])
      expect((await knock(body)).status).toBe(401);
    expect((await hospital.teams.send({ ...message('x'), deep: deep(40) })).status).toBe(400);
  });

  it('of somebody who is a bot, or ourselves, is taken and means nothing', async () => {
    const before = await traces();
    for (const from of [
      { id: bot, name: 'Lamplight' },
      { id: '28:another', name: 'Another' },
      { id: nora.id, aadObjectId: nora.aad, role: 'bot' },
    ])
      expect((await hospital.teams.send({ ...message('checkin'), from })).status).toBe(200);
    expect(await traces()).toEqual(before);
  });

  it('that carries a form of somebody else’s making draws nothing and keeps nothing', async () => {
    const before = await storedCheckins(hospital.database);
    const drawn = Buffer.from(JSON.stringify({ name: 'checkins.mood', parts: [] })).toString('base64url');
    for (const mark of ['', 'x', 'A'.repeat(43)]) {
      const data = { instance: randomUUID(), drawn, mark, 'in:mood': '4' };
      const { status, body } = await hospital.teams.send(invoke({ verb: 'form', data }));
      expect(status).toBe(200);
      expect(body).toContain('application/vnd.microsoft.activity.message');
    }
    expect(await storedCheckins(hospital.database)).toEqual(before);
  });

  it('that is a form played again has no second effect, also after the answer has changed', async () => {
    const { teams, database } = hospital;
    const visitor = teamsVisitor(hospital, elena);
    await visitor.say('checkin');
    const form = visitor.last();
    teams.weather.duplicateActivities(3);
    expect(await visitor.send(form, { mood: 2 })).toMatchObject({ kind: 'card' });
    expect(await storedCheckins(database)).toEqual([{ account: elena.aad, mood: 2 }]);
  });
});

const deep = (times: number): unknown => JSON.parse(`${'{"a":['.repeat(times)}1${']}'.repeat(times)}`);

describe('the keys by which Teams signs', () => {
  const keyCalls = (): number => hospital.teams.calls.filter(({ path }) => path === '/keys').length;

  it('are fetched once, however many come, and not again for a stranger’s invented key', async () => {
    const before = keyCalls();
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        hospital.teams.send(message('help'), at % 2 ? {} : { kid: randomUUID() }),
      ),
    );
    await hospital.settled();
    expect(keyCalls()).toBe(before);
  });

  it('are looked for again when a new one is used, a few minutes after the last time', async () => {
    const { teams } = hospital;
    teams.rotateKeys();
    expect((await teams.send(message('help'))).status).toBe(401);
    ahead.ms += 6 * minute;
    const before = keyCalls();
    expect((await teams.send(message('help'))).status).toBe(200);
    for (let n = 0; n < 5; n += 1)
      expect((await teams.send(message('help'), { kid: `garbage-${n}` })).status).toBe(401);
    expect(keyCalls()).toBe(before + 1);
    await hospital.settled();
  });

  it('are read from elsewhere by nobody: while the address is down, nobody is called a forger', async () => {
    const { teams } = hospital;
    teams.rotateKeys();
    ahead.ms += 6 * minute;
    teams.weather.error('openid', 503, 1);
    expect((await teams.send(message('help'), { exp: epoch(60) })).status).toBe(503);
    ahead.ms += 3_000;
    expect((await teams.send(message('help'), { exp: epoch(60) })).status).toBe(200);
    await hospital.settled();
  });
});
