import { setImmediate as breath } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeGrouping } from '../../src/delivery/grouping.ts';
import { until } from '../support/checkins.ts';

type Act = { person: string; what: string };
const by = (person: string, what = 'presses'): Act => ({ person, what });

/** Groups as they are begun; each is at work until it is let go. `ready`: what a beginning waits for before it gathers. */
function openLine(
  waits?: { apartMs: number; patienceMs: number },
  ready?: Promise<void>,
): {
  firsts: Act[];
  begun: Act[][];
  add(act: Act): void;
  letGo(group: number): void;
  settle(): Promise<void>;
} {
  const firsts: Act[] = [];
  const begun: Act[][] = [];
  const ends: (() => void)[] = [];
  const grouping = makeGrouping<Act>(
    ({ person }) => person,
    async (first, gather) => {
      firsts.push(first);
      if (ready) await ready;
      begun.push([...gather()]);
      await new Promise<void>((end) => ends.push(end));
    },
    waits,
  );
  return {
    firsts,
    begun,
    add: (act) => grouping.add('ward', act),
    letGo: (group) => ends[group]?.(),
    settle: () => grouping.settle(),
  };
}

describe('events of one workspace', () => {
  it('that arrive while others are at work go together, once those are done', async () => {
    const line = openLine();
    line.add(by('Amara'));
    await until(() => line.begun.length === 1);
    for (const person of ['Ben', 'Chiara', 'Dana']) line.add(by(person));
    line.letGo(0);
    await until(() => line.begun.length === 2);
    expect(line.begun[1]?.map(({ person }) => person)).toEqual(['Ben', 'Chiara', 'Dana']);
    line.letGo(1);
    await line.settle();
    expect(line.begun).toHaveLength(2);
  });

  it('that come one after the other go together as well; who comes alone does not wait', async () => {
    const line = openLine({ apartMs: 500, patienceMs: 500 });
    line.add(by('Amara'));
    await until(() => line.begun.length === 1);
    line.letGo(0);
    for (const person of ['Ben', 'Chiara', 'Dana']) {
      line.add(by(person));
      await breath();
    }
    expect(line.begun).toEqual([[by('Amara')]]);
    await until(() => line.begun.length === 2);
    expect(line.begun[1]?.map(({ person }) => person)).toEqual(['Ben', 'Chiara', 'Dana']);
    line.letGo(1);
    await line.settle();
  });

  it('that arrive while a transaction begins are in it, and begin none of their own', async () => {
    const ready = Promise.withResolvers<void>();
    const line = openLine({ apartMs: 0, patienceMs: 0 }, ready.promise);
    line.add(by('Amara'));
    await until(() => line.firsts.length === 1);
    for (const person of ['Ben', 'Chiara', 'Dana']) {
      line.add(by(person));
      await breath();
    }
    ready.resolve();
    await until(() => line.begun.length === 1);
    expect(line.begun[0]?.map(({ person }) => person)).toEqual(['Amara', 'Ben', 'Chiara', 'Dana']);
    line.letGo(0);
    await line.settle();
    expect(line.firsts).toEqual([by('Amara')]);
  });

  it('do not wait for one that takes long', async () => {
    const line = openLine();
    line.add(by('Amara', 'looks at a plan of three thousand'));
    await until(() => line.begun.length === 1);
    line.add(by('Ben'));
    await until(() => line.begun.length === 2);
    expect(line.begun[1]).toEqual([by('Ben')]);
    line.letGo(1);
    line.letGo(0);
    await line.settle();
  });

  it('do not wait for others at work once they are many', async () => {
    const line = openLine({ apartMs: 0, patienceMs: 3_600_000 });
    line.add(by('Amara'));
    await until(() => line.begun.length === 1);
    const many = Array.from({ length: 24 }, (_, index) => `colleague ${index}`);
    for (const person of many.slice(1)) line.add(by(person));
    await breath();
    await breath();
    expect(line.begun).toHaveLength(1);
    line.add(by(many[0] ?? ''));
    await until(() => line.begun.length === 2);
    expect(line.begun[1]).toHaveLength(24);
    line.letGo(1);
    line.letGo(0);
    await line.settle();
  });

  it('that are too many for one transaction go in the order in which they came', async () => {
    const line = openLine();
    const all = Array.from({ length: 300 }, (_, index) => by(`colleague ${index}`));
    for (const act of all) line.add(act);
    for (let group = 0; group < 3; group += 1) {
      await until(() => line.begun.length > group);
      line.letGo(group);
    }
    await line.settle();
    expect(line.begun.map(({ length }) => length)).toEqual([128, 128, 44]);
    expect(line.begun.flat()).toEqual(all);
  });

  it('never overtake others of the same person, however long those take', async () => {
    const line = openLine();
    line.add(by('Amara', 'first'));
    await until(() => line.begun.length === 1);
    line.add(by('Amara', 'second'));
    line.add(by('Ben'));
    await until(() => line.begun.length === 2);
    expect(line.begun[1]).toEqual([by('Ben')]);
    line.letGo(1);
    line.letGo(0);
    await until(() => line.begun.length === 3);
    expect(line.begun[2]).toEqual([by('Amara', 'second')]);
    line.letGo(2);
    await line.settle();
  });
});
