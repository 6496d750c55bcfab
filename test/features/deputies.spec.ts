// Whoever stands in for a coordinator does what a coordinator does, and does not choose who runs the programme, by whatever way.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeUploadLink, openUploadLink } from '../../src/people/upload-link.ts';
import {
  answered,
  brigid,
  codeIn,
  formIn,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
} from '../support/programme.ts';

let programme: Programme;
let carla: Someone;
let dora: Someone;
let lena: Someone;
beforeEach(async () => {
  programme = await openProgramme({
    profiles: { U0BOT: { bot: true, guest: false }, U0GUEST: { bot: false, guest: true } },
  });
  carla = someone(programme, brigid, 'carla');
  dora = someone(programme, brigid, 'U0DORA');
  lena = someone(programme, luke, 'lena');
  await carla.sends('admin.name', { who: 'U0DORA', role: 'deputy', until: '2026-11-24' });
});
afterEach(() => programme.end());

const apart = async (): Promise<number> =>
  (await programme.database.owner.selectFrom('organisation').select('id').execute()).length;

describe('a deputy', () => {
  it('connects and separates no workspaces: whoever came by that would run the programme too', async () => {
    const before = await apart();
    const code = codeIn(await lena.presses('admin.connect'));
    for (const press of ['connect', 'enter', 'separate'])
      expect(answered(await dora.presses(`admin.${press}`, await programme.idOf(brigid)))).toBe(
        'admin.not-for-deputies',
      );
    expect(answered(await dora.sends('admin.enter', { code }))).toBe('admin.not-for-deputies');
    expect(answered(await dora.sends('admin.confirm', {}, code))).toBe('admin.not-for-deputies');
    expect(await apart()).toBe(before);
  });

  it('has no code that counts, where they made it as a coordinator', async () => {
    await carla.presses('admin.take', `deputy ${(await programme.rowOf(dora)).person}`);
    await carla.sends('admin.name', { who: 'U0DORA', role: 'coordinator' });
    const code = codeIn(await dora.presses('admin.connect'));
    await carla.presses('admin.take', `coordinator ${(await programme.rowOf(dora)).person}`);
    await carla.sends('admin.name', { who: 'U0DORA', role: 'deputy' });
    expect((await lena.sends('admin.enter', { code })).answer.kind).toBe('errors');
  });

  it('brings a staff list by the page, until the day is over', async () => {
    await dora.types('admin');
    const { id, person, organisation } = await programme.rowOf(dora);
    const link = (now: number) =>
      programme.database.within(organisation, async (tx) => {
        const actor = { id: person, organisation, account: id } as Parameters<typeof makeUploadLink>[1];
        return openUploadLink(tx, await makeUploadLink(tx, actor, now), now);
      });
    expect(await link(programme.clock.now)).toMatchObject({ kind: 'open', holder: { isCoordinator: true } });
    expect(await link(Date.UTC(2026, 10, 26))).toMatchObject({ holder: { isCoordinator: false } });
  });

  it('goes without naming anybody, also where there is no coordinator', async () => {
    expect(answered(await carla.sends('privacy.erase', { sure: true, nobody: true }))).toBe('privacy.erased');
    expect(JSON.stringify(formIn(await dora.types('erase')))).not.toContain('"next"');
    await dora.sends('privacy.erase', { sure: true, next: 'U0NORA' });
    const left = await programme.database.owner.selectFrom('role_held').select('role').execute();
    expect(left.map(({ role }) => role)).toEqual(['coordinator', 'coordinator']);
  });
});

describe('a deputy who has enough of it', () => {
  it('lays their own role down, and nobody else’s', async () => {
    const { person } = await programme.rowOf(dora);
    await carla.sends('admin.name', { who: 'U0NORA', role: 'deputy' });
    const nora = someone(programme, brigid, 'U0NORA');
    await dora.presses('admin.take', `deputy ${(await programme.rowOf(nora)).person}`);
    expect(answered(await nora.types('admin'))).toBe('admin.card');
    expect(answered(await dora.presses('admin.take', `deputy ${person}`))).toBe('admin.taken');
    expect(answered(await dora.types('admin'))).not.toBe('admin.card');
  });
});

describe('the last coordinator who goes', () => {
  it.each(['U0BOT', 'U0GUEST'])('is not followed by %s', async (next) => {
    expect((await carla.sends('privacy.erase', { sure: true, next })).answer.kind).toBe('errors');
  });
});
