// Get help now on Teams, by every door, with the database stopped and on Microsoft's bad days.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Hospital, openHospital } from '../support/hospital.ts';
import {
  elena as elenaRuiz,
  nora as noraQuinn,
  otto as ottoLang,
  wardRounds,
  wardTeam,
} from '../support/teams-side.ts';
import { labelsOf, type Note, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';

const isHelp = (who: TeamsVisitor, note: Note): boolean =>
  (['helpnow.private', 'helpnow.shared'] as const).some((key) => who.read(note).includes(who.hears(key))) &&
  who.read(note).includes(who.hears('helpnow.title'));
const isSharedHelp = (who: TeamsVisitor, note: Note): boolean =>
  isHelp(who, note) && who.read(note).includes(who.hears('helpnow.shared'));
const last = (who: TeamsVisitor): boolean => isHelp(who, who.last());

const doors: Readonly<Record<string, (who: TeamsVisitor) => Promise<boolean>>> = {
  'typed as one word': async (who) => {
    await who.say('helpnow');
    return last(who);
  },
  'typed as two words': async (who) => {
    await who.say('Help now!!');
    return last(who);
  },
  'typed in Spanish': async (who) => {
    await who.say('AYUDA AHORA');
    return last(who);
  },
  'said to the bot in a channel': async (who) => {
    const asked = await who.mention('help now');
    const note = who.last(wardTeam);
    return isSharedHelp(who, note) && asked.kind === 'done' && note.replyTo === asked.id;
  },
  'said to the bot in another channel of the team': async (who) => {
    await who.mention('sos', wardRounds);
    return isSharedHelp(who, who.last(wardRounds));
  },
};

describe.each(['cut off', 'hanging'] as const)('with the database %s, on Teams', (state) => {
  let hospital: Hospital;
  let nora: TeamsVisitor;
  let elena: TeamsVisitor;
  let otto: TeamsVisitor;
  /** These stand there from before. */
  let screen: Note;
  let form: Note;
  let inChannel: Note;
  beforeAll(async () => {
    hospital = await openHospital({ teams: true });
    const before = teamsVisitor(hospital, noraQuinn);
    await before.say('help');
    screen = before.last();
    const other = teamsVisitor(hospital, elenaRuiz);
    await other.say('checkin');
    form = other.last();
    await before.mention('checkin');
    inChannel = before.last(wardTeam);
    if (state === 'cut off') hospital.cable.cut();
    else hospital.cable.freeze();
    nora = teamsVisitor(hospital, noraQuinn, 'answered');
    elena = teamsVisitor(hospital, elenaRuiz, 'answered');
    otto = teamsVisitor(hospital, ottoLang, 'answered');
  });
  afterAll(() => hospital.end());

  it.each(Object.entries(doors))('help comes by %s, and again', async (_, enter) => {
    expect(await enter(nora)).toBe(true);
    expect(await enter(nora)).toBe(true);
  });

  it('help comes by the button on a message, below it', async () => {
    for (const _ of ['once', 'again']) {
      const before = nora.notes().length;
      expect(await nora.press(screen, 'do.helpnow')).toMatchObject({ kind: 'said' });
      expect(nora.notes()).toHaveLength(before + 1);
      expect(last(nora)).toBe(true);
    }
    expect(nora.again(screen).card).toEqual(screen.card);
  });

  it('help comes by the button in a form, below it, and the form stays', async () => {
    await elena.press(form, 'do.helpnow');
    expect(last(elena)).toBe(true);
    expect(elena.again(form).card).toEqual(form.card);
  });

  it('help comes by the button in a channel, into the person’s own talk, and the channel sees nothing of it', async () => {
    const before = nora.notes(wardTeam).length;
    expect(await elena.press(inChannel, 'do.helpnow')).toEqual({
      kind: 'said',
      words: elena.hears('teams.in-own-talk'),
      heard: true,
    });
    expect(last(elena)).toBe(true);
    expect(nora.notes(wardTeam)).toHaveLength(before);
    expect(elena.again(inChannel).card).toEqual(inChannel.card);
  });

  it('help comes also to somebody who has never opened us, in words for them alone, with how to open us', async () => {
    const came = await otto.press(inChannel, 'do.helpnow');
    const words = came.kind === 'said' ? came.words : '';
    expect(words).toContain(otto.hears('helpnow.title'));
    expect(words).toContain(otto.hears('helpnow.danger-anywhere'));
    expect(words).toContain(otto.hears('teams.no-talk'));
    expect(nora.again(inChannel).words).toBeUndefined();
  });

  it('a choice of country is answered in its place', async () => {
    await nora.say('helpnow');
    const card = nora.last();
    expect(await nora.press(card, 'help.country')).toMatchObject({ kind: 'card' });
    expect(nora.read(nora.again(card))).toContain(nora.hears('helpnow.danger', { number: '911' }));
  });

  it('what needs the database says that it was not saved, once, with help beside it', async () => {
    const before = nora.notes().length;
    expect(await nora.say('checkin')).toMatchObject({ kind: 'done', heard: false });
    expect(nora.notes()).toHaveLength(before + 2);
    const sorry = nora.hears(state === 'cut off' ? 'bot.not-saved' : 'bot.late');
    expect(nora.read(nora.last())).toContain(sorry);
    expect(labelsOf(nora.last())).toEqual([nora.hears('any.help')]);
    await nora.press(nora.last(), 'do.helpnow');
    expect(last(nora)).toBe(true);
  });

  it('a button that needs the database says so as well, and its card stays', async () => {
    await nora.press(screen, 'do.checkin');
    // Where nobody says that the line is dead, nobody can say at first what became of what was sent over it.
    const sorry = [nora.hears('bot.not-saved'), nora.hears('bot.late')];
    expect(sorry.some((words) => nora.read(nora.last()).includes(words))).toBe(true);
    expect(nora.again(screen).card).toEqual(screen.card);
  });
});

describe('what Microsoft does on bad days', () => {
  let hospital: Hospital;
  let nora: TeamsVisitor;
  beforeEach(async () => {
    hospital = await openHospital({ teams: true, limits: { personPerMinute: 2, organisationPerSecond: 2 } });
    nora = teamsVisitor(hospital, noraQuinn);
    await nora.say('help');
    hospital.cable.cut();
  });
  afterEach(() => hospital.end());

  it('brings one message eleven times: it is answered once', async () => {
    hospital.teams.weather.duplicateActivities(10);
    const before = nora.notes().length;
    await nora.say('helpnow');
    expect(nora.notes()).toHaveLength(before + 2);
    expect(last(nora)).toBe(true);
  });

  it('makes nobody wait who asks for help again and again: no limit holds it back', async () => {
    for (let n = 0; n < 20; n += 1) await nora.say('helpnow');
    expect(nora.notes().filter((note) => isHelp(nora, note))).toHaveLength(20);
  });

  it.each([
    ['asks to wait', (to: Hospital) => to.teams.weather.rateLimit('send', 1)],
    ['falls over', (to: Hospital) => to.teams.weather.error('send', 500)],
    ['is in the middle of something', (to: Hospital) => to.teams.weather.error('send', 412)],
    ['hangs up before it has heard', (to: Hospital) => to.teams.weather.cutBefore('send')],
  ])('%s, and help comes by a message nevertheless', async (_, befall) => {
    befall(hospital);
    await nora.say('helpnow');
    expect(last(nora)).toBe(true);
  });

  it.each<[what: string, refuse: (to: Hospital) => void]>([
    ['has blocked us', (to) => to.teams.block(noraQuinn.id)],
    ['is nowhere to be found any more', (to) => to.teams.weather.error('send', 404)],
  ])('says that whoever asked %s: it is taken, and not brought again in vain', async (_, refuse) => {
    const posts = () => hospital.teams.calls.filter(({ path }) => path.endsWith('/activities')).length;
    const before = posts();
    refuse(hospital);
    expect(await nora.say('helpnow')).toMatchObject({ kind: 'done', heard: true });
    expect(posts()).toBe(before + 1);
  });

  it('takes no message for a while: help comes by the answer to the press itself', async () => {
    const screen = nora.last();
    hospital.teams.weather.error('send', 500, 2);
    expect(await nora.press(screen, 'do.helpnow')).toMatchObject({ kind: 'card' });
    expect(isHelp(nora, nora.again(screen))).toBe(true);
  });

  it('gives no token, and has forgotten the old: help comes by the answer to the press itself', async () => {
    const screen = nora.last();
    hospital.teams.revokeTokens();
    hospital.teams.weather.error('token', 503, 2);
    expect(await nora.press(screen, 'do.helpnow')).toMatchObject({ kind: 'card' });
    expect(isHelp(nora, nora.again(screen))).toBe(true);
  });

  it('takes no message while somebody types: help comes in words, and what was typed stays', async () => {
    hospital.cable.mend();
    hospital.clock.now += 120_000;
    await nora.say('checkin');
    const form = nora.last();
    hospital.cable.cut();
    hospital.teams.weather.error('send', 500, 2);
    const came = await nora.press(form, 'do.helpnow');
    expect(came.kind === 'said' ? came.words : '').toContain(nora.hears('helpnow.title'));
    expect(nora.again(form).card).toEqual(form.card);
  });
});

describe('a house that was started without a database, on Teams', () => {
  it('answers in the language of the person’s client', async () => {
    const hospital = await openHospital({ teams: true, cutOff: true });
    try {
      const elena = teamsVisitor(hospital, elenaRuiz, 'answered');
      await elena.say('ayuda ahora');
      expect(last(elena)).toBe(true);
      expect(labelsOf(elena.last())).toContain('España');
      for (const [door, enter] of Object.entries(doors)) expect(await enter(elena), door).toBe(true);
    } finally {
      await hospital.end();
    }
  });
});
