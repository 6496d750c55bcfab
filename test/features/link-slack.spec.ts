// Linking and the programme's set-up as people do it in Slack itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coordinator, enfermera, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { carla as carlaBoyd, elena } from '../support/teams-side.ts';
import { teamsVisitor } from '../support/teams-visitor.ts';
import { visitor } from '../support/visitor.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital({ teams: true });
});
afterAll(() => hospital.end());

const codeOf = (text: string): string => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? 'none';

describe('in Slack', () => {
  it('somebody links an account in Teams, each in its own language, and unlinks it again from there', async () => {
    const [carla, grace] = [visitor(hospital, coordinator), teamsVisitor(hospital, carlaBoyd)];
    await carla.command('/lamp admin workspaces');
    await carla.press(carla.last(), 'admin.connect');
    const ofWorkspace = codeOf(carla.read(carla.modal()));
    await carla.closeAll();
    await grace.say('admin workspaces');
    await grace.press(grace.last(), 'admin.enter');
    await grace.send(grace.last(), { code: ofWorkspace });
    await grace.send(grace.last(), {});

    const [one, two] = [visitor(hospital, nurse), teamsVisitor(hospital, elena)];
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
    await two.send(two.last(), { code: 'ABCD-EFGH' });
    expect(two.read(two.last())).toContain('Este código no sirve');
    await two.send(two.last(), { code });
    expect(two.read(two.last())).toContain(two.hears('settings.confirm-both'));
    await two.send(two.last(), {});
    for (const person of [one, two]) {
      const words = person === one ? one.read(one.last()) : two.read(two.last());
      expect(words).toContain('Slack, St. Elsewhere');
      expect(words).toContain('Microsoft Teams');
    }
    expect(one.read(one.last())).toContain('Your accounts are one now');
    await two.say('ajustes');
    expect(two.read(two.last())).toContain(two.hears('settings.accounts', { count: 2 }));
    await two.press(two.last(), 'settings.unlink');
    expect(one.read(one.last())).toContain(two.hears('settings.unlinked-own'));
  });

  it('a code of a colleague in the same workspace is refused in words', async () => {
    const [one, two] = [visitor(hospital, nurse), visitor(hospital, enfermera)];
    await one.command('/lamp settings');
    await one.press(one.last(), 'settings.link');
    const code = codeOf(one.read(one.modal()));
    await one.closeAll();
    await two.command('/lamp ajustes');
    await two.press(two.last(), 'settings.enter');
    expect(await two.send({ code })).toMatchObject({
      kind: 'errors',
      errors: { code: two.hears('link.place') },
    });
    await two.closeAll();
  });

  it('a coordinator sees the programme, and a code to connect another workspace', async () => {
    const carla = visitor(hospital, coordinator);
    await carla.command('/lamp admin workspaces');
    expect(carla.read(carla.last())).toContain('Slack, St. Elsewhere');
    await carla.press(carla.last(), 'admin.connect');
    expect(codeOf(carla.read(carla.modal()))).not.toBe('none');
    await carla.closeAll();
    await carla.press(carla.last(), 'admin.enter');
    expect(await carla.send({ code: 'ABCD-EFGH' })).toMatchObject({ kind: 'errors' });
  });
});
