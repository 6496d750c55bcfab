// Forms and buttons on Teams: what is typed is never lost, what was not kept says so, and once is once.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Thing } from '../../adapters/playground/teams/tenant.ts';
import { storedCheckins } from '../support/checkins.ts';
import { type Hospital, openHospital } from '../support/hospital.ts';
import { carla, elena, nora as noraQuinn } from '../support/teams-side.ts';
import { labelsOf, type Note, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';

let hospital: Hospital;
let nora: TeamsVisitor;
beforeEach(async () => {
  hospital = await openHospital({ teams: true });
  nora = teamsVisitor(hospital, noraQuinn);
});
afterEach(() => hospital.end());

const stored = () => storedCheckins(hospital.database);

/** What the fields of a card hold. */
function filled(note: Note): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value && String(value.type).startsWith('Input.') && 'id' in value && 'value' in value)
      found[String(value.id).replace('in:', '')] = value.value;
    for (const part of Object.values(value)) walk(part);
  };
  walk(note.card);
  return found;
}

/** An invoke as this person's client would send it, from their own talk. */
function invokeOf(who: TeamsVisitor, action: Thing): Thing {
  const {
    text: _words,
    attachments: _html,
    textFormat: _format,
    ...base
  } = hospital.teams.compose(who.person.id, who.talk, 'x');
  const value = { action: { type: 'Action.Execute', ...action }, trigger: 'manual' };
  return { ...base, type: 'invoke', name: 'adaptiveCard/action', id: `f:${randomUUID()}`, value };
}

async function askedForMore(): Promise<Note> {
  await nora.say('checkin');
  const form = nora.last();
  await nora.send(form, { mood: 2 });
  return nora.again(form);
}

