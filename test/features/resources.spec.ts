// Short exercises in the chat: one step on the screen, to stop at any time, and nothing written down of who does which.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exercises, spotOf } from '../../src/features/resources/exercises.ts';
import { everythingIn } from '../support/catalogue.ts';
import { coordinator, enfermera, type Hospital, nurse, openHospital, ward } from '../support/hospital.ts';
import { nora as noraQuinn } from '../support/teams-side.ts';
import { labelsOf, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';
import { buttonsOf, type Visitor, visitor } from '../support/visitor.ts';

let hospital: Hospital;
let nora: Visitor;
let elena: Visitor;
let carla: Visitor;
let teamsNora: TeamsVisitor;
beforeAll(async () => {
  hospital = await openHospital({
    teams: true,
    limits: { personPerMinute: 1_000, organisationPerSecond: 1_000 },
  });
  nora = visitor(hospital, nurse);
  elena = visitor(hospital, enfermera);
  carla = visitor(hospital, coordinator);
  teamsNora = teamsVisitor(hospital, noraQuinn);
});
afterAll(() => hospital.end());

/** In every programme of the house. */
async function switchEverywhere(isOn: boolean): Promise<void> {
  const { owner } = hospital.database;
  for (const { id } of await owner.selectFrom('organisation').select('id').execute())
    await owner
      .insertInto('feature_switch')
      .values({ organisation_id: id, feature: 'resources', is_on: isOn, introduced_at: new Date() })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'feature']).doUpdateSet({ is_on: isOn }))
      .execute();
  // As long as a process may not have heard of it.
  hospital.clock.now += 31_000;
}

describe('before it is switched on', () => {
  it('is nowhere: not in help, not on the home page, not by its word, and not after a check-in', async () => {
    await nora.say('help');
    expect(buttonsOf(nora.last())).not.toContain(nora.hears('command.resources'));
    await nora.say('breathe');
    expect(nora.read(nora.last())).toContain(nora.hears('help.unknown'));
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    expect(nora.read(nora.home())).not.toContain(nora.hears('resources.title'));
    await nora.command('/checkin');
    await nora.send({ mood: 1 });
    await nora.send({});
    expect(buttonsOf(nora.modal())).not.toContain(nora.hears('command.breathe'));
    await nora.closeAll();
  });
});

