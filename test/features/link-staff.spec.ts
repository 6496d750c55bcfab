// Staff lists and groups of people, while workspaces are one programme and when they are two again: each side has its own.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../src/chat/platform.ts';
import { audiences, draftAudience } from '../../src/people/audience.ts';
import { rosterOf } from '../../src/people/roster.ts';
import {
  answered,
  brigid,
  connectPlaces,
  type Letter,
  linkAccounts,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from '../support/programme.ts';

const member = (account: string, title?: string): Member => ({
  account,
  ...(title ? { title } : {}),
  bot: false,
  guest: false,
  stranger: false,
  deactivated: false,
});
const directory = {
  [brigid.workspace]: [member('carla1'), member('nora1', 'Nurse'), member('una1', 'Nurse')],
  [luke.workspace]: [member('lena1'), member('liam1', 'Porter'), member('nora2')],
};

let programme: Programme;
let carla: Someone;
let lena: Someone;
let nora: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme({ directory });
  carla = someone(programme, brigid, 'carla');
  lena = someone(programme, luke, 'lena');
  nora = someone(programme, brigid, 'nora1');
  liam = someone(programme, luke, 'liam1');
  for (const person of [nora, liam]) await person.types('help');
});
afterEach(() => programme.end());

/** Asked for with the deed itself, and with every minute. */
async function minutePasses(ms = 60_000): Promise<void> {
  await programme.house.bot.settle();
  programme.clock.now += ms;
  await programme.house.tick.minute();
  await programme.house.bot.settle();
}

/** The outbox may be sending already when it is told to. */
async function letterOf(name: string): Promise<Letter> {
  const find = () => programme.letters.filter(({ card }) => card.name === name);
  await expect.poll(find).toHaveLength(1);
  const [letter] = find();
  if (!letter) throw new Error(`no ${name}`);
  return letter;
}

/** The draft that a coordinator is shown, not used yet. */
async function pastes(by: Someone, ...lines: readonly string[]): Promise<string> {
  programme.clock.now += 60_000;
  const { answer } = await by.sends('roster.paste', { list: ['Account,Unit', ...lines].join('\n') });
  if (answer.kind !== 'replace') throw new Error(JSON.stringify(answer));
  return draftIn(answer.card);
}
function draftIn(card: object): string {
  const draft = /"press":"roster.use","value":"([^"]+)"/.exec(JSON.stringify(card))?.[1];
  if (!draft) throw new Error('there is no draft');
  return draft;
}
async function brings(by: Someone, ...lines: readonly string[]): Promise<void> {
  expect(answered(await by.presses('roster.use', await pastes(by, ...lines)))).toBe('roster.used');
}

async function keepsGroup(by: Someone, form: string, name: string, answers: object): Promise<void> {
  await by.sends(`audiences.${form}`, { name, ...answers });
  await minutePasses();
  const { id } = await programme.database.owner
    .selectFrom('audience')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  expect(answered(await by.presses('audiences.keep', id))).toBe('audiences.kept');
}

const unitOf = async (by: Someone, whose = by): Promise<string | null | undefined> => {
  const [{ organisation }, { person }] = await Promise.all([programme.rowOf(by), programme.rowOf(whose)]);
  return (await programme.database.within(organisation, (tx) => rosterOf(tx, person)))?.unit;
};

/** What a coordinator's side has: the keys of its lists, and its groups with how many people. */
async function sideOf(by: Someone): Promise<{ listed: readonly string[]; groups: readonly string[] }> {
  const { organisation } = await programme.rowOf(by);
  return programme.database.within(organisation, async (tx) => ({
    listed: (await tx.selectFrom('roster_entry').select('key').orderBy('key').execute()).map(({ key }) =>
      key.replace('account:', ''),
    ),
    groups: (await audiences(tx)).map(
      ({ name, people, leftOut }) => `${name}: ${people}, ${leftOut.missing} missing`,
    ),
  }));
}

const both = { who: 'nora1 liam1' };