describe('a form on Teams', () => {
  it('that is refused comes back with what was typed, says why at the field, and is taken when it is corrected', async () => {
    const boss = teamsVisitor(hospital, carla);
    await boss.say('lines');
    const form = boss.last();
    await boss.press(form, 'help.add-line');
    const typed = { name: 'Our *own* chaplain', when: 'all staff, at night' };
    expect(await boss.send(boss.again(form), typed)).toEqual({ kind: 'card', heard: true });
    const back = boss.again(form);
    expect(filled(back)).toMatchObject(typed);
    expect(boss.read(back)).toContain(boss.hears('lines.no-way'));
    await boss.send(back, { call: '020 7946 0000' });
    await nora.say('helpnow');
    expect(nora.read(nora.last())).toContain('chaplain');
    expect(nora.read(nora.last())).toContain('all staff, at night');
  });

  it('comes back filled while the database is away, says that nothing was kept, and is taken afterwards', async () => {
    const form = await askedForMore();
    const without = teamsVisitor(hospital, noraQuinn, 'answered');
    hospital.cable.cut();
    expect(await without.send(form, { topic: 'sleep', note: 'three nights in a row' })).toMatchObject({
      kind: 'card',
    });
    const back = nora.again(form);
    expect(nora.read(back)).toContain(nora.hears('bot.not-saved'));
    expect(filled(back)).toEqual({ topic: 'sleep', note: 'three nights in a row' });
    expect(labelsOf(back)).toContain(nora.hears('any.help'));
    expect(await stored()).toEqual([{ account: noraQuinn.aad, mood: 2 }]);

    hospital.cable.mend();
    // Nothing is typed again: what stands in the fields goes along.
    await nora.send(back, {});
    expect(await stored()).toEqual([
      { account: noraQuinn.aad, mood: 2, topic: 'sleep', note: 'three nights in a row' },
    ]);
  });

  it('that is sent twice at once is kept once', async () => {
    await nora.say('checkin');
    const form = nora.last();
    const both = await Promise.all([nora.send(form, { mood: 4 }), nora.send(form, { mood: 4 })]);
    expect(both).toEqual([
      { kind: 'card', heard: true },
      { kind: 'card', heard: true },
    ]);
    expect(await stored()).toEqual([{ account: noraQuinn.aad, mood: 4 }]);
  });

  it('that Teams brings four times is kept once', async () => {
    await nora.say('checkin');
    hospital.teams.weather.duplicateActivities(3);
    await nora.send(nora.last(), { mood: 4 });
    expect(await stored()).toEqual([{ account: noraQuinn.aad, mood: 4 }]);
  });

  it('whose answer was lost on the way says, the second time, that it was kept already', async () => {
    await nora.say('checkin');
    const form = nora.last();
    hospital.teams.weather.loseAcknowledgement();
    expect(await nora.send(form, { mood: 4 })).toMatchObject({ kind: 'card' });
    expect(nora.read(nora.again(form))).toContain(nora.hears('bot.kept-already'));
    expect(await stored()).toEqual([{ account: noraQuinn.aad, mood: 4 }]);
  });

  it('can be closed, and keeps nothing then', async () => {
    await nora.say('checkin');
    const form = nora.last();
    expect(await nora.close(form)).toMatchObject({ kind: 'card' });
    expect(nora.read(nora.again(form))).toContain(nora.hears('teams.closed'));
    expect(labelsOf(nora.again(form))).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it('stays as it is, with what is typed, when help is asked for in the middle of it', async () => {
    const form = await askedForMore();
    expect(await nora.press(form, 'do.helpnow')).toEqual({
      kind: 'said',
      words: nora.hears('teams.below'),
      heard: true,
    });
    expect(nora.again(form).card).toEqual(form.card);
    expect(nora.last().id).not.toBe(form.id);
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.title'));
  });

  it('without fields gives its place to what its buttons open', async () => {
    const form = await askedForMore();
    await nora.send(form, { note: 'a long night' });
    const offers = nora.again(form);
    expect(await nora.press(offers, 'checkins.change')).toEqual({ kind: 'card', heard: true });
    expect(nora.read(nora.again(form))).toContain(nora.hears('checkin.how'));
    expect(nora.last().id).toBe(form.id);
  });
});

describe('a button on Teams', () => {
  it('of somebody else’s check-in does nothing for anybody else', async () => {
    const form = await askedForMore();
    await nora.send(form, { note: 'mine alone' });
    const offers = nora.again(form);
    const id = /"press":"checkins\.change","value":"([^"]+)"/.exec(JSON.stringify(offers.card))?.[1];
    expect(id).toBeDefined();
    const other = teamsVisitor(hospital, elena);
    await hospital.teams.send(
      invokeOf(other, { verb: 'press', data: { press: 'checkins.change', value: id } }),
    );
    await hospital.settled();
    expect(other.read(other.last())).toContain(other.hears('checkin.gone'));
    expect(await stored()).toEqual([{ account: noraQuinn.aad, mood: 2, note: 'mine alone' }]);
  });

  it('of a coordinator does nothing for a nurse', async () => {
    await hospital.teams.send(invokeOf(nora, { verb: 'press', data: { press: 'help.lines', value: '' } }));
    await hospital.settled();
    expect(nora.read(nora.last())).toContain(nora.hears('any.not-yours'));
    const coordinator = teamsVisitor(hospital, carla);
    await coordinator.say('lines');
    expect(coordinator.read(coordinator.last())).toContain(coordinator.hears('lines.title'));
  });

  it('answers below, so that the other buttons of its card stay', async () => {
    await nora.say('help');
    const screen = nora.last();
    expect(await nora.press(screen, 'do.helpnow')).toMatchObject({ kind: 'said' });
    expect(nora.again(screen).card).toEqual(screen.card);
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.title'));
  });

  it('that Teams brings four times answers once', async () => {
    await nora.say('help');
    const before = nora.notes().length;
    hospital.teams.weather.duplicateActivities(3);
    await nora.press(nora.last(), 'do.helpnow');
    expect(nora.notes()).toHaveLength(before + 1);
  });

  it('that replaces its card does so in its place', async () => {
    await nora.say('helpnow');
    const card = nora.last();
    expect(await nora.press(card, 'help.country')).toEqual({ kind: 'card', heard: true });
    expect(nora.read(nora.again(card))).toContain(nora.hears('helpnow.danger', { number: '911' }));
    expect(nora.last().id).toBe(card.id);
  });

  it.each([
    ['of another verb', { verb: 'vote', data: {} }],
    ['without a meaning', { verb: 'press', data: {} }],
    ['with nothing at all', { verb: 'press' }],
    ['of a form that nobody drew', { verb: 'form', data: { instance: 'i', drawn: 'x', mark: 'y' } }],
  ])('%s is answered in words, and nothing happens', async (_, action) => {
    const { status, body } = await hospital.teams.send(invokeOf(nora, action));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: nora.hears('bot.gone'),
    });
    expect(await stored()).toEqual([]);
  });

  it('of yesterday says that it does nothing any more', async () => {
    await hospital.teams.send(invokeOf(nora, { verb: 'press', data: { press: 'no.such', value: '' } }));
    await hospital.settled();
    expect(nora.read(nora.last())).toContain(nora.hears('bot.gone'));
  });
});