describe('once it is on', () => {
  beforeAll(() => switchEverywhere(true));

  it.each(['resources', 'Exercises', 'recursos', 'ejercicios'])('comes by “%s”', async (word) => {
    await nora.say(word);
    const words = nora.read(nora.last());
    for (const { about } of exercises) expect(words).toContain(nora.hears(about));
    expect(words).toContain(nora.hears('resources.not-kept'));
    expect(buttonsOf(nora.last())).toContain(nora.hears('any.help'));
  });

  it.each(exercises.map((one) => [one.id, one] as const))(
    'leads through %s, one step on one screen, in words that say which',
    async (_, { title, steps }) => {
      await nora.say('resources');
      const screen = nora.last();
      const now = () => {
        const note = nora.notes().find(({ ts }) => ts === screen.ts);
        if (!note) throw new Error('the screen is gone');
        return note;
      };
      await nora.press(screen, nora.hears(title));
      for (const [at, step] of steps.entries()) {
        const words = nora.read(now());
        expect(words).toContain(nora.hears(step));
        expect(words).toContain(nora.hears('resources.at', { step: at + 1, steps: steps.length }));
        expect(buttonsOf(now())).toContain(nora.hears('any.help'));
        const isLast = at + 1 === steps.length;
        expect(buttonsOf(now()).includes(nora.hears('resources.stop'))).toBe(!isLast);
        await nora.press(now(), nora.hears(isLast ? 'any.done' : 'resources.next'));
      }
      expect(nora.read(now())).toContain(nora.hears('resources.done'));
      const others = exercises.filter((one) => one.title !== title);
      expect(buttonsOf(now())).toEqual([
        ...others.map((one) => nora.hears(one.title)),
        nora.hears('any.help'),
      ]);
    },
  );

  it('begins at once by “respirar”, in Spanish, and stops at any step', async () => {
    await elena.say('respirar');
    expect(elena.read(elena.last())).toContain(elena.hears('resources.breathing-1'));
    await elena.press(elena.last(), elena.hears('resources.next'));
    await elena.press(elena.last(), elena.hears('resources.stop'));
    expect(elena.read(elena.last())).toContain(elena.hears('resources.stopped'));
  });

  it('goes the same way on Teams', async () => {
    await teamsNora.say('breathe');
    const note = teamsNora.last();
    await teamsNora.press(note, 'resources.step');
    expect(teamsNora.read(teamsNora.again(note))).toContain(teamsNora.hears('resources.breathing-2'));
    await teamsNora.press(teamsNora.again(note), teamsNora.hears('resources.stop'));
    expect(teamsNora.read(teamsNora.again(note))).toContain(teamsNora.hears('resources.stopped'));
    expect(labelsOf(teamsNora.again(note))).toContain(teamsNora.hears('any.help'));
  });

  it('is offered after a low check-in, and opens in the same window; after a good one it is not', async () => {
    await nora.command('/checkin');
    await nora.send({ mood: 2 });
    await nora.send({});
    expect(buttonsOf(nora.modal())[0]).toBe(nora.hears('any.help'));
    await nora.press(nora.modal(), nora.hears('command.breathe'));
    expect(nora.read(nora.modal())).toContain(nora.hears('resources.breathing-1'));
    await nora.press(nora.modal(), nora.hears('resources.next'));
    expect(nora.read(nora.modal())).toContain(nora.hears('resources.breathing-2'));
    await nora.closeAll();
    await nora.command('/checkin');
    await nora.send({ mood: 5 });
    await nora.send({});
    expect(buttonsOf(nora.modal())).not.toContain(nora.hears('command.breathe'));
    await nora.closeAll();
  });

  it('has a place on the home page', async () => {
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    await nora.press(nora.home(), nora.hears('command.breathe'));
    expect(nora.read(nora.modal())).toContain(nora.hears('resources.breathing-1'));
    await nora.closeAll();
  });

  it('asked for in a channel opens for the one who presses alone', async () => {
    await carla.mention('breathe');
    expect(carla.read(carla.last(ward))).toContain(carla.hears('bot.open-privately'));
    await nora.press(nora.last(ward), 'do.breathe');
    expect(nora.read(nora.last(ward))).toContain(nora.hears('resources.breathing-1'));
    expect(carla.read(carla.notes(ward))).not.toContain(carla.hears('resources.breathing-1'));
  });

  it('leaves nothing in the database that says who did which', async () => {
    const kept = await everythingIn(hospital.database);
    for (const { id } of exercises) expect(kept).not.toMatch(new RegExp(`\\b${id}\\b`));
    // What was asked for by a message goes out like all messages, and the note of that says no more than this.
    const sent = [...kept.matchAll(/^delivery\.kind (resources\..*)$/gm)].map(([, kind]) => kind);
    expect([...new Set(sent)]).toEqual(['resources.exercises']);
  });

  it('is gone again when it is switched off: an old button says so', async () => {
    await nora.say('resources');
    const screen = nora.last();
    await switchEverywhere(false);
    await nora.press(screen, nora.hears('resources.breathing'));
    expect(nora.read(nora.last())).toContain(nora.hears('bot.gone'));
    await nora.say('resources');
    expect(nora.read(nora.last())).toContain(nora.hears('help.unknown'));
  });
});

describe('what a button brings back', () => {
  it.each(['', 'breathing', 'breathing -1', 'breathing 99', 'breathing 1e0', 'constructor 0', 'rest 0x1'])(
    'may be anything: “%s” is no step',
    (value) => {
      expect(spotOf(value)).toBeUndefined();
    },
  );
});
