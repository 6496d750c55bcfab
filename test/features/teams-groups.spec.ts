// Group chats on Teams: somebody calls the bot where others read along, and what is theirs comes to them alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRows } from '../support/catalogue.ts';
import { storedCheckins } from '../support/checkins.ts';
import { type Hospital, openHospital } from '../support/hospital.ts';
import {
  bot,
  carla as carlaBoyd,
  elena as elenaRuiz,
  gwen,
  nightShift,
  nora as noraQuinn,
  otto as ottoLang,
} from '../support/teams-side.ts';
import { labelsOf, type Note, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';

let hospital: Hospital;
let nora: TeamsVisitor;
let elena: TeamsVisitor;
let otto: TeamsVisitor;
let carla: TeamsVisitor;
beforeAll(async () => {
  hospital = await openHospital({ teams: true });
  nora = teamsVisitor(hospital, noraQuinn);
  elena = teamsVisitor(hospital, elenaRuiz);
  otto = teamsVisitor(hospital, ottoLang);
  carla = teamsVisitor(hospital, carlaBoyd);
});
afterAll(() => hospital.end());

const saidByBot = (who: TeamsVisitor): readonly Note[] =>
  who.notes(nightShift).filter(({ from }) => from === bot);

const numberOfSpain = '024';

function seesSharedHelp(who: TeamsVisitor): void {
  const note = who.last(nightShift);
  expect(who.read(note)).toContain(who.hears('helpnow.title'));
  expect(who.read(note)).toContain(who.hears('helpnow.shared'));
  expect(who.read(note)).toContain(who.hears('helpnow.danger-anywhere'));
}

describe('in a group chat', () => {
  it('what is said without a mention is not heard', async () => {
    expect(await hospital.teams.message(noraQuinn.id, nightShift, 'checkin')).toMatchObject({ heard: false });
    await hospital.settled();
    expect(saidByBot(nora)).toEqual([]);
  });

  it('whoever asks for a check-in gets the form in their own talk; the others see neither form nor answer', async () => {
    await nora.mention('checkin', nightShift);
    const invitation = nora.last(nightShift);
    expect(nora.read(invitation)).toContain(nora.hears('bot.open-privately'));
    expect(nora.read(invitation)).not.toContain(nora.hears('checkin.how'));
    expect(await nora.press(invitation, 'do.checkin')).toMatchObject({
      kind: 'said',
      words: nora.hears('teams.in-own-talk'),
    });
    const form = nora.last();
    expect(nora.read(form)).toContain(nora.hears('checkin.how'));
    expect(await nora.send(form, { mood: 2 })).toMatchObject({ kind: 'card' });
    expect(await storedCheckins(hospital.database)).toEqual([{ account: noraQuinn.aad, mood: 2 }]);
    for (const who of [nora, elena, otto, carla]) {
      expect(saidByBot(who)).toHaveLength(1);
      expect(who.again(invitation).card).toEqual(invitation.card);
    }
  });

  it('another presses the same button, and fills in their own form', async () => {
    await elena.press(elena.last(nightShift), 'do.checkin');
    expect(elena.read(elena.last())).toContain(elena.hears('checkin.how'));
    expect(nora.read(nora.again(nora.last(nightShift)))).not.toContain(elena.hears('teams.in-own-talk'));
  });

  it('help comes at once where it was asked for, without the country of whoever asked', async () => {
    await elena.say('ayuda ahora');
    await elena.press(elena.last(), 'España');
    await elena.say('ayuda ahora');
    expect(elena.read(elena.last())).toContain(numberOfSpain);
    await elena.mention('ayuda ahora', nightShift);
    seesSharedHelp(elena);
    expect(elena.read(elena.last(nightShift))).not.toContain(numberOfSpain);
  });

  it('somebody who has never opened us hears how to, in words for them alone', async () => {
    const before = saidByBot(nora).length;
    await otto.mention('checkin', nightShift);
    const invitation = otto.last(nightShift);
    expect(await otto.press(invitation, 'do.checkin')).toEqual({
      kind: 'said',
      words: otto.hears('teams.no-talk'),
      heard: true,
    });
    expect(saidByBot(nora)).toHaveLength(before + 1);
    expect(nora.again(invitation).words).toBeUndefined();
  });
});

describe('the people of a group chat', () => {
  const everybody = [noraQuinn, elenaRuiz, ottoLang, carlaBoyd].map(({ aad }) => aad).toSorted();

  async function group(): Promise<readonly string[]> {
    const rows = await hospital.database.owner
      .selectFrom('audience_member')
      .innerJoin('audience', 'audience.id', 'audience_member.audience_id')
      .select('account')
      .where('name', '=', 'Nights')
      .where('kept', '=', true)
      .execute();
    return rows.map(({ account }) => account).toSorted();
  }

  async function aMinuteLater(): Promise<void> {
    hospital.clock.now += 60_000;
    await hospital.house.tick.minute();
    await hospital.settled();
  }

  it('can be followed by a coordinator who asks there, and the chat reads nothing of it', async () => {
    const before = saidByBot(nora).length;
    await carla.mention('audiences', nightShift);
    await carla.press(carla.last(nightShift), 'do.audiences');
    await carla.press(carla.last(), 'audiences.follow');
    await carla.send(carla.last(), { name: 'Nights', guests: 'no' });
    const shown = carla.notes().findLast((one) => labelsOf(one).includes(carla.hears('groups.keep')));
    expect(carla.read(shown)).toContain(carla.hears('groups.counted', { name: 'Nights', people: 4 }));
    if (shown) await carla.press(shown, 'audiences.keep');
    expect(await group()).toEqual(everybody);
    expect(saidByBot(nora)).toHaveLength(before + 1);
    for (const note of saidByBot(nora)) expect(nora.read(note)).not.toContain('Nights');
  });

  it('are followed within a minute as they come and go, and nobody is written down for it', async () => {
    const { account, person } = await countRows(hospital.database);
    await hospital.teams.leaveGroup(elenaRuiz.id, nightShift);
    await aMinuteLater();
    expect(await group()).toEqual(everybody.filter((one) => one !== elenaRuiz.aad));
    await hospital.teams.joinGroup(elenaRuiz.id, nightShift);
    await hospital.teams.joinGroup(gwen.id, nightShift);
    await aMinuteLater();
    expect(await group()).toEqual(everybody);
    expect(await countRows(hospital.database)).toMatchObject({ account, person });
  });

  it('the app leaves and comes back without a word', async () => {
    const before = saidByBot(nora).length;
    expect(await hospital.teams.uninstallGroup(nightShift)).toMatchObject({ heard: true });
    expect(await hospital.teams.installGroup(nightShift)).toMatchObject({ heard: true });
    await hospital.settled();
    expect(saidByBot(nora)).toHaveLength(before);
  });
});

describe('in a group chat with the database stopped', () => {
  it('help comes as before, to be read by all and told to nobody else', async () => {
    const dark = await openHospital({ teams: true });
    try {
      const before = teamsVisitor(dark, noraQuinn);
      await before.mention('checkin', nightShift);
      const invitation = before.last(nightShift);
      const choosing = teamsVisitor(dark, elenaRuiz);
      await choosing.say('ayuda ahora');
      await choosing.press(choosing.last(), 'España');
      dark.cable.cut();
      const asking = teamsVisitor(dark, elenaRuiz, 'answered');
      const stranger = teamsVisitor(dark, ottoLang, 'answered');
      await asking.say('helpnow');
      expect(asking.read(asking.last())).toContain(numberOfSpain);
      await asking.mention('helpnow', nightShift);
      seesSharedHelp(asking);
      expect(asking.read(asking.last(nightShift))).not.toContain(numberOfSpain);
      const words = await stranger.press(invitation, 'do.helpnow');
      expect(words.kind === 'said' ? words.words : '').toContain(stranger.hears('helpnow.danger-anywhere'));
      expect(asking.again(invitation).words).toBeUndefined();
    } finally {
      await dark.end();
    }
  });
});
