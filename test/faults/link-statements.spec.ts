// Whichever statement fails, all is as it was, and the same again then works: nothing is half linked.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everythingIn } from '../support/catalogue.ts';
import {
  answered,
  brigid,
  codeIn,
  connectPlaces,
  history,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
} from '../support/programme.ts';

let programme: Programme;
let carla: Someone;
let lena: Someone;
let here: Someone;
let there: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  carla = someone(programme, brigid, 'carla');
  lena = someone(programme, luke, 'lena');
  here = someone(programme, brigid, 'nora');
  there = someone(programme, luke, 'nora in Teams');
  await tells(here, 2, 'here', programme.clock);
  await tells(there, 4, 'there', programme.clock);
  programme.clock.now -= 4 * 3_600_000;
  await lena.sends('help.own-line', { name: 'Luke care', call: '+1 555 0100' });
  await lena.presses('help.checked', 'us-988');
  await lena.does({ kind: 'said', text: 'help', place: { conversation: 'talk lena', private: true } });
});
afterEach(() => programme.end());

/** All that the database holds, in no order. */
const everything = async (): Promise<readonly string[]> =>
  (await everythingIn(programme.database)).split('\n').sort();

/** The database fails at whichever statement first touches this table so, or at the end. */
async function poison(table: string, at: 'statement' | 'commit'): Promise<void> {
  const { owner } = programme.database;
  await sql`create function poison() returns trigger language plpgsql as ${sql.lit(
    `begin raise exception 'poison' using errcode = 'P0001'; end`,
  )}`.execute(owner);
  await (at === 'commit'
    ? sql`create constraint trigger poison after update or delete on ${sql.ref(table)}
        deferrable initially deferred for each row execute function poison()`
    : sql`create trigger poison before update or delete on ${sql.ref(table)}
        for each row execute function poison()`
  ).execute(owner);
}
const cure = (): Promise<unknown> => sql`drop function poison() cascade`.execute(programme.database.owner);

const moments = ['statement', 'commit'] as const;

async function allOrNothing(
  tables: readonly string[],
  deed: () => Promise<string>,
  done: string,
): Promise<void> {
  await programme.house.bot.settle();
  await programme.house.outbox.drain();
  const before = await everything();
  for (const table of tables)
    for (const at of moments) {
      await poison(table, at);
      expect([table, at, await deed()]).toEqual([table, at, expect.stringMatching(/^not-kept/)]);
      await cure();
      await programme.house.bot.settle();
      expect([table, at, await everything()]).toEqual([table, at, before]);
    }
  expect(await deed()).toBe(done);
}

describe('a failure at any statement', () => {
  it('of connecting two workspaces leaves both as they were', async () => {
    const code = codeIn(await lena.presses('admin.connect'));
    await allOrNothing(
      [
        'link_code',
        'workspace',
        'person',
        'account',
        'checkin',
        'role_held',
        'inbox',
        'delivery',
        'organisation',
      ],
      async () => answered(await carla.sends('admin.confirm', {}, code)),
      'admin.connected',
    );
    expect(await history(here)).toEqual(['here']);
  });

  it('of separating them leaves them connected', async () => {
    await connectPlaces(carla, lena);
    const code = codeIn(await here.presses('settings.link'));
    await there.sends('settings.confirm', {}, code);
    await allOrNothing(
      ['workspace', 'person', 'account', 'checkin', 'role_held', 'inbox', 'delivery'],
      async () => answered(await carla.presses('admin.separate', await programme.idOf(luke))),
      'admin.separated',
    );
    expect(await history(here)).toEqual(['here']);
    expect(await history(there)).toEqual(['there']);
  });

  it('of linking two accounts leaves two persons, and of unlinking them one', async () => {
    await connectPlaces(carla, lena);
    const code = codeIn(await here.presses('settings.link'));
    await allOrNothing(
      ['link_code', 'account', 'checkin', 'person'],
      async () => answered(await there.sends('settings.confirm', {}, code)),
      'settings.linked',
    );
    expect(await history(here)).toEqual(['there', 'here']);
    const { id } = await programme.rowOf(there);
    await allOrNothing(
      ['account', 'checkin'],
      async () => answered(await here.presses('settings.unlink', id)),
      'settings.card',
    );
    expect(await history(here)).toEqual(['here']);
    expect(await history(there)).toEqual(['there']);
  });
});
