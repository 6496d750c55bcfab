// Every door to Get help now, with the database stopped: cut off, hanging, or not there since the start.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coordinator, enfermera, type Hospital, nurse, openHospital, ward } from '../support/hospital.ts';
import { buttonsOf, type Visitor, visitor } from '../support/visitor.ts';

const isHelp = (who: Visitor, what: unknown): boolean => {
  const words = who.read(what);
  const isPrivate = [who.hears('helpnow.private'), who.hears('helpnow.private-own')];
  return words.includes(who.hears('helpnow.title')) && isPrivate.some((one) => words.includes(one));
};
/** The same where others read along, and says that they do. */
const isSharedHelp = (who: Visitor, what: unknown): boolean => {
  const words = who.read(what);
  return words.includes(who.hears('helpnow.title')) && words.includes(who.hears('helpnow.shared'));
};
const last = (who: Visitor): boolean => isHelp(who, who.last());

/** Doors that need nothing from before. */
const doors: Readonly<Record<string, (who: Visitor) => Promise<boolean>>> = {
  'the command of its own': async (who) => {
    await who.command('/helpnow');
    return last(who) && who.last().ephemeral;
  },
  'the command in a channel': async (who) => {
    await who.command('/lamp Help Now', ward);
    return isHelp(who, who.last(ward)) && who.last(ward).ephemeral;
  },
  'the word after /lamp': async (who) => {
    await who.command('/lamp HELPNOW please');
    return last(who);
  },
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
  'typed in a thread': async (who) => {
    const first = who.notes()[0]?.ts ?? '';
    await who.say('sos', first);
    return last(who) && who.last().thread_ts === first;
  },
  'said to the bot in a channel': async (who) => {
    const asked = await who.mention('help now');
    return isSharedHelp(who, who.last(ward)) && who.last(ward).thread_ts === asked;
  },
  'the button on the words that nothing could be kept': async (who) => {
    await who.command('/checkin');
    await who.press(who.last(), who.hears('any.help'));
    return last(who);
  },
};

describe.each(['cut off', 'hanging'] as const)('with the database %s', (state) => {
  let hospital: Hospital;
  let nora: Visitor;
  /** The button stands there from before. */
  let screen: ReturnType<Visitor['last']>;
  let offers: Visitor;
  beforeAll(async () => {
    hospital = await openHospital();
    const before = visitor(hospital, nurse);
    await before.say('help');
    screen = before.last();
    await hospital.slack.openHome(nurse);
    await before.command('/checkin');
    const elena = visitor(hospital, enfermera);
    await elena.command('/checkin');
    await elena.send({ mood: 1 });
    await elena.send({});
    if (state === 'cut off') hospital.cable.cut();
    else hospital.cable.freeze();
    nora = visitor(hospital, nurse, 'answered');
    offers = visitor(hospital, enfermera, 'answered');
  });
  afterAll(() => hospital.end());

  it.each(Object.entries(doors))('help comes by %s, and again', async (_, enter) => {
    expect(await enter(nora)).toBe(true);
    expect(await enter(nora)).toBe(true);
  });

  it('help comes by the button on a message, beside it', async () => {
    for (const _ of ['once', 'again']) {
      await nora.press(screen, nora.hears('any.help'));
      expect(last(nora)).toBe(true);
      expect(nora.last().ephemeral).toBe(true);
    }
    expect(nora.notes().find(({ ts }) => ts === screen.ts)).toEqual(screen);
  });

  it('help comes by the button in a form, on top of it, and the form stays as it was', async () => {
    const form = nora.modal();
    for (const _ of ['once', 'again']) {
      await nora.press(form, nora.hears('any.help'), nora.values({ mood: 4 }));
      expect(nora.modals()).toEqual([form, nora.modal()]);
      expect(isHelp(nora, nora.modal())).toBe(true);
      await hospital.slack.close(nurse, nora.modal().id);
    }
    expect(nora.modals()).toEqual([form]);
  });

  it('help comes by the button where nothing can be typed, in the same window', async () => {
    await offers.press(offers.modal(), offers.hears('any.help'));
    expect(offers.modals()).toHaveLength(1);
    expect(isHelp(offers, offers.modal())).toBe(true);
  });

  it('help comes by the button in the home view', async () => {
    await nora.closeAll();
    for (const _ of ['once', 'again']) {
      await nora.press(nora.home(), nora.hears('any.help'));
      expect(isHelp(nora, nora.modal())).toBe(true);
      await nora.closeAll();
    }
  });
});