describe('staff lists and groups of two workspaces', () => {
  beforeEach(async () => {
    await brings(carla, 'nora1,Ward 4', 'carla1,Ward 4');
    await brings(lena, 'liam1,ICU', 'nora1,Theatre', 'lena1,ICU');
    await keepsGroup(carla, 'from-list', 'Brigid all', both);
    await keepsGroup(lena, 'from-list', 'Luke all', both);
  });

  it('are each its own before', async () => {
    expect(await sideOf(carla)).toEqual({
      listed: ['carla1', 'nora1'],
      groups: ['Brigid all: 1, 1 missing'],
    });
    expect(await sideOf(lena)).toEqual({
      listed: ['lena1', 'liam1', 'nora1'],
      groups: ['Luke all: 1, 1 missing'],
    });
    expect(await unitOf(nora)).toBe('Ward 4');
  });

  it('all count while they are one programme, and for each person the newer list', async () => {
    expect(answered(await connectPlaces(carla, lena))).toBe('admin.connected');
    await minutePasses(3_600_000);
    const together = await sideOf(carla);
    expect(together.groups).toEqual(['Brigid all: 2, 0 missing', 'Luke all: 2, 0 missing']);
    expect(together.listed).toHaveLength(5);
    expect([await unitOf(nora), await unitOf(liam)]).toEqual(['Theatre', 'ICU']);
    const { answer } = await carla.types('staff');
    expect(answer.kind === 'card' ? wordsOf(answer.card) : '').toContain('Each workspace of your programme');
    await brings(carla, 'nora1,Ward 5');
    expect(await unitOf(nora)).toBe('Ward 5');
  });

  it.each([
    ['the one that came', () => luke],
    ['the one that stayed', () => brigid],
  ])('are each side’s again when %s leaves, and neither finds anything of the other', async (_, leaving) => {
    const before = [await sideOf(carla), await sideOf(lena)];
    await connectPlaces(lena, carla);
    await minutePasses(3_600_000);
    expect(answered(await lena.presses('admin.separate', await programme.idOf(leaving())))).toBe(
      'admin.separated',
    );
    // At once: nobody waits for the lists to be looked up again before the other side is out of the groups.
    const counts = (await Promise.all([sideOf(carla), sideOf(lena)])).map(({ groups }) => groups.join());
    expect(counts).toEqual([
      expect.stringContaining('Brigid all: 1,'),
      expect.stringContaining('Luke all: 1,'),
    ]);
    await minutePasses();
    expect([await sideOf(carla), await sideOf(lena)]).toEqual(before);
    expect([await unitOf(nora), await unitOf(liam)]).toEqual(['Ward 4', 'ICU']);
    expect([await unitOf(carla, liam), await unitOf(lena, nora)]).toEqual([undefined, undefined]);
  });

  it('that came while they were one go with the workspace by which they came', async () => {
    await connectPlaces(carla, lena);
    await brings(carla, 'nora1,Ward 6');
    await keepsGroup(carla, 'from-list', 'Made together', both);
    const { answer } = await carla.presses('audiences.from-staff');
    const icu = /"value":"([^"]+)","label":"ICU"|"label":"ICU","value":"([^"]+)"/.exec(
      JSON.stringify(answer),
    );
    await keepsGroup(carla, 'from-staff', 'The ICU', { unit: icu?.[1] ?? icu?.[2] });
    expect((await sideOf(carla)).groups).toContain('The ICU: 2, 0 missing');
    await lena.presses('admin.separate', await programme.idOf(luke));
    await minutePasses();
    expect(await sideOf(carla)).toEqual({
      listed: ['nora1'],
      groups: ['Brigid all: 1, 1 missing', 'Made together: 1, 1 missing', 'The ICU: 0, 0 missing'],
    });
    expect(await sideOf(lena)).toEqual({
      listed: ['lena1', 'liam1', 'nora1'],
      groups: ['Luke all: 1, 1 missing'],
    });
  });

  it('out of the directory hold nothing of the other side’s lists', async () => {
    const una = someone(programme, brigid, 'una1');
    await una.types('help');
    await brings(lena, 'liam1,ICU', 'una1,Theatre');
    await connectPlaces(carla, lena);
    await carla.presses('roster.directory');
    await minutePasses();
    const { card } = await letterOf('roster.preview');
    expect(answered(await carla.presses('roster.use', draftIn(card)))).toBe('roster.used');
    // A line without a unit does not hide the one that another list has.
    expect(await unitOf(una)).toBe('Theatre');
    await lena.presses('admin.separate', await programme.idOf(luke));
    expect((await sideOf(carla)).listed).toEqual(['carla1', 'nora1']);
    expect((await sideOf(lena)).listed).toEqual(['liam1', 'una1']);
  });
});

describe('a coordinator with accounts on both sides', () => {
  it('keeps each list where it was brought, and hears of each group there', async () => {
    const carla2 = someone(programme, luke, 'carla2');
    await carla2.types('help');
    await connectPlaces(carla, lena);
    expect(answered(await linkAccounts(carla, carla2))).toBe('settings.linked');
    await brings(carla, 'nora1,Ward 4');
    await brings(carla2, 'liam1,ICU');
    await keepsGroup(carla2, 'from-list', 'Porters', { who: 'liam1' });
    const draft = await pastes(carla2, 'liam1,Theatre');
    await letterOf('audiences.count');
    programme.letters.length = 0;
    // Not counted before the two part.
    const [by, workspace] = await Promise.all([programme.rowOf(carla2), programme.idOf(luke)]);
    await programme.database.within(by.organisation, (tx) =>
      draftAudience(
        tx,
        {
          id: randomUUID(),
          by: { organisation: by.organisation, account: by.id, workspace },
          name: 'Counted later',
          guests: false,
          source: { kind: 'list', keys: ['account:liam1'] },
        },
        programme.clock.now,
      ),
    );
    await lena.presses('admin.separate', await programme.idOf(luke));
    expect(await sideOf(carla)).toEqual({ listed: ['nora1'], groups: [] });
    expect(await sideOf(lena)).toEqual({ listed: ['liam1'], groups: ['Porters: 1, 0 missing'] });
    await minutePasses();
    expect((await letterOf('audiences.count')).workspace).toBe(luke.workspace);
    // She came to be a coordinator by her other account: this one has nothing to say about the list any more.
    expect(answered(await carla2.presses('roster.use', draft))).toBe('bot.not-yours');
  });
});

it('a list that waits for a yes is still there when its workspace has moved', async () => {
  const drafts = [await pastes(carla, 'nora1,Ward 4'), await pastes(lena, 'liam1,ICU')] as const;
  await connectPlaces(carla, lena);
  expect(answered(await carla.presses('roster.use', drafts[0]))).toBe('roster.used');
  await carla.presses('admin.separate', await programme.idOf(luke));
  expect(answered(await lena.presses('roster.use', drafts[1]))).toBe('roster.used');
  expect([await unitOf(nora), await unitOf(liam)]).toEqual(['Ward 4', 'ICU']);
  expect([await sideOf(carla), await sideOf(lena)]).toMatchObject([
    { listed: ['nora1'] },
    { listed: ['liam1'] },
  ]);
});
