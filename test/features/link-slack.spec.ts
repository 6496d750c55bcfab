// Linking and the programme's set-up as people do it in Slack itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coordinator, enfermera, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { visitor } from '../support/visitor.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital.end());

const codeOf = (text: string): string => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? 'none';

describe('in Slack', () => {
  it('somebody links two accounts, each in its own language, and unlinks them again', async () => {
    const [one, two] = [visitor(hospital, nurse), visitor(hospital, enfermera)];
    await one.command('/lamp settings');
    await one.press(one.last(), 'settings.link');
    const code = codeOf(one.read(one.modal()));
    expect(one.read(one.modal())).toContain(one.hears('settings.code-warning'));
    await one.closeAll();
    // The code stands in no message of the talk.
    expect(
      one
        .notes()
        .map((note) => one.read(note))
        .join(),
    ).not.toContain(code);

    await two.say('ajustes');
    await two.press(two.last(), 'settings.enter');
    expect(await two.send({ code: 'ABCD-EFGH' })).toMatchObject({ kind: 'errors' });
    await two.send({ code });
    expect(two.read(two.modal())).toContain(two.hears('settings.confirm-both'));
    await two.send({});
    expect(two.read(two.modal())).toContain(two.hears('settings.linked-title'));
    await two.closeAll();
    for (const person of [one, two]) {
      const places = { one: 'Slack, St. Elsewhere', other: 'Slack, St. Elsewhere' };
      expect(person.read(person.last())).toContain(person.hears('settings.linked', places));
    }
    await two.command('/lamp settings');
    expect(two.read(two.last())).toContain(two.hears('settings.accounts', { count: 2 }));
    await two.press(two.last(), 'settings.unlink');
    expect(one.read(one.last())).toContain(two.hears('settings.unlinked-own'));
  });

  it('a coordinator sees the programme, and a code to connect another workspace', async () => {
    const carla = visitor(hospital, coordinator);
    await carla.command('/lamp admin');
    expect(carla.read(carla.last())).toContain('Slack, St. Elsewhere');
    await carla.press(carla.last(), 'admin.connect');
    expect(codeOf(carla.read(carla.modal()))).not.toBe('none');
    await carla.closeAll();
    await carla.press(carla.last(), 'admin.enter');
    expect(await carla.send({ code: 'ABCD-EFGH' })).toMatchObject({ kind: 'errors' });
  });
});
