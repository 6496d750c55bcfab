// Groups of people: made where they talk or from a list, and counted before they are kept.
import { expect, it } from 'vitest';
import { follow, followAndKeep, fromList, heard, staff, waiting } from '../support/groups.ts';
import { coordinator, enfermera, nurse, ward } from '../support/hospital.ts';
import { agency, byMail, openOffice, sayYes, secretWard, sendFile } from '../support/staff.ts';
import { buttonsOf } from '../support/visitor.ts';

it('the people of a channel: counted first, without bots, guests, strangers and deactivated accounts', async () => {
  const office = await openOffice();
  const { carla, group } = office;
  await follow(office, 'Ward 4');
  const shown = carla.read(waiting(office));
  expect(shown).toContain(carla.hears('groups.counted', { name: 'Ward 4', people: 4 }));
  for (const words of [
    '2 bots',
    '1 guest',
    '1 person of another organisation',
    '1 account that was deactivated',
  ])
    expect(shown).toContain(words);
  expect(await group('Ward 4')).toBeUndefined();
  await carla.press(waiting(office), 'audiences.keep');
  expect(await group('Ward 4')).toEqual(staff);
  await carla.command('/lamp grupos');
  expect(carla.read(carla.last())).toContain('Ward 4  4 people');
});

it('guests are asked where a coordinator wants it', async () => {
  const office = await openOffice();
  await followAndKeep(office, 'Everybody', 'yes');
  expect(await office.group('Everybody')).toEqual([...staff, agency].toSorted());
});

it('a channel that we cannot see is said, and no group is made', async () => {
  const office = await openOffice();
  await follow(office, 'Secret', 'no', secretWard);
  expect(heard(office)).toContain(office.carla.hears('groups.not-counted-unreachable', { name: 'Secret' }));
  await expect(office.group('Secret')).resolves.toBeUndefined();
});

it('called by its name in the channel, it answers with a button that is everybody’s and a card that is not', async () => {
  const office = await openOffice();
  const { carla, nora } = office;
  await nora.mention('audiences');
  await carla.mention('audiences');
  const [asNora, asCarla] = carla.notes(ward).filter((note) => note.user === 'U0LAMP');
  if (!asNora || !asCarla) throw new Error('no answer');
  expect(nora.read(asNora)).toBe(nora.read(asCarla));
  await carla.press(asCarla, 'do.audiences');
  expect(buttonsOf(carla.last(ward))).toContain(carla.hears('groups.make-here'));
  expect(
    nora
      .notes(ward)
      .map((note) => nora.read(note))
      .join(),
  ).not.toContain(nora.hears('groups.none'));
  await nora.press(asCarla, 'do.audiences');
  expect(buttonsOf(nora.last(ward))).not.toContain(nora.hears('groups.make-here'));
});

it('a list of mail addresses and accounts: found and not found are counted; people never met are found too', async () => {
  const office = await openOffice();
  const { carla, group } = office;
  await fromList(office, 'Pilot', `NORA@x.org, ${enfermera}\nnobody@x.org\nrita@x.org nora@x.org`);
  const shown = carla.read(waiting(office));
  expect(shown).toContain(carla.hears('groups.counted', { name: 'Pilot', people: 2 }));
  expect(shown).toContain('1 account that was deactivated');
  expect(shown).toContain('1 that I did not find');
  await carla.press(waiting(office), 'audiences.keep');
  expect(await group('Pilot')).toEqual([enfermera, nurse].toSorted());
});

it('a list with a word that is nobody is refused, and stays on the screen', async () => {
  const office = await openOffice();
  const { carla } = office;
  await carla.command('/lamp groups');
  await carla.press(carla.last(), 'audiences.from-list');
  const result = await carla.send({ name: 'Pilot', who: 'nora@x.org, Elena Ruiz' });
  const words = carla.hears('groups.who-wrong', { at: 2, word: 'Elena' });
  expect(result).toEqual({ kind: 'errors', errors: { who: words } });
});

