// What cannot be written down for one organisation just now keeps nobody else's messages waiting.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organisationLock } from '../../src/database/connect.ts';
import { brigid, openProgramme, type Programme, someone } from '../support/programme.ts';

let programme: Programme;
beforeEach(async () => {
  programme = await openProgramme();
});
afterEach(() => programme.end());

async function put(account: string, name: string): Promise<void> {
  const { person, organisation } = await programme.rowOf(someone(programme, brigid, account));
  await programme.database.within(organisation, (tx) =>
    programme.house.outbox.put(
      tx,
      organisation,
      [{ to: { kind: 'person', person }, card: { name, summary: name, blocks: [] }, why: 'notice' }],
      programme.clock.now,
    ),
  );
}

const arrived = (): readonly string[] => programme.letters.map(({ card }) => card.name);

describe('while rows of one organisation are being moved', () => {
  it('the messages of another go out', async () => {
    await programme.house.outbox.drain();
    await put('carla', 'to a hospital that is being moved');
    const { organisation } = await programme.rowOf(someone(programme, brigid, 'carla'));
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: locked, resolve: lock } = Promise.withResolvers<void>();
    const moving = programme.database.owner.transaction().execute(async (tx) => {
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
      await sql`select pg_advisory_xact_lock(${organisationLock(organisation)})`.execute(tx);
      lock();
      await held;
    });
    try {
      await locked;
      await programme.house.outbox.drain().catch(() => undefined);
      await put('fay', 'to a hospital far away');
      await programme.house.outbox.drain().catch(() => undefined);
      expect(arrived()).toEqual(['to a hospital far away']);
    } finally {
      release();
      await moving;
    }
    await programme.house.outbox.drain();
    expect(arrived()).toEqual(['to a hospital far away', 'to a hospital that is being moved']);
  });
});
