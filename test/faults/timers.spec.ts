// What falls due by itself: once, whoever else is at it, and nobody waits for what is broken.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/chat/message.ts';
import { connect, type Database, organisationLock } from '../../src/database/connect.ts';
import { isOutage } from '../../src/fault.ts';
import { installWorkspace } from '../../src/people/workspace.ts';
import { ringAgain } from '../../src/schedule/given-up.ts';
import { makeTimers, type Ringing, setTimers, stopTimers, type Timers } from '../../src/schedule/timers.ts';
import { layCable } from '../support/cable.ts';
import { type Fresh, freshDatabase } from '../support/database.ts';

const minute = 60_000;
let fresh: Fresh;
let database: Database;
let clock = Date.UTC(2026, 10, 26, 9);
let organisations: readonly string[];
let said: Delivery[];
let problems: string[];
let lags: number[];
beforeEach(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.url, () => undefined, 8);
  clock = Date.UTC(2026, 10, 26, 9);
  [said, problems, lags] = [[], [], []];
  const made = [];
  for (const workspace of ['T1', 'T2'])
    made.push(
      await installWorkspace(database, { platform: 'slack', workspace, name: workspace }, 0, randomUUID),
    );
  organisations = made.map(({ organisation }) => organisation);
  // Beside the timer's own effects, something to see whether they stand or fall with it.
  await sql`create table rung (subject text)`.execute(database.owner);
  await sql`grant select, insert on rung to lamplight_serving`.execute(database.owner);
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

const rungSoFar = async (): Promise<readonly string[]> =>
  (
    await sql<{ subject: string }>`select subject from rung order by subject`.execute(database.owner)
  ).rows.map(({ subject }) => subject);

const tries = async (): Promise<readonly { subject: string; attempts: number }[]> =>
  database.owner.selectFrom('timer').select(['subject', 'attempts']).orderBy('subject').execute();

/** `trouble` may throw, after the effects. */
function timersWith(trouble: (subject: string) => void = () => undefined, more: Ringing = {}): Timers {
  return makeTimers({
    database,
    outbox: {
      put: async (_tx, _organisation, deliveries) => void said.push(...deliveries),
      wake: () => undefined,
    },
    ringing: new Map([
      [
        'any',
        {
          async bell({ tx, timers }) {
            for (const { subject } of timers) {
              await sql`insert into rung values (${subject})`.execute(tx);
              trouble(subject);
            }
            return {};
          },
          ...more,
        },
      ],
    ]),
    now: () => clock,
    id: randomUUID,
    told: {
      rung: (_feature, _name, _count, lag) => lags.push(lag),
      problem: (feature, name) => problems.push(`${feature}.${name}`),
    },
  });
}

const set = (
  subjects: readonly string[],
  due = clock,
  name = 'bell',
  organisation = organisations[0] ?? '',
) =>
  database.within(organisation, (tx) =>
    setTimers(
      tx,
      organisation,
      'any',
      subjects.map((subject) => ({ name, subject, due })),
      randomUUID,
    ),
  );
