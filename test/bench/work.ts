// What else a ward has to do while people send check-ins: a fan-out, and a month that is closed.
import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { text } from '../../src/chat/card.ts';
import type { Database } from '../../src/database/connect.ts';
import type { House } from '../../src/house.ts';
import { keysOfAccount } from '../../src/people/mail.ts';
import type { Wish } from './wards.ts';
import { team } from './workspace.ts';

/** As many as an errand puts in at a time. */
const piece = 250;
/** The monitor's own interval, which is in each of its figures. */
const resolution = 5;

/** Buffers stand outside the heap, and count as well. */
async function heapAfterCollection(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  // What the first round lets go may hold what the next can take.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await sleep(100);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

type Work = (wish: Exclude<Wish, { kind: 'later' }>) => Promise<number>;

export function makeWork(parts: { database: Database; house: House; now: () => number }): Work {
  const { database, house, now } = parts;
  const stalls = monitorEventLoopDelay({ resolution });
  let messages = 0;
  let isReporting = false;
  let reporting: Promise<number> | undefined;

  const place = (): Promise<{ id: string; organisation: string }> =>
    database.owner
      .selectFrom('workspace')
      .select(['id', 'organisation_id as organisation'])
      .where('external_id', '=', team)
      .executeTakeFirstOrThrow();

  async function units(count: number): Promise<void> {
    const { id, organisation } = await place();
    const roster = randomUUID();
    const at = new Date(0);
    await database.owner.transaction().execute(async (tx) => {
      await sql`insert into mood_counts (person_id, organisation_id, account_id, since)
        select person_id, organisation_id, id, ${at} from account`.execute(tx);
      await sql`insert into roster (id, organisation_id, workspace_id, way, key_id, taken_at)
        values (${roster}, ${organisation}, ${id}, 'file', 'bench', ${at})`.execute(tx);
      await sql`insert into roster_entry (roster_id, organisation_id, key, unit)
        select ${roster}, organisation_id, ${keysOfAccount}, 'Unit ' || row_number() over () % ${count}::integer
        from account`.execute(tx);
    });
    // As it would be within the minute: plans that were made for empty tables read them from end to end.
    await sql`analyze`.execute(database.owner);
  }

  async function fanOut(count: number): Promise<void> {
    const { id, organisation } = await place();
    for (let left = count; left > 0; left -= piece) {
      const card = { name: 'bench', summary: 'Bench', blocks: [text('How was your shift?')] };
      const deliveries = Array.from({ length: Math.min(piece, left) }, () => {
        messages += 1;
        const conversation = `D${String(messages).padStart(9, '0')}`;
        const to = { kind: 'conversation' as const, workspace: id, conversation };
        return { to, card, why: 'asked' as const };
      });
      await database.within(organisation, (tx) => house.outbox.put(tx, organisation, deliveries, now()));
    }
    house.outbox.wake();
  }

  /** A month is closed once; here what was made is taken away, and it is closed again. */
  async function reports(): Promise<number> {
    const feature = house.features.find(({ name }) => name === 'reports');
    const { organisation } = await place();
    let count = 0;
    while (isReporting) {
      await sql`delete from climate_counted`.execute(database.owner);
      await sql`delete from climate`.execute(database.owner);
      await database.within(organisation, async (tx) =>
        feature?.hourly?.({ tx, organisation, now: now(), id: randomUUID }),
      );
      const { rows } = await sql<{ rows: number }>`
        select jsonb_array_length(release->'rows') as rows from climate`.execute(database.owner);
      if (!(rows[0] && rows[0].rows > 1)) throw new Error('a report says nothing');
      count += 1;
    }
    return count;
  }

  return async (wish) => {
    switch (wish.kind) {
      case 'units':
        await units(wish.count);
        return 0;
      case 'fan-out':
        await fanOut(wish.count);
        return 0;
      case 'reports': {
        isReporting = wish.on;
        if (wish.on) reporting = reports();
        // What goes wrong meanwhile is told when it is asked for.
        reporting?.catch(() => undefined);
        return wish.on ? 0 : ((await reporting) ?? 0);
      }
      case 'heap':
        return heapAfterCollection();
      case 'stalls': {
        const longest = stalls.max / 1e6 - resolution;
        stalls.reset();
        stalls.enable();
        return longest;
      }
    }
  };
}
