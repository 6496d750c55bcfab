import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { coordinator, enfermera, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { coordinatorOf, openPost, type Post, whileNobodyLooks } from '../support/post.ts';
import { openSecondHouse } from '../support/second-house.ts';

const seconds = 1_000;
const lease = 15 * seconds;

describe('what is to go out', () => {
  let hospital: Hospital;
  let post: Post;
  beforeEach(async () => {
    hospital = await openHospital({
      slack: { channels: [{ id: 'C0OLD', name: 'old-ward', members: [nurse, 'U0LAMP'], archived: true }] },
    });
    post = await openPost(hospital);
  });
  afterEach(() => hospital.end());

  const sends = (): number =>
    hospital.slack.calls.filter((call) => call.method === 'chat.postMessage').length;
  const drain = (): Promise<void> => hospital.house.outbox.drain();

  it('goes out once it is committed, and its words are gone from the database when they have arrived', async () => {
    await post.put(post.to(nurse), ['first']);
    expect(await post.rows()).toMatchObject([{ said: 'first', state: 'new', attempts: 0 }]);
    expect((await post.rows())[0]?.kept).toBeGreaterThan(0);
    expect(post.arrived(nurse)).toEqual([]);
    await drain();
    expect(post.arrived(nurse)).toEqual(['first']);
    expect(await post.rows()).toMatchObject([{ state: 'sent', attempts: 1, kept: 0, problem: null }]);
    await post.later(24 * 60 * lease);
    expect(sends()).toBe(1);
  });

  it('does not go out where the transaction did not end well', async () => {
    const { database, house, clock } = hospital;
    const row = await database.owner.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    const card = { name: 'never', summary: 'never', blocks: [] };
    const work = database.within(row.id, async (tx) => {
      await house.outbox.put(tx, row.id, [{ to: post.to(nurse), card, why: 'asked' }], clock.now);
      throw new Error('something else went wrong');
    });
    await expect(work).rejects.toThrow('something else');
    await drain();
    expect(sends()).toBe(0);
    expect(await post.rows()).toEqual([]);
  });

  it('finds the talk with a person by itself, and keeps it', async () => {
    await post.put(await coordinatorOf(hospital), ['first', 'second']);
    await drain();
    expect(post.arrived(coordinator)).toEqual(['first', 'second']);
    const opened = hospital.slack.calls.filter((call) => call.method === 'conversations.open');
    expect(opened).toHaveLength(1);
  });

  it('says once what is to be said once', async () => {
    await post.put(post.to(nurse), ['again', 'again', 'again'], { once: 'november' });
    await drain();
    expect(post.arrived(nurse)).toEqual(['again']);
  });

  it('that was accepted while the line broke is read back, and not said twice', async () => {
    hospital.slack.weather.cutAfterAccepting('chat.postMessage');
    await post.put(post.to(nurse), ['first']);
    await drain();
    expect(post.arrived(nurse)).toEqual(['first']);
    expect(await post.rows()).toMatchObject([{ state: 'new', attempts: 1, message: null }]);
    await post.later(10 * seconds);
    expect(sends()).toBe(1);
    const [row] = await post.rows();
    expect(row).toMatchObject({ state: 'sent', kept: 0 });
    const seen = hospital.slack.seenBy(nurse).conversations.flatMap((talk) => talk.messages);
    expect(row?.message).toBe(seen.at(-1)?.ts);
  });

  it('that was said by a process that died before it could write so is read back when its lease ends', async () => {
    const { slack, cable } = hospital;
    const dying = await openSecondHouse(hospital);
    slack.weather.slow('chat.postMessage', 300);
    await post.put(post.to(nurse), ['first']);
    const sending = dying.house.outbox.drain().catch(() => undefined);
    // The last that is written before it is said.
    await until(async () => (await post.rows())[0]?.conversation !== null);
    cable.cut();
    await sending;
    await until(() => post.arrived(nurse).length > 0);
    // It hears that it was taken, cannot write that down, and what it knew goes with it.
    await dying.house.outbox.stop(2_000);
    cable.mend();
    expect(await post.rows()).toMatchObject([{ state: 'sending', attempts: 1 }]);
    await post.later(lease / 2);
    expect(await post.rows()).toMatchObject([{ state: 'sending', attempts: 1 }]);
    await post.later(lease);
    expect(await post.rows()).toMatchObject([{ state: 'sent', attempts: 2, kept: 0 }]);
    expect(post.arrived(nurse)).toEqual(['first']);
    expect(sends()).toBe(1);
    await dying.end();
  });

  it('that a process took up and died is said by the next when the lease ends, and not before', async () => {
    const { database, clock } = hospital;
    await whileNobodyLooks(hospital, async () => {
      await post.put(post.to(nurse), ['first', 'second']);
      await database.owner
        .updateTable('delivery')
        .set({ state: 'sending', attempts: 1, lease_until: new Date(clock.now + lease) })
        .where('kind', '=', 'first')
        .execute();
    });
    await post.later(lease - seconds);
    expect(post.arrived(nurse)).toEqual([]);
    await post.later(2 * seconds);
    expect(post.arrived(nurse)).toEqual(['first', 'second']);
  });

  it('that got lost on the way is said again', async () => {
    hospital.slack.weather.cutBefore('chat.postMessage', 2);
    await post.put(post.to(nurse), ['first']);
    await drain();
    for (let tries = 0; tries < 3; tries += 1) await post.later(lease);
    expect(post.arrived(nurse)).toEqual(['first']);
    expect(await post.rows()).toMatchObject([{ state: 'sent', attempts: 3 }]);
  });

  it('that Slack wants later goes later, and that counts as no failure', async () => {
    const wishes = 7;
    hospital.slack.weather.rateLimit('chat.postMessage', 30, wishes);
    await post.put(post.to(nurse), ['first']);
    await drain();
    for (let wish = 1; wish <= wishes; wish += 1) {
      expect(await post.rows()).toMatchObject([{ state: 'new', attempts: 0, due: 30 * seconds }]);
      await post.later(29 * seconds);
      expect(sends()).toBe(wish);
      await post.later(seconds);
    }
    expect(post.arrived(nurse)).toEqual(['first']);
    expect(await post.rows()).toMatchObject([{ state: 'sent' }]);
  });

  it('waits, all of it, while the workspace is asked to wait, and what is urgent goes', async () => {
    hospital.slack.weather.rateLimit('chat.postMessage', 600);
    await post.put(post.to(nurse), ['asked to wait']);
    await drain();
    await post.put(post.to(coordinator), ['waits as well']);
    await post.put(post.to(nurse), ['help'], { urgent: true });
    await drain();
    expect([post.arrived(nurse), post.arrived(coordinator)]).toEqual([['help'], []]);
    expect(sends()).toBe(2);
    await post.later(600 * seconds);
    expect([post.arrived(nurse), post.arrived(coordinator)]).toEqual([
      ['help', 'asked to wait'],
      ['waits as well'],
    ]);
  });

  it('urgently waits for a refusal of its own, and for no other', async () => {
    hospital.slack.weather.rateLimit('chat.postMessage', 600, 2);
    await post.put(post.to(nurse), ['ordinary']);
    await drain();
    await post.put(post.to(coordinator), ['help'], { urgent: true });
    await drain();
    await post.put(post.to(enfermera), ['more help'], { urgent: true });
    await drain();
    expect(sends()).toBe(2);
    await post.later(601 * seconds);
    for (const person of [nurse, coordinator, enfermera]) expect(post.arrived(person)).toHaveLength(1);
  });

  it.each(['0', '-5', 'soon', '1.5', '0x10', ''])(
    'goes out in the end when Slack says “Retry-After: %s”',
    async (odd) => {
      hospital.slack.weather.rateLimit('chat.postMessage', odd, 2);
      await post.put(post.to(nurse), ['first']);
      await drain();
      for (let tries = 0; tries < 4; tries += 1) await post.later(lease);
      expect(post.arrived(nurse)).toEqual(['first']);
      expect(await post.rows()).toMatchObject([{ state: 'sent', kept: 0 }]);
    },
  );

  it('while Slack is down is tried five times, each time later, then put aside, and the rest goes on', async () => {
    const { slack, facts } = hospital;
    await post.put(post.to(nurse), ['unlucky']);
    const pauses: (number | undefined)[] = [];
    for (let tries = 1; tries <= 5; tries += 1) {
      slack.weather.error('chat.postMessage', 503);
      await post.later(pauses.at(-1) ?? 0);
      const [row] = await post.rows();
      expect(row).toMatchObject({ state: tries < 5 ? 'new' : 'dead', attempts: tries });
      if (tries < 5) pauses.push(row?.due);
    }
    expect(pauses).toEqual(pauses.toSorted((one, other) => Number(one) - Number(other)));
    expect(new Set(pauses).size).toBe(4);
    await post.put(post.to(nurse), ['after']);
    await post.put(post.to(coordinator), ['elsewhere']);
    await post.later(24 * 60 * lease);
    expect([post.arrived(nurse), post.arrived(coordinator)]).toEqual([['after'], ['elsewhere']]);
    const [dead] = await post.rows();
    expect(dead).toMatchObject({ state: 'dead', attempts: 5, problem: expect.stringMatching(/\w/) });
    expect(facts.filter((fact) => fact.event === 'delivery')).toHaveLength(5);
  });

  it('to somebody who has left, or into a channel that was closed, is noted and never tried again', async () => {
    await hospital.slack.change(coordinator, { deleted: true });
    const closed = { ...post.to(nurse), conversation: 'C0OLD' };
    await post.put(await coordinatorOf(hospital), ['to nobody']);
    await post.put(closed, ['to nowhere']);
    await drain();
    const noted = [
      { said: 'to nobody', state: 'unreachable', problem: 'user_disabled', kept: 0 },
      { said: 'to nowhere', state: 'unreachable', problem: 'is_archived', kept: 0 },
    ];
    expect(await post.rows()).toMatchObject(noted);
    const calls = hospital.slack.calls.length;
    await post.later(24 * 60 * lease);
    expect(hospital.slack.calls).toHaveLength(calls);
    expect(await post.rows()).toMatchObject(noted);
  });

  it('goes one at a time in each talk, in order, also with two processes', async () => {
    const { slack, house } = hospital;
    const second = await openSecondHouse(hospital);
    try {
      slack.weather.slow('chat.postMessage', 250, 2);
      await post.put(post.to(nurse), ['a', 'b', 'c']);
      await post.put(post.to(enfermera), ['d', 'e', 'f']);
      const draining = Promise.all([house.outbox.drain(), second.house.outbox.drain()]);
      const inTheAir = async (): Promise<readonly string[]> =>
        (await post.rows()).filter((row) => row.state === 'sending').map((row) => row.said);
      await until(async () => (await inTheAir()).length > 0);
      const seen = await inTheAir();
      await second.house.outbox.drain();
      await draining;
      await drain();
      expect(['a', 'd']).toEqual(expect.arrayContaining([...seen]));
      expect([post.arrived(nurse), post.arrived(enfermera)]).toEqual([
        ['a', 'b', 'c'],
        ['d', 'e', 'f'],
      ]);
    } finally {
      await second.end();
    }
  });

  it('urgently overtakes what waits in the same talk', async () => {
    await whileNobodyLooks(hospital, async () => {
      await post.put(post.to(nurse), ['a', 'b']);
      await post.put(post.to(nurse), ['help'], { urgent: true });
    });
    await drain();
    expect(post.arrived(nurse)).toEqual(['help', 'a', 'b']);
  });

  it('is neither lost nor doubled by two processes in bad weather', async () => {
    const { slack, house, clock } = hospital;
    const second = await openSecondHouse(hospital);
    try {
      const people = [nurse, enfermera];
      const names = (person: string): string[] => Array.from({ length: 8 }, (_, n) => `${person} ${n}`);
      for (const person of people) await post.put(post.to(person), names(person));
      for (let squall = 0; squall < 6; squall += 1) {
        slack.weather.cutAfterAccepting('chat.postMessage');
        slack.weather.error('chat.postMessage', 502);
        slack.weather.cutBefore('chat.postMessage');
        slack.weather.rateLimit('chat.postMessage', 1);
        slack.weather.error('conversations.history', 500);
        await Promise.all([house.outbox.drain(), second.house.outbox.drain()]);
        clock.now += 2 * lease;
      }
      slack.weather.clear();
      const open = async (): Promise<boolean> =>
        (await post.rows()).some((row) => row.state === 'new' || row.state === 'sending');
      while (await open()) {
        clock.now += 2 * lease;
        await Promise.all([house.outbox.drain(), second.house.outbox.drain()]);
      }
      // Five failures put one aside for the operator: only that may be missing, and it stands in the table.
      const dead = (await post.rows()).filter((row) => row.state === 'dead').map((row) => row.said);
      for (const person of people) {
        const expected = names(person).filter((name) => !dead.includes(name));
        expect(
          post
            .arrived(person)
            .filter((name) => !dead.includes(name))
            .toSorted(),
        ).toEqual(expected.toSorted());
      }
    } finally {
      await second.end();
    }
  });
});
