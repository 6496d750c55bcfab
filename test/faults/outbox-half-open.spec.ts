// A database that answers no more and does not say so: lines hang, also for ever, and whoever sends must not hang with them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cable, layCable } from '../support/cable.ts';
import { until } from '../support/checkins.ts';
import { balanced, openLedger } from '../support/ledger.ts';
import { type Mailroom, openMailroom } from '../support/mailroom.ts';

const minute = 60_000;

describe('what is to go out', () => {
  let mailroom: Mailroom;
  let cable: Cable;
  beforeEach(async () => {
    mailroom = await openMailroom('Slack', 6);
    cable = await layCable(mailroom.url);
  });
  afterEach(async () => {
    await mailroom.end();
    await cable.end();
  });

  it('while the lines to the database hang: the look ends, and all goes once over new lines though the old hang for ever', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `message ${index}`);
    const ledger = openLedger();
    const { outbox } = mailroom.hire({ url: cable.url });
    await outbox.drain();
    mailroom.trouble.slow(200, 6);
    await mailroom.put(names);
    for (const name of names) ledger.accept(name);
    const looking = outbox.drain().catch((error: unknown) => error);
    await until(async () => (await mailroom.states()).some(({ state }) => state === 'sending'));
    cable.freeze();
    // It says so where it could not go on, and comes back in any case.
    await looking;
    await expect(outbox.drain()).rejects.toBeInstanceOf(Error);
    cable.reroute();
    // Every line that hung is given up by whoever waited on it in vain.
    await until(() =>
      outbox.drain().then(
        () => true,
        () => false,
      ),
    );
    for (let minutes = 0; minutes < 6; minutes += 1) {
      await outbox.drain().catch(() => undefined);
      mailroom.passes(minute);
    }
    await mailroom.count(ledger);
    expect(ledger.tell('half-open lines')).toMatchObject({ ...balanced, aside: 0 });
  });

  it('while the database was away for a minute: nothing went meanwhile, and all goes once when it is back', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `message ${index}`);
    const ledger = openLedger();
    const { outbox } = mailroom.hire({ url: cable.url });
    await mailroom.put(names);
    for (const name of names) ledger.accept(name);
    cable.cut();
    for (let looks = 0; looks < 12; looks += 1) {
      await expect(outbox.drain()).rejects.toBeInstanceOf(Error);
      mailroom.passes(minute / 12);
    }
    expect((await mailroom.states()).every(({ state }) => state === 'new')).toBe(true);
    cable.mend();
    await outbox.drain();
    await mailroom.count(ledger);
    expect(ledger.tell('database away for a minute')).toMatchObject({ ...balanced, aside: 0 });
  });
});
