import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Platform, Sent } from '../../src/chat/platform.ts';
import { makeOutbox, type Outbox } from '../../src/delivery/outbox.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { until } from '../support/checkins.ts';
import { steady } from '../support/clock.ts';
import { type Hospital, key, nurse, openHospital } from '../support/hospital.ts';
import { openPost, type Post } from '../support/post.ts';
import { type Gate, makeGate } from '../support/serving.ts';

const lease = 15_000;

describe('a delivery that cannot be read, or hangs', () => {
  let hospital: Hospital;
  let post: Post;
  beforeEach(async () => {
    hospital = await openHospital();
    post = await openPost(hospital);
  });
  afterEach(() => hospital.end());

  /** A second outbox on the same database, with a chat that answers when the gate lets it. */
  function hangingAt(step: 'find' | 'send', gate: Gate, tryMs: number): { outbox: Outbox; sent: string[] } {
    const sent: string[] = [];
    const held = async (name: typeof step): Promise<void> => {
      if (name !== step) return;
      gate.reach();
      await gate.opened;
    };
    const platform: Platform = {
      name: 'slack',
      profileOf: async () => undefined,
      talkWith: async () => ({ kind: 'failed', because: 'not asked for here' }),
      change: async () => ({ kind: 'failed', because: 'not asked for here' }),
      async find() {
        await held('find');
        return { kind: 'absent' };
      },
      async send(address, card): Promise<Sent> {
        await held('send');
        sent.push(card.name);
        return { kind: 'sent', message: 'by the slow one', conversation: address.conversation };
      },
      membersOf: async () => ({ kind: 'members', members: [] }),
      ailment: () => undefined,
    };
    const outbox = makeOutbox({
      database: hospital.database,
      platforms: new Map([['slack', platform]]),
      keys: makeKeyRing([key]),
      now: () => hospital.clock.now,
      realNow: steady(hospital.clock),
      id: randomUUID,
      told: { sent: () => undefined, problem: () => undefined },
      tryMs,
    });
    return { outbox, sent };
  }

  it('sealed under a key that is gone is put aside after five tries, and its talk goes on', async () => {
    await post.put(post.to(nurse), ['lost', 'after']);
    await hospital.database.owner
      .updateTable('delivery')
      .set({ payload: makeKeyRing([Buffer.alloc(32, 9)]).seal('{}', 'elsewhere') })
      .where('kind', '=', 'lost')
      .execute();
    for (let tries = 0; tries < 6; tries += 1) await post.later(20 * lease);
    expect(await post.rows()).toMatchObject([
      { said: 'lost', state: 'dead', attempts: 5, problem: expect.stringContaining('SealError') },
      { said: 'after', state: 'sent' },
    ]);
    expect(post.arrived(nurse)).toEqual(['after']);
  });

  it('whose lease ended meanwhile is not written over by whoever had it before', async () => {
    const gate = makeGate();
    const { outbox } = hangingAt('send', gate, 60_000);
    await post.put(post.to(nurse), ['first']);
    const slow = outbox.drain();
    await gate.reached;
    hospital.slack.weather.rateLimit('chat.postMessage', 600);
    await post.later(2 * lease);
    const [waiting] = await post.rows();
    expect(waiting).toMatchObject({ state: 'new', attempts: 1 });
    gate.open();
    await slow;
    expect(await post.rows()).toEqual([waiting]);
  });

  it('is not taken up again by whoever is sending it, however far the clock jumps meanwhile', async () => {
    const gate = makeGate();
    const { outbox, sent } = hangingAt('send', gate, 60_000);
    await post.put(post.to(nurse), ['first', 'second']);
    const slow = outbox.drain();
    await gate.reached;
    const waiting: Promise<void>[] = [slow];
    for (const jump of [4 * lease, -8 * lease, 8 * lease]) {
      hospital.clock.now += jump;
      const again = outbox.drain();
      await until(async () => {
        const { rows } = await sql<{ left: number }>`
          select extract(epoch from lease_until)::float8 * 1000 - ${hospital.clock.now} as left
          from delivery where state = 'sending'`.execute(hospital.database.owner);
        return rows.length === 1 && rows[0]?.left === lease;
      });
      waiting.push(again);
    }
    gate.open();
    await Promise.all(waiting);
    expect(sent).toEqual(['first', 'second']);
    expect(await post.rows()).toMatchObject([
      { state: 'sent', attempts: 1 },
      { state: 'sent', attempts: 1 },
    ]);
  });

  it('over its time is left to its lease, and says nothing more when it wakes up', async () => {
    const gate = makeGate();
    const { outbox, sent } = hangingAt('find', gate, 20);
    await post.put(post.to(nurse), ['first']);
    await hospital.database.owner
      .updateTable('delivery')
      .set({ attempts: 1, conversation: hospital.slack.direct(nurse) })
      .execute();
    await outbox.drain();
    expect(await post.rows()).toMatchObject([{ state: 'sending', attempts: 2 }]);
    gate.open();
    await outbox.stop(1_000);
    await post.later(2 * lease);
    expect(await post.rows()).toMatchObject([{ state: 'sent', attempts: 3 }]);
    expect([sent, post.arrived(nurse)]).toEqual([[], ['first']]);
  });

  it('over its time for the fifth time is put aside', async () => {
    const gate = makeGate();
    const { outbox } = hangingAt('send', gate, 20);
    await post.put(post.to(nurse), ['first']);
    for (let tries = 0; tries < 5; tries += 1) {
      await outbox.drain();
      hospital.clock.now += 2 * lease;
    }
    await until(async () => (await post.rows())[0]?.state === 'dead');
    gate.open();
    await outbox.stop(1_000);
    expect(await post.rows()).toMatchObject([{ state: 'dead', attempts: 5 }]);
  });
});
