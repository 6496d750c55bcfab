// Clocks of processes, of the database's machine and of the platform need not agree, and may jump.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layCable } from '../support/cable.ts';
import { balanced, dice, openLedger, seed } from '../support/ledger.ts';
import { bothPlatforms, type Mailroom, openMailroom } from '../support/mailroom.ts';

const minute = 60_000;
const hour = 60 * minute;
const people = 24;
const names = (what: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${what} ${index}`);

describe('a message of a process that died after it was taken and before that was written down', () => {
  it.each([
    ['90 seconds ahead of Slack’s', 90_000],
    ['13 hours ahead of Slack’s, as one set to another zone is', 13 * hour],
    ['13 hours behind Slack’s', -13 * hour],
  ])('is found by another, also where the clock was %s', async (_, ahead) => {
    const mailroom = await openMailroom('Slack', 1);
    const cable = await layCable(mailroom.url);
    try {
      mailroom.clock.now += ahead;
      await mailroom.put(['first']);
      const ledger = openLedger();
      ledger.accept('first');
      const dying = mailroom.hire({ url: cable.url });
      mailroom.trouble.slow(300);
      const sending = dying.outbox.drain().catch(() => undefined);
      while ((await mailroom.states())[0]?.state !== 'sending' || !(await mailroom.isAddressed()))
        await new Promise((resolve) => setTimeout(resolve, 5));
      cable.cut();
      await sending;
      await dying.end();
      const next = mailroom.hire();
      await next.outbox.drain();
      mailroom.passes(minute);
      await next.outbox.drain();
      await mailroom.count(ledger);
      expect(ledger.tell('killed between send and record, clocks apart, Slack')).toMatchObject(balanced);
    } finally {
      await mailroom.end();
      await cable.end();
    }
  });
});

describe.each(bothPlatforms)(`in %s (LAMPLIGHT_SEED=${seed})`, (platform) => {
  let mailroom: Mailroom;
  beforeEach(async () => {
    mailroom = await openMailroom(platform, people);
  });
  afterEach(() => mailroom.end());

  it('three processes, whose clocks are 90 seconds apart, send everything once', async () => {
    const ledger = openLedger();
    const clerks = [-90_000, 0, 90_000].map((ahead) => mailroom.hire({ ahead }));
    for (let round = 0; round < 3; round += 1) {
      const put = names(`round ${round}`, 40);
      await mailroom.put(put);
      for (const name of put) ledger.accept(name);
      mailroom.trouble.slow(50, 20);
      // While one has it in the air, the clock of another says that its lease is over.
      const draining = clerks.map(({ outbox }) => outbox.drain());
      mailroom.clock.now += 20_000;
      await Promise.all([...draining, ...clerks.map(({ outbox }) => outbox.drain())]);
    }
    mailroom.passes(10 * minute);
    for (const { outbox } of clerks) await outbox.drain();
    await mailroom.count(ledger);
    expect(ledger.tell(`three clocks 90 s apart, ${platform}`)).toMatchObject({ ...balanced, aside: 0 });
  });

  it('a clock that is set back by an hour silences nobody because somebody was asked to wait for seconds', async () => {
    const { outbox } = mailroom.hire();
    await mailroom.put(['asked to wait']);
    mailroom.trouble.wait('3');
    await outbox.drain();
    expect(await mailroom.states()).toMatchObject([{ name: 'asked to wait', state: 'new' }]);
    mailroom.clock.now -= hour;
    await mailroom.put(['written after it']);
    await outbox.drain();
    expect(await mailroom.states()).toContainEqual(
      expect.objectContaining({ name: 'written after it', state: 'sent' }),
    );
  });

  it('a clock that jumps forwards and backwards in the middle of it loses and doubles nothing', async () => {
    const random = dice(seed);
    const ledger = openLedger();
    const clerks = [mailroom.hire(), mailroom.hire()];
    for (let jump = 0; jump < 12; jump += 1) {
      const put = names(`jump ${jump}`, 10);
      await mailroom.put(put);
      for (const name of put) ledger.accept(name);
      mailroom.trouble.slow(30, 6);
      mailroom.trouble.wait('3', 2);
      const draining = clerks.map(({ outbox }) => outbox.drain());
      mailroom.clock.now += Math.floor((random() - 0.5) * 4 * hour);
      await Promise.all([...draining, ...clerks.map(({ outbox }) => outbox.drain())]);
    }
    // What was put in while the clock was ahead is due when it comes to be so late again.
    mailroom.trouble.clear();
    for (let hours = 0; hours < 12; hours += 1) {
      mailroom.passes(hour);
      await Promise.all(clerks.map(({ outbox }) => outbox.drain()));
    }
    await mailroom.count(ledger);
    expect(ledger.tell(`a clock that jumps by hours, ${platform}`)).toMatchObject({ ...balanced, aside: 0 });
  });
});
