// What is due is found and done among a million timers as fast as among ten thousand.
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { connect, type Database } from '../../src/database/connect.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { installWorkspace } from '../../src/people/workspace.ts';
import { makeTimers, type Timers } from '../../src/schedule/timers.ts';
import { compare, median, type Told, wandering } from './table.ts';

const [few, many] = [10_000, 1_000_000];
const due = 2_000;
const rounds = 7;
const start = Date.UTC(2026, 10, 26);

type House = { database: Database; timers: Timers; rung: () => number; later(): void; end(): Promise<void> };

/** `count` timers that fall due over the next thousand days, and `due` that fall due each minute. */
async function houseOf(count: number): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'lamplight-due-'));
  await chmod(folder, 0o755);
  // As in production: with fsync.
  const server = await startEmbedded({
    dataDir: join(folder, 'data'),
    keyDir: join(folder, 'keys'),
    say: () => undefined,
  });
  const database = connect(server.url, () => undefined, 4, 60_000);
  await migrate(database.owner);
  const { organisation } = await installWorkspace(
    database,
    { platform: 'slack', workspace: 'T1', name: 'T1' },
    0,
    randomUUID,
  );
  await sql`
    insert into timer (id, organisation_id, feature, name, subject, due_at)
    select gen_random_uuid(), ${organisation}, 'any', 'bell', 'later ' || n,
      ${new Date(start)}::timestamptz + interval '1 day' + n * interval '86 seconds' from generate_series(1, ${count}) n`.execute(
    database.owner,
  );
  await sql`
    insert into timer (id, organisation_id, feature, name, subject, due_at)
    select gen_random_uuid(), ${organisation}, 'any', 'bell', 'now ' || n, ${new Date(start)}::timestamptz
    from generate_series(1, ${due}) n`.execute(database.owner);
  await sql`vacuum analyze timer`.execute(database.owner);
  let clock = start;
  let rung = 0;
  const timers = makeTimers({
    database,
    outbox: { put: async () => undefined, wake: () => undefined },
    ringing: new Map([
      [
        'any',
        { bell: async ({ timers, now }) => ({ again: new Map(timers.map(({ id }) => [id, now + 60_000])) }) },
      ],
    ]),
    now: () => clock,
    id: randomUUID,
    told: {
      rung: (_feature, _name, count) => {
        rung += count;
      },
      problem: (_feature, _name, error) => {
        throw error;
      },
    },
  });
  return {
    database,
    timers,
    rung: () => rung,
    later: () => {
      clock += 60_000;
    },
    async end() {
      await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function rateOf({ timers, rung, later }: House): Promise<number> {
  const before = rung();
  const began = performance.now();
  await timers.run();
  const rate = due / ((performance.now() - began) / 1_000);
  later();
  if (rung() - before !== due) throw new Error(`${rung() - before} timers rang, and not ${due}`);
  return rate;
}

export async function dueTimers(): Promise<readonly Told[]> {
  const [small, large] = [await houseOf(few), await houseOf(many)];
  const rates: { small: number[]; large: number[] } = { small: [], large: [] };
  try {
    await rateOf(small);
    await rateOf(large);
    for (let round = 0; round < rounds; round += 1) {
      rates.small.push(await rateOf(small));
      rates.large.push(await rateOf(large));
    }
  } finally {
    await small.end();
    await large.end();
  }
  const [value, baseline] = [median(rates.large), median(rates.small)];
  return [
    compare('due-timers', { value, baseline, unit: 'timers/s' }, 'higher', 0.67, [
      `${due} that are due, found and done among ${many.toLocaleString('en')} and, as baseline, among ${few.toLocaleString('en')}; at most 1.5 times as long is asked`,
      ...wandering(rates.small),
    ]),
  ];
}
