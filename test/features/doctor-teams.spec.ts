// The doctor's words about Microsoft Teams, asked of a small server that stands in for Microsoft's login and its keys.
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { checkTeams } from '../../src/operator/checks-teams.ts';
import { lineOf } from '../../src/operator/finding.ts';
import { freshDatabase } from '../support/database.ts';
import {
  appId,
  type Microsoft,
  microsoft,
  type Odd,
  otherId,
  secret,
  tenant,
  token,
} from '../support/microsoft.ts';
import { operate, type Ran } from '../support/operator.ts';

const LAMPLIGHT_KEY = randomBytes(32).toString('base64');
const DATABASE_URL = 'postgres://me:word@127.0.0.1:1/lamplight';
const person = '77777777-8888-4999-8aaa-bbbbbbbbbbbb';

const settingsOf = ({ address }: Pick<Microsoft, 'address'>): Record<string, string> => ({
  MicrosoftAppId: appId,
  MicrosoftAppPassword: secret,
  MicrosoftAppTenantId: tenant,
  TEAMS_LOGIN_URL: address,
  TEAMS_OPENID_URL: `${address}/openid`,
  PUBLIC_URL: 'https://lamplight.example.org',
  LAMPLIGHT_COORDINATORS: person,
  DATABASE_URL,
  LAMPLIGHT_KEY,
});

let there: Microsoft | undefined;
afterEach(async () => {
  await there?.end();
  there = undefined;
});

type Told = Pick<Ran, 'said' | 'about'>;

/** What is said about Teams with these settings, in this process. */
async function told(settings: Record<string, string>): Promise<Told> {
  const lines = (await checkTeams(readConfig(settings), () => Date.now())).map(lineOf);
  return {
    said: lines.join('\n'),
    about: (what) => lines.find((line) => line.slice(7).startsWith(`${what}:`)) ?? '',
  };
}

async function look(changed: Record<string, string> = {}, odd: Odd = {}): Promise<Told> {
  await there?.end();
  there = await microsoft(odd);
  return told({ ...settingsOf(there), ...changed });
}

/** All of the doctor, as an operator runs it. */
async function run(changed: Record<string, string> = {}): Promise<Ran> {
  await there?.end();
  there = await microsoft();
  return operate('doctor', { ...settingsOf(there), ...changed });
}