describe('what Slack does on bad days', () => {
  let hospital: Hospital;
  let nora: Visitor;
  beforeEach(async () => {
    hospital = await openHospital({ limits: { personPerMinute: 1, organisationPerSecond: 1 } });
    nora = visitor(hospital, nurse);
    await nora.command('/checkin');
    hospital.cable.cut();
  });
  afterEach(() => hospital.end());

  it('brings one message eleven times: it is answered once', async () => {
    hospital.slack.weather.duplicateEvents(10, false);
    await nora.say('helpnow');
    expect(nora.notes()).toHaveLength(2);
    expect(last(nora)).toBe(true);
  });

  it('makes nobody wait who asks for help again and again: no limit holds it back', async () => {
    for (let n = 0; n < 40; n += 1) await nora.command('/helpnow');
    expect(nora.notes().filter((note) => isHelp(nora, note))).toHaveLength(40);
  });

  it('does not keep help from coming by a message', async () => {
    hospital.slack.weather.rateLimit('chat.postMessage', 1);
    hospital.slack.weather.error('chat.postMessage', 500);
    await nora.say('helpnow');
    expect(last(nora)).toBe(true);
  });

  it('does not keep help from coming by a response URL', async () => {
    await nora.command('/helpnow');
    const card = nora.last();
    hospital.slack.weather.error('response_url', 503);
    await nora.press(card, 'help.country');
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.danger', { number: '911' }));
    expect(nora.notes()).toHaveLength(1);
  });

  it('does not make anybody press twice whose window would not open: help comes by a message', async () => {
    hospital.slack.weather.error('views.push', 500);
    await nora.press(nora.modal(), nora.hears('any.help'));
    expect(nora.modals()).toHaveLength(1);
    expect(last(nora)).toBe(true);
  });

  it('does not make anybody press twice in the home view either', async () => {
    await nora.closeAll();
    await hospital.slack.openHome(nurse);
    await expect.poll(() => hospital.slack.seenBy(nurse).home !== undefined).toBe(true);
    hospital.slack.weather.error('views.open', 500);
    await nora.press(nora.home(), nora.hears('any.help'));
    expect(nora.modals()).toEqual([]);
    expect(last(nora)).toBe(true);
  });
});

describe('a house that was started without a database', () => {
  it('knows country, language and the employer’s lines from the one before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lamplight-help-'));
    try {
      const earlier = await openHospital({ folder });
      const carla = visitor(earlier, coordinator);
      await carla.command('/lamp lines');
      await carla.press(carla.last(), carla.hears('lines.add'));
      await carla.send({ name: 'Our own chaplain', call: '020 7946 0000', when: 'all staff, at night' });
      const before = visitor(earlier, enfermera);
      await before.command('/helpnow');
      await before.press(before.last(), 'España');
      await earlier.end();

      const hospital = await openHospital({ folder, cutOff: true });
      try {
        const elena = visitor(hospital, enfermera);
        await elena.command('/helpnow');
        const words = elena.read(elena.last());
        expect(words).toContain(elena.hears('helpnow.title'));
        expect(words).toContain(elena.hears('helpnow.danger', { number: '112' }));
        expect(words).toContain('024');
        expect(words).toContain('Our own chaplain');
        expect(words).toContain('all staff, at night');
        const nora = visitor(hospital, nurse);
        await nora.say('hello');
        for (const [door, enter] of Object.entries(doors)) expect(await enter(nora), door).toBe(true);
        expect(nora.read(nora.last())).toContain('Our own chaplain');
      } finally {
        await hospital.end();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('answers also where there was none before, in the language that the platform knows', async () => {
    const hospital = await openHospital({ cutOff: true });
    try {
      const elena = visitor(hospital, enfermera);
      await elena.say('ayuda ahora');
      expect(last(elena)).toBe(true);
      expect(buttonsOf(elena.last())).toContain('España');
    } finally {
      await hospital.end();
    }
  });
});
