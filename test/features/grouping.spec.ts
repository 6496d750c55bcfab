import { setImmediate as breath } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeGrouping } from '../../src/delivery/grouping.ts';
import { until } from '../support/checkins.ts';

type Act = { person: string; what: string };
const by = (person: string, what = 'presses'): Act => ({ person, what });

/** Groups as they are begun; each is at work until it is let go. `readies`: what the first of them wait for before they gather. */
function openLine(
  waits?: { apartMs: number; patienceMs: number },
  ...readies: Promise<void>[]
): {
  begun: (readonly Act[])[];
  add(act: Act): void;
  letGo(group: number): void;
  settle(): Promise<void>;
} {
  const begun: (readonly Act[])[] = [];
  const ends: (() => void)[] = [];
  const grouping = makeGrouping<Act>(
    ({ person }) => person,
    async (group, gather) => {
      const place = begun.push(group) - 1;
      const ended = new Promise<void>((end) => {
        ends[place] = end;
      });
      const ready = readies[place];
      if (ready) await ready;
      gather();
      await ended;
    },
    waits,
  );
  return {
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
    const line = openLine({ apartMs: 0, patienceMs: 3_600_000 }, ready.promise);
    line.add(by('Amara'));
    await until(() => line.begun.length === 1);
    const others = Array.from({ length: 40 }, (_, index) => by(`colleague ${index}`));
    for (const act of others) {
      line.add(act);
      await breath();
    }
    ready.resolve();
    await breath();
    line.letGo(0);
    await line.settle();
    expect(line.begun).toEqual([[by('Amara'), ...others]]);
  });

  it('do not wait for a transaction that does not get to begin, and end with it only where they were there before', async () => {
    const never = Promise.withResolvers<void>();
    const line = openLine({ apartMs: 0, patienceMs: 20 }, never.promise);
    line.add(by('Amara'));
    await until(() => line.begun.length === 1);
    line.add(by('Ben'));
    await until(() => line.begun.length === 2);
    line.add(by('Chiara'));
    never.resolve();
    await breath();
    expect(line.begun[0]).toEqual([by('Amara')]);
    line.letGo(0);
    line.letGo(1);
    await until(() => line.begun.length === 3);
    line.letGo(2);
    await line.settle();
    expect(line.begun.slice(1)).toEqual([[by('Ben')], [by('Chiara')]]);
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
    const many = Array.from({ length: 48 }, (_, index) => `colleague ${index}`);
    for (const person of many.slice(1)) line.add(by(person));
    await breath();
    await breath();
    expect(line.begun).toHaveLength(1);
    line.add(by(many[0] ?? ''));
    await until(() => line.begun.length === 2);
    expect(line.begun[1]).toHaveLength(48);
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
