// Teams beyond somebody's own talk: channels, where others read along, and coming and going.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRows } from '../support/catalogue.ts';
import { storedCheckins } from '../support/checkins.ts';
import { type Hospital, openHospital } from '../support/hospital.ts';
import {
  bot,
  carla,
  elena as elenaRuiz,
  gwen,
  nora as noraQuinn,
  otto as ottoLang,
  wardRounds,
  wardTeam,
} from '../support/teams-side.ts';
import { labelsOf, type Note, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';

let hospital: Hospital;
let nora: TeamsVisitor;
let elena: TeamsVisitor;
let otto: TeamsVisitor;
beforeAll(async () => {
  hospital = await openHospital({ teams: true });
  nora = teamsVisitor(hospital, noraQuinn);
  elena = teamsVisitor(hospital, elenaRuiz);
  otto = teamsVisitor(hospital, ottoLang);
});
afterAll(() => hospital.end());

const said = (who: TeamsVisitor, talk: string): number =>
  who.notes(talk).filter(({ from }) => from === bot).length;

describe('in a channel', () => {
  let invitation: Note;

  it('the bot hears those who name it, and answers in their reply chain with a button that leads away', async () => {
    const asked = await nora.mention('checkin', wardRounds);
    invitation = nora.last(wardRounds);
    expect(invitation.replyTo).toBe(asked.kind === 'done' ? asked.id : '');
    expect(nora.read(invitation)).toContain(nora.hears('bot.open-privately'));
    expect(invitation.summary).toBe(nora.hears('bot.open-privately'));
    expect(labelsOf(invitation)).toContain(nora.hears('command.checkin'));
  });

  it('what was asked for with more words is what the button opens', async () => {
    await nora.mention('checkin history', wardRounds);
    await nora.press(nora.last(wardRounds), 'do.checkin');
    expect(nora.read(nora.last())).toContain(nora.hears('checkin.history-empty'));
  });

  it('what others say is nothing to it', async () => {
    const before = said(nora, wardRounds);
    await hospital.teams.message(noraQuinn.id, wardRounds, 'checkin');
    await hospital.settled();
    expect(said(nora, wardRounds)).toBe(before);
  });

  it('a button opens in the person’s own talk, and everybody still sees the button', async () => {
    const before = said(nora, wardRounds);
    expect(await elena.press(invitation, 'do.checkin')).toEqual({
      kind: 'said',
      words: elena.hears('teams.in-own-talk'),
      heard: true,
    });
    const form = elena.last();
    expect(form.talk).toBe(elena.talk);
    expect(elena.read(form)).toContain(elena.hears('checkin.how'));
    expect(await elena.send(form, { mood: 3 })).toMatchObject({ kind: 'card' });
    expect(await storedCheckins(hospital.database)).toEqual([{ account: elenaRuiz.aad, mood: 3 }]);
    expect(said(nora, wardRounds)).toBe(before);
    expect(nora.again(invitation).card).toEqual(invitation.card);
    expect(elena.again(invitation).card).toEqual(invitation.card);
  });

  it('somebody who has never opened us hears how to, in words for them alone, and nothing is kept of them there', async () => {
    const came = await otto.press(invitation, 'do.checkin');
    expect(came).toEqual({ kind: 'said', words: otto.hears('teams.no-talk'), heard: true });
    expect(otto.again(invitation).card).toEqual(invitation.card);
    expect(nora.again(invitation).words).toBeUndefined();
  });

  it('and once they have opened us, the same button leads on', async () => {
    await hospital.teams.install(ottoLang.id);
    await hospital.settled();
    expect(await otto.press(invitation, 'do.checkin')).toMatchObject({
      words: otto.hears('teams.in-own-talk'),
    });
    expect(otto.read(otto.last())).toContain(otto.hears('checkin.how'));
  });

  it('a card that replaces does not replace it for everybody', async () => {
    await nora.mention('help now', wardRounds);
    const help = nora.last(wardRounds);
    expect(await elena.press(help, 'help.country')).toMatchObject({
      words: elena.hears('teams.in-own-talk'),
    });
    for (const who of [nora, elena, otto]) expect(who.again(help).card).toEqual(help.card);
    expect(elena.read(elena.last())).toContain(elena.hears('helpnow.title'));
  });
});

describe('coming and going', () => {
  const talkOf = async (account: string): Promise<string | null | undefined> =>
    (
      await hospital.database.owner
        .selectFrom('account')
        .select('talk')
        .where('external_id', '=', account)
        .executeTakeFirst()
    )?.talk;

  it('whoever puts us into their own talk can be reached by it, and cannot once they take us out', async () => {
    await hospital.teams.install(carla.id);
    await hospital.settled();
    expect(await talkOf(carla.aad)).toContain(hospital.teams.personal(carla.id));
    await hospital.teams.uninstall(carla.id);
    await hospital.settled();
    expect(await talkOf(carla.aad)).toBeNull();
  });

  it('whoever merely comes to a team, or leaves it, is not written down', async () => {
    const { account, person } = await countRows(hospital.database);
    for (const change of ['leaveTeam', 'joinTeam'] as const) {
      expect(await hospital.teams[change](gwen.id, wardTeam)).toMatchObject({ heard: true });
    }
    await hospital.settled();
    expect(await countRows(hospital.database)).toMatchObject({ account, person });
  });

  it('a team that takes us in, and out again, is taken note of without a word', async () => {
    const before = said(nora, wardTeam);
    expect(await hospital.teams.uninstallTeam(wardTeam)).toMatchObject({ heard: true });
    expect(await hospital.teams.installTeam(wardTeam)).toMatchObject({ heard: true });
    await hospital.settled();
    expect(said(nora, wardTeam)).toBe(before);
  });

  it('what is edited or taken back is not said to us once more', async () => {
    const written = await hospital.teams.message(noraQuinn.id, nora.talk, 'help');
    await hospital.settled();
    const before = said(nora, nora.talk);
    const id = written.kind === 'done' ? (written.id ?? '') : '';
    await hospital.teams.edit(noraQuinn.id, nora.talk, id, 'helpnow');
    await hospital.teams.remove(noraQuinn.id, nora.talk, id);
    await hospital.settled();
    expect(said(nora, nora.talk)).toBe(before);
  });
});