it('the people of a unit follow the staff list', async () => {
  const office = await openOffice();
  const { carla, group, link, later } = office;
  await carla.command('/lamp audiences');
  await carla.press(carla.last(), 'audiences.from-staff');
  expect(heard(office)).toContain(carla.hears('groups.no-staff-list'));
  const bring = async (list: string): Promise<void> => {
    const page = await link();
    await sayYes(page, (await sendFile(page, list)).draft);
  };
  await bring('mail,unit,discipline\nnora@x.org,ICU,Nurse\nelena@x.org,ICU,Resident\npat@x.org,OR,Porter\n');
  await carla.command('/lamp audiences');
  await carla.press(carla.last(), 'audiences.from-staff');
  expect(await carla.send({ name: 'ICU nurses' })).toMatchObject({ kind: 'errors' });
  const offered = (label: string): string => {
    const found = JSON.stringify(carla.modal()).match(
      new RegExp(`"text":"${label}"[^}]*\\},"value":"([^"]+)"`),
    );
    return found?.[1] ?? '';
  };
  await carla.send({ name: 'ICU nurses', unit: offered('ICU'), discipline: offered('Nurse') });
  await carla.closeAll();
  await carla.press(waiting(office), 'audiences.keep');
  expect(await group('ICU nurses')).toEqual([nurse]);
  await bring('mail,unit,discipline\nnora@x.org,OR,Nurse\nelena@x.org,ICU,Nurse\n');
  await later(60_000);
  expect(await group('ICU nurses')).toEqual([enfermera]);
});

it('a group that was not kept, or removed, asks nobody', async () => {
  const office = await openOffice();
  const { hospital, carla } = office;
  const groups = async (): Promise<number> =>
    (await hospital.database.owner.selectFrom('audience').select('id').execute()).length;
  await follow(office, 'One');
  await carla.press(waiting(office), 'audiences.drop');
  expect(await groups()).toBe(0);
  await followAndKeep(office, 'Two');
  await carla.command('/lamp audiences');
  await carla.press(carla.last(), 'audiences.show');
  expect(carla.read(carla.last())).toContain(carla.hears('groups.asked', { name: 'Two', people: 4 }));
  await carla.press(carla.last(), 'audiences.remove');
  expect(await groups()).toBe(0);
});

it('is for coordinators only, by whichever button, and a place cannot be made up', async () => {
  const office = await openOffice();
  const { hospital, carla } = office;
  await carla.command('/lamp audiences', ward);
  const card = carla.last(ward);
  await carla.press(card, 'audiences.follow');
  const { id } = carla.modal();
  const forged = {
    type: 'view_submission',
    team: { id: 'T0HOSP' },
    user: { id: coordinator },
    view: {
      id,
      type: 'modal',
      callback_id: 'audiences.follow',
      private_metadata: secretWard,
      state: {
        values: {
          name: { 'short-text': { type: 'plain_text_input', value: 'Forged' } },
          guests: { choice: { type: 'radio_buttons', selected_option: { value: 'no' } } },
        },
      },
    },
  };
  const outcome = await hospital.slack.send('interactive', forged);
  expect(JSON.stringify(outcome)).toContain('I do not know which channel this is');
  await hospital.database.owner.deleteFrom('role_held').execute();
  await carla.send({ name: 'Late', guests: 'no' });
  expect(carla.read(carla.modal())).toContain(carla.hears('any.not-yours'));
  await carla.closeAll();
  for (const press of ['audiences.follow', 'audiences.from-list', 'audiences.from-staff']) {
    await carla.press(card, press);
    expect(carla.modals()).toEqual([]);
    expect(carla.read(carla.last(ward))).toContain(carla.hears('any.not-yours'));
  }
  expect(await hospital.database.owner.selectFrom('audience').select('id').execute()).toEqual([]);
});

it('the mail of whoever is found stands nowhere, and finds them in a later list', async () => {
  const office = await openOffice();
  await followAndKeep(office, 'Ward 4');
  const rows = await office.hospital.database.owner
    .selectFrom('account')
    .select('mail')
    .where('external_id', '=', coordinator)
    .execute();
  expect(rows).toEqual([{ mail: byMail('carla@x.org').replace('mail:', '') }]);
});