const many = (count: number, of = 'b'): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${of}${String(at).padStart(4, '0')}`);

describe('a timer', () => {
  it('rings when it is due, not before, and once', async () => {
    await set(['a'], clock + minute);
    await timersWith().run();
    expect(await rungSoFar()).toEqual([]);
    clock += 3 * minute;
    await timersWith().run();
    await timersWith().run();
    expect(await rungSoFar()).toEqual(['a']);
    expect(lags).toEqual([2 * minute]);
  });

  it('that is set anew rings at its new time only; one that is stopped does not ring', async () => {
    await set(['a', 'b']);
    await set(['a'], clock + 10 * minute);
    await database.within(organisations[0] ?? '', (tx) => stopTimers(tx, 'any', 'b'));
    await timersWith().run();
    expect(await rungSoFar()).toEqual([]);
    clock += 10 * minute;
    await timersWith().run();
    expect(await rungSoFar()).toEqual(['a']);
  });

  it('goes on where its feature says when it is due again, by either of the two ways', async () => {
    const again: Ringing = {
      async again({ timers, now }) {
        return { again: new Map(timers.map(({ id }) => [id, now + minute])) };
      },
      async anew({ tx, organisation, now, id }) {
        await sql`insert into rung values ('anew')`.execute(tx);
        await setTimers(tx, organisation, 'any', [{ name: 'anew', subject: 'x', due: now + minute }], id);
        return {};
      },
    };
    await set(['x'], clock, 'again');
    await set(['x'], clock, 'anew');
    for (let round = 0; round < 3; round += 1) {
      await timersWith(undefined, again).run();
      clock += minute;
    }
    expect(await rungSoFar()).toEqual(['anew', 'anew', 'anew']);
    expect(lags).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('many timers', () => {
  it('ring each once, whichever of four processes takes them, in both organisations', async () => {
    await set(many(450));
    await set(many(450, 'c'), clock, 'bell', organisations[1]);
    await Promise.all(Array.from({ length: 4 }, () => timersWith().run()));
    expect(await rungSoFar()).toEqual([...many(450), ...many(450, 'c')]);
    expect(problems).toEqual([]);
  });

  it('do not wait for one that fails, which leaves nothing half done, is tried later, and given up after five tries', async () => {
    await set(many(20));
    const poison = (subject: string): void => {
      if (subject === 'b0007') throw new Error('poison');
    };
    await timersWith(poison).run();
    const others = many(20).filter((subject) => subject !== 'b0007');
    expect(await rungSoFar()).toEqual(others);
    for (let hour = 0; hour < 3; hour += 1) {
      clock += 60 * minute;
      await timersWith(poison).run();
    }
    expect(problems).toHaveLength(4);
    clock += 60 * minute;
    await timersWith(poison).run();
    clock += 24 * 60 * minute;
    await timersWith(poison).run();
    expect(problems).toHaveLength(5);
    expect(await rungSoFar()).toEqual(others);
    const left = await database.owner.selectFrom('timer').select(['subject', 'due_at', 'problem']).execute();
    expect(left).toEqual([{ subject: 'b0007', due_at: null, problem: expect.stringContaining('Error') }]);
    expect(JSON.stringify(left)).not.toContain('poison');
    await ringAgain(database.owner, 'all', clock);
    await timersWith().run();
    expect(await rungSoFar()).toEqual(many(20));
    // As late as it is: its feature decides whether it is still worth anything.
    expect(lags.at(-1)).toBeGreaterThan(24 * 60 * minute);
  });

  it('of a newer version are left to the processes that know them, and no try is counted', async () => {
    await set(['new'], clock - minute, 'of-a-newer-version');
    await set(['a']);
    for (let hour = 0; hour < 6; hour += 1) {
      await timersWith().run();
      clock += 60 * minute;
    }
    expect(await rungSoFar()).toEqual(['a']);
    expect(problems).toEqual([]);
    const newer: Ringing = {
      'of-a-newer-version': async ({ tx }) => {
        await sql`insert into rung values ('new')`.execute(tx);
        return {};
      },
    };
    expect(await tries()).toEqual([{ subject: 'new', attempts: 0 }]);
    await timersWith(undefined, newer).run();
    expect(await rungSoFar()).toEqual(['a', 'new']);
  });

  it('of a newer version, however many, keep none of the others waiting', async () => {
    await set(many(250, 'n'), clock - minute, 'of-a-newer-version');
    await set(['a']);
    await set(['c'], clock, 'bell', organisations[1]);
    await timersWith().run();
    expect(await rungSoFar()).toEqual(['a', 'c']);
  });
});

describe('what takes too long in one organisation', () => {
  // Nobody waits as long as in production.
  beforeEach(async () => {
    await database.close();
    database = connect(fresh.url, () => undefined, 8, 400);
  });
  const slow: Ringing = {
    async slow({ tx }) {
      await sql`select pg_sleep(2)`.execute(tx);
      return {};
    },
  };

  it('is tried later and given up like any other fault, and everything else rings', async () => {
    await set(['stuck'], clock - minute, 'slow');
    await set(['a', 'b']);
    await set(['c'], clock, 'bell', organisations[1]);
    await timersWith(undefined, slow).run();
    expect(await rungSoFar()).toEqual(['a', 'b', 'c']);
    expect(await tries()).toEqual([{ subject: 'stuck', attempts: 1 }]);
    for (let hour = 0; hour < 6; hour += 1) {
      clock += 60 * minute;
      await timersWith(undefined, slow).run();
    }
    expect(problems).toEqual(Array.from({ length: 5 }, () => 'any.slow'));
  });

  it('is passed by where the organisation is held, counts no try, and rings afterwards', async () => {
    await set(['a'], clock - minute);
    await set(['b'], clock, 'bell', organisations[1]);
    await database.owner.transaction().execute(async (moving) => {
      await sql`select pg_advisory_xact_lock(${organisationLock(organisations[0] ?? '')})`.execute(moving);
      await timersWith().run();
      expect(await rungSoFar()).toEqual(['b']);
      expect(await tries()).toEqual([{ subject: 'a', attempts: 0 }]);
    });
    await timersWith().run();
    expect(await rungSoFar()).toEqual(['a', 'b']);
  });

  it('is something else than a line that is lost: that is thrown, and no try is counted', async () => {
    const cable = await layCable(fresh.url);
    await database.close();
    database = connect(cable.url, () => undefined, 8);
    try {
      await set(['a']);
      await set(['b'], clock - minute, 'lost');
      const lost: Ringing = {
        async lost({ tx }) {
          cable.cut();
          await sql`select 1`.execute(tx);
          return {};
        },
      };
      await expect(timersWith(undefined, lost).run()).rejects.toSatisfy(isOutage);
      cable.mend();
      expect(await tries()).toEqual([
        { subject: 'a', attempts: 0 },
        { subject: 'b', attempts: 0 },
      ]);
    } finally {
      await cable.end();
    }
  });
});
