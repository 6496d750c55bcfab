import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answered,
  brigid,
  codeIn,
  codeOf,
  connectPlaces,
  far,
  linkAccounts,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
} from '../support/programme.ts';

let programme: Programme;
/** One nurse with an account here and there, and one colleague. */
let here: Someone;
let there: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  await connectPlaces(someone(programme, brigid, 'carla'), someone(programme, luke, 'lena'));
  await programme.house.outbox.drain();
  programme.letters.length = 0;
  here = someone(programme, brigid, 'nora');
  there = someone(programme, luke, 'nora in Teams');
  liam = someone(programme, luke, 'liam');
  for (const person of [here, there, liam]) await person.types('help');
});
afterEach(() => programme.end());

const refused = expect.stringContaining('This code does not work');
const typed = (by: Someone, code: string): Promise<string> =>
  by.sends('settings.enter', { code }).then(answered);
const confirmed = (by: Someone, code: string): Promise<string> =>
  by.sends('settings.confirm', {}, code).then(answered);

const accountId = async (person: Someone): Promise<string> => (await programme.rowOf(person)).id;
const personOf = async (person: Someone): Promise<string> => (await programme.rowOf(person)).person;

async function giveRole({ who }: Someone, role: string): Promise<void> {
  await sql`insert into role_held (organisation_id, person_id, role, account_id)
    select organisation_id, person_id, ${role}, id from account where external_id = ${who.account}`.execute(
    programme.database.owner,
  );
}
/** What somebody may do, as the bot lets them. */
const mayRun = async (person: Someone): Promise<boolean> =>
  answered(await person.types('admin')) === 'admin.card';

describe('what somebody may do', () => {
  it('holds in both accounts while they are linked, and leaves with the account that it came by', async () => {
    await giveRole(here, 'coordinator');
    expect([await mayRun(here), await mayRun(there)]).toEqual([true, false]);
    await linkAccounts(here, there);
    expect([await mayRun(here), await mayRun(there)]).toEqual([true, true]);
    await there.presses('settings.unlink', await accountId(here));
    expect([await mayRun(here), await mayRun(there)]).toEqual([true, false]);
  });

  it('leaves with its account also where the other one unlinks it', async () => {
    await giveRole(there, 'coordinator');
    await linkAccounts(there, here);
    expect(await mayRun(here)).toBe(true);
    await here.presses('settings.unlink', await accountId(there));
    expect([await mayRun(here), await mayRun(there)]).toEqual([false, true]);
  });

  it('is still there on both sides where both had it', async () => {
    for (const account of [here, there]) await giveRole(account, 'coordinator');
    await linkAccounts(here, there);
    await here.presses('settings.unlink', await accountId(there));
    expect([await mayRun(here), await mayRun(there)]).toEqual([true, true]);
  });
});

describe('a code of an account', () => {
  it('is refused in the same words where it is wrong, of another kind, too old, used, or of another organisation', async () => {
    const [code, ofWorkspace] = [
      await codeOf(here),
      codeIn(await someone(programme, brigid, 'carla').presses('admin.connect')),
    ];
    const stranger = someone(programme, far, 'nora far away');
    const strange = await codeOf(stranger);
    for (const wrong of ['x', '0000-0000', code.slice(1), `${code}A`, ofWorkspace, strange]) {
      expect(await typed(there, wrong)).toEqual(refused);
      expect(await confirmed(there, wrong)).toEqual(refused);
    }
    expect(await typed(stranger, code)).toEqual(await typed(stranger, '0000-0000'));
    expect(await confirmed(stranger, code)).toEqual(await confirmed(stranger, '0000-0000'));
    programme.clock.now += 10 * 60_000;
    expect(await confirmed(there, code)).toEqual(refused);
    const second = await codeOf(here);
    expect(await confirmed(there, second)).toBe('settings.linked');
    expect(await confirmed(liam, second)).toEqual(refused);
    expect(await personOf(liam)).not.toBe(await personOf(here));
  });

  it('is refused kindly in the account that made it, and in one that is linked already', async () => {
    const code = await codeOf(here);
    expect(await typed(here, code)).toContain('your other account');
    expect(await confirmed(here, code)).toContain('your other account');
    expect(await confirmed(there, code)).toBe('settings.linked');
    const next = await codeOf(here);
    expect(await typed(there, next)).toContain('These two accounts are you already');
    expect(await confirmed(there, next)).toContain('These two accounts are you already');
  });

  it('is refused kindly in an account of the same workspace, and is not used up by that', async () => {
    const code = await codeOf(there);
    expect(await typed(liam, code)).toContain('two different workspaces');
    expect(await confirmed(liam, code)).toContain('two different workspaces');
    expect(await personOf(liam)).not.toBe(await personOf(there));
    expect(await confirmed(here, code)).toBe('settings.linked');
  });

  it('makes nobody two in one workspace, also by way of another', async () => {
    await linkAccounts(here, there);
    const code = await codeOf(here);
    expect(await typed(liam, code)).toContain('two different workspaces');
    expect(await confirmed(liam, code)).toContain('two different workspaces');
    expect(await confirmed(here, await codeOf(liam))).toContain('two different workspaces');
    expect(await personOf(liam)).not.toBe(await personOf(here));
  });

  it('ends when the account makes another', async () => {
    const first = await codeOf(here);
    await codeOf(here);
    expect(await confirmed(there, first)).toEqual(refused);
  });

  it('unlinks nobody but one’s own', async () => {
    await linkAccounts(here, there);
    for (const value of [
      await accountId(there),
      await accountId(here),
      await accountId(liam),
      randomUUID(),
      'x',
      '',
    ])
      expect(answered(await liam.presses('settings.unlink', value))).toBe('settings.card');
    expect(answered(await here.presses('settings.unlink', await accountId(here)))).toBe('settings.card');
    expect(await personOf(here)).toBe(await personOf(there));
  });
});
