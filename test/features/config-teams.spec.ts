import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { wordsAbout } from '../support/settings.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const appId = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const tenant = '11111111-2222-4333-8444-555555555555';
const teams = { MicrosoftAppId: appId, MicrosoftAppPassword: 'word', MicrosoftAppTenantId: tenant };

describe('with Teams set up', () => {
  test('the world is listened to, and the playground is off', () => {
    expect(readConfig(teams)).toMatchObject({ host: '0.0.0.0', playground: false, logLevel: 'info' });
  });

  test("its own tenant is let in, its secret goes to Microsoft and what is said to Microsoft's own hosts", () => {
    expect(readConfig(teams).teams).toEqual({
      account: {
        appId,
        password: 'word',
        tenant,
        loginUrl: 'https://login.microsoftonline.com',
        openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      },
      tenants: [tenant],
      hosts: [
        'smba.trafficmanager.net',
        'smba.infra.gcc.teams.microsoft.com',
        'smba.infra.gov.teams.microsoft.us',
        'smba.infra.dod.teams.microsoft.us',
      ],
    });
  });

  test('other tenants take the place of its own', () => {
    const other = '99999999-8888-4777-8666-555555555555';
    const config = readConfig({ ...teams, TEAMS_ALLOWED_TENANTS: `${other}, ${tenant},` });
    expect(config.teams?.tenants).toEqual([other, tenant]);
    expect(config.teams?.account?.tenant).toBe(tenant);
  });

  test('ids and hosts are read as Teams writes them, in lower case; the password as it is', () => {
    const config = readConfig({
      MicrosoftAppId: ` ${appId.toUpperCase()} `,
      MicrosoftAppPassword: 'WoRd~8Q',
      MicrosoftAppTenantId: tenant.toUpperCase(),
      TEAMS_ALLOWED_TENANTS: '0A1B2C3D-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      TEAMS_ALLOWED_HOSTS: 'SMBA.trafficmanager.net , Teams.example.org',
    });
    expect(config.teams).toMatchObject({
      account: { appId, password: 'WoRd~8Q', tenant },
      tenants: [appId],
      hosts: ['smba.trafficmanager.net', 'teams.example.org'],
    });
  });

  test('another login and another address of keys lose the slash at their end, and may lie on this machine', () => {
    const config = readConfig({
      ...teams,
      TEAMS_LOGIN_URL: 'https://login.microsoftonline.us/',
      TEAMS_OPENID_URL: 'http://[::1]:3978/openid',
    });
    expect(config.teams?.account).toMatchObject({
      loginUrl: 'https://login.microsoftonline.us',
      openIdUrl: 'http://[::1]:3978/openid',
    });
  });

  test('Slack may be there as well', () => {
    const config = readConfig({ ...slack, ...teams, LAMPLIGHT_COORDINATORS: `U1,${appId.toUpperCase()}` });
    expect(config.slack).toMatchObject({ botToken: 'xoxb-1' });
    expect(config.teams?.account?.appId).toBe(appId);
    expect(config.coordinators).toEqual(['U1', appId]);
  });
});

describe('a setting of Teams that cannot be used ends the start with a sentence that says what to set', () => {
  test.each([
    ['MicrosoftAppId', 'lamplight', 'the Microsoft App ID of your Azure Bot'],
    ['MicrosoftAppTenantId', 'st-elsewhere.org', 'not a domain'],
    ['MicrosoftAppTenantId', 'common', 'the App Tenant ID of your Azure Bot'],
    ['TEAMS_ALLOWED_TENANTS', `${tenant}, st-elsewhere.org`, 'not domains'],
    ['TEAMS_ALLOWED_HOSTS', 'https://smba.trafficmanager.net/teams', 'without https://'],
    ['TEAMS_ALLOWED_HOSTS', 'smba.trafficmanager.net:443', 'names of hosts'],
    ['TEAMS_ALLOWED_HOSTS', '*', 'names of hosts'],
    ['TEAMS_ALLOWED_HOSTS', ',', 'names of hosts'],
    ['TEAMS_LOGIN_URL', 'http://login.example.org', 'an https address'],
    ['TEAMS_LOGIN_URL', 'http://127.0.0.1.example.org', 'an https address'],
    ['TEAMS_LOGIN_URL', 'login.microsoftonline.com', 'an https address'],
    ['TEAMS_OPENID_URL', 'http://keys.example.org/openid', 'an https address'],
    ['TEAMS_OPENID_URL', 'file:///etc/keys', 'an https address'],
    ['TEAMS_ANONYMOUS', 'yes', 'on or off'],
  ])('%s=%s', (name, value, advice) => {
    const words = wordsAbout({ ...teams, [name]: value });
    expect(words).toHaveLength(1);
    expect(words[0]).toMatch(new RegExp(`^${name} must .*\\.$`));
    expect(words[0]).toContain(advice);
  });

  test('a password that is there without the rest is not said', () => {
    const words = wordsAbout({ MicrosoftAppPassword: 'hidden', TEAMS_ANONYMOUS: 'on' });
    expect(words).toHaveLength(1);
    expect(words.join('')).not.toContain('hidden');
  });
});

