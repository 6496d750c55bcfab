import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { ChatEvent } from '../../src/chat/event.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { connect } from '../../src/database/connect.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type House, openHouse } from '../../src/house.ts';
import { urlOf } from '../support/database.ts';
import { operate } from '../support/operator.ts';
import { isAtHand, startPostgres15, wherePostgres15 } from '../support/postgres15.ts';

const who = { platform: 'slack', workspace: 'T0HOSP', account: 'U0NURSE' };
const key = randomBytes(32);

async function makeDatabase(server: string): Promise<{ name: string; url: string }> {
  const name = `lamplight_${randomUUID().replaceAll('-', '')}`;
  const admin = connect(server, () => undefined, 1);
  await sql`create database ${sql.ref(name)}`.execute(admin.owner);
  await admin.close();
  onTestFinished(async () => {
    const again = connect(server, () => undefined, 1);
    await sql`drop database if exists ${sql.ref(name)} with (force)`.execute(again.owner);
    await again.close();
  });
  return { name, url: urlOf(server, name) };
}

/** The core on an empty database, with a chat that keeps what is sent. */
async function openOn(url: string): Promise<{ house: House; sent: string[]; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lamplight-versions-'));
  const sent: string[] = [];
  const platform: Platform = {
    name: 'slack',
    profileOf: async () => undefined,
    talkWith: async () => ({ kind: 'talk', conversation: 'D1' }),
    send: async (_, card) => {
      sent.push(card.name);
      return { kind: 'sent', message: '1', conversation: 'D1' };
    },
    change: async () => ({ kind: 'failed', because: 'not asked for here' }),
    find: async () => ({ kind: 'absent' }),
    membersOf: async () => ({ kind: 'members', members: [] }),
    ailment: () => undefined,
  };
  const house = await openHouse({
    database: connect(url, () => undefined),
    keys: makeKeyRing([key]),
    folder,
    now: () => Date.now(),
    log: () => undefined,
  });
  house.add(platform);
  await house.settle();
  await house.install({
    platform: 'slack',
    workspace: who.workspace,
    name: 'St. Elsewhere',
    coordinators: [who.account],
  });
  return {
    house,
    sent,
    async end() {
      await house.stop(2_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One check-in, changed within the hour, and help by message; then what came of it. */
async function checkInOn(server: string): Promise<object> {
  const { url } = await makeDatabase(server);
  const { house, sent, end } = await openOn(url);
  const shown: string[] = [];
  const does = async (event: ChatEvent): Promise<void> => {
    const { answer } = await house.bot.receive(event);
    if (answer.kind === 'form') shown.push(answer.form.name);
  };
  try {
    await does({ kind: 'command-used', identity: '1', who, verb: 'checkin', words: '' });
    const form = { kind: 'form-sent' as const, who, form: 'checkins.mood', carries: '' };
    await does({ ...form, identity: '2', answers: { mood: 4 } });
    await does({ ...form, identity: '3', answers: { mood: 2 } });
    const said = { kind: 'said' as const, who, place: { conversation: 'D1', private: true } };
    await does({ ...said, identity: '4', text: 'help' });
    await house.outbox.drain();
  } finally {
    await end();
  }
  const again = await operate('migrate', { DATABASE_URL: url });
  const database = connect(url, () => undefined, 1);
  const { rows } = await sql<{ count: number }>`select count(*) from checkin`.execute(database.owner);
  await database.close();
  return { shown, sent, kept: rows[0]?.count, again: again.said };
}

const whole = {
  shown: ['checkins.mood', 'checkins.more', 'checkins.more'],
  sent: ['help.screen'],
  kept: 1,
  again: 'Nothing to do: the database is up to date.\n',
};

test('the database that comes with us takes the migrations and a check-in', async () => {
  expect(await checkInOn(inject('serverUrl'))).toEqual(whole);
});

const absent = isAtHand ? [] : [wherePostgres15];
test.each(absent)('PostgreSQL 15 was NOT tried: it is not in %s, nor named by TEST_POSTGRES_15', () => {
  expect(isAtHand).toBe(false);
});

const atHand = isAtHand ? [wherePostgres15] : [];
describe.each(atHand)('PostgreSQL 15 (%s)', { timeout: 60_000 }, () => {
  let server: Awaited<ReturnType<typeof startPostgres15>>;
  beforeAll(async () => {
    server = await startPostgres15();
  });
  afterAll(() => server.stop());

  test('is what answers', async () => {
    const admin = connect(server.url, () => undefined, 1);
    const { rows } = await sql<{ version: number }>`
        select current_setting('server_version_num')::int / 10000 as version`.execute(admin.owner);
    await admin.close();
    expect(rows).toEqual([{ version: 15 }]);
  });

  test('lets an administrator make the roles for a user who may not, and that user migrate', async () => {
    const { name, url } = await makeDatabase(server.url);
    const user = `plain_${randomUUID().replaceAll('-', '')}`;
    const admin = connect(url, () => undefined, 1);
    await sql`create role ${sql.ref(user)} login password 'word'`.execute(admin.owner);
    await sql`alter database ${sql.ref(name)} owner to ${sql.ref(user)}`.execute(admin.owner);
    const mine = new URL(url);
    mine.username = user;
    mine.password = 'word';
    const refused = await operate('migrate', { DATABASE_URL: mine.href });
    expect(refused.code).toBe(1);
    const [, statements = ''] = /administrator of the server run: (.*;)$/m.exec(refused.complained) ?? [];
    expect(statements).toContain('create role lamplight_serving nologin;');
    await sql.raw(statements).execute(admin.owner);
    expect(await operate('migrate', { DATABASE_URL: mine.href })).toMatchObject({
      code: 0,
      complained: '',
    });

    await sql`reassign owned by ${sql.ref(user)} to current_user`.execute(admin.owner);
    await sql`drop owned by ${sql.ref(user)}`.execute(admin.owner);
    await sql`drop role ${sql.ref(user)}`.execute(admin.owner);
    await admin.close();
  });

  test('takes the migrations and a check-in', async () => {
    expect(await checkInOn(server.url)).toEqual(whole);
  });

  test('satisfies the doctor', async () => {
    const { url } = await makeDatabase(server.url);
    const settings = { DATABASE_URL: url, LAMPLIGHT_KEY: key.toString('base64'), PLAYGROUND: 'on' };
    await operate('migrate', settings);
    const doctor = await operate('doctor', settings);
    for (const what of [
      'Database',
      'Connection',
      'Clock',
      'Server log',
      'Migrations',
      'Roles',
      'Row security',
    ])
      expect(doctor.about(what)).toMatch(/^ok /);
    expect(doctor.about('Database')).toContain('PostgreSQL 15');
  });
});
