// The staff list, from a coordinator's first look to a person's line in it.
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { managedBy } from '../../src/people/roster.ts';
import { everythingIn } from '../support/catalogue.ts';
import { coordinator, enfermera, nurse } from '../support/hospital.ts';
import { byMail, openOffice, openPage, porter, sayYes, sendFile } from '../support/staff.ts';
import { buttonsOf } from '../support/visitor.ts';

const list = [
  'E-mail;Name;Unit;Profession;Manager;Shift',
  'nora@x.org;Nora Quinn;Ward 4;Nurse;carla@x.org;nights',
  'elena@x.org;Elena Ruiz;ICU;Resident;;',
  'Carla@x.org;Carla Boyd;Ward 4;Head nurse;;days',
].join('\r\n');

const kept = [
  [byMail('nora@x.org'), 'Ward 4', 'Nurse', byMail('carla@x.org'), 'nights'],
  [byMail('elena@x.org'), 'ICU', 'Resident', null, null],
  [byMail('carla@x.org'), 'Ward 4', 'Head nurse', null, 'days'],
].toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));
const sorted = (lines: readonly (readonly (string | null)[])[]) =>
  lines.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));

it('a file comes by the page: shown first, kept after a yes, and found again by each person', async () => {
  const { hospital, carla, nora, organisation, lines, lineOf, personOf, link } = await openOffice();
  await nora.command('/lamp help');
  const page = await link();
  expect((await openPage(page)).text).toContain('type="file"');
  const shown = await sendFile(page, list);
  expect(shown.status).toBe(200);
  for (const words of ['<dd>3</dd>', 'Ward 4: 2', 'ICU: 1', '<dd>Name</dd>', 'e-mail (“E-mail”)'])
    expect(shown.text).toContain(words);
  expect(await lines()).toEqual([]);

  expect((await sayYes(page, shown.draft)).text).toContain(carla.hears('staff.used', { people: 3 }));
  expect(sorted(await lines())).toEqual(kept);
  const boss = await personOf(coordinator);
  expect(await lineOf(nurse)).toEqual({
    unit: 'Ward 4',
    discipline: 'Nurse',
    shift: 'nights',
    manager: boss,
  });
  expect(await hospital.database.within(organisation, (tx) => managedBy(tx, boss ?? ''))).toEqual([
    await personOf(nurse),
  ]);

  await carla.command('/lamp staff');
  expect(carla.read(carla.last())).toContain(carla.hears('staff.state', { lines: 3 }));
});

it('no name and no mail address is stored', async () => {
  const { hospital, nora, link } = await openOffice();
  await nora.command('/lamp help');
  const page = await link();
  const shown = await sendFile(page, list);
  const before = await everythingIn(hospital.database);
  await sayYes(page, shown.draft);
  const after = await everythingIn(hospital.database);
  for (const word of ['nora@x.org', 'Nora Quinn', 'Elena', '@x.org', page.split('/').at(-1) ?? ''])
    expect(before + after).not.toContain(word);
  // What waits for a yes is sealed; what counts can be read.
  expect(before).not.toContain('Ward 4');
  expect(after).toContain('Ward 4');
});

it('pasted text goes the same way, and errors leave the words where they are', async () => {
  const { carla, lines } = await openOffice();
  await carla.command('/lamp roster');
  await carla.press(carla.last(), 'roster.paste');
  const result = await carla.send({ list: 'E-mail,Unit\nnora,Ward 4\nelena@x.org,ICU,x\n' });
  expect(result).toMatchObject({ kind: 'errors' });
  const words = result.kind === 'errors' ? result.errors.list : '';
  expect(words).toContain('Line 2, column 1 (“E-mail”)');
  expect(words).toContain('Line 3 has 3 cells');
  await carla.send({ list: 'E-mail,Unit\nnora@x.org,Ward 4\nelena@x.org,ICU\n' });
  expect(carla.read(carla.modal())).toContain(carla.hears('staff.preview'));
  expect(await lines()).toEqual([]);
  await carla.press(carla.modal(), 'roster.use');
  expect(carla.read(carla.modal())).toContain(carla.hears('staff.used', { people: 2 }));
  expect(await lines()).toHaveLength(2);
});

