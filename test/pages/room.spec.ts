import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type House, openHouse } from './house.ts';

const nurse = 'U0AMARA026';
const ward = 'C0WARD4026';
const resident = '29:theo.lindqvist';

let folder: string;
let file: string;
let house: House;
const said: string[] = [];

const wordsIn = (one: House): readonly string[] =>
  one.pretend.seenBy(nurse).conversations.flatMap((talk) => talk.messages.map((message) => message.text));

const teamsWordsIn = (one: House): readonly string[] =>
  one.pretendTeams.seenBy(resident).conversations.flatMap((talk) => talk.messages.map(({ text }) => text));

type Asked = { method?: string; path: string; headers?: Record<string, string>; body?: string };

/** The status of a request with any headers at all, which a browser's own fetch would not send. */
const statusOf = ({ method = 'GET', path, headers = {}, body }: Asked): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: house.port, method, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(body);
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lamplight-room-'));
  file = join(folder, 'playground.json');
  house = await openHouse(folder);
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the room remembers', () => {
  test('everything, and its secrets, for the next start', async () => {
    await house.pretend.message(nurse, ward, 'Coffee at ten?');
    const { signingSecret, botToken, appToken } = house.slack;
    await house.close();
    house = await openHouse(folder);
    expect(wordsIn(house)).toContain('Coffee at ten?');
    expect(house.slack).toMatchObject({ signingSecret, botToken, appToken });
  });

  test('what was said in Teams, and the secrets of it', async () => {
    const talk = house.pretendTeams.personal(resident);
    await house.pretendTeams.message(resident, talk, 'Coffee at ten?');
    const { appId, password, tenant } = house.teams.account;
    await house.close();
    house = await openHouse(folder);
    expect(teamsWordsIn(house)).toContain('Coffee at ten?');
    expect(house.pretendTeams.personal(resident)).toBe(talk);
    expect(house.teams.account).toMatchObject({ appId, password, tenant });
  });

  test('what a start without a pretend Teams had written', async () => {
    await house.pretend.message(nurse, ward, 'Coffee at ten?');
    const { signingSecret } = house.slack;
    await house.close();
    const { teams: _teams, ...before } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify(before));
    said.length = 0;
    house = await openHouse(folder, (line) => said.push(line));
    expect(wordsIn(house)).toContain('Coffee at ten?');
    expect(house.slack.signingSecret).toBe(signingSecret);
    expect(said).toEqual([]);
    expect(
      await house.pretendTeams.message(resident, house.pretendTeams.personal(resident), 'checkin'),
    ).toMatchObject({
      kind: 'done',
      heard: true,
    });
  });

  test('everything without having been stopped', async () => {
    await house.pretend.message(nurse, ward, 'Coffee at ten?');
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('Coffee at ten?');
    const next = await openHouse(folder);
    expect(wordsIn(next)).toContain('Coffee at ten?');
    await next.close();
  });

  test('in a file that only its owner can read', async () => {
    await house.close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    house = await openHouse(folder);
  });

  test('nothing of a file that is torn, which is kept beside and spoken of', async () => {
    await house.pretend.message(nurse, ward, 'Coffee at ten?');
    await house.close();
    const whole = await readFile(file, 'utf8');
    await writeFile(file, whole.slice(0, whole.length / 2));
    said.length = 0;
    house = await openHouse(folder, (line) => said.push(line));
    expect(wordsIn(house)).toEqual([]);
    expect(said).toHaveLength(1);
    const aside = (await readdir(folder)).find((name) => name.includes('unreadable'));
    expect(said[0]).toContain(aside);
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(whole.slice(0, whole.length / 2));
  });
});

const sentAs = (person: string): string => JSON.stringify({ person, conversation: '19:any', text: 'Hello' });

describe('the room lets in', () => {
  const home = { method: 'POST', path: '/playground/home', body: JSON.stringify({ person: nurse }) };
  const json = { 'content-type': 'application/json' };

  test('a page of its own', async () => {
    expect(await statusOf({ path: '/' })).toBe(200);
    expect(await statusOf({ ...home, headers: { ...json, origin: `http://127.0.0.1:${house.port}` } })).toBe(
      200,
    );
  });

  test.for([
    ['a name that leads here from outside', { ...home, headers: { ...json, host: 'evil.example' } }, 403],
    ['a page from elsewhere', { ...home, headers: { ...json, origin: 'https://evil.example' } }, 403],
    ['a page on another port', { ...home, headers: { ...json, origin: 'http://127.0.0.1:1' } }, 403],
    ['a page without an origin of its own', { ...home, headers: { ...json, origin: 'null' } }, 403],
    ['a plain form', { ...home, headers: { 'content-type': 'text/plain' } }, 415],
    ['more than a person types', { ...home, headers: json, body: `"${'x'.repeat(1_100_000)}"` }, 413],
    ['somebody unknown', { ...home, headers: json, body: '{"person":"U0NOBODY"}' }, 400],
    [
      'somebody of Slack in Teams',
      { method: 'POST', path: '/playground/teams-type', headers: json, body: sentAs(nurse) },
      400,
    ],
    ['half a sentence', { ...home, headers: json, body: '{"person":' }, 400],
    ['a file that is not of the page', { path: '/playground/page/..%2froom.ts' }, 404],
    ['a step out of the folder', { path: '/playground/page/../room.ts' }, 404],
  ] as const)('nothing of %s', async ([, asked, status]) => {
    expect(await statusOf(asked)).toBe(status);
  });

  test('no foreign page around a page of its own', async () => {
    const page = await fetch(house.url);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  });

  test('the bot to the pretend Teams, with its own secret only', async () => {
    const { loginUrl, tenant, appId, password } = house.teams.account;
    const ask = async (client_secret: string): Promise<number> => {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret,
        scope: 'https://api.botframework.com/.default',
      });
      return (await fetch(`${loginUrl}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body })).status;
    };
    expect(await ask(password)).toBe(200);
    expect(await ask('guessed')).toBe(401);
  });

  test('no foreign page into a socket', async () => {
    const asked = request({
      host: '127.0.0.1',
      port: house.port,
      path: '/playground/slack/socket',
      headers: { connection: 'Upgrade', upgrade: 'websocket', origin: 'https://evil.example' },
    });
    const end = await new Promise((resolve) => {
      asked.on('upgrade', () => resolve('open'));
      asked.on('response', () => resolve('answered'));
      asked.on('error', () => resolve('cut'));
      asked.end();
    });
    expect(end).toBe('cut');
  });
});