describe('settings of Teams that need each other, or exclude each other', () => {
  test.each<[string, Environment, string, string]>([
    [
      'Teams without its app',
      { ...teams, MicrosoftAppId: '' },
      'MicrosoftAppId is missing',
      'Azure Bot, under Configuration',
    ],
    [
      'Teams without its password',
      { ...teams, MicrosoftAppPassword: '' },
      'MicrosoftAppPassword is missing',
      'Certificates & secrets',
    ],
    [
      'Teams without its tenant',
      { ...teams, MicrosoftAppTenantId: '' },
      'MicrosoftAppTenantId is missing',
      'Azure Bot, under Configuration',
    ],
    [
      'tenants that are let in, and no Teams',
      { TEAMS_ALLOWED_TENANTS: tenant },
      'MicrosoftAppId is missing',
      'Azure Bot, under Configuration',
    ],
    [
      'the playground beside Teams',
      { ...teams, PLAYGROUND: 'on' },
      'PLAYGROUND is on',
      'Set PLAYGROUND to off, or take the Microsoft and TEAMS_ settings away',
    ],
    [
      'the playground beside Teams without credentials',
      { TEAMS_ANONYMOUS: 'on', PLAYGROUND: 'on' },
      'PLAYGROUND is on',
      'Set PLAYGROUND to off',
    ],
    ...Object.entries(teams).map(([name, value]): [string, Environment, string, string] => [
      `Teams without credentials, and ${name}`,
      { TEAMS_ANONYMOUS: 'on', [name]: value },
      'TEAMS_ANONYMOUS checks nobody',
      'Set TEAMS_ANONYMOUS to off',
    ]),
  ])('%s', (_, environment, names, advice) => {
    const sentence = wordsAbout(environment).find((one) => one.includes(names));
    expect(sentence).toContain(advice);
  });

  test('everything that Teams misses is said at once', () => {
    const words = wordsAbout({ MicrosoftAppId: appId });
    expect(words.map((sentence) => sentence.split(' ')[0])).toEqual([
      'MicrosoftAppPassword',
      'MicrosoftAppTenantId',
    ]);
  });
});

describe('Teams without credentials', () => {
  const remote = ['0.0.0.0', '::', '192.168.1.5', 'lamplight.example.org', '127.0.0.1.example.org'];
  const near = ['127.0.0.1', '127.8.8.8', 'localhost', '::1'];

  test.each(remote)('is refused on %s', (host) => {
    const words = wordsAbout({ HOST: host, TEAMS_ANONYMOUS: 'on' }).join('\n');
    expect(words).toMatch(/TEAMS_ANONYMOUS checks nobody.*Set HOST to 127\.0\.0\.1/);
  });

  test.each(near)('is not refused for its address on %s', (host) => {
    expect(wordsAbout({ HOST: host, TEAMS_ANONYMOUS: 'on' }).join('\n')).not.toContain('checks nobody');
  });

  test('does not open to the world by itself', () => {
    expect(readConfig({ TEAMS_ANONYMOUS: 'on' })).toMatchObject({ host: '127.0.0.1', playground: false });
    expect(readConfig({ ...slack, TEAMS_ANONYMOUS: 'on' }).host).toBe('127.0.0.1');
  });

  test('is refused where a proxy brings the world here', () => {
    const words = wordsAbout({ TEAMS_ANONYMOUS: 'on', PUBLIC_URL: 'https://lamplight.example.org' }).join(
      '\n',
    );
    expect(words).toMatch(/TEAMS_ANONYMOUS checks nobody.*take PUBLIC_URL away/);
    expect(wordsAbout({ TEAMS_ANONYMOUS: 'on', PUBLIC_URL: 'http://localhost:3000' })).toEqual([]);
  });

  test('lets in anybody of this machine, and says things to nobody elsewhere', () => {
    const { account, tenants, hosts } = readConfig({ TEAMS_ANONYMOUS: 'on' }).teams ?? {};
    expect({ account, tenants }).toEqual({ account: undefined, tenants: [] });
    expect(hosts).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '[::1]']));
    const listed = readConfig({ TEAMS_ANONYMOUS: 'on', TEAMS_ALLOWED_TENANTS: tenant });
    expect(listed.teams?.tenants).toEqual([tenant]);
  });
});