it('a new list says what it changes, and takes the place of the old one', async () => {
  const { carla, lines, link } = await openOffice();
  const first = await link();
  await sayYes(first, (await sendFile(first, list)).draft);
  const second = await link();
  const shown = await sendFile(
    second,
    'mail,unit,discipline,manager,shift\nnora@x.org,Ward 5,Nurse,carla@x.org,nights\ncarla@x.org,Ward 4,Head nurse,,days\npat@x.org,,Porter,boss@x.org,\n',
  );
  const fact = (key: 'staff.fresh' | 'staff.changed' | 'staff.gone', n: number) =>
    `<dt>${carla.hears(key)}</dt><dd>${n}</dd>`;
  expect(shown.text).toContain(fact('staff.fresh', 1));
  expect(shown.text).toContain(fact('staff.changed', 1));
  expect(shown.text).toContain(fact('staff.gone', 1));
  expect(shown.text).toContain(carla.hears('staff.strange-managers', { people: 1, line: 4 }));
  await sayYes(second, shown.draft);
  expect(new Set((await lines()).map(([key]) => key))).toEqual(
    new Set(['nora@x.org', 'carla@x.org', 'pat@x.org'].map(byMail)),
  );
});

it('a list that was overtaken by another does nothing, and says so', async () => {
  const { carla, lines, link } = await openOffice();
  const [early, late] = [await link(), await link()];
  const [one, other] = [await sendFile(early, 'mail\nnora@x.org\n'), await sendFile(late, list)];
  await sayYes(late, other.draft);
  const answer = await sayYes(early, one.draft);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('Another list was put in place');
  expect(sorted(await lines())).toEqual(kept);
  expect(carla.notes()).not.toEqual([]);
});

it('what was thrown away, or is an hour old, does nothing', async () => {
  const { hospital, carla, lines } = await openOffice();
  const paste = async (): Promise<void> => {
    await carla.closeAll();
    await carla.command('/lamp staff');
    await carla.press(carla.last(), 'roster.paste');
    await carla.send({ list: 'mail\nnora@x.org' });
  };
  await paste();
  const shown = carla.modal();
  await carla.press(shown, 'roster.drop');
  expect(carla.read(carla.modal())).toContain(carla.hears('staff.dropped'));
  await paste();
  hospital.clock.now += 61 * 60_000;
  await carla.press(carla.modal(), 'roster.use');
  expect(carla.read(carla.modal())).toContain(carla.hears('staff.draft-gone'));
  expect(await lines()).toEqual([]);
});

it('half a list is never kept: where the database breaks in the middle, the old one stands', async () => {
  const { hospital, lines, link } = await openOffice();
  const first = await link();
  await sayYes(first, (await sendFile(first, list)).draft);
  const page = await link();
  const shown = await sendFile(page, 'mail,unit\npat@x.org,OR\nnew@x.org,breaks\n');
  await sql`alter table roster_entry add constraint breaks check (unit <> 'breaks')`.execute(
    hospital.database.owner,
  );
  expect((await sayYes(page, shown.draft)).status).toBe(500);
  expect(sorted(await lines())).toEqual(kept);
  await sql`alter table roster_entry drop constraint breaks`.execute(hospital.database.owner);
  expect((await sayYes(page, shown.draft)).status).toBe(200);
  expect(await lines()).toHaveLength(2);
});

it('with the database away the page says that nothing was kept, and the same yes works later', async () => {
  const { hospital, carla, lines, link } = await openOffice();
  const page = await link();
  const shown = await sendFile(page, list);
  hospital.cable.cut();
  let again: string | undefined;
  for (const answer of [await openPage(page), await sendFile(page, list), await sayYes(page, shown.draft)]) {
    expect(answer.status).toBe(503);
    expect(answer.text).toContain(carla.hears('bot.not-saved'));
    again = answer.draft;
  }
  // The yes itself is there to be said again.
  expect(again).toBe(shown.draft);
  hospital.cable.mend();
  expect(await lines()).toEqual([]);
  expect((await sayYes(page, shown.draft)).status).toBe(200);
  expect(sorted(await lines())).toEqual(kept);
});

it('where no browser reaches us, the card says what to set, and pasting is there', async () => {
  const { carla } = await openOffice({ noAddress: true });
  await carla.command('/lamp staff');
  expect(carla.read(carla.last())).toContain('PUBLIC_URL');
  expect(buttonsOf(carla.last())).toEqual([carla.hears('staff.paste'), carla.hears('staff.directory')]);
});

