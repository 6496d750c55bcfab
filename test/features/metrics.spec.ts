// What Prometheus is told of the outbox, and that the dashboard asks for nothing else.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { coordinator, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { openPost, type Post } from '../support/post.ts';

let hospital: Hospital;
let post: Post;
beforeEach(async () => {
  hospital = await openHospital();
  // Nothing but this spec sends.
  post = await openPost(hospital);
});
afterEach(() => hospital.end());

const told = (): Promise<string> => hospital.house.metrics.registry.metrics();
const reading = async (line: string): Promise<number> =>
  Number(
    (await told())
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.slice(line.length),
  );

it('tells by lane how much waits and for how long, and what became of it', async () => {
  hospital.slack.weather.rateLimit('chat.postMessage', 600);
  await post.put(post.to(nurse), ['asked to wait']);
  await hospital.house.outbox.drain();
  await post.put(post.to(coordinator), ['waits behind it']);
  hospital.clock.now += 300_000;
  expect(await reading('lamplight_outbox_waiting{lane="ordinary"}')).toBe(1);
  expect(await reading('lamplight_outbox_oldest_due_seconds{lane="ordinary"}')).toBe(300);
  expect(await reading('lamplight_outbox_waiting{lane="urgent"}')).toBe(0);
  await post.later(300_000);
  expect(await reading('lamplight_outbox_waiting{lane="ordinary"}')).toBe(0);
  const tries = (outcome: string): Promise<number> =>
    reading(`lamplight_deliveries_total{platform="slack",kind="asked to wait",outcome="${outcome}"}`);
  expect([await tries('later'), await tries('sent')]).toEqual([1, 1]);
});

it('tells of further tries, of dead letters, and how late messages are taken up', async () => {
  hospital.slack.weather.error('chat.postMessage', 503, 5);
  await post.put(post.to(nurse), ['unlucky']);
  hospital.clock.now += 20_000;
  await hospital.house.outbox.drain();
  expect(await reading('lamplight_delivery_lag_seconds_bucket{le="15",platform="slack"}')).toBe(0);
  expect(await reading('lamplight_delivery_lag_seconds_bucket{le="60",platform="slack"}')).toBe(1);
  for (let tries = 0; tries < 4; tries += 1) await post.later(180_000);
  expect(await reading('lamplight_outbox_dead_letters')).toBe(1);
  expect(await reading('lamplight_delivery_retries_total{platform="slack"}')).toBe(4);
});

it('tells how many timers were given up', async () => {
  expect(await reading('lamplight_timers_given_up')).toBe(0);
  const { id: organisation_id } = await hospital.database.owner
    .selectFrom('organisation')
    .select('id')
    .executeTakeFirstOrThrow();
  const timer = { organisation_id, feature: 'checkins', name: 'ask', problem: 'Error' };
  await hospital.database.owner
    .insertInto('timer')
    .values([
      { ...timer, id: randomUUID(), subject: 'given up', due_at: null },
      { ...timer, id: randomUUID(), subject: 'tried later', due_at: new Date(hospital.clock.now) },
    ])
    .execute();
  expect(await reading('lamplight_timers_given_up')).toBe(1);
});

it('is silent about the outbox, and about nothing else, while the database is away', async () => {
  hospital.cable.cut();
  const text = await told();
  expect(text).not.toMatch(/^lamplight_(outbox_\w+|timers_given_up)(\{.*\})? /m);
  expect(text).toContain('lamplight_event_seconds');
});

it.each(['grafana.json', 'prometheus.yml'])(
  'manifest/metrics/%s asks for nothing that is not told',
  async (file) => {
    const text = await readFile(join(import.meta.dirname, '../../manifest/metrics', file), 'utf8');
    const asked = [...new Set(text.match(/lamplight_\w+/g))].map((name) => name.replace(/_bucket$/, ''));
    const names = [...(await told()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((name) => !names.includes(name))).toEqual([]);
  },
);
