import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speaker } from '../../src/words/speak.ts';
import { words } from '../support/checkins.ts';
import {
  answered,
  brigid,
  codeIn,
  connectPlaces,
  far,
  formIn,
  history,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
  wordsOf,
} from '../support/programme.ts';

let programme: Programme;
let carla: Someone;
let lena: Someone;
let nora: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  carla = someone(programme, brigid, 'carla');
  nora = someone(programme, brigid, 'nora');
  lena = someone(programme, luke, 'lena');
  liam = someone(programme, luke, 'liam');
});
afterEach(() => programme.end());

const refusedWords = speaker('en', 'UTC')('link.refused', { minutes: 10 });
const refused = expect.stringContaining(refusedWords);

const organisationsNow = async (): Promise<Record<string, string>> => {
  const rows = await programme.database.owner.selectFrom('workspace').selectAll().execute();
  return Object.fromEntries(rows.map((row) => [row.name, row.organisation_id]));
};
const rolesOf = async (account: string): Promise<readonly string[]> =>
  (
    await programme.database.owner
      .selectFrom('role_held')
      .innerJoin('account', 'account.person_id', 'role_held.person_id')
      .select('role')
      .where('account.external_id', '=', account)
      .execute()
  ).map(({ role }) => role);

/** What went out about the programme, as `<workspace> <card>`. */
const lettersNow = (): readonly string[] =>
  programme.letters
    .filter(({ card }) => card.name.startsWith('admin.'))
    .map(({ workspace, card }) => `${workspace} ${card.name}`)
    .sort();

/** What each side has of its own lines, as get help now says it without the database. */
const ownLinesOf = (place: { platform: string; workspace: string }): readonly unknown[] =>
  programme.house.memory.linesOf(place).lines.map((line) => (line as { name: string }).name);

async function addLine(by: Someone, name: string): Promise<void> {
  expect(answered(await by.sends('help.own-line', { name, call: '+353 1 555 0100' }))).toBe('help.lines');
}

