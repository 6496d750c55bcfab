// Somebody has everything erased while others are in the middle of writing something down about them.
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Transaction } from '../../src/database/connect.ts';
import { everythingIn } from '../support/catalogue.ts';
import {
  answered,
  brigid,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
} from '../support/programme.ts';
import { addStaff } from '../support/staff-rows.ts';

let programme: Programme;
let nora: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  nora = someone(programme, brigid, 'U0NORA');
  await tells(nora, 2, 'a hard night', programme.clock);
  await addStaff(programme.database, (await programme.rowOf(nora)).organisation, 'U0NORA');
});
afterEach(() => programme.end());

const erase = () => nora.sends('privacy.erase', { sure: true });

/** Until somebody waits for a lock. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_locks where not granted`.execute(programme.database.owner);
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Does this in one transaction, and commits once the erasure waits for it. */
async function whileWriting(work: (tx: Transaction, organisation: string) => Promise<unknown>) {
  const { organisation } = await programme.rowOf(nora);
  let erasing: ReturnType<typeof erase> | undefined;
  await programme.database.within(organisation, async (tx) => {
    await work(tx, organisation);
    erasing = erase();
    await somebodyWaits();
  });
  return erasing;
}

it('a group’s people that are being written down: whoever is erased is in it neither way', async () => {
  const outcome = await whileWriting(async (tx, organisation) => {
    const audience = await tx
      .selectFrom('audience')
      .select(['id', 'workspace_id'])
      .forUpdate()
      .executeTakeFirstOrThrow();
    await tx.deleteFrom('audience_member').execute();
    await tx
      .insertInto('audience_member')
      .values({
        audience_id: audience.id,
        organisation_id: organisation,
        workspace_id: audience.workspace_id,
        account: 'U0NORA',
      })
      .execute();
  });
  expect(outcome && answered(outcome)).toBe('privacy.erased');
  expect(await everythingIn(programme.database)).not.toMatch(/u0nora/i);
});

it('a message to them that is being written down goes nowhere, and nothing of them stays', async () => {
  const { person } = await programme.rowOf(nora);
  const outcome = await whileWriting(async (tx, organisation) => {
    await tx.selectFrom('person').select('id').where('id', '=', person).forKeyShare().execute();
    const card = { name: 'any.hello', summary: 'hello', blocks: [] };
    await programme.house.outbox.put(
      tx,
      organisation,
      [{ to: { kind: 'person', person }, card, why: 'notice' }],
      programme.clock.now,
    );
  });
  expect(outcome && answered(outcome)).toBe('privacy.erased');
  await programme.house.outbox.drain();
  expect(programme.letters.filter(({ card }) => card.name === 'any.hello')).toEqual([]);
  expect(await everythingIn(programme.database)).not.toContain(person);
});

it('two who press at once erase once, and nobody is made anew', async () => {
  const both = await Promise.all([erase(), erase()]);
  expect(both.every(({ kind }) => kind === 'kept')).toBe(true);
  expect(
    (await everythingIn(programme.database)).split('\n').filter((line) => line.startsWith('checkin.id')),
  ).toEqual([]);
});
