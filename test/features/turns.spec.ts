import { setImmediate as breath } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeTurns } from '../../src/chat/turns.ts';

/** Work that begins when its turn comes and ends when it is told to. */
function openShop(most: number) {
  const takeTurns = makeTurns(most);
  const begun: string[] = [];
  const ends = new Map<string, { well: () => void; badly: (error: Error) => void }>();
  return {
    begun,
    come: (name: string): Promise<string> =>
      takeTurns(() => {
        begun.push(name);
        const { promise, resolve, reject } = Promise.withResolvers<string>();
        ends.set(name, { well: () => resolve(`${name} done`), badly: reject });
        return promise;
      }),
    async end(name: string, error?: Error) {
      const { well, badly } = ends.get(name) ?? expect.unreachable(`${name} has not begun`);
      if (error) badly(error);
      else well();
      await breath();
    },
  };
}

describe('turns', () => {
  it('so many at once; the others in the order in which they came', async () => {
    const { begun, come, end } = openShop(2);
    const all = ['a', 'b', 'c', 'd', 'e'].map(come);
    await breath();
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e']);
    await end('d');
    await end('e');
    expect(await Promise.all(all)).toEqual(['a done', 'b done', 'c done', 'd done', 'e done']);
  });

  it('work that fails ends its turn, and fails for whoever asked', async () => {
    const { begun, come, end } = openShop(1);
    const first = come('first').catch(String);
    const second = come('second');
    await breath();
    await end('first', new Error('out of order'));
    expect(await first).toBe('Error: out of order');
    expect(begun).toEqual(['first', 'second']);
    await end('second');
    expect(await second).toBe('second done');
  });

  it('nobody who comes later overtakes those who wait', async () => {
    const { begun, come, end } = openShop(1);
    void come('first');
    void come('waits');
    await breath();
    const ending = end('first');
    void come('later');
    await ending;
    expect(begun).toEqual(['first', 'waits']);
  });
});
