import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coordinator, enfermera, type Hospital, nurse, openHospital, ward } from '../support/hospital.ts';
import { buttonsOf, type Visitor, visitor } from '../support/visitor.ts';

let hospital: Hospital;
let nora: Visitor;
let elena: Visitor;
let carla: Visitor;
beforeAll(async () => {
  hospital = await openHospital({ limits: { personPerMinute: 1_000, organisationPerSecond: 1_000 } });
  nora = visitor(hospital, nurse);
  elena = visitor(hospital, enfermera);
  carla = visitor(hospital, coordinator);
});
afterAll(() => hospital.end());

describe('help', () => {
  it.each(['help', '/help', 'HELP', 'help me', '?', 'hi', 'Hello!', 'lamp help', 'lamp', 'start'])(
    'is there for whoever types “%s”',
    async (typed) => {
      await nora.say(typed);
      expect(nora.read(nora.last())).toContain(nora.hears('help.what'));
    },
  );

  it.each(['ayuda', 'Ayuda', '¿ayuda?', 'hola', '/lamp ayuda'])('is there in Spanish: %s', async (typed) => {
    if (typed.startsWith('/lamp')) await elena.command(typed);
    else await elena.say(typed);
    expect(elena.read(elena.last())).toContain(elena.hears('help.what'));
    expect(buttonsOf(elena.last())).toContain(elena.hears('any.help'));
  });

  it('shows a member what a member may do, on one screen', async () => {
    const before = nora.notes().length;
    await nora.command('/lamp help');
    expect(nora.notes()).toHaveLength(before + 1);
    expect(nora.last().blocks.length).toBeLessThanOrEqual(50);
    expect(buttonsOf(nora.last())).toEqual([
      nora.hears('command.checkin'),
      nora.hears('command.about'),
      nora.hears('command.settings'),
      nora.hears('command.privacy'),
      nora.hears('any.help'),
    ]);
    expect(nora.last().ephemeral).toBe(true);
  });

  it('shows a coordinator what a coordinator may do besides', async () => {
    await carla.command('/lamp help');
    expect(carla.last().blocks.length).toBeLessThanOrEqual(50);
    expect(buttonsOf(carla.last())).toEqual([
      carla.hears('command.checkin'),
      carla.hears('command.about'),
      carla.hears('command.schedule'),
      carla.hears('command.lines'),
      carla.hears('command.settings'),
      carla.hears('command.privacy'),
      carla.hears('command.admin'),
      carla.hears('command.staff'),
      carla.hears('command.audiences'),
      carla.hears('any.help'),
    ]);
    await carla.press(carla.last(), carla.hears('command.lines'));
    expect(carla.read(carla.last())).toContain(carla.hears('lines.title'));
  });

  it('has a button for each thing, and each does it', async () => {
    await nora.say('help');
    const screen = nora.last();
    await nora.press(screen, nora.hears('command.checkin'));
    expect(nora.modal().callback_id).toBe('checkins.mood');
    await nora.closeAll();
    await nora.press(screen, nora.hears('any.help'));
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.title'));
    expect(nora.notes().some((note) => note.ts === screen.ts && nora.read(note) === nora.read(screen))).toBe(
      true,
    );
  });

  it('asked for in a channel is said to the one who presses, not to the channel', async () => {
    await carla.mention('help');
    const note = carla.last(ward);
    expect(carla.read(note)).toContain(carla.hears('bot.open-privately'));
    await carla.press(note, carla.hears('command.help'));
    expect(carla.last(ward)).toMatchObject({ ephemeral: true });
    expect(nora.last(ward)).toEqual(note);
  });
});

describe('a card that one person answers in a channel', () => {
  it('stays what it was for everybody else', async () => {
    await carla.mention('helpnow');
    const note = nora.last(ward);
    await carla.press(note, 'Ireland');
    expect(carla.last(ward).ephemeral).toBe(true);
    expect(nora.last(ward)).toEqual(note);
  });
});

describe('a word that nobody knows', () => {
  it.each([
    ['chekin', 'checkin'],
    ['cehckin', 'checkin'],
    ['/lamp chekcin', 'checkin'],
    ['regsitro', 'checkin'],
    ['mod', 'checkin'],
  ])('“%s” is answered with the nearest that there is: %s', async (typed, verb) => {
    if (typed.startsWith('/')) await nora.command(typed);
    else await nora.say(typed);
    expect(nora.read(nora.last())).toContain(nora.hears('help.did-you-mean', { verb }));
    await nora.press(nora.last(), nora.hears('command.checkin'));
    expect(nora.modal().callback_id).toBe('checkins.mood');
    await nora.closeAll();
  });

  it.each(['hlepnow', 'helpnw', 'helpnoww'])('“%s” leads to help now', async (typed) => {
    await nora.say(typed);
    expect(nora.read(nora.last())).toContain(nora.hears('help.did-you-mean', { verb: 'helpnow' }));
    await nora.press(nora.last(), nora.hears('any.help'));
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.title'));
  });

  it('that is like nothing is answered with all that there is', async () => {
    await nora.say('photosynthesis in winter');
    expect(nora.read(nora.last())).toContain(nora.hears('help.unknown'));
    expect(buttonsOf(nora.last())).toEqual([
      nora.hears('command.checkin'),
      nora.hears('command.about'),
      nora.hears('command.settings'),
      nora.hears('command.privacy'),
      nora.hears('any.help'),
    ]);
  });

  it('is what a coordinator’s word is to a member', async () => {
    await nora.command('/lamp lines');
    expect(nora.read(nora.last())).not.toContain(nora.hears('lines.title'));
    expect(nora.read(nora.last())).toContain(nora.hears('command.checkin-hint'));
    expect(nora.read(nora.last())).not.toContain(nora.hears('command.lines-hint'));
  });
});
