// Bad hours of a platform: bursts of errors, answers and requests that get lost, and answers that take long, for two processes that
// share the work.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Why } from '../../src/chat/message.ts';
import { balanced, type Dice, dice, type Ledger, oneOf, openLedger, seed } from '../support/ledger.ts';
import { bothPlatforms, type Mailroom, openMailroom } from '../support/mailroom.ts';

const minute = 60_000;
const people = 40;
const bursts = 8;

describe.each(bothPlatforms)(`bad hours of %s (LAMPLIGHT_SEED=${seed})`, (platform) => {
  let mailroom: Mailroom;
  beforeEach(async () => {
    mailroom = await openMailroom(platform, people);
  });
  afterEach(() => mailroom.end());

  /** Everything is put in; then one burst after the other, and fine weather at last. */
  async function through(why: Why, befall: (random: Dice) => void): Promise<Ledger> {
    const random = dice(seed);
    const ledger = openLedger();
    const clerks = [mailroom.hire(), mailroom.hire()];
    const everybody = () => Promise.all(clerks.map(({ outbox }) => outbox.drain()));
    for (let burst = 0; burst < bursts; burst += 1) {
      const names = Array.from({ length: 12 }, (_, index) => `burst ${burst} ${index}`);
      await mailroom.put(names, { why });
      for (const name of names) ledger.accept(name);
      for (let drops = 0; drops < 4; drops += 1) befall(random);
      await everybody();
      mailroom.trouble.clear();
      mailroom.passes(minute);
    }
    for (let hours = 0; hours < 8; hours += 1) {
      await everybody();
      mailroom.passes(10 * minute);
    }
    expect((await mailroom.states()).filter(({ state }) => state === 'new' || state === 'sending')).toEqual(
      [],
    );
    await mailroom.count(ledger);
    return ledger;
  }

  const times = (random: Dice): number => 1 + Math.floor(random() * 5);

  it('in which it says for certain that it has not taken a message lose and double nothing', async () => {
    const ledger = await through('asked', (random) => {
      const { trouble } = mailroom;
      if (platform === 'Slack' || random() < 0.4)
        trouble.wait(oneOf(random, ['1', '7', 'soon']), times(random));
      else trouble.error(oneOf(random, [412, 503]), times(random));
    });
    expect(ledger.tell(`bursts of 429, 412 and 503, ${platform}`)).toMatchObject(balanced);
  });

  const fog = (random: Dice): void => {
    const { trouble } = mailroom;
    const drops: readonly (() => void)[] = [
      () => trouble.error(oneOf(random, [500, 502, 504]), times(random)),
      () => trouble.loseAnswer(times(random)),
      () => trouble.loseRequest(times(random)),
      () => trouble.slow(40, times(random)),
      () => trouble.wait('2', times(random)),
    ];
    oneOf(random, drops)();
  };

  it('in which nobody knows what arrived lose nothing that somebody waits for; what can be read back comes once', async () => {
    const ledger = await through('asked', fog);
    const { lost, doubled, strange } = ledger.tell(
      `bursts of 5xx, lost answers and lost requests, ${platform}`,
    );
    expect({ lost, strange, doubled: platform === 'Slack' ? doubled : [] }).toEqual(balanced);
  });

  it('in which nobody knows what arrived double no nudge, and write down what they give up', async () => {
    const ledger = await through('duty', fog);
    expect(ledger.tell(`nudges in bursts of 5xx, lost answers and lost requests, ${platform}`)).toMatchObject(
      balanced,
    );
  });
});
