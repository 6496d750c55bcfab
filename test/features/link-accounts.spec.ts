import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnected, settingsOf } from '../support/linked.ts';
import {
  answered,
  brigid,
  codeOf,
  formIn,
  history,
  linkAccounts,
  luke,
  type Programme,
  type Someone,
  someone,
  tells,
  wordsOf,
} from '../support/programme.ts';

let programme: Programme;
/** One nurse with an account here and there, and one colleague. */
let here: Someone;
let there: Someone;
let liam: Someone;
beforeEach(async () => {
  ({ programme, here, there } = await openConnected());
  liam = someone(programme, luke, 'liam');
  await liam.types('help');
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
  const card = { name: 'hello', summary: 'x', blocks: [] };
  await programme.database.within(organisation, (tx) =>
    programme.house.outbox.put(
      tx,
      organisation,
      [{ to: { kind: 'person', person }, card, why: 'notice' }],
      programme.clock.now,
    ),
  );
}

describe('two accounts of one person', () => {
  it('are linked by a code, with words on what follows, and both hear of it', async () => {
    const shown = formIn(await here.presses('settings.link'));
    expect(wordsOf(shown)).toContain('two accounts of your own');
    expect(wordsOf(shown)).toContain('sees the check-ins of both');
    const confirm = formIn(await there.sends('settings.enter', { code: await codeOf(here) }));
    for (const said of [
      'Slack, St. Brigid’s',
      'Microsoft Teams, St. Luke’s',
      'one history',
      'undo this at any time',
    ])
      expect(wordsOf(confirm)).toContain(said);
    expect(await personOf(here)).not.toBe(await personOf(there));
    expect(answered(await there.sends('settings.confirm', {}, confirm.carries))).toBe('settings.linked');
    expect(await personOf(here)).toBe(await personOf(there));
    expect(await arrived()).toEqual([
      'nora in Teams: settings.linked-notice',
      'nora: settings.linked-notice',
    ]);
    for (const account of [here, there]) {
      expect(await settingsOf(account)).toContain('These 2 accounts are you');
      expect(await settingsOf(account)).toContain('Microsoft Teams, St. Luke’s');
    }
    expect(await settingsOf(liam)).toContain('I know you by this account');
  });

  it('have one history, and one check-in in one moment, on either side', async () => {
    await tells(here, 2, 'told here', programme.clock);
    await tells(there, 4, 'told there', programme.clock);
    await linkAccounts(here, there);
    for (const account of [here, there]) expect(await history(account)).toEqual(['told there', 'told here']);
    await here.sends('checkins.mood', { mood: 2 });
    programme.clock.now += 10 * 60_000;
    const asked = formIn(await there.types('checkin'));
    expect(wordsOf(asked)).toContain('You answered at');
    await there.sends('checkins.mood', { mood: 5 });
    expect(await history(here)).toHaveLength(3);
    expect(await history(liam)).toEqual([]);
  });

  it('keep one history also where both answer at the very same moment', async () => {
    await linkAccounts(here, there);
    for (const pair of [
      [here, there],
      [there, here],
    ]) {
      programme.clock.now += 2 * 3_600_000;
      const before = (await history(here)).length;
      const outcomes = await Promise.all(pair.map((account) => account.sends('checkins.mood', { mood: 3 })));
      expect(outcomes.map(answered)).toEqual(['checkins.more', 'checkins.more']);
      expect(await history(there)).toHaveLength(before + 1);
    }
  });

  it('are reached where the person says, and where they were last until then', async () => {
    await linkAccounts(here, there);
    await arrived();
    const toPerson = async (): Promise<readonly string[]> => {
      await writeTo(here);
      return arrived();
    };
    for (const account of [there, here, there]) {
      const shown = await here.sends('settings.reach', { account: await accountId(account) });
      expect(shown.answer.kind === 'replace' && wordsOf(shown.answer.card)).toContain(
        account === here ? 'I write here: Slack, St. Brigid’s' : 'I write here: Microsoft Teams, St. Luke’s',
      );
      expect(await toPerson()).toEqual([`${account.who.account}: hello`]);
    }
    await sql`update account set profile_at = case external_id when 'nora' then now() else null end`.execute(
      programme.database.owner,
    );
    await there.sends('settings.reach', { account: 'latest' });
    expect(await toPerson()).toEqual(['nora: hello']);
    // Somebody else's account is not offered, and refused where it is sent all the same.
    expect(answered(await here.sends('settings.reach', { account: await accountId(liam) }))).toBe(
      'Please choose one of the answers shown.',
    );
  });

  it('are reached by the other once one of them takes us out, also where it was the chosen one', async () => {
    await linkAccounts(here, there);
    await arrived();
    for (const account of ['latest', await accountId(there)]) {
      await here.sends('settings.reach', { account });
      await sql`update account set profile_at = now() where external_id = ${there.who.account}`.execute(
        programme.database.owner,
      );
      await there.does({ kind: 'left' });
      await writeTo(here);
      expect(await arrived()).toEqual(['nora: hello']);
    }
  });

  it('miss nothing that was on its way to either of them when they were linked', async () => {
    await writeTo(here);
    await writeTo(there);
    await linkAccounts(here, there);
    expect((await arrived()).filter((one) => one.endsWith('hello'))).toHaveLength(2);
  });

  it('are not written to in two places: a message that failed in one is tried again there', async () => {
    await linkAccounts(here, there);
    await arrived();
    await here.sends('settings.reach', { account: await accountId(here) });
    await writeTo(here);
    programme.weather.send = async () => ({ kind: 'failed', because: 'nobody knows' });
    expect(await arrived()).toEqual([]);
    programme.weather.send = undefined;
    await here.sends('settings.reach', { account: await accountId(there) });
    programme.clock.now += 60_000;
    expect(await arrived()).toEqual(['nora: hello']);
    await writeTo(here);
    expect(await arrived()).toEqual(['nora in Teams: hello']);
  });

  it('share the country that one of them chose, where the other chose none', async () => {
    await here.presses('help.country', 'IE');
    await programme.house.bot.settle();
    await linkAccounts(here, there);
    await programme.house.tick.minute();
    expect(programme.house.memory.person(there.who)?.country).toBe('IE');
    expect(programme.house.memory.person(here.who)?.country).toBe('IE');
  });

  it.each([
    ['one', () => here],
    ['other', () => there],
  ])('share the quiet hours that the %s chose, where nobody else chose any', async (_, chooser) => {
    const quiet = { from: '13:00', until: '15:30' };
    expect(answered(await chooser().sends('settings.quiet', quiet))).toBe('settings.card');
    await linkAccounts(here, there);
    for (const account of [here, there]) expect(await settingsOf(account)).toContain('3:30');
  });

  it('are separate again after unlinking: to each what came by it, and both hear of it', async () => {
    await tells(here, 2, 'told here', programme.clock);
    await tells(there, 4, 'told there', programme.clock);
    await linkAccounts(here, there);
    await tells(here, 3, 'here, linked', programme.clock);
    await tells(there, 3, 'there, linked', programme.clock);
    await arrived();
    expect(answered(await here.presses('settings.unlink', await accountId(there)))).toBe('settings.card');
    expect(await history(here)).toEqual(['here, linked', 'told here']);
    expect(await history(there)).toEqual(['there, linked', 'told there']);
    expect(await arrived()).toEqual([
      'nora in Teams: settings.unlinked-notice',
      'nora: settings.unlinked-notice',
    ]);
    // Once more from the other side, and back.
    await linkAccounts(there, here);
    expect(await history(here)).toHaveLength(4);
    await there.presses('settings.unlink', await accountId(here));
    expect(await history(here)).toEqual(['here, linked', 'told here']);
    expect(await history(there)).toEqual(['there, linked', 'told there']);
  });

  it('keep what was told before anybody noted by which account', async () => {
    await tells(here, 2, 'of old, here', programme.clock);
    await tells(there, 4, 'of old, there', programme.clock);
    await sql`update checkin set account_id = null`.execute(programme.database.owner);
    await linkAccounts(here, there);
    await there.presses('settings.unlink', await accountId(here));
    expect(await history(here)).toEqual(['of old, here']);
    expect(await history(there)).toEqual(['of old, there']);
  });

  it('are parted when their workspaces are, and only then', async () => {
    await tells(here, 2, 'told here', programme.clock);
    await linkAccounts(here, there);
    await tells(there, 4, 'told there', programme.clock);
    await arrived();
    const carla = someone(programme, brigid, 'carla');
    expect(answered(await carla.presses('admin.separate', await programme.idOf(luke)))).toBe(
      'admin.separated',
    );
    expect(await history(here)).toEqual(['told here']);
    expect(await history(there)).toEqual(['told there']);
    expect(await arrived()).toEqual([
      'carla: admin.separated',
      'lena: admin.separated',
      'nora in Teams: admin.parted',
      'nora: admin.parted',
    ]);
    expect(await settingsOf(there)).toContain('I know you by this account');
  });
});
