// What failed goes again when it is due, also where nothing else wakes the outbox.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { enfermera, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { openPost, type Post, whileNobodyLooks } from '../support/post.ts';

let hospital: Hospital;
let post: Post;
beforeEach(async () => {
  hospital = await openHospital({ realWaits: true });
  post = await openPost(hospital);
  Object.defineProperty(hospital.clock, 'now', { get: Date.now, set: () => undefined });
});
afterEach(() => hospital.end());

const allSent = async (): Promise<boolean> => (await post.rows()).every((row) => row.state === 'sent');

it('is sent by itself after each failure, without a tick', async () => {
  // Half a second is waited after the first, and five after the second.
  hospital.slack.weather.error('chat.postMessage', 503, 2);
  await post.put(post.to(nurse), ['first']);
  hospital.house.outbox.wake();
  await until(allSent);
  expect(post.arrived(nurse)).toEqual(['first']);
  expect(await post.rows()).toMatchObject([{ attempts: 3 }]);
});

it('is sent by itself also where others went meanwhile', async () => {
  hospital.slack.weather.error('chat.postMessage', 503, 2);
  await post.put(post.to(nurse), ['first']);
  hospital.house.outbox.wake();
  await until(async () => (await post.rows())[0]?.attempts === 2);
  await post.put(post.to(enfermera), ['second']);
  hospital.house.outbox.wake();
  await until(allSent);
  expect([post.arrived(nurse), post.arrived(enfermera)]).toEqual([['first'], ['second']]);
});

it('does not wait behind all the others of a fan-out', async () => {
  const crowd = Array.from({ length: 40 }, (_, n) => `U0CROWD${10 + n}`);
  const fanOut = await openHospital({
    realWaits: true,
    slack: { people: crowd.map((id) => ({ id, name: id, realName: id, locale: 'en-US', tz: 'UTC' })) },
  });
  try {
    const letters = await openPost(fanOut);
    Object.defineProperty(fanOut.clock, 'now', { get: Date.now, set: () => undefined });
    fanOut.slack.weather.error('chat.postMessage', 503);
    await whileNobodyLooks(fanOut, async () => {
      for (const person of crowd) await letters.put(letters.to(person), [person]);
    });
    fanOut.house.outbox.wake();
    await until(async () => (await letters.rows()).every((row) => row.state === 'sent'));
    const arrived = fanOut.slack.calls.filter((call) => call.method === 'chat.postMessage');
    const again = (await letters.rows()).find((row) => row.attempts === 2);
    const place = arrived.findLastIndex((call) => JSON.stringify(call).includes(`${again?.said}`));
    expect(place).toBeGreaterThan(0);
    expect(place).toBeLessThan(crowd.length / 2);
  } finally {
    await fanOut.end();
  }
});