describe('two workspaces', () => {
  it('become one programme: a code here, a confirmation there, and the coordinators of both hear of it', async () => {
    const shown = formIn(await carla.presses('admin.connect'));
    const code = codeIn({ kind: 'kept', answer: { kind: 'form', form: shown } });
    expect(shown.submit).toBeUndefined();
    const confirm = formIn(
      await lena.sends('admin.enter', { code: ` ${code.toLowerCase().replace('-', ' – ')} ` }),
    );
    expect(wordsOf(confirm)).toContain('Slack, St. Brigid’s and this workspace become one programme.');
    expect(wordsOf(confirm)).toContain('Either side can undo it');
    expect(answered(await lena.sends('admin.confirm', {}, confirm.carries))).toBe('admin.connected');
    const now = await organisationsNow();
    expect(now[brigid.name]).toBe(now[luke.name]);
    expect(now[far.name]).not.toBe(now[luke.name]);
    await programme.house.outbox.drain();
    expect(lettersNow()).toEqual([
      `${luke.workspace} admin.connected`,
      `${brigid.workspace} admin.connected`,
    ]);
    for (const coordinator of [carla, lena]) {
      const card = await coordinator.types('admin', 'workspaces');
      const told = card.answer.kind === 'card' ? wordsOf(card.answer.card) : '';
      expect(told).toContain('Slack, St. Brigid’s');
      expect(told).toContain('Microsoft Teams, St. Luke’s');
      expect(told).not.toContain(far.name);
    }
  });

  it('are run by the coordinators of both, with the lines of both, and a check of either counts', async () => {
    await addLine(carla, 'Brigid care');
    await addLine(lena, 'Luke care');
    for (const [by, day] of [
      [carla, 5],
      [lena, 0],
    ] as const) {
      programme.clock.now += day * 24 * 3_600_000;
      expect(answered(await by.presses('help.checked', 'us-988'))).toBe('help.lines');
    }
    await connectPlaces(carla, lena);
    await programme.house.bot.settle();
    for (const place of [brigid, luke])
      expect(ownLinesOf(place)).toEqual(expect.arrayContaining(['Brigid care', 'Luke care']));
    expect(ownLinesOf(far)).toEqual([]);
    await addLine(carla, 'Of both');
    await addLine(lena, 'Of both too');
    const checks = await programme.database.owner.selectFrom('help_line_check').selectAll().execute();
    expect(checks).toEqual([expect.objectContaining({ line: 'us-988', checked_on: '2026-11-27' })]);
  });

  it('leave everybody their own history, before and after, and nobody sees more', async () => {
    await tells(nora, 2, 'a night at Brigid’s', programme.clock);
    await tells(liam, 4, 'a day at Luke’s', programme.clock);
    await connectPlaces(carla, lena);
    expect(await history(nora)).toEqual(['a night at Brigid’s']);
    expect(await history(liam)).toEqual(['a day at Luke’s']);
    for (const coordinator of [carla, lena]) expect(await history(coordinator)).toEqual([]);
    await tells(nora, 3, 'after it', programme.clock);
    // What was told before can be changed after, and read again.
    const { id } = await programme.database.owner
      .selectFrom('checkin')
      .innerJoin('account', 'account.id', 'checkin.account_id')
      .select('checkin.id')
      .where('account.external_id', '=', 'nora')
      .orderBy('answered_at')
      .executeTakeFirstOrThrow();
    await nora.sends('checkins.more', { note: 'changed' }, id);
    expect(await history(nora)).toEqual(['after it', 'changed']);
    expect(await rolesOf('nora')).toEqual([]);
  });

  it('are separated again from either side, and each has its own again', async () => {
    await addLine(carla, 'Brigid care');
    await tells(nora, 2, 'a night at Brigid’s', programme.clock);
    await tells(liam, 4, 'a day at Luke’s', programme.clock);
    await connectPlaces(carla, lena);
    await tells(liam, 3, 'a day together', programme.clock);
    await programme.house.outbox.drain();
    programme.letters.length = 0;
    // Carla, who typed no code, ends it, for the side that is not hers.
    expect(answered(await carla.presses('admin.separate', await programme.idOf(luke)))).toBe(
      'admin.separated',
    );
    const now = await organisationsNow();
    expect(new Set(Object.values(now)).size).toBe(3);
    await programme.house.outbox.drain();
    expect(lettersNow()).toEqual([
      `${luke.workspace} admin.separated`,
      `${brigid.workspace} admin.separated`,
    ]);
    expect(await history(nora)).toEqual(['a night at Brigid’s']);
    expect(await history(liam)).toEqual(['a day together', 'a day at Luke’s']);
    await programme.house.bot.settle();
    for (const place of [brigid, luke]) expect(ownLinesOf(place)).toEqual(['Brigid care']);
    // Each for itself: a line of one is no line of the other, also when it is taken away.
    await addLine(carla, 'Only Brigid');
    const { rows } = await sql<{ id: string }>`
      select help_line.id from help_line join workspace on workspace.organisation_id = help_line.organisation_id
      where workspace.name = ${luke.name}`.execute(programme.database.owner);
    expect(answered(await carla.presses('help.remove-line', rows[0]?.id))).toBe('help.lines');
    await programme.house.tick.minute();
    expect(ownLinesOf(brigid)).toEqual(['Brigid care', 'Only Brigid']);
    expect(ownLinesOf(luke)).toEqual(['Brigid care']);
    expect(answered(await lena.presses('help.remove-line', rows[0]?.id))).toBe('help.lines');
    expect(ownLinesOf(luke)).toEqual([]);
    // And the way there is open again.
    expect(answered(await connectPlaces(lena, carla))).toBe('admin.connected');
    expect(await history(liam)).toEqual(['a day together', 'a day at Luke’s']);
  });

  it('are separated by somebody who leaves with their own side', async () => {
    await connectPlaces(carla, lena);
    await programme.house.outbox.drain();
    programme.letters.length = 0;
    expect(answered(await lena.presses('admin.separate', await programme.idOf(luke)))).toBe(
      'admin.separated',
    );
    expect(new Set(Object.values(await organisationsNow())).size).toBe(3);
    await programme.house.outbox.drain();
    expect(lettersNow()).toEqual([
      `${luke.workspace} admin.separated`,
      `${brigid.workspace} admin.separated`,
    ]);
    for (const coordinator of [carla, lena]) {
      const card = await coordinator.types('admin', 'workspaces');
      expect(card.answer.kind === 'card' && wordsOf(card.answer.card)).toContain(
        'One workspace belongs to it',
      );
    }
  });

  it('become three, and the middle one can leave', async () => {
    const fay = someone(programme, far, 'fay');
    await connectPlaces(carla, lena);
    await connectPlaces(fay, carla);
    expect(new Set(Object.values(await organisationsNow())).size).toBe(1);
    await fay.presses('admin.separate', await programme.idOf(brigid));
    const now = await organisationsNow();
    expect(now[luke.name]).toBe(now[far.name]);
    expect(now[brigid.name]).not.toBe(now[far.name]);
  });
});