describe('Teams in order', () => {
  test('Microsoft gives a token, its keys are read, and the messaging endpoint is said', async () => {
    const doctor = await look();
    expect(doctor.about('Teams')).toMatch(
      /^ok .*127\.0\.0\.1:\d+ takes MicrosoftAppId and MicrosoftAppPassword\.$/,
    );
    expect(doctor.about('Clock of Microsoft')).toMatch(/^ok /);
    expect(doctor.about('Teams keys')).toMatch(/^ok .*1 key of https:\/\/api\.botframework\.com/);
    expect(doctor.about('Teams tenants')).toMatch(new RegExp(`^ok .*only people of ${tenant}`));
    expect(doctor.about('Teams requests')).toMatch(
      /^ok .*https:\/\/lamplight\.example\.org\/api\/messages\..*from outside/,
    );
    expect(doctor.about('Teams cloud')).toBe('');
    expect(there?.asked.filter((form) => form.get('client_secret') === secret)).toHaveLength(1);
  });

  test('the doctor says it among the rest, and neither the secret nor the token', async () => {
    const doctor = await run();
    expect(doctor.about('Teams')).toMatch(/^ok .*takes MicrosoftAppId/);
    expect(doctor.about('Slack')).toMatch(/^ok .*not set up/);
    for (const hidden of [secret, token, LAMPLIGHT_KEY])
      expect(doctor.said + doctor.complained).not.toContain(hidden);
  });

  test('whoever is asked instead of Microsoft is said', async () => {
    const doctor = await look({ TEAMS_ALLOWED_HOSTS: 'smba.trafficmanager.net,teams.example.org' });
    expect(doctor.about('TEAMS_LOGIN_URL')).toMatch(/^look .*not Microsoft's own, and it is sent the secret/);
    expect(doctor.about('TEAMS_OPENID_URL')).toMatch(/^look .*can speak as anybody/);
    expect(doctor.about('TEAMS_ALLOWED_HOSTS')).toMatch(/^look .*may go to teams\.example\.org, which/);
  });

  test('without Teams that is one line', async () => {
    const doctor = await operate('doctor', {});
    expect(doctor.about('Teams')).toMatch(/^ok .*the playground stands in for it/);
    expect(doctor.said.match(/^.{7}Teams/gm)).toHaveLength(1);
  });
});

describe('what Microsoft refuses', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a wrong secret',
      { MicrosoftAppPassword: 'wrong~secret' },
      /AADSTS7000215.*new client secret.*its value/,
    ],
    [
      'an app of somebody else',
      { MicrosoftAppId: otherId },
      /AADSTS700016.*MicrosoftAppId and MicrosoftAppTenantId/,
    ],
    [
      'a tenant that is not there',
      { MicrosoftAppTenantId: otherId },
      /AADSTS90002.*MicrosoftAppTenantId.*TEAMS_LOGIN_URL/,
    ],
  ])('%s is told apart, with what to do', async (_, changed, words) => {
    const doctor = await look(changed);
    expect(doctor.about('Teams')).toMatch(/^wrong .*No token is given/);
    expect(doctor.about('Teams')).toMatch(words);
    expect(doctor.about('Teams')).not.toContain('Trace ID');
    expect(doctor.said).not.toContain('wrong~secret');
  });

  test.each([
    [7000222, /has expired.*new client secret/],
    [7000112, /switched off.*Enterprise applications/],
    [7000229, /Create Service Principal/],
    [900382, /another cloud.*TEAMS_LOGIN_URL and TEAMS_OPENID_URL/],
    [53003, /Look the code up/],
  ])('AADSTS%i has its own advice', async (code, words) => {
    const body = { error: 'invalid_client', error_codes: [code] };
    const doctor = await look({}, { '/token': { status: 400, body } });
    expect(doctor.about('Teams')).toMatch(words);
  });

  test('somebody who is not Microsoft, or busy, or not there, is told apart from a secret that is wrong', async () => {
    const page = await look({}, { '/token': { status: 200, body: '<html>' } });
    expect(page.about('Teams')).toMatch(/^wrong .*cannot be asked \(not JSON\)/);
    const stranger = await look({}, { '/token': { status: 404, body: { hello: 1 } } });
    expect(stranger.about('Teams')).toMatch(/^wrong .*is not Microsoft \(HTTP 404\)/);
    const busy = await look({}, { '/token': { status: 503, body: '' } });
    expect(busy.about('Teams')).toMatch(/^wrong .*HTTP 503; try again in a minute/);
    const { address } = there ?? { address: '' };
    await there?.end();
    const gone = await told(settingsOf({ address }));
    expect(gone.about('Teams')).toMatch(/^wrong .*cannot be asked \(ECONNREFUSED\).*correct TEAMS_LOGIN_URL/);
    expect(gone.about('Teams keys')).toMatch(
      /^wrong .*cannot be asked \(ECONNREFUSED\).*correct TEAMS_OPENID_URL/,
    );
  });
});

