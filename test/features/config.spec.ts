import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Config, type Environment, readConfig, readDatabaseConfig, settings } from '../../src/config.ts';
import { wordsAbout } from '../support/settings.ts';

const keyOf = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const server = { DATABASE_URL: 'postgres://me:word@db.example.org/lamplight', LAMPLIGHT_KEY: keyOf(1) };

describe('nothing set', () => {
  test('is the playground, on this machine only, with an embedded database', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      keyringDir: './data/keys',
      coordinators: [],
      playground: true,
      logLevel: 'warn',
    } satisfies Config);
  });

  test('an empty value, or one of blanks, counts as absent', () => {
    const empty = Object.fromEntries(settings.map((name, index) => [name, index % 2 === 0 ? '' : '  ']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test('the rest of the environment is not looked at', () => {
    expect(readConfig({ PATH: '/bin', NODE_ENV: 'production', PGHOST: 'elsewhere' })).toEqual(readConfig({}));
  });
});

describe('a setting that cannot be used ends the start with a sentence that says what to set', () => {
  test.each([
    ['PORT', 'eighty', 'a port number'],
    ['PORT', '65536', 'a port number'],
    ['PORT', '-1', 'a port number'],
    ['PORT', '3000.5', 'a port number'],
    ['PUBLIC_URL', 'lamplight.example.org', 'https://'],
    ['PUBLIC_URL', 'javascript:alert(1)', 'https://'],
    ['DATABASE_URL', 'mysql://db/lamplight', 'postgres://user:password@host:5432/database'],
    ['DATABASE_URL', 'postgres://me:p#ss/word@db/lamplight', '%23'],
    ['LAMPLIGHT_KEY', 'short', 'openssl rand -base64 32'],
    ['LAMPLIGHT_KEY', Buffer.alloc(16).toString('base64'), 'openssl rand -base64 32'],
    ['LAMPLIGHT_KEY', `${keyOf(1)},short`, 'openssl rand -base64 32'],
    ['SLACK_BOT_TOKEN', 'xoxp-1', 'xoxb-'],
    ['SLACK_APP_TOKEN', 'xoxb-1', 'xapp-'],
    ['SLACK_API_URL', 'https://slack.com', '/api/'],
    ['SLACK_API_URL', 'slack.com/api/', 'an address'],
    ['PLAYGROUND', 'true', 'on or off'],
    ['LOG_LEVEL', 'loud', 'info'],
  ])('%s=%s', (name, value, advice) => {
    const words = wordsAbout({ ...slack, [name]: value });
    expect(words.length).toBeGreaterThan(0);
    expect(words.every((sentence) => sentence.startsWith(`${name} must `) && sentence.endsWith('.'))).toBe(
      true,
    );
    expect(words.join(' ')).toContain(advice);
  });

  test('all at once, a line each', () => {
    const words = wordsAbout({ PORT: 'x', LOG_LEVEL: 'y', PLAYGROUND: 'z' });
    expect(words.map((sentence) => sentence.split(' ')[0])).toEqual(['PORT', 'PLAYGROUND', 'LOG_LEVEL']);
  });

  test('without saying the secret that was wrong', () => {
    const words = wordsAbout({
      SLACK_BOT_TOKEN: 'xoxp-hidden',
      SLACK_APP_TOKEN: 'hidden',
      LAMPLIGHT_KEY: 'hidden',
      DATABASE_URL: 'postgres://me:hidden#word@db/x',
    });
    expect(words).toHaveLength(4);
    expect(words.join(' ')).not.toContain('hidden');
  });
});

describe('settings that need each other', () => {
  test.each<[string, Environment, string, string]>([
    [
      'a bot token without a signing secret',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      'SLACK_SIGNING_SECRET is missing',
      'Basic Information',
    ],
    [
      'an empty signing secret',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: ' ' },
      'SLACK_SIGNING_SECRET is missing',
      'Basic Information',
    ],
    [
      'a signing secret without a bot token',
      { SLACK_SIGNING_SECRET: 'secret' },
      'SLACK_BOT_TOKEN is missing',
      'OAuth & Permissions',
    ],
    [
      'Socket Mode without a bot token',
      { SLACK_APP_TOKEN: 'xapp-1' },
      'SLACK_BOT_TOKEN is missing',
      'OAuth & Permissions',
    ],
    [
      'the former signing secret alone',
      { SLACK_SIGNING_SECRET_PREVIOUS: 'old' },
      'SLACK_SIGNING_SECRET_PREVIOUS',
      'Set both',
    ],
    [
      'a database server without a key',
      { ...slack, DATABASE_URL: server.DATABASE_URL },
      'LAMPLIGHT_KEY is missing',
      'openssl rand -base64 32',
    ],
    [
      'no platform at all',
      { PLAYGROUND: 'off' },
      'No chat platform',
      'Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET',
    ],
    [
      'the playground beside Slack',
      { ...slack, PLAYGROUND: 'on' },
      'PLAYGROUND is on',
      'Set PLAYGROUND to off',
    ],
  ])('%s', (_, environment, names, advice) => {
    const sentence = wordsAbout(environment).find((one) => one.includes(names));
    expect(sentence).toContain(advice);
  });
});

describe('what anybody could use stays on this machine', () => {
  const remote = ['0.0.0.0', '::', '192.168.1.5', 'lamplight.example.org', '127.0.0.1.example.org'];
  const near = ['127.0.0.1', '127.8.8.8', 'localhost', '::1'];

  test.each(remote)('the playground does not start on %s', (host) => {
    expect(wordsAbout({ HOST: host, PLAYGROUND: 'on' }).join(' ')).toMatch(
      /PLAYGROUND.*Set HOST to 127\.0\.0\.1/,
    );
    expect(wordsAbout({ HOST: host }).join(' ')).toMatch(/PLAYGROUND.*Set HOST to 127\.0\.0\.1/);
  });

  test.each(near)('the playground starts on %s', (host) => {
    expect(readConfig({ HOST: host })).toMatchObject({ host, playground: true });
  });
});

describe('with Slack set up', () => {
  test('the world is listened to, and the playground is off', () => {
    expect(readConfig(slack)).toMatchObject({ host: '0.0.0.0', playground: false, logLevel: 'info' });
    expect(readConfig({ ...slack, HOST: '127.0.0.1' }).host).toBe('127.0.0.1');
  });

  test("requests are held against the signing secret, and the token goes to Slack's own address", () => {
    expect(readConfig(slack).slack).toEqual({
      botToken: 'xoxb-1',
      secrets: ['secret'],
      apiUrl: 'https://slack.com/api/',
    });
  });

  test('the former secret counts as well while it is being changed', () => {
    const changing = { ...slack, SLACK_SIGNING_SECRET_PREVIOUS: 'former' };
    expect(readConfig(changing).slack?.secrets).toEqual(['secret', 'former']);
  });

  test('Socket Mode needs no signing secret', () => {
    const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
    expect(readConfig(socket).slack).toMatchObject({ secrets: [], appToken: 'xapp-1' });
  });

  test('coordinators are a list', () => {
    expect(readConfig({ ...slack, LAMPLIGHT_COORDINATORS: 'U1, U2,,U3 ' }).coordinators).toEqual([
      'U1',
      'U2',
      'U3',
    ]);
  });

  test('a public address loses the slash at its end', () => {
    expect(readConfig({ ...slack, PUBLIC_URL: 'https://lamp.example.org/' }).publicUrl).toBe(
      'https://lamp.example.org',
    );
  });
});

describe('the database and its keys', () => {
  test('several keys keep their order, the newest first', () => {
    const { keys } = readConfig({ ...slack, ...server, LAMPLIGHT_KEY: `${keyOf(9)}, ${keyOf(1)}` });
    expect(keys?.map((key) => key[0])).toEqual([9, 1]);
  });

  test('keys lie below the data folder, unless told otherwise', () => {
    expect(readConfig({ DATA_DIR: '/srv/lamp' }).keyringDir).toBe('/srv/lamp/keys');
    expect(readConfig({ DATA_DIR: '/srv/lamp', KEYRING_DIR: '/srv/ring' }).keyringDir).toBe('/srv/ring');
  });

  test('can be reached whatever else is set or missing', () => {
    const { databaseUrl, keys } = readDatabaseConfig({ ...server, PORT: 'x', SLACK_SIGNING_SECRET: 'alone' });
    expect(databaseUrl).toBe(server.DATABASE_URL);
    expect(keys).toHaveLength(1);
    expect(() => readDatabaseConfig({ DATABASE_URL: 'db' })).toThrow(/^DATABASE_URL must /);
  });

  test('the URL of a server on a socket of this machine can be written', () => {
    expect(
      readDatabaseConfig({ DATABASE_URL: 'postgres://me@%2Frun%2Fpostgresql/lamplight' }).databaseUrl,
    ).toContain('%2F');
  });
});

describe('.env.example', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').split('\n');
  const named = lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);

  test('names exactly the settings that there are, in their order', () => {
    expect(named).toEqual(settings);
  });

  test('says in a line above each what it is, and sets none', () => {
    for (const [index, line] of lines.entries()) {
      if (!line.includes('=') || line.startsWith('#')) continue;
      expect(line).toMatch(/^\w+=$/);
      expect(lines[index - 1]).toMatch(/^# \S.{10,}$/);
    }
  });
});
