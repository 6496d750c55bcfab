// How much one person, and one workplace, may ask for. Nobody is cut off from help.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enfermera, type Hospital, nurse, openHospital, team, ward } from '../support/hospital.ts';
import { type Visitor, visitor } from '../support/visitor.ts';

const minute = 60_000;

let hospital: Hospital;
let nora: Visitor;
beforeEach(async () => {
  hospital = await openHospital();
  nora = visitor(hospital, nurse);
  // The business clock stands still: all of this is one second of one minute.
  hospital.clock.now = Math.ceil(hospital.clock.now / minute) * minute;
});
afterEach(() => hospital.end());

async function ask(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await nora.command('/lamp');
}

const answered = (times: number): boolean =>
  nora.notes().filter((note) => nora.read(note).includes(nora.hears('help.title'))).length === times;

describe('one person', () => {
  it('is served 30 times in a minute, and then kindly asked to wait', async () => {
    await ask(30);
    expect(answered(30)).toBe(true);
    await ask(1);
    expect(answered(30)).toBe(true);
    expect(nora.read(nora.last())).toContain(nora.hears('bot.slow-down'));
    hospital.clock.now += minute;
    await ask(1);
    expect(answered(31)).toBe(true);
  });

  it('has nothing kept of what was too much, and sees it at the field with what was typed', async () => {
    await nora.command('/checkin');
    await nora.send({ mood: 4 });
    await ask(28);
    expect(await nora.send({ note: 'too much' })).toEqual({
      kind: 'errors',
      errors: { topic: nora.hears('bot.slow-down') },
    });
    hospital.clock.now += minute;
    await nora.command('/checkin history');
    expect(nora.read(nora.modal())).toContain(nora.hears('mood.4'));
    expect(nora.read(nora.modal())).not.toContain('too much');
  });

  it('can send the same again a minute later', async () => {
    await nora.command('/checkin');
    await nora.send({ mood: 4 });
    await ask(28);
    await nora.send({ note: 'later' });
    hospital.clock.now += minute;
    expect(await nora.send({ note: 'later' })).toMatchObject({ kind: 'updated' });
    await nora.press(nora.modal(), nora.hears('checkin.history'));
    expect(nora.read(nora.modal())).toContain('later');
  });

  it('is told the same by every door', async () => {
    await nora.command('/lamp');
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    const screen = nora.last();
    await ask(28);
    await nora.press(screen, nora.hears('command.checkin'));
    expect(nora.modals()).toEqual([]);
    expect(nora.read(nora.last())).toContain(nora.hears('bot.slow-down'));
    await nora.say('checkin');
    expect(nora.read(nora.last())).toContain(nora.hears('bot.slow-down'));
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    expect(nora.read(nora.home())).toContain(nora.hears('bot.slow-down'));
  });

  it('takes nothing from another', async () => {
    await ask(31);
    const elena = visitor(hospital, enfermera);
    await elena.command('/checkin');
    expect(elena.modals()).toHaveLength(1);
  });

  it('still gets help now', async () => {
    await ask(31);
    await nora.command('/helpnow');
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.title'));
    await nora.press(nora.last(), 'Spain');
    expect(nora.read(nora.last())).toContain('024');
  });
});

describe('one workplace', () => {
  const commandOf = (account: number): Record<string, unknown> => ({
    team_id: team,
    user_id: `U0MANY${account}`,
    channel_id: ward,
    command: '/lamp',
    text: '',
    trigger_id: `trigger-${account}`,
    response_url: `${hospital.server.address}/pretend/response/none`,
  });
  const bodies = async (from: number, count: number): Promise<string[]> => {
    const numbers = Array.from({ length: count }, (_, n) => from + n);
    const outcomes = await Promise.all(
      numbers.map((n) => hospital.slack.send('slash_commands', commandOf(n))),
    );
    return outcomes.map((outcome) => (outcome.kind === 'answered' ? outcome.body : outcome.kind));
  };
  const count = (all: readonly string[], words: string): number =>
    all.filter((one) => one.includes(words)).length;

  it('is served 100 times in a second; whoever comes later in it is told that nothing was kept', async () => {
    const first = [...(await bodies(0, 50)), ...(await bodies(50, 50))];
    expect(count(first, nora.hears('help.title'))).toBe(100);
    const late = await bodies(100, 3);
    expect(count(late, nora.hears('bot.busy'))).toBe(3);
    await nora.command('/helpnow');
    expect(nora.read(nora.last())).toContain(nora.hears('helpnow.title'));
    hospital.clock.now += 1_000;
    expect(count(await bodies(100, 3), nora.hears('help.title'))).toBe(3);
  });
});

describe('a message that came when too many were there', () => {
  it('is brought again by Slack, and answered once', async () => {
    const small = await openHospital({
      limits: { personPerMinute: 30, organisationPerSecond: 1 },
      slack: { retryAfter: [300, 300, 300, 300, 300, 300, 300, 300, 300, 300] },
    });
    try {
      const elena = visitor(small, enfermera, 'answered');
      await elena.command('/lamp');
      const said = elena.say('checkin');
      // The second ends while Slack waits to try again.
      await expect.poll(() => elena.notes().length).toBe(2);
      small.clock.now += 1_000;
      await said;
      await small.settled();
      expect(elena.notes()).toHaveLength(3);
      expect(elena.read(elena.last())).toContain(elena.hears('bot.open'));
    } finally {
      await small.end();
    }
  });
});
