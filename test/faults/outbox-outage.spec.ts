// A message on its way while the database goes away. The process that sends it lives on and knows what became of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { coordinator, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { coordinatorOf, openPost, type Post } from '../support/post.ts';

describe('what is to go out', () => {
  let hospital: Hospital;
  let post: Post;
  beforeEach(async () => {
    hospital = await openHospital();
    post = await openPost(hospital);
  });
  afterEach(() => hospital.end());

  const sends = (): number =>
    hospital.slack.calls.filter((call) => call.method === 'chat.postMessage').length;

  it('that was said while the database went away is written down when it is back: what follows waits for no lease', async () => {
    const { slack, cable, house } = hospital;
    slack.weather.slow('chat.postMessage', 300);
    await post.put(post.to(nurse), ['first']);
    const sending = house.outbox.drain().catch(() => undefined);
    await until(async () => (await post.rows())[0]?.conversation !== null);
    cable.cut();
    await sending;
    await until(() => post.arrived(nurse).length > 0);
    cable.mend();
    await post.put(post.to(nurse), ['second']);
    await until(() => post.arrived(nurse).length > 1);
    await until(async () => (await post.rows()).every(({ state }) => state === 'sent'));
    expect(post.arrived(nurse)).toEqual(['first', 'second']);
    expect(await post.rows()).toMatchObject([
      { said: 'first', state: 'sent', attempts: 1, kept: 0 },
      { said: 'second', state: 'sent', attempts: 1, kept: 0 },
    ]);
    expect(sends()).toBe(2);
  });

  it('that was said while the database went away is written down also by a process that is told to stop just then', async () => {
    const { slack, cable, house } = hospital;
    slack.weather.slow('chat.postMessage', 300);
    await post.put(post.to(nurse), ['first']);
    const sending = house.outbox.drain().catch(() => undefined);
    await until(async () => (await post.rows())[0]?.conversation !== null);
    cable.cut();
    await sending;
    cable.mend();
    await house.outbox.stop(5_000);
    expect(await post.rows()).toMatchObject([{ said: 'first', state: 'sent', attempts: 1, kept: 0 }]);
  });

  it('that was said is left to its lease where the database is still away when the process stops', async () => {
    const { slack, cable, house } = hospital;
    slack.weather.slow('chat.postMessage', 300);
    await post.put(post.to(nurse), ['first']);
    const sending = house.outbox.drain().catch(() => undefined);
    await until(async () => (await post.rows())[0]?.conversation !== null);
    cable.cut();
    await sending;
    await house.outbox.stop(300);
    cable.mend();
    expect(await post.rows()).toMatchObject([{ said: 'first', state: 'sending', attempts: 1 }]);
  });

  it('that was taken up when the database went away, and not said, is said when it is back, without a lease to wait for', async () => {
    const { slack, cable, house } = hospital;
    // Finding the talk takes so long that the database is gone before it can be written down.
    slack.weather.slow('conversations.open', 300);
    await post.put(await coordinatorOf(hospital), ['first']);
    const sending = house.outbox.drain().catch(() => undefined);
    await until(() => slack.calls.some(({ method }) => method === 'conversations.open') || sends() > 0);
    cable.cut();
    await sending;
    cable.mend();
    // By itself: nobody asks it to.
    await until(() => post.arrived(coordinator).length > 0);
    expect(post.arrived(coordinator)).toEqual(['first']);
    expect(sends()).toBe(1);
  });
});
