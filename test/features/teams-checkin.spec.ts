// A check-in on Teams, from beginning to end, by somebody who has never heard of Slack.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedCheckins } from '../support/checkins.ts';
import { type Hospital, openHospital } from '../support/hospital.ts';
import { elena, nora as noraQuinn, tenant } from '../support/teams-side.ts';
import { labelsOf, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';

let hospital: Hospital;
let nora: TeamsVisitor;
beforeAll(async () => {
  hospital = await openHospital({ teams: true });
  nora = teamsVisitor(hospital, noraQuinn);
});
afterAll(() => hospital.end());

describe('a nurse at her Teams', () => {
  it('types the word and has the question in front of her, with help beside it', async () => {
    expect(await nora.say('checkin')).toMatchObject({ kind: 'done', heard: true });
    const form = nora.last();
    expect(nora.read(form)).toContain(nora.hears('mood.3'));
    expect(labelsOf(form)).toContain(nora.hears('any.help'));
  });

  it('answers in the card, which thanks her only when it is kept, and then asks for more', async () => {
    const form = nora.last();
    expect(await nora.send(form, { mood: 2 })).toEqual({ kind: 'card', heard: true });
    expect(nora.read(nora.again(form))).toContain(nora.hears('checkin.kept'));
    expect(await storedCheckins(hospital.database)).toEqual([{ account: noraQuinn.aad, mood: 2 }]);
  });

  it('adds a topic and a note, and sees them in her history', async () => {
    const form = nora.last();
    expect(await nora.send(form, { topic: 'sleep', note: 'three nights in a row' })).toMatchObject({
      kind: 'card',
    });
    expect(await storedCheckins(hospital.database)).toEqual([
      { account: noraQuinn.aad, mood: 2, topic: 'sleep', note: 'three nights in a row' },
    ]);
    await nora.say('checkin history');
    await nora.press(nora.last(), 'do.checkin');
    const words = nora.read(nora.last());
    expect(words).toContain(nora.hears('mood.2'));
    expect(words).toContain('three nights in a row');
  });

  it('finds nothing of what she told in the chat itself, which her employer may keep: only in cards that answer a press', async () => {
    await nora.say('checkin history');
    const posted = JSON.stringify(hospital.teams.calls.map(({ body }) => body));
    expect(posted).not.toContain('three nights in a row');
    expect(posted).not.toContain(nora.hears('checkin.offers-low'));
    expect(posted).toContain(nora.hears('bot.open'));
  });

  it('reads of her account as people call it: Teams tells a bot no name of a hospital, and its id is no name', async () => {
    await nora.say('settings');
    const words = nora.read(nora.last());
    expect(words).toContain('Microsoft Teams');
    expect(words).not.toContain(tenant);
  });

  it('is spoken to in the language of her client, if that is Spanish', async () => {
    const spanish = teamsVisitor(hospital, elena);
    await spanish.say('hola');
    expect(spanish.read(spanish.last())).toContain(spanish.hears('help.title'));
    expect(spanish.hears('help.title')).not.toBe(nora.hears('help.title'));
  });
});
