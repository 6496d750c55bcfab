// Whoever looks for what is to go out holds a lock and takes rows; whoever moves rows takes the same lock, and before any row.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/chat/message.ts';
import { until } from '../support/checkins.ts';
import {
  answered,
  brigid,
  codeIn,
  connectPlaces,
  linkAccounts,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
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
  for (const person of [here, there]) await person.types('help');
});
afterEach(() => programme.end());

/** To both accounts' persons, due in an hour, both under the same name that is said once. */
async function writeToBoth(): Promise<void> {
  for (const account of [here, there]) {
    const { person, organisation } = await programme.rowOf(account);
    const card = { name: 'later', summary: 'x', blocks: [] };
    await programme.database.within(organisation, (tx) =>
      programme.house.outbox.put(
        tx,
        organisation,
        [{ to: { kind: 'person', person }, card, why: 'notice', once: 'the same' }],
        programme.clock.now + 3_600_000,
      ),
    );
  }
}

async function waiting(): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
    programme.database.owner,
  );
  return rows.length;
}

/** Where the outbox is being looked through meanwhile, `deed` waits, and holds nothing that is looked for. */
async function besideALook(deed: () => Promise<Outcome>): Promise<string> {
  const { owner } = programme.database;
  // Nobody else is about to look.
  await programme.house.bot.settle();
  await programme.house.outbox.drain();
  const { doing, held } = await owner.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('lamplight outbox'))`.execute(tx);
    const doing = deed();
    await until(async () => (await waiting()) > 0);
    const { rows: all } = await sql`select id from delivery`.execute(tx);
    const { rows: free } = await sql`select id from delivery for update skip locked`.execute(tx);
    return { doing, held: all.length - free.length };
  });
  expect(held).toBe(0);
  return answered(await doing);
}

describe('beside somebody who looks for what is to go out', () => {
  it('workspaces are connected without holding anything that is looked for', async () => {
    await writeToBoth();
    const code = codeIn(await carla.presses('admin.connect'));
    expect(await besideALook(() => lena.sends('admin.confirm', {}, code))).toBe('admin.connected');
  });

  it('workspaces are separated without holding anything that is looked for', async () => {
    await writeToBoth();
    await connectPlaces(carla, lena);
    await linkAccounts(here, there);
    const place = await programme.idOf(brigid);
    expect(await besideALook(() => lena.presses('admin.separate', place))).toBe('admin.separated');
  });
});
