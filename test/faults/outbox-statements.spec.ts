// A process dies after each statement of the way of a message, one after the other, and another finishes what it has left.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Why } from '../../src/chat/message.ts';
import { type Cable, layCable } from '../support/cable.ts';
import { until } from '../support/checkins.ts';
import { balanced, type Ledger, openLedger } from '../support/ledger.ts';
import { bothPlatforms, type Mailroom, openMailroom } from '../support/mailroom.ts';

const people = 64;
const leases = 40_000;

describe.each(bothPlatforms)('in %s, a process that dies after every statement in turn', (platform) => {
  let mailroom: Mailroom;
  let cable: Cable;
  beforeEach(async () => {
    mailroom = await openMailroom(platform, people);
    cable = await layCable(mailroom.url);
  });
  afterEach(async () => {
    await mailroom.end();
    await cable.end();
  });

  /** After how many statements one could die. */
  async function dieEachTime(ledger: Ledger, why: Why): Promise<number> {
    const { passes, hire, put } = mailroom;
    for (let statements = 1; ; statements += 1) {
      const name = `after ${statements}`;
      await put([name], { why });
      ledger.accept(name);
      const dying = hire({ url: cable.url });
      cable.cutAfter(statements);
      await dying.outbox.drain().catch(() => undefined);
      // Nobody has cut it: the way is longer than this by none.
      const hasLived = !cable.isCut();
      await dying.end();
      cable.cutAfter(Number.POSITIVE_INFINITY);
      cable.mend();
      const next = hire();
      for (let looks = 0; looks < 4; looks += 1) {
        await next.outbox.drain();
        passes(leases);
      }
      await next.end();
      const open = (await mailroom.states()).filter(({ state }) => state === 'new' || state === 'sending');
      expect([statements, open]).toEqual([statements, []]);
      if (hasLived) return statements - 1;
    }
  }

  it('loses nothing that somebody waits for, and says it twice only where nobody can ask what stands there', async () => {
    const ledger = openLedger();
    const statements = await dieEachTime(ledger, 'asked');
    await mailroom.count(ledger);
    const { lost, doubled, strange } = ledger.tell(
      `killed after each of ${statements} statements, ${platform}`,
    );
    expect({ lost, strange }).toEqual({ lost: [], strange: [] });
    expect(platform === 'Slack' ? doubled : []).toEqual([]);
    expect(statements).toBeGreaterThan(15);
  });

  it('says nothing twice that nobody waits for, and what may have arrived is written down as unknown', async () => {
    const ledger = openLedger();
    const statements = await dieEachTime(ledger, 'duty');
    await mailroom.count(ledger);
    expect(ledger.tell(`nudges killed after each of ${statements} statements, ${platform}`)).toMatchObject(
      balanced,
    );
    const sent = (await mailroom.states()).filter(({ state }) => state === 'sent');
    expect(sent.length).toBeGreaterThanOrEqual(platform === 'Slack' ? statements + 1 : statements - 5);
  });

  it('whoever takes up a nudge that another may have sent, and loses the database over it, sends it no second time', async () => {
    const ledger = openLedger();
    const { hire, passes, put, trouble } = mailroom;
    for (let statements = 1; statements <= 12; statements += 1) {
      const name = `after ${statements}`;
      await put([name], { why: 'duty' });
      ledger.accept(name);
      const dying = hire({ url: cable.url });
      trouble.slow(300);
      const sending = dying.outbox.drain().catch(() => undefined);
      await until(async () => (await mailroom.states()).some(({ state }) => state === 'sending'));
      await until(mailroom.isAddressed);
      cable.cut();
      await sending;
      await dying.end();
      cable.mend();
      trouble.clear();
      const next = hire({ url: cable.url });
      await next.outbox.drain();
      passes(leases);
      cable.cutAfter(statements);
      await next.outbox.drain().catch(() => undefined);
      cable.cutAfter(Number.POSITIVE_INFINITY);
      cable.mend();
      for (let looks = 0; looks < 4; looks += 1) {
        await next.outbox.drain().catch(() => undefined);
        passes(leases);
      }
      await next.end();
    }
    await mailroom.count(ledger);
    const { doubled, strange } = ledger.tell(`nudges taken up and lost again, ${platform}`);
    expect({ doubled, strange }).toEqual({ doubled: [], strange: [] });
  });
});
