// Check-ins from everywhere that a person may ask from, in their own language, and not where the app was taken out.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  coordinator,
  enfermera,
  type Hospital,
  nurse,
  openHospital,
  team,
  ward,
} from '../support/hospital.ts';
import { buttonsOf, type Visitor, visitor } from '../support/visitor.ts';

const day = 24 * 3_600_000;

let hospital: Hospital;
let nora: Visitor;
let elena: Visitor;
beforeEach(async () => {
  hospital = await openHospital();
  nora = visitor(hospital, nurse);
  elena = visitor(hospital, enfermera);
});
afterEach(() => hospital.end());

const isAsked = (who: Visitor): boolean => who.modals().at(-1)?.callback_id === 'checkins.mood';

describe('a check-in', () => {
  it.each(['/checkin', '/CheckIn', '/lamp checkin', '/lamp CheckIn', '/LAMP   check-in', '/Lamp mood'])(
    'begins with %s',
    async (typed) => {
      await nora.command(typed);
      expect(isAsked(nora)).toBe(true);
    },
  );

  it('is not what /lamp alone means: that is help', async () => {
    await nora.command('/lamp');
    expect(nora.modals()).toEqual([]);
    expect(nora.read(nora.last())).toContain(nora.hears('help.title'));
  });

  it('typed as a message is answered with a button that opens it', async () => {
    for (const typed of ['checkin', '/checkin', 'Check in!', 'lamp checkin']) {
      await nora.say(typed);
      expect(nora.read(nora.last())).toContain(nora.hears('bot.open'));
      await nora.press(nora.last(), nora.hears('command.checkin'));
      expect(isAsked(nora)).toBe(true);
      await nora.closeAll();
    }
  });

  it('typed with more words opens what these ask for, also in a channel', async () => {
    await nora.say('checkin history');
    await nora.press(nora.last(), 'do.checkin');
    expect(nora.read(nora.modal())).toContain(nora.hears('checkin.history-empty'));
    await nora.closeAll();
    await nora.mention('checkin history');
    await nora.press(nora.last(ward), 'do.checkin');
    expect(nora.read(nora.modal())).toContain(nora.hears('checkin.history-empty'));
  });

  it('typed in a thread is answered in that thread', async () => {
    const first = await nora.say('hello');
    await nora.say('checkin', first);
    expect(nora.last()).toMatchObject({ thread_ts: first, ephemeral: false });
    expect(buttonsOf(nora.last())).toEqual([nora.hears('command.checkin'), nora.hears('any.help')]);
  });

  it('asked for in a channel is a button in a thread, and opens for whoever presses it their own', async () => {
    const asked = await nora.mention('checkin');
    const note = elena.last(ward);
    expect(note.thread_ts).toBe(asked);
    expect(elena.read(note)).toContain(nora.hears('bot.open-privately'));
    expect(buttonsOf(note)).toContain(nora.hears('command.checkin'));
    expect(nora.modals()).toEqual([]);

    await elena.press(note, nora.hears('command.checkin'));
    expect(nora.modals()).toEqual([]);
    expect(elena.read(elena.modal())).toContain(elena.hears('checkin.how'));
    await elena.send({ mood: 2 });
    await elena.closeAll();
    await nora.command('/checkin history');
    expect(nora.read(nora.modal())).toContain(nora.hears('checkin.history-empty'));
    expect(elena.last(ward)).toEqual(note);
  });

  it('begins in the home view too, beside Get help now', async () => {
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    expect(nora.read(nora.home())).toContain(nora.hears('checkin.home'));
    expect(buttonsOf(nora.home())).toContain(nora.hears('any.help'));
    await nora.press(nora.home(), nora.hears('command.checkin'));
    expect(isAsked(nora)).toBe(true);
  });

  it('that Slack opened too late comes with a button that brings what was asked for', async () => {
    hospital.slack.weather.slow('views.open', 3_300);
    await nora.command('/lamp checkin history');
    expect(nora.modals()).toEqual([]);
    expect(nora.read(nora.last())).toContain(nora.hears('any.open-again'));
    await nora.press(nora.last(), nora.hears('any.open'));
    expect(nora.modal().callback_id).toBe('checkins.history');
  });

  it('that was pressed in the home view and came too late is brought by a message', async () => {
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    hospital.slack.weather.error('views.open', 500);
    await nora.press(nora.home(), nora.hears('command.checkin'));
    expect(nora.read(nora.last())).toContain(nora.hears('any.open-again'));
    await nora.press(nora.last(), nora.hears('any.open'));
    expect(isAsked(nora)).toBe(true);
  });

  it('is nothing that a person who has just come is asked for', async () => {
    await hospital.slack.join(nurse);
    await hospital.slack.join(nurse, ward);
    await hospital.settled();
    expect(nora.read(nora.last())).not.toContain(nora.hears('checkin.how'));
    expect(nora.notes(ward)).toEqual([]);
    expect(nora.modals()).toEqual([]);
  });
});

