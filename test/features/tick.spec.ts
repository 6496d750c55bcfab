import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Feature } from '../../src/chat/feature.ts';
import { connect, type Database } from '../../src/database/connect.ts';
import { makeOutbox } from '../../src/delivery/outbox.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { makeInstallations } from '../../src/people/installation.ts';
import { openMemory } from '../../src/people/memory.ts';
import { switchFeature } from '../../src/people/switches.ts';
import { installWorkspace } from '../../src/people/workspace.ts';
import { makeTick, type Tick } from '../../src/schedule/tick.ts';
import { type Fresh, freshDatabase } from '../support/database.ts';

const hour = 3_600_000;
const keys = makeKeyRing([Buffer.alloc(32, 7)]);

describe('the tick, where one organisation of three is in trouble', () => {
  let fresh: Fresh;
  let database: Database;
  let folder: string;
  let clock = 0;
  beforeEach(async () => {
    fresh = await freshDatabase();
    database = connect(fresh.url, () => undefined, 2);
    folder = await mkdtemp(join(tmpdir(), 'lamplight-tick-'));
    for (const workspace of ['T1', 'T2', 'T3'])
      await installWorkspace(database, { platform: 'slack', workspace, name: workspace }, 0, randomUUID);
  });
  afterEach(async () => {
    await database.close();
    await fresh.drop();
    await rm(folder, { recursive: true, force: true });
  });

  type Told = { visited: string[]; hourly: number; problems: unknown[] };

  async function tickWith(
    trouble: (workspace: string, told: Told) => void,
    more: Partial<Feature> = {},
  ): Promise<{ tick: Tick; told: Told }> {
    const told: Told = { visited: [], hourly: 0, problems: [] };
    const feature: Feature = {
      name: 'visits',
      commands: [],
      async remember(_tx, _memory, workspaces) {
        const [{ workspace } = { workspace: '' }] = workspaces;
        told.visited.push(workspace);
        trouble(workspace, told);
      },
      async hourly() {
        told.hourly += 1;
        return [];
      },
      ...more,
    };
    const memory = await openMemory(folder, keys, () => undefined);
    const outbox = makeOutbox({
      database,
      platforms: new Map(),
      keys,
      now: () => clock,
      id: randomUUID,
      told: { sent: () => undefined, problem: () => undefined },
    });
    const problem = (_what: string, error: unknown): void => void told.problems.push(error);
    const installations = makeInstallations({
      database,
      keys,
      memory,
      now: () => Date.now(),
      log: () => undefined,
    });
    return {
      told,
      tick: makeTick({
        features: [feature],
        database,
        outbox,
        memory,
        installations,
        errands: { wake: () => undefined },
        timers: { run: async () => undefined },
        forgetTooOld: async () => undefined,
        now: () => clock,
        id: randomUUID,
        problem,
      }),
    };
  }

  it('visits the others all the same, tells of it, and tries that one’s hour again', async () => {
    const fault = new TypeError('a row that nobody can read');
    let troubled = '';
    const { tick, told } = await tickWith((workspace) => {
      if (workspace === troubled) throw fault;
    });
    await tick.minute();
    troubled = told.visited[0] ?? '';
    told.visited = [];
    clock += hour;
    await tick.minute();
    expect(told).toMatchObject({ hourly: 2, problems: [fault] });
    expect(told.visited.toSorted()).toEqual(['T1', 'T2', 'T3']);
    troubled = '';
    await tick.minute();
    expect(told.hourly).toBe(3);
    await tick.minute();
    expect(told.hourly).toBe(3);
  });

  it('throws an outage of the database when all have been tried, so that a start tries again', async () => {
    const outage = Object.assign(new Error('the disk is full'), { code: '53100' });
    const { tick, told } = await tickWith((_, { visited }) => {
      if (visited.length === 1) throw outage;
    });
    await expect(tick.minute()).rejects.toBe(outage);
    expect(told.visited.toSorted()).toEqual(['T1', 'T2', 'T3']);
  });

  it('does nothing hourly for a feature that is off, and begins where it is switched on', async () => {
    const { tick, told } = await tickWith(() => undefined, {
      optional: {
        label: 'any.help',
        about: 'any.help',
        introduction: () => ({ name: 'x', summary: 'x', blocks: [] }),
      },
    });
    await tick.minute();
    clock += hour;
    await tick.minute();
    expect(told.hourly).toBe(0);
    const { id } = await database.owner.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    await database.within(id, (tx) => switchFeature(tx, id, 'visits', true, clock));
    clock += hour;
    await tick.minute();
    expect(told.hourly).toBe(1);
  });
});
