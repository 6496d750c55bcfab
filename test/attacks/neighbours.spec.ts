import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type Database } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { checkConnecting } from '../../src/operator/checks-database.ts';
import { lineOf } from '../../src/operator/finding.ts';
import { type Fresh, freshDatabase } from '../support/database.ts';

describe('two hospitals with a database each on one server', () => {
  let ours: Fresh;
  let owner: Database;
  const neighbour = `neighbour_${process.pid}`;
  beforeEach(async () => {
    ours = await freshDatabase(true);
    owner = connect(ours.url, () => undefined, 1);
    await migrate(owner.owner);
    // The neighbour's bot holds the two roles for a database of its own.
    await sql`create role ${sql.ref(neighbour)} login password 'secret'`.execute(owner.owner);
    await sql`grant lamplight_serving, lamplight_looking to ${sql.ref(neighbour)}`.execute(owner.owner);
  });
  afterEach(async () => {
    await sql`drop owned by ${sql.ref(neighbour)}`.execute(owner.owner);
    await sql`drop role ${sql.ref(neighbour)}`.execute(owner.owner);
    await owner.close();
    await ours.drop();
  });

  async function tryToLook(): Promise<unknown> {
    const url = new URL(ours.url);
    url.username = neighbour;
    url.password = 'secret';
    const theirs = connect(url.href, () => undefined, 1);
    try {
      return await theirs.across((tx) => tx.selectFrom('organisation').select('id').execute());
    } finally {
      await theirs.close();
    }
  }

  test('the user of the one cannot even connect to the database of the other', async () => {
    await expect(tryToLook()).rejects.toMatchObject({ code: '42501' });
    expect(lineOf(await checkConnecting(owner))).toMatch(/^ok /);
  });

  test('where everybody may connect after all, the doctor says so, and how to end it', async () => {
    const name = new URL(ours.url).pathname.slice(1);
    await sql`grant connect on database ${sql.ref(name)} to public`.execute(owner.owner);
    expect(await tryToLook()).toEqual([]);
    const line = lineOf(await checkConnecting(owner));
    expect(line).toMatch(/^look .*revoke connect on database \S+ from public;$/);
    await sql.raw(line.replace(/^.*(revoke )/, '$1')).execute(owner.owner);
    await expect(tryToLook()).rejects.toMatchObject({ code: '42501' });
  });
});
