// What nobody may learn of somebody who asked for help, or of what somebody may do.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lines } from '../../src/features/help/lines.ts';
import { coordinator, enfermera, type Hospital, nurse, openHospital, ward } from '../support/hospital.ts';
import { type Visitor, visitor } from '../support/visitor.ts';

let hospital: Hospital;
let nora: Visitor;
let elena: Visitor;
let carla: Visitor;
beforeEach(async () => {
  hospital = await openHospital();
  nora = visitor(hospital, nurse);
  elena = visitor(hospital, enfermera);
  carla = visitor(hospital, coordinator);
});
afterEach(() => hospital.end());

const lineScreen = async (): Promise<string> => {
  await carla.command('/lamp lines');
  return carla.read(carla.last());
};
const state = (all: number): string => carla.hears('lines.state', { old: all, all });

describe('a coordinator', () => {
  it('cannot tell from the help lines that somebody asked for help, or where they are', async () => {
    const before = await lineScreen();
    await elena.command('/helpnow');
    await elena.press(elena.last(), 'México');
    await hospital.settled();
    await hospital.house.tick.minute();
    expect(await lineScreen()).toBe(before);
  });

  it('chooses the countries whose lines are looked after; people still see those of their own', async () => {
    expect(await lineScreen()).toContain(`of ${lines.length} lines`);
    await carla.press(carla.last(), carla.hears('lines.countries'));
    await carla.send({ countries: ['IE'] });
    const irish = lines.filter((line) => line.country === 'IE');
    await carla.closeAll();
    expect(await lineScreen()).toContain(state(irish.length));
    await nora.command('/helpnow');
    await nora.press(nora.last(), 'Mexico');
    expect(nora.read(nora.last())).toContain('SAPTEL');
  });

  it('is not known as one by what a channel reads', async () => {
    await carla.mention('what is this?');
    await carla.mention('lines');
    for (const note of carla.notes(ward))
      expect(carla.read(note)).not.toContain(carla.hears('command.lines-hint'));
  });
});

describe('the words below help', () => {
  it('say what is true: who runs which lines, and who can read the card', async () => {
    await nora.command('/helpnow');
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.private'));
    await carla.command('/lamp lines');
    await carla.press(carla.last(), carla.hears('lines.add'));
    await carla.send({ name: 'Staff support', call: '555 0100' });
    await nora.command('/helpnow');
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.private-own'));
    expect(nora.read(nora.last())).not.toContain(nora.hears('helpnow.private'));
    await nora.mention('helpnow');
    expect(nora.read(nora.last(ward))).toContain(nora.hears('helpnow.shared'));
    expect(nora.read(nora.last(ward))).not.toContain('I tell nobody');
  });
});

describe('somebody who joins the workspace', () => {
  it('is not written down before they have done anything', async () => {
    const people = async (): Promise<number> =>
      (await hospital.database.owner.selectFrom('person').select('id').execute()).length;
    const before = await people();
    await hospital.slack.join(nurse);
    await hospital.settled();
    expect(await people()).toBe(before);
  });
});

describe('a form that promises to change an answer', () => {
  it('changes that answer also when the hour has passed while it was open', async () => {
    await nora.command('/checkin');
    await nora.send({ mood: 2 });
    await nora.closeAll();
    hospital.clock.now += 59 * 60_000;
    await nora.command('/checkin');
    hospital.clock.now += 2 * 60_000;
    await nora.send({ mood: 4 });
    const rows = await hospital.database.owner.selectFrom('checkin').select('id').execute();
    expect(rows).toHaveLength(1);
  });
});