describe('the language', () => {
  it('is the person’s own, everywhere, and so are the dates', async () => {
    await elena.command('/checkin');
    expect(elena.read(elena.modal())).toContain(elena.hears('checkin.how'));
    await elena.send({ mood: 1 });
    expect(elena.read(elena.modal())).toContain(elena.hears('any.unwatched'));
    await elena.send({ topic: 'sleep', note: 'no duermo' });
    expect(elena.read(elena.modal())).toContain(elena.hears('checkin.offers-low'));
    await elena.press(elena.modal(), elena.hears('checkin.history'));
    const words = elena.read(elena.modal());
    expect(words).toContain(`${elena.hears('mood.1')} · ${elena.hears('topic.sleep')}`);
    const today = new Intl.DateTimeFormat('es-ES', { dateStyle: 'long', timeZone: 'Europe/Madrid' });
    expect(words).toContain(today.format(hospital.clock.now));
    await elena.closeAll();
    await elena.say('checkin');
    expect(elena.read(elena.last())).toContain(elena.hears('bot.open'));
    await elena.command('/lamp');
    expect(elena.read(elena.last())).toContain(elena.hears('help.what'));
    await hospital.slack.openHome(enfermera);
    await hospital.settled();
    expect(elena.read(elena.home())).toContain(elena.hears('checkin.home-text'));
  });

  it('is theirs from the very first word', async () => {
    await elena.say('hola');
    expect(elena.read(elena.last())).toContain(elena.hears('help.what'));
  });

  it('follows the profile within a day', async () => {
    await nora.command('/checkin');
    await nora.closeAll();
    await hospital.slack.change(nurse, { locale: 'es-MX', tz: 'America/Mexico_City' });
    await hospital.settled();
    hospital.clock.now += day;
    await nora.command('/checkin');
    expect(nora.read(nora.modal())).toContain(elena.hears('checkin.how'));
  });
});

describe('a workspace that took the app out', () => {
  it('hears nothing any more, and asking does nothing, until it is installed again', async () => {
    await nora.command('/checkin');
    await nora.send({ mood: 4 });
    await nora.closeAll();
    await hospital.slack.uninstall();
    await hospital.settled();

    const before = hospital.slack.calls.length;
    hospital.clock.now += 40 * day;
    await hospital.house.tick.minute();
    await hospital.settled();
    const payload = {
      team_id: team,
      user_id: nurse,
      channel_id: ward,
      command: '/checkin',
      text: '',
      trigger_id: 'made-up',
      response_url: `${hospital.server.address}/pretend/response/none`,
    };
    const answer = await hospital.slack.send('slash_commands', payload);
    await hospital.settled();
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    expect(answer.kind === 'answered' ? answer.body : '').toContain(nora.hears('bot.not-saved'));
    const wrote = hospital.slack.calls.slice(before).filter(({ method }) => method !== 'users.info');
    expect(wrote).toEqual([]);
    expect(nora.modals()).toEqual([]);

    await hospital.house.install({
      platform: 'slack',
      workspace: team,
      name: 'St. Elsewhere',
      coordinators: [],
    });
    const again = await hospital.slack.send('slash_commands', { ...payload, command: '/lamp' });
    expect(again.kind === 'answered' ? again.body : '').toContain(nora.hears('help.title'));
  });
});

describe('over a socket instead of HTTP', () => {
  it('a check-in is the same', async () => {
    const other = await openHospital({ socketMode: true });
    try {
      const carla = visitor(other, coordinator);
      await carla.command('/checkin');
      await expect.poll(() => carla.modals().length).toBe(1);
      expect(await carla.send({ mood: 3 })).toMatchObject({ kind: 'updated' });
      expect(await carla.send({ topic: 'sleep', note: 'over a socket' })).toMatchObject({ kind: 'updated' });
      await carla.press(carla.modal(), carla.hears('checkin.history'));
      await expect
        .poll(() => carla.read(carla.modal()))
        .toContain(`${carla.hears('mood.3')} · ${carla.hears('topic.sleep')}\nover a socket`);
      await carla.closeAll();
      await carla.say('checkin');
      await expect.poll(() => carla.notes().length).toBe(2);
      expect(carla.read(carla.last())).toContain(carla.hears('bot.open'));
    } finally {
      await other.end();
    }
  });
});
