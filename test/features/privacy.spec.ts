// What people can do about what is kept of them, by the doors of Slack and of Teams.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRows, everythingIn } from '../support/catalogue.ts';
import { checkIn } from '../support/checkins.ts';
import { followAndKeep } from '../support/groups.ts';
import { coordinator, enfermera, type Hospital, nurse, openHospital, ward } from '../support/hospital.ts';
import { ofType } from '../support/slack-drawn.ts';
import { openOffice } from '../support/staff.ts';
import { nora as noraQuinn } from '../support/teams-side.ts';
import { labelsOf, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';
import { buttonsOf, type Visitor, visitor } from '../support/visitor.ts';

let hospital: Hospital;
let nora: Visitor;
let atTeams: TeamsVisitor;
beforeAll(async () => {
  hospital = await openHospital({ teams: true });
  nora = visitor(hospital, nurse);
  atTeams = teamsVisitor(hospital, noraQuinn);
});
afterAll(() => hospital.end());

describe('“privacy”', () => {
  it('says in Slack what is kept, who sees it and how long, with what one can do about it', async () => {
    await nora.command('/lamp privacy');
    const words = nora.read(nora.last());
    for (const key of [
      'privacy.kept-what',
      'privacy.sees-what',
      'privacy.chat-what',
      'privacy.server-what',
      'privacy.long-what',
    ] as const)
      expect(words).toContain(nora.hears(key));
    expect(buttonsOf(nora.last())).toEqual([
      nora.hears('privacy.export'),
      nora.hears('privacy.erase'),
      nora.hears('any.help'),
    ]);
    // Short enough to be read in a minute and a half.
    expect(words.split(/\s+/).length).toBeLessThan(260);
  });

  it('says the same in Teams', async () => {
    await atTeams.say('privacy');
    const note = atTeams.last();
    expect(atTeams.read(note)).toContain(atTeams.hears('privacy.chat-what'));
    expect(labelsOf(note)).toEqual([
      nora.hears('privacy.export'),
      nora.hears('privacy.erase'),
      nora.hears('any.help'),
    ]);
  });

  it('is understood in Spanish, and answered so', async () => {
    const elena = visitor(hospital, enfermera);
    await elena.say('privacidad');
    expect(elena.read(elena.last())).toContain(elena.hears('privacy.kept-what'));
    expect(elena.hears('privacy.kept-what')).not.toBe(nora.hears('privacy.kept-what'));
    await elena.say('exportar');
    expect(elena.read(elena.last())).toContain(elena.hears('export.how'));
    await elena.say('borrar todo');
    await elena.press(elena.last(), 'do.erase');
    expect(elena.read(elena.modal())).toContain(elena.hears('erase.what'));
    await elena.closeAll();
  });

  it('is in the list of what anybody can ask for; taking and erasing are not, since it leads there', async () => {
    await nora.command('/lamp help');
    const words = nora.read(nora.last());
    expect(words).toContain(nora.hears('command.privacy-hint'));
    expect(words).not.toContain(nora.hears('command.erase-hint'));
  });
});

describe('erasing', () => {
  it('in Slack asks first, says what goes and what stays, and is done when it says so', async () => {
    await checkIn(hospital.slack, nurse, 2);
    await nora.closeAll();
    await nora.command('/lamp privacy');
    await nora.press(nora.last(), 'privacy.erase');
    const words = nora.read(nora.modal());
    for (const key of ['erase.what', 'erase.unlinked', 'erase.stays', 'erase.again'] as const)
      expect(words).toContain(nora.hears(key));
    await nora.send({ sure: 'yes' });
    expect(nora.read(nora.modal())).toContain(nora.hears('erase.done'));
    const everything = await everythingIn(hospital.database);
    expect(everything).not.toContain(nurse);
    expect(everything).not.toContain(hospital.slack.direct(nurse));
    expect((await countRows(hospital.database)).checkin).toBe(0);
    expect(hospital.facts.filter(({ event }) => event === 'fault')).toEqual([]);
  });

  it('in Teams does the same by a card', async () => {
    await atTeams.say('checkin');
    await atTeams.send(atTeams.last(), { mood: 3 });
    expect((await countRows(hospital.database)).checkin).toBe(1);
    await atTeams.say('erase');
    const form = atTeams.last();
    expect(atTeams.read(form)).toContain(atTeams.hears('erase.what'));
    expect(await atTeams.send(form, { sure: 'true' })).toMatchObject({ kind: 'card' });
    expect(atTeams.read(atTeams.again(form))).toContain(atTeams.hears('erase.done'));
    const everything = await everythingIn(hospital.database);
    expect(everything).not.toContain(noraQuinn.aad);
    expect(everything).not.toContain(atTeams.talk);
    expect((await countRows(hospital.database)).checkin).toBe(0);
  });
});

describe('whoever was erased', () => {
  it('does not come back by being in a group that is followed, nor in one that is made', async () => {
    const office = await openOffice();
    await office.nora.command('/lamp help');
    await followAndKeep(office, 'Ward 4');
    expect(await office.group('Ward 4')).toContain(nurse);
    await office.nora.command('/lamp erase');
    await office.nora.send({ sure: 'yes' });
    expect(await office.group('Ward 4')).not.toContain(nurse);
    await office.later(3_600_000);
    expect(await office.group('Ward 4')).not.toContain(nurse);
    await office.hospital.slack.join(nurse, ward);
    await office.later(3_600_000);
    await followAndKeep(office, 'Ward 4 again');
    expect(await office.group('Ward 4 again')).not.toContain(nurse);
    expect(await office.group('Ward 4 again')).toContain(coordinator);
    expect(await everythingIn(office.hospital.database)).not.toContain(nurse);
  });
});

describe('without a web address', () => {
  it('“export” says that there is none, and what to do', async () => {
    const office = await openOffice({ noAddress: true });
    await office.nora.command('/lamp export');
    expect(office.nora.read(office.nora.last())).toContain(office.nora.hears('export.nowhere'));
    expect(ofType(office.nora.last().blocks, 'link')).toEqual([]);
  });
});

describe('whose account the hospital switches off', () => {
  it('is erased within 30 days, since Slack tells us', async () => {
    const office = await openOffice();
    await checkIn(office.hospital.slack, nurse, 2);
    await office.nora.closeAll();
    await office.hospital.slack.change(nurse, { deleted: true });
    await office.later(27 * 24 * 3_600_000);
    expect((await countRows(office.hospital.database)).checkin).toBe(1);
    await office.later(2 * 24 * 3_600_000);
    expect((await countRows(office.hospital.database)).checkin).toBe(0);
    expect(await everythingIn(office.hospital.database)).not.toContain(nurse);
  });
});
