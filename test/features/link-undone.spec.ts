// Linked accounts that part again: each is who it was before.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnected, settingsOf } from '../support/linked.ts';
import {
  brigid,
  connectPlaces,
  far,
  linkAccounts,
  luke,
  type Programme,
  type Someone,
  someone,
} from '../support/programme.ts';

let programme: Programme;
/** One nurse with an account here and there, whom two programmes know. */
let here: Someone;
let there: Someone;
beforeEach(async () => {
  ({ programme, here, there } = await openConnected());
});
afterEach(() => programme.end());

const accountId = async (person: Someone): Promise<string> => (await programme.rowOf(person)).id;
const personOf = async (person: Someone): Promise<string> => (await programme.rowOf(person)).person;

/** What arrived, as `<account>: <card>`. */
async function arrived(): Promise<readonly string[]> {
  await programme.house.outbox.drain();
  return programme.letters
    .splice(0)
    .filter(({ card }) => card.name !== 'help.old-lines')
    .map(({ conversation, card }) => `${conversation.replace('talk ', '')}: ${card.name}`)
    .sort();
}

/** A message to whoever is behind the account now. */
async function writeTo(account: Someone): Promise<void> {
  const { person, organisation } = await programme.rowOf(account);
  const card = { name: `to ${account.who.account}`, summary: 'x', blocks: [] };
  await programme.database.within(organisation, (tx) =>
    programme.house.outbox.put(
      tx,
      organisation,
      [{ to: { kind: 'person', person }, card, why: 'notice' }],
      programme.clock.now,
    ),
  );
}

describe('two accounts that were one for a while', () => {
  it.each([
    ['the one that typed the code', true],
    ['the one that made it', false],
  ])('are who they were before, also where %s is unlinked by the other', async (_, typedLeaves) => {
    const before = [await personOf(here), await personOf(there)];
    await linkAccounts(here, there);
    await (typedLeaves ? here : there).presses(
      'settings.unlink',
      await accountId(typedLeaves ? there : here),
    );
    expect([await personOf(here), await personOf(there)]).toEqual(before);
    // Whoever pressed is shown what is theirs now.
    for (const account of [here, there])
      expect(await settingsOf(account)).toContain('I know you by this account');
  });

  it('are who they were before when their workspaces part, whichever goes', async () => {
    const before = [await personOf(here), await personOf(there)];
    const carla = someone(programme, brigid, 'carla');
    for (const place of [luke, brigid]) {
      await linkAccounts(here, there);
      await carla.presses('admin.separate', await programme.idOf(place));
      expect([place.name, await personOf(here), await personOf(there)]).toEqual([place.name, ...before]);
      await connectPlaces(carla, someone(programme, luke, 'lena'));
    }
  });

  it.each([
    ['the one that typed the code', true],
    ['the one that made it', false],
  ])('each get what was on its way to them before, where %s is unlinked', async (_, typedLeaves) => {
    for (const account of [here, there]) await writeTo(account);
    // Nothing goes out before they are two again.
    await sql`update delivery set due_at = ${new Date(programme.clock.now + 3_600_000)} where state = 'new'`.execute(
      programme.database.owner,
    );
    await linkAccounts(here, there);
    await (typedLeaves ? here : there).presses(
      'settings.unlink',
      await accountId(typedLeaves ? there : here),
    );
    await arrived();
    programme.clock.now += 2 * 3_600_000;
    expect(await arrived()).toEqual(['nora in Teams: to nora in Teams', 'nora: to nora']);
  });

  it('in three workspaces are each who they were before, in whatever order they are unlinked', async () => {
    await connectPlaces(someone(programme, luke, 'lena'), someone(programme, far, 'fay'));
    const third = someone(programme, far, 'nora far away');
    await third.types('help');
    await arrived();
    const three = [here, there, third];
    const before = await Promise.all(three.map(personOf));
    await linkAccounts(here, there);
    await linkAccounts(there, third);
    await third.sends('settings.reach', { account: await accountId(there) });
    await here.presses('settings.unlink', await accountId(third));
    expect(await personOf(third)).toBe(before[2]);
    expect(await personOf(here)).toBe(await personOf(there));
    expect(before).toContain(await personOf(here));
    expect(await settingsOf(here)).toContain('I write here: Microsoft Teams, St. Luke’s');
    await there.presses('settings.unlink', await accountId(here));
    expect(await Promise.all(three.map(personOf))).toEqual(before);
  });
});
