import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readManifest } from '../../adapters/playground/manifest.ts';
import { connect, type Database } from '../../src/database/connect.ts';
import { type Fresh, freshDatabase } from '../support/database.ts';
import { clearPlaces, place, start } from '../support/embedded-places.ts';
import { operate } from '../support/operator.ts';
import { appToken, botToken, type Stage, setStage } from '../support/pretend.ts';

const manifest = await readManifest(new URL('../../manifest/slack/manifest.json', import.meta.url));
const LAMPLIGHT_KEY = randomBytes(32).toString('base64');
const nowhere = 'postgres://me:hidden@127.0.0.1:1/lamplight';

/** A Slack of the hospital's, and the settings of a bot that belongs to it. */
const slackOf = (stage: Stage): Record<string, string> => ({
  SLACK_BOT_TOKEN: botToken,
  SLACK_SIGNING_SECRET: 'secret',
  SLACK_API_URL: `${stage.address}/api/`,
  PUBLIC_URL: 'https://lamplight.example.org',
  LAMPLIGHT_COORDINATORS: 'U0ANA',
});

/** Nobody listens there: somebody just did, and left. */
const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

describe('a house in order', { timeout: 60_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ scopes: manifest.scopes });
  });
  afterAll(async () => {
    await stage.end();
    await clearPlaces();
  });

  test('has nothing wrong, from a migrated database to a token that Slack knows', async () => {
    const { dataDir, keyDir } = await place();
    const settings = { ...slackOf(stage), DATA_DIR: dataDir, KEYRING_DIR: keyDir, LAMPLIGHT_KEY };
    const first = await operate('migrate', settings);
    expect(first).toMatchObject({ code: 0, complained: '' });
    expect(first.said).toMatch(/^Applied 0001-people$/m);
    const second = await operate('migrate', settings);
    expect(second).toMatchObject({ code: 0, said: 'Nothing to do: the database is up to date.\n' });

    const doctor = await operate('doctor', settings);
    expect(doctor.said).toMatch(/^\d+ ok, \d+ to look at, 0 wrong$/m);
    expect(doctor.code).toBe(0);
    for (const what of [
      'Node',
      'Settings',
      'Room',
      'Key',
      'Key and database',
      'Database',
      'Clock',
      'Durability',
    ])
      expect(doctor.about(what)).toMatch(/^ok /);
    for (const what of ['Server log', 'Migrations', 'Roles', 'Row security', 'Sealed values', 'Deliveries'])
      expect(doctor.about(what)).toMatch(/^ok /);
    for (const what of [
      'Slack',
      'Slack scopes',
      'Slack requests',
      'Clock of Slack',
      'PUBLIC_URL',
      'Coordinators',
    ])
      expect(doctor.about(what)).toMatch(/^ok /);
    expect(doctor.about('Slack')).toContain('St Elsewhere');
    // It was asked, so it is told.
    expect(doctor.about('SLACK_API_URL')).toMatch(/^look .*not Slack's own/);
    expect(doctor.said).not.toContain(LAMPLIGHT_KEY);
    expect(doctor.said).not.toContain(botToken);
  });

  test('is looked at while the bot runs, and the bot keeps its server', async () => {
    const where = await place();
    const running = await start(where);
    const doctor = await operate('doctor', { DATA_DIR: where.dataDir, KEYRING_DIR: where.keyDir });
    expect(doctor.about('Database')).toMatch(/^ok .*embedded server/);
    expect(doctor.about('Embedded server')).toBe('');
    const database = connect(running.url, () => undefined, 1);
    await expect(sql`select 1`.execute(database.owner)).resolves.toBeDefined();
    await database.close();
    await running.stop();
  });

  test('that has never been started is not started by looking', async () => {
    const { dataDir } = await place();
    const doctor = await operate('doctor', { DATA_DIR: dataDir });
    expect(doctor.code).toBe(0);
    expect(doctor.about('Database')).toMatch(/^look .*The first start/);
    expect(doctor.about('Key')).toMatch(/^look .*The first start makes it/);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('settings that are wrong', () => {
  test('are all named, and the database is looked at all the same', async () => {
    const doctor = await operate('doctor', { PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: nowhere });
    expect(doctor.said).toMatch(/^wrong {2}Settings: PORT must be a port number/m);
    expect(doctor.said).toMatch(/^wrong {2}Settings: LOG_LEVEL must be one of/m);
    expect(doctor.about('Database')).toMatch(/^wrong /);
    expect(doctor.about('Slack')).toMatch(/^look .*not looked at/);
    expect(doctor.said).toMatch(/3 wrong\n$/);
    expect(doctor.code).toBe(1);
  });
});

describe('a server without a database of ours', () => {
  test('that is not there is named with what to do, for both, and its password is not said', async () => {
    const settings = { DATABASE_URL: nowhere, LAMPLIGHT_KEY };
    for (const said of [
      (await operate('doctor', settings)).about('Database'),
      (await operate('migrate', settings)).complained,
    ]) {
      expect(said).toMatch(/127\.0\.0\.1:1 .*nothing listens\. Start it, or correct DATABASE_URL\./);
      expect(said).not.toContain('hidden');
    }
    expect((await operate('migrate', settings)).code).toBe(1);
  });

  test('wants the migrations that are missing, and then has them', async () => {
    const fresh = await freshDatabase(true);
    const settings = { DATABASE_URL: fresh.url, LAMPLIGHT_KEY };
    const before = await operate('doctor', settings);
    expect(before.about('Migrations')).toMatch(/^wrong .*0001-people, .* Run: npm run migrate/);
    expect(before.code).toBe(1);
    expect((await operate('migrate', settings)).said).toMatch(/^Applied 0001-people$/m);
    expect((await operate('doctor', settings)).about('Migrations')).toMatch(/^ok /);
    await fresh.drop();
  });

  test('has another name than was said', async () => {
    const fresh = await freshDatabase(true);
    const url = new URL(fresh.url);
    url.pathname = '/nobody"s';
    const { complained, code } = await operate('migrate', { DATABASE_URL: url.href });
    expect(complained).toContain(
      'has no database nobody"s. Let an administrator run: create database "nobody""s" owner',
    );
    expect(code).toBe(1);
    await fresh.drop();
  });
});

describe('a user who may not make roles', () => {
  const user = `plain_${randomUUID().replaceAll('-', '')}`;
  let fresh: Fresh;
  let admin: Database;
  beforeAll(async () => {
    fresh = await freshDatabase(true);
    admin = connect(fresh.url, () => undefined, 1);
    const name = new URL(fresh.url).pathname.slice(1);
    await sql`create role ${sql.ref(user)} login password 'word' nosuperuser nocreaterole`.execute(
      admin.owner,
    );
    await sql`alter database ${sql.ref(name)} owner to ${sql.ref(user)}`.execute(admin.owner);
  });
  afterAll(async () => {
    await sql`reassign owned by ${sql.ref(user)} to current_user`.execute(admin.owner);
    await sql`drop owned by ${sql.ref(user)}`.execute(admin.owner);
    await sql`revoke lamplight_serving, lamplight_looking from ${sql.ref(user)}`.execute(admin.owner);
    await sql`drop role ${sql.ref(user)}`.execute(admin.owner);
    await admin.close();
    await fresh.drop();
  });

  test('is told what an administrator must run, and that is enough', async () => {
    const url = new URL(fresh.url);
    url.username = user;
    url.password = 'word';
    const settings = { DATABASE_URL: url.href, LAMPLIGHT_KEY };
    const refused = await operate('migrate', settings);
    expect(refused.code).toBe(1);
    const [, statements = ''] =
      /Let an administrator of the server run: (.*;)$/m.exec(refused.complained) ?? [];
    expect(statements).toContain(`grant lamplight_serving to "${user}";`);
    expect((await operate('doctor', settings)).about('Roles')).toMatch(/^wrong /);

    await sql.raw(statements).execute(admin.owner);
    expect(await operate('migrate', settings)).toMatchObject({ code: 0, complained: '' });
    const doctor = await operate('doctor', settings);
    expect(doctor.about('Roles')).toMatch(/^ok /);
    expect(doctor.about('Row security')).toMatch(/^ok /);
  });
});

describe('Slack, as the token finds it', () => {
  let stage: Stage;
  afterEach(() => stage.end());
  const look = async (scopes: readonly string[], changed: Record<string, string>) => {
    stage = await setStage({ scopes });
    return operate('doctor', { ...slackOf(stage), DATABASE_URL: nowhere, LAMPLIGHT_KEY, ...changed });
  };

  test('a wrong token is told apart, and where the right one stands', async () => {
    const doctor = await look(manifest.scopes, { SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(doctor.about('Slack')).toMatch(
      /^wrong .*refused \(invalid_auth\).*OAuth & Permissions.*SLACK_BOT_TOKEN/,
    );
    expect(doctor.said).not.toContain('xoxb-wrong');
    expect(doctor.code).toBe(1);
  });

  test('a scope that is missing is named', async () => {
    const without = manifest.scopes.filter((scope) => scope !== 'im:history');
    expect((await look(without, {})).about('Slack scopes')).toMatch(
      /^wrong .*Not granted: im:history\..*install it again/,
    );
  });

  test('a scope too many is named', async () => {
    const doctor = await look([...manifest.scopes, 'channels:history'], {});
    expect(doctor.about('Slack scopes')).toMatch(/^look .*not needed: channels:history/);
  });

  test('a Slack that is not there is told apart from a token that is wrong', async () => {
    const doctor = await look(manifest.scopes, {
      SLACK_API_URL: `http://127.0.0.1:${await closedPort()}/api/`,
    });
    expect(doctor.about('Slack')).toMatch(/^wrong .*127\.0\.0\.1:\d+ cannot be asked \(ECONNREFUSED\)/);
  });

  test('Socket Mode is tried with its token', async () => {
    const fine = await look(manifest.scopes, { SLACK_APP_TOKEN: appToken });
    expect(fine.about('Slack requests')).toMatch(/^ok .*Socket Mode/);
    await stage.end();
    const wrong = await look(manifest.scopes, { SLACK_APP_TOKEN: 'xapp-wrong' });
    expect(wrong.about('Slack requests')).toMatch(/^wrong .*invalid_auth.*connections:write/);
  });

  test('what an operator forgets is asked for: the public address, who looks after the programme, the former secret', async () => {
    const doctor = await look(manifest.scopes, {
      PUBLIC_URL: '',
      SLACK_SIGNING_SECRET_PREVIOUS: 'former',
    });
    expect(doctor.about('PUBLIC_URL')).toMatch(/^look .*pictures cannot be shown.*https address/);
    expect(doctor.about('Signing secret')).toMatch(/^look .*Take it away/);
  });
});
