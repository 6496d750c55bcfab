// What a claim reads, in rows: as many as it takes up and not as many as wait, also of a table that nobody has counted yet.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { type Claim, claimDue } from '../../src/delivery/claim.ts';
import { type Hospital, openHospital } from '../support/hospital.ts';

const waiting = 20_000;

describe('a claim', () => {
  let hospital: Hospital;
  beforeEach(async () => {
    hospital = await openHospital();
    await hospital.house.tick.stop();
    await hospital.settled();
  });
  afterEach(() => hospital.end());

  /** `talks`: among how many conversations they are. */
  async function write(urgent: boolean, talks: number): Promise<string> {
    const { owner } = hospital.database;
    const place = await owner
      .selectFrom('workspace')
      .select(['id', 'organisation_id'])
      .executeTakeFirstOrThrow();
    await sql`
      insert into delivery (id, organisation_id, kind, urgent, talk, payload, state, why, created_at, due_at, by_workspace)
      select gen_random_uuid(), ${place.organisation_id}, 'fan-out', ${urgent}, ${`${place.id} D`} || n % ${talks}::integer, '', 'new',
        'checkins', ${new Date(hospital.clock.now)}, ${new Date(hospital.clock.now)}, ${place.id}
      from generate_series(1, ${waiting}) n`.execute(owner);
    return place.id;
  }

  async function claim(most: number, workspace: string): Promise<Claim & { read: number }> {
    const { database, clock } = hospital;
    let read = Number.NaN;
    const counting: Database = {
      ...database,
      across: (work) =>
        database.across(async (tx) => {
          const result = await work(tx);
          const { rows } = await sql<{ read: number }>`
            select seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_xact_user_tables where relname = 'delivery'`.execute(
            tx,
          );
          read = rows[0]?.read ?? Number.NaN;
          return result;
        }),
    };
    const rooms = [true, false].map((urgent) => ({ workspace, urgent, most }));
    return { ...(await claimDue(counting, clock.now, randomUUID(), rooms, [], [], () => [])), read };
  }

  it.each([
    { lane: 'ordinary', urgent: false },
    { lane: 'urgent', urgent: true },
  ])('of an $lane lane reads a few rows for each that it takes', async ({ urgent }) => {
    const workspace = await write(urgent, waiting);
    const { claimed, read } = await claim(20, workspace);
    expect(claimed).toHaveLength(20);
    expect(read).toBeLessThan(20 * 10);
  });

  it('takes one of each conversation, the one that was written first', async () => {
    const workspace = await write(false, 4_000);
    const { claimed } = await claim(20, workspace);
    expect(new Set(claimed.map(({ talk }) => talk)).size).toBe(20);
    const again = await claim(20, workspace);
    const both = [...claimed, ...again.claimed].map(({ talk }) => talk);
    expect(new Set(both).size).toBe(40);
  });
});