describe('the keys of its signatures', () => {
  test.each<[string, Odd, RegExp]>([
    [
      'a document that is another one',
      { '/openid': { status: 200, body: { issuer: 'x' } } },
      /does not say where the keys are/,
    ],
    [
      'a document that is not there',
      { '/openid': { status: 404, body: {} } },
      /does not say where the keys are \(HTTP 404\)/,
    ],
    [
      'a document without a key',
      { '/keys': { status: 200, body: { keys: [] } } },
      /There is none for Teams at/,
    ],
    [
      'keys of other channels alone',
      { '/keys': { status: 200, body: { keys: [{ kid: 'one', endorsements: ['webchat'] }] } } },
      /There is none for Teams at/,
    ],
    [
      'keys that cannot be read',
      { '/keys': { status: 500, body: '' } },
      /cannot be asked for them \(HTTP 500/,
    ],
  ])('%s is wrong', async (_, odd, words) => {
    const doctor = await look({}, odd);
    expect(doctor.about('Teams keys')).toMatch(/^wrong .*correct TEAMS_OPENID_URL\.$/);
    expect(doctor.about('Teams keys')).toMatch(words);
    expect(doctor.about('Teams')).toMatch(/^ok /);
  });
});

describe('who is let in, and how', () => {
  test('tenants are named: others than its own, or others instead of it', async () => {
    const both = await look({ TEAMS_ALLOWED_TENANTS: `${tenant},${otherId}` });
    expect(both.about('Teams tenants')).toMatch(new RegExp(`^look .*${otherId} are let in as well`));
    const without = await look({ TEAMS_ALLOWED_TENANTS: otherId });
    expect(without.about('Teams tenants')).toMatch(new RegExp(`^look .*not let in.*Add ${tenant}`));
  });

  test('a tenant that is a domain is a wrong setting', async () => {
    const doctor = await run({ TEAMS_ALLOWED_TENANTS: 'st-elsewhere.org' });
    expect(doctor.about('Settings')).toMatch(/^wrong .*TEAMS_ALLOWED_TENANTS must be ids/);
    expect(doctor.about('Teams')).toMatch(/^look .*not looked at/);
  });

  test.each(['', 'http://lamplight.example.org', 'https://localhost:3000'])(
    'a public address that Microsoft cannot use is said (%j)',
    async (PUBLIC_URL) => {
      const doctor = await look({ PUBLIC_URL });
      expect(doctor.about('Teams requests')).toMatch(/^look .*Set (PUBLIC_URL|it) to the https address/);
    },
  );

  test('login and keys of different clouds do not go together', async () => {
    const worldwide = { TEAMS_OPENID_URL: '', TEAMS_LOGIN_URL: 'https://login.microsoftonline.us' };
    const doctor = await look(worldwide);
    expect(doctor.about('Teams cloud')).toMatch(/^wrong .*login\.botframework\.azure\.us/);
    expect(doctor.about('TEAMS_LOGIN_URL')).toBe('');
    // Nobody is asked with the secret before they do.
    expect(doctor.about('Teams')).toBe('');
  });

  test('that nobody of Teams runs the programme is said where there is Teams alone', async () => {
    const doctor = await look({ LAMPLIGHT_COORDINATORS: 'U0ANA' });
    expect(doctor.about('Coordinators of Teams')).toMatch(/^look .*copy the Object ID/);
  });

  test('coordinators may be of either platform', async () => {
    const fresh = await freshDatabase();
    const about = async (LAMPLIGHT_COORDINATORS: string): Promise<string> => {
      const doctor = await run({ DATABASE_URL: fresh.url, LAMPLIGHT_COORDINATORS });
      return doctor.about('Coordinators');
    };
    expect(await about(`U0ANA,${person.toUpperCase()}`)).toMatch(/^ok /);
    expect(await about(`${person},ana@st-elsewhere.org`)).toMatch(
      /^look .*ana@st-elsewhere\.org in .* no member id.*Object ID/,
    );
    await fresh.drop();
  });
});

describe('Teams without credentials', () => {
  test('is said loudly, and asks nobody', async () => {
    const doctor = await told({ TEAMS_ANONYMOUS: 'on' });
    expect(doctor.said).toMatch(/^look .*TEAMS_ANONYMOUS IS ON: NOBODY IS CHECKED\..* of any tenant/);
    expect(doctor.said.split('\n')).toHaveLength(1);
    const listed = await told({ TEAMS_ANONYMOUS: 'on', TEAMS_ALLOWED_TENANTS: tenant });
    expect(listed.said).not.toContain('of any tenant');
  });

  test('together with a public address is a wrong setting', async () => {
    const doctor = await operate('doctor', {
      TEAMS_ANONYMOUS: 'on',
      PUBLIC_URL: 'https://lamplight.example.org',
    });
    expect(doctor.said).toMatch(/^wrong {2}Settings: TEAMS_ANONYMOUS checks nobody/m);
    expect(doctor.code).toBe(1);
  });
});