describe('a code of a workspace', () => {
  const typed = (by: Someone, code: string): Promise<string> =>
    by.sends('admin.enter', { code }).then(answered);
  const confirmed = (by: Someone, code: string): Promise<string> =>
    by.sends('admin.confirm', {}, code).then(answered);

  it('is refused in the same words where it is wrong, of another kind, too old, used, or of one who runs nothing any more', async () => {
    const before = await organisationsNow();
    const code = codeIn(await carla.presses('admin.connect'));
    const ofAccount = codeIn(await carla.presses('settings.link'));
    expect(await confirmed(lena, '')).toEqual(refused);
    for (const wrong of ['x', '0000-0000', `${code}0`, code.slice(1), ofAccount, '🦊'.repeat(8)]) {
      expect(await typed(lena, wrong)).toEqual(refused);
      expect(await confirmed(lena, wrong)).toEqual(refused);
    }
    programme.clock.now += 10 * 60_000;
    expect(await typed(lena, code)).toEqual(refused);
    expect(await confirmed(lena, code)).toEqual(refused);
    const second = codeIn(await carla.presses('admin.connect'));
    const third = codeIn(await carla.presses('admin.connect'));
    expect(await typed(lena, second)).toEqual(refused);
    await sql`delete from role_held where person_id = (select person_id from account where external_id = 'carla')`.execute(
      programme.database.owner,
    );
    expect(await typed(lena, third)).toEqual(refused);
    expect(await organisationsNow()).toEqual(before);
    await sql`insert into role_held (organisation_id, person_id, role)
      select organisation_id, person_id, 'coordinator' from account where external_id = 'carla'`.execute(
      programme.database.owner,
    );
    expect(await typed(lena, third)).toBe('admin.confirm');
    expect(await confirmed(lena, third)).toBe('admin.connected');
    // Used: the very same is refused, also by a third programme.
    expect(await confirmed(someone(programme, far, 'fay'), third)).toEqual(refused);
  });

  it('is told to be of one’s own programme, with no effect', async () => {
    const code = codeIn(await carla.presses('admin.connect'));
    expect(await typed(carla, code)).toContain('belongs to your programme already');
    expect(await confirmed(carla, code)).toContain('belongs to your programme already');
    expect(await confirmed(lena, code)).toBe('admin.connected');
  });

  it('is for coordinators alone, however the button or the form was come by', async () => {
    const code = codeIn(await carla.presses('admin.connect'));
    const before = await organisationsNow();
    for (const attempt of [
      nora.presses('admin.connect'),
      nora.presses('admin.enter'),
      nora.presses('admin.separate', await programme.idOf(brigid)),
      liam.sends('admin.enter', { code }),
      liam.sends('admin.confirm', {}, code),
    ])
      expect(answered(await attempt)).toBe('bot.not-yours');
    expect(answered(await nora.types('admin'))).toBe('help.unknown');
    expect(await organisationsNow()).toEqual(before);
    await connectPlaces(carla, lena);
    for (const place of [await programme.idOf(far), 'no id'])
      expect(answered(await carla.presses('admin.separate', place))).toBe('admin.workspaces');
  });

  it('stands nowhere in the database', async () => {
    const code = codeIn(await carla.presses('admin.connect'));
    const { rows } = await sql`select * from link_code`.execute(programme.database.owner);
    expect(rows).toHaveLength(1);
    for (const way of [code, code.replace('-', '')]) expect(JSON.stringify(rows)).not.toContain(way);
    programme.clock.now += 3_600_000;
    await programme.house.tick.minute();
    expect((await sql`select * from link_code`.execute(programme.database.owner)).rows).toEqual([]);
  });

  it('has one effect where two type it at the same moment, on two processes', async () => {
    const other = await programme.second();
    const fay = someone(other, far, 'fay');
    await fay.types('help');
    for (let round = 0; round < 5; round += 1) {
      const code = codeIn(await carla.presses('admin.connect'));
      const outcomes = (
        await Promise.all([lena.sends('admin.confirm', {}, code), fay.sends('admin.confirm', {}, code)])
      ).map(answered);
      const won = outcomes.filter((outcome) => outcome === 'admin.connected');
      expect(won).toHaveLength(1);
      const lost = outcomes.find((outcome) => outcome !== 'admin.connected');
      expect([words('admin.busy'), refusedWords]).toContain(lost);
      const now = await organisationsNow();
      expect(new Set(Object.values(now)).size).toBe(2);
      const joined = now[brigid.name] === now[luke.name] ? luke : far;
      expect(answered(await carla.presses('admin.separate', await programme.idOf(joined)))).toBe(
        'admin.separated',
      );
    }
  });
});
