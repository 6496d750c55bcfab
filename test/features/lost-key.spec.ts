import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/database/connect.ts';
import { openKeys } from '../../src/database/reach.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { freshDatabase } from '../support/database.ts';
import { clearPlaces, place } from '../support/embedded-places.ts';
import { operate } from '../support/operator.ts';
import { startProgram } from '../support/program.ts';

const inBase64 = (key: Buffer): string => key.toString('base64');

/** Why it did not start; '' where it did, and then it is stopped. */
async function refusalOf(settings: Record<string, string>): Promise<string> {
  try {
    await (await startProgram(settings)).stop();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('a key that is lost', { timeout: 60_000 }, () => {
  afterAll(clearPlaces);

  test('is not made anew where an embedded database stands, and comes back with its file', async () => {
    const { dataDir, keyDir } = await place();
    const settings = { DATA_DIR: dataDir, KEYRING_DIR: keyDir };
    expect(await operate('migrate', settings)).toMatchObject({ code: 0, complained: '' });
    const file = join(keyDir, 'lamplight.key');
    const started = await openKeys({ dataDir, keyringDir: keyDir });
    await rename(file, `${file}.away`);

    expect(await refusalOf(settings)).toMatch(
      new RegExp(`The key file ${file} is missing.*Put that file back.*LAMPLIGHT_KEY`),
    );
    const doctor = await operate('doctor', settings);
    expect(doctor.about('Key')).toMatch(/^wrong .*is missing/);
    await rename(`${file}.away`, file);
    expect((await openKeys({ dataDir, keyringDir: keyDir })).keyId).toBe(started.keyId);
  });

  test('is made where the folder is there and no database in it, also after the doctor has looked', async () => {
    const { dataDir, keyDir } = await place();
    await mkdir(dataDir, { recursive: true });
    const doctor = await operate('doctor', { DATA_DIR: dataDir, KEYRING_DIR: keyDir });
    expect(doctor.about('Database')).toMatch(/^look .*There is none yet/);
    expect((await openKeys({ dataDir, keyringDir: keyDir })).keyId).toMatch(/^[0-9a-f]{8}$/);
  });

  test.each(['checkin', 'delivery'] as const)(
    'is asked for where a %s was sealed with it, and nothing starts before',
    async (table) => {
      const fresh = await freshDatabase();
      const { dataDir } = await place();
      const database = connect(fresh.url, () => undefined, 1);
      const [old, other] = [randomBytes(32), randomBytes(32)];
      try {
        await putSealed(database, table, makeKeyRing([old]).seal('x', 'bound'));
        const settings = {
          DATA_DIR: dataDir,
          DATABASE_URL: fresh.url,
          PLAYGROUND: 'on',
          LOG_LEVEL: 'silent',
        };
        expect(await refusalOf({ ...settings, LAMPLIGHT_KEY: inBase64(other) })).toMatch(
          /It ended with 1 .*sealed with a key that is not here.*LAMPLIGHT_KEY.*after a comma/,
        );
        const both = `${inBase64(other)},${inBase64(old)}`;
        const program = await startProgram({ ...settings, LAMPLIGHT_KEY: both });
        expect(await program.stop()).toBe(0);
      } finally {
        await database.close();
        await fresh.drop();
        await rm(dataDir, { recursive: true, force: true });
      }
    },
  );
});

async function putSealed(
  { owner }: ReturnType<typeof connect>,
  table: 'checkin' | 'delivery',
  sealed: Buffer,
): Promise<void> {
  const [organisation_id, person] = [randomUUID(), randomUUID()];
  const at = new Date();
  await owner.insertInto('organisation').values({ id: organisation_id, name: 'x', created_at: at }).execute();
  await owner
    .insertInto('person')
    .values({ id: person, organisation_id, language: 'en', time_zone: 'UTC', country: null, created_at: at })
    .execute();
  const own = { id: randomUUID(), organisation_id };
  if (table === 'checkin')
    await owner
      .insertInto('checkin')
      .values({ ...own, person_id: person, sealed, answered_at: at, changed_at: at })
      .execute();
  else
    await owner
      .insertInto('delivery')
      .values({
        ...own,
        kind: 'x',
        urgent: false,
        talk: 'x',
        once: null,
        payload: sealed,
        state: 'new',
        created_at: at,
        due_at: new Date(at.getTime() + 3_600_000),
        lease_until: null,
        platform: null,
        conversation: null,
        message: null,
        problem: null,
      })
      .execute();
}