it('the directory gives accounts and titles; nothing better is lost, and nothing is kept before a yes', async () => {
  const { carla, nora, lines, lineOf, link } = await openOffice();
  const page = await link();
  await sayYes(page, (await sendFile(page, list)).draft);
  await carla.command('/lamp staff');
  await carla.press(carla.last(), 'roster.directory');
  expect(
    carla
      .notes()
      .map((note) => carla.read(note))
      .join(' '),
  ).toContain(carla.hears('staff.asked'));
  const shown = carla.notes().findLast((note) => buttonsOf(note).includes(carla.hears('staff.use')));
  if (!shown) throw new Error('the directory said nothing');
  expect(carla.read(shown)).toContain(carla.hears('staff.preview-directory'));
  expect(await lines()).toHaveLength(3);
  await carla.press(shown, 'roster.use');
  expect(await lines()).toHaveLength(4);
  expect(await lines()).toContainEqual([`account:${porter.toLowerCase()}`, null, 'Porter', null, null]);
  await nora.command('/lamp help');
  expect(await lineOf(nurse)).toMatchObject({ unit: 'Ward 4', discipline: 'Nurse', shift: 'nights' });
});

it('a directory that does not answer is asked again, and in the end the coordinator hears of it', async () => {
  const { hospital, carla, lines, later } = await openOffice();
  hospital.slack.weather.error('users.list', 500, 100);
  await carla.command('/lamp staff');
  await carla.press(carla.last(), 'roster.directory');
  await later(60_000);
  const heard = (): string =>
    carla
      .notes()
      .map((note) => carla.read(note))
      .join(' ');
  expect(heard()).not.toContain(carla.hears('staff.not-taken'));
  await later(16 * 60_000);
  expect(heard()).toContain(carla.hears('staff.not-taken'));
  expect(await lines()).toEqual([]);
});

it('is for coordinators only, by whichever button', async () => {
  const { hospital, carla, nora, lines } = await openOffice();
  await nora.command('/lamp staff');
  expect(buttonsOf(nora.last())).not.toContain(nora.hears('staff.upload'));
  await carla.command('/lamp staff');
  await carla.press(carla.last(), 'roster.paste');
  await hospital.database.owner.deleteFrom('role_held').execute();
  await carla.send({ list });
  expect(carla.read(carla.modal())).toContain(carla.hears('any.not-yours'));
  await carla.closeAll();
  for (const press of ['roster.upload', 'roster.paste', 'roster.directory']) {
    const card = carla.notes().findLast((note) => buttonsOf(note).includes(carla.hears('staff.paste')));
    if (!card) throw new Error('no card');
    await carla.press(card, press);
    expect(carla.modals()).toEqual([]);
    expect(carla.read(carla.last())).toContain(carla.hears('any.not-yours'));
  }
  expect(await lines()).toEqual([]);
});

it('a changed key is said, because mail addresses are no longer found by it', async () => {
  const { hospital, carla, link } = await openOffice();
  const page = await link();
  await sayYes(page, (await sendFile(page, list)).draft);
  await carla.command('/lamp staff');
  expect(carla.read(carla.last())).not.toContain(carla.hears('staff.other-key'));
  const { keyId } = makeKeyRing([Buffer.alloc(32, 9)]);
  await hospital.database.owner.updateTable('roster').set({ key_id: keyId }).execute();
  await carla.command('/lamp staff');
  expect(carla.read(carla.last())).toContain(carla.hears('staff.other-key'));
});

it('somebody with two accounts has one line, by whichever of them', async () => {
  const { hospital, nora, organisation, lineOf, personOf, link } = await openOffice();
  await nora.command('/lamp help');
  const page = await link();
  await sayYes(page, (await sendFile(page, `account,unit\n0AAD-${nurse},Ward 9\n${enfermera},ICU`)).draft);
  const workspace = await hospital.database.owner
    .selectFrom('workspace')
    .select('id')
    .executeTakeFirstOrThrow();
  expect(await lineOf(nurse)).toBeUndefined();
  await hospital.database.owner
    .insertInto('account')
    .values({
      id: crypto.randomUUID(),
      organisation_id: organisation,
      workspace_id: workspace.id,
      person_id: (await personOf(nurse)) ?? '',
      external_id: `0AAD-${nurse}`,
      talk: null,
      guest: false,
      profile_at: null,
    })
    .execute();
  expect(await lineOf(nurse)).toMatchObject({ unit: 'Ward 9' });
});

it('a list that nobody said yes to is gone within two hours, and the link that brought it within two days', async () => {
  const { hospital, link, later } = await openOffice();
  const left = async (table: 'roster_draft' | 'upload_link'): Promise<number> =>
    (await hospital.database.owner.selectFrom(table).select('organisation_id').execute()).length;
  await later(0);
  await sendFile(await link(), list);
  expect(await left('roster_draft')).toBe(1);
  await later(2 * 3_600_000);
  expect(await left('roster_draft')).toBe(0);
  expect(await left('upload_link')).toBe(1);
  await later(48 * 3_600_000);
  expect(await left('upload_link')).toBe(0);
});
