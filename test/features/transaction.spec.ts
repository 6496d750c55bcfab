import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../../src/database/connect.ts';
import { type Fresh, freshDatabase } from '../support/database.ts';

let fresh: Fresh;
let database: Database;
let other: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  // One line each, so that what one transaction leaves on it is met by the next.
  database = connect(fresh.url, () => undefined, 1);
  other = connect(fresh.url, () => undefined, 1);
  await sql`create table kept (word text)`.execute(database.owner);
});

afterAll(async () => {
  await database.close();
  await other.close();
  await fresh.drop();
});

/** What others see of it. */
async function kept(): Promise<readonly string[]> {
  const { rows } = await sql<{ word: string }>`select word from kept order by word`.execute(other.owner);
  return rows.map(({ word }) => word);
}

describe('a transaction, which begins with its first statement', () => {
  it.each([
    ['with values', (word: string) => sql`insert into kept values (${word})`],
    ['without', (word: string) => sql`insert into kept values (${sql.lit(word)})`],
  ])('is seen by nobody until it is whole, where that is %s', async (_, insert) => {
    await sql`delete from kept`.execute(database.owner);
    await database.owner.transaction().execute(async (tx) => {
      await insert('one').execute(tx);
      expect(await kept()).toEqual([]);
      await insert('two').execute(tx);
    });
    expect(await kept()).toEqual(['one', 'two']);
  });

  it.each([
    ['with values', (word: string) => sql`insert into kept values (${word})`],
    ['without', (word: string) => sql`insert into kept values (${sql.lit(word)})`],
  ])('leaves nothing where it fails, and the line as it was, where that is %s', async (_, insert) => {
    await sql`delete from kept`.execute(database.owner);
    const failing = database.owner.transaction().execute(async (tx) => {
      await insert('lost').execute(tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await sql`insert into kept values ('after')`.execute(database.owner);
    expect(await kept()).toEqual(['after']);
  });

  it('may be refused with its very first statement', async () => {
    await sql`delete from kept`.execute(database.owner);
    const refused = database.owner
      .transaction()
      .execute((tx) => sql`select nothing from nowhere`.execute(tx));
    await expect(refused).rejects.toThrow('nowhere');
    await sql`insert into kept values ('after')`.execute(database.owner);
    expect(await kept()).toEqual(['after']);
  });

  it('may have none, and leaves none open', async () => {
    await sql`delete from kept`.execute(database.owner);
    await database.owner.transaction().execute(async () => undefined);
    await sql`insert into kept values ('after')`.execute(database.owner);
    expect(await kept()).toEqual(['after']);
  });

  it('gives back what its first statement answers', async () => {
    const { rows } = await database.owner
      .transaction()
      .execute((tx) => sql<{ seven: number }>`select 7 as seven`.execute(tx));
    expect(rows).toEqual([{ seven: 7 }]);
  });

  it('is of one organisation, whatever its name looks like', async () => {
    const name = `it's'; drop table kept; --`;
    const seen = await database.within(name, async (tx) => {
      const { rows } = await sql<{ name: string; role: string }>`
        select current_setting('lamplight.organisation') as name, current_user as role`.execute(tx);
      return rows[0];
    });
    expect(seen).toEqual({ name, role: 'lamplight_serving' });
    expect(await kept()).toEqual(['after']);
  });
});
