// What failed goes again when it is due, also where nothing else wakes the outbox.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { enfermera, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { openPost, type Post } from '../support/post.ts';

let hospital: Hospital;
let post: Post;
beforeEach(async () => {
  hospital = await openHospital();
  post = await openPost(hospital);
  await hospital.house.tick.stop();
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
