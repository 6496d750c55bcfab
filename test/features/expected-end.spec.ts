// What a coordinator is told about a fan-out: when the last of it will have gone, behind what waits already.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOutbox } from '../../src/delivery/outbox.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type Hospital, key, nurse, openHospital } from '../support/hospital.ts';
import { openPost, type Post } from '../support/post.ts';

let hospital: Hospital;
let post: Post;
beforeEach(async () => {
  hospital = await openHospital();
  post = await openPost(hospital);
});
afterEach(() => hospital.end());

/** Seconds from now until the last of these has gone, told by a process that has not sent anything yet: five a second. */
async function secondsUntil(inSeconds: readonly number[]): Promise<number | undefined> {
  const { database, clock } = hospital;
  const place = await database.owner
    .selectFrom('workspace')
    .select(['id', 'organisation_id'])
    .executeTakeFirstOrThrow();
  const outbox = makeOutbox({
    database,
    platforms: new Map(),
    keys: makeKeyRing([key]),
    now: () => clock.now,
    id: randomUUID,
    told: { sent: () => undefined, problem: () => undefined },
  });
  const end = await database.within(place.organisation_id, (tx) =>
    outbox.expectedEnd(
      tx,
      inSeconds.map((seconds) => ({ workspace: place.id, due: clock.now + seconds * 1_000 })),
    ),
  );
  return end === undefined ? undefined : (end - clock.now) / 1_000;
}

it('ends as the pace has it, behind what waits, and not before the last is due', async () => {
  const now = Array.from({ length: 50 }, () => 0);
  expect(await secondsUntil([])).toBeUndefined();
  expect(await secondsUntil(now)).toBeCloseTo(10);
  await post.put(post.to(nurse), ['one', 'two', 'three', 'four', 'five']);
  expect(await secondsUntil(now)).toBeCloseTo(11);
  await post.put(post.to(nurse), ['help'], { urgent: true });
  expect(await secondsUntil(now)).toBeCloseTo(11);
  expect(await secondsUntil([0, 3_600])).toBeCloseTo(3_600.2);
});
