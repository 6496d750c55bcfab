// The report guard against arithmetic: whatever is told, taken together, is of nobody alone. With broken guards beside it, which must be
// caught: an attack that catches nothing proves nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeOf,
  type Group,
  leastFloor,
  type Row,
  release,
  releaseIn,
  shareOf,
  sizeOf,
} from '../../src/guard/report.ts';

type Person = { id: number; mood: number };
const bands = 3;
const bandOf = ({ mood }: Person): number => (mood <= 2 ? 0 : mood === 3 ? 1 : 2);

/** People spread over a tree of at most three levels; some belong to no part. */
const anyOrganisation: fc.Arbitrary<Group<Person>> = fc
  .array(
    fc.record({
      own: fc.integer({ min: 0, max: 6 }),
      parts: fc.array(
        fc.record({
          own: fc.integer({ min: 0, max: 14 }),
          parts: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .chain((shape) => fc.tuple(fc.constant(shape), fc.infiniteStream(fc.integer({ min: 1, max: 5 }))))
  .map(([shape, moods]) => {
    let id = 0;
    const people = (count: number): Person[] =>
      Array.from({ length: count }, () => {
        id += 1;
        return { id, mood: moods.next().value ?? 3 };
      });
    return {
      name: 'whole',
      own: [],
      parts: shape.map(({ own, parts }, a) => ({
        name: `house ${a}`,
        own: people(own),
        parts: parts.map((part, b) => ({
          name: `unit ${b}`,
          own: people(part.own),
          parts: part.parts.map((count, c) => ({ name: `team ${c}`, own: people(count), parts: [] })),
        })),
      })),
    };
  });

const everybody = (group: Group<Person>): readonly Person[] => [
  ...group.own,
  ...group.parts.flatMap(everybody),
];
function groupAt(whole: Group<Person>, path: readonly string[]): Group<Person> {
  return path.slice(1).reduce((group, name) => {
    const part = group.parts.find((one) => one.name === name);
    if (!part) throw new Error(`there is no ${name}`);
    return part;
  }, whole);
}

/**
 * The smallest set of people, not empty, whose figure can be worked out of those of the groups at these paths. Row reduction of
 * which group holds whom brings everybody who stands in the same groups together; what is left of a group without the others
 * that lie in it is the least that arithmetic can single out, since groups of a tree lie in one another or apart.
 */
function smallestSingledOut(whole: Group<Person>, rows: readonly Pick<Row, 'path'>[]): number {
  const all = everybody(whole);
  const matrix = rows.map(({ path }) => {
    const inside = new Set(everybody(groupAt(whole, path)).map(({ id }) => id));
    return all.map(({ id }): number => (inside.has(id) ? 1 : 0));
  });
  // Gauss-Jordan over the rationals: entries stay -1, 0 and 1, since the groups are a tree.
  const reduced: number[][] = [];
  for (const row of matrix) {
    let left = [...row];
    for (const before of reduced) {
      const pivot = before.findIndex((value) => value !== 0);
      const factor = (left[pivot] ?? 0) / (before[pivot] ?? 1);
      left = left.map((value, column) => value - factor * (before[column] ?? 0));
    }
    const pivot = left.findIndex((value) => value !== 0);
    if (pivot === -1) continue;
    const scaled = left.map((value) => value / (left[pivot] ?? 1));
    for (const [index, before] of reduced.entries()) {
      const factor = before[pivot] ?? 0;
      reduced[index] = before.map((value, column) => value - factor * (scaled[column] ?? 0));
    }
    reduced.push(scaled);
  }
  const sizes = reduced
    .filter((row) => row.every((value) => value === 0 || value === 1))
    .map((row) => row.filter((value) => value === 1).length);
  return Math.min(Number.POSITIVE_INFINITY, ...sizes);
}

describe('whatever the organisation is like', () => {
  it('no set of 1 to 4 people can be worked out of all that is told', () => {
    fc.assert(
      fc.property(anyOrganisation, (whole) => {
        const { rows } = release(whole, bandOf, bands);
        expect(smallestSingledOut(whole, rows)).toBeGreaterThanOrEqual(leastFloor);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a guard that hides small groups only, or only those of three, is caught by the same arithmetic', () => {
    const caught = (visibleOf: (group: Group<Person>) => readonly Group<Person>[]): boolean => {
      const paths = (group: Group<Person>, path: readonly string[]): { path: readonly string[] }[] => [
        { path },
        ...visibleOf(group).flatMap((part) => paths(part, [...path, part.name])),
      ];
      return fc
        .sample(anyOrganisation, { numRuns: 300, seed: 7 })
        .filter((whole) => everybody(whole).length >= leastFloor)
        .some((whole) => smallestSingledOut(whole, paths(whole, ['whole'])) < leastFloor);
    };
    const ofAtLeast = (floor: number) => (group: Group<Person>) =>
      group.parts.filter((part) => everybody(part).length >= floor);
    expect(caught(ofAtLeast(leastFloor))).toBe(true);
    expect(caught(ofAtLeast(3))).toBe(true);
  });

  it('is the same whatever order people and parts come in', () => {
    fc.assert(
      fc.property(anyOrganisation, (whole) => {
        const turned = (group: Group<Person>): Group<Person> => ({
          ...group,
          own: group.own.toReversed(),
          parts: group.parts.toReversed().map(turned),
        });
        const told = (group: Group<Person>) =>
          release(group, bandOf, bands)
            .rows.map((row) => JSON.stringify(row))
            .toSorted();
        expect(told(turned(whole))).toEqual(told(whole));
      }),
      { numRuns: 300 },
    );
  });

  it('whoever may read some rows only works out nothing more, nor do any two of them together', () => {
    fc.assert(
      fc.property(
        anyOrganisation,
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        (whole, keeps) => {
          const rows = release(whole, bandOf, bands).rows.filter((_, index) => keeps[index % keeps.length]);
          expect(smallestSingledOut(whole, rows)).toBeGreaterThanOrEqual(leastFloor);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('a share', () => {
  const everyGroup = Array.from({ length: 300 }, (_, index) => index + leastFloor);

  it('never says that everybody, or all but one, answered alike; nor that nobody did, or one', () => {
    for (const people of everyGroup) {
      const counts = Array.from({ length: people + 1 }, (_, count) => count);
      const shares = counts.map((count) => JSON.stringify(shareOf(count, people)));
      const alike = (count: number): readonly number[] =>
        counts.filter((one) => shares[one] === shares[count]);
      for (const count of [people, people - 1])
        expect(Math.min(...alike(count))).toBeLessThanOrEqual(people - 2);
      for (const count of [0, 1]) expect(Math.max(...alike(count))).toBeGreaterThanOrEqual(2);
    }
  });

  it('is near the truth, and in steps of 10 points under 50 people, of 5 above', () => {
    for (const people of everyGroup)
      for (let count = 0; count <= people; count += 1) {
        const { from, to } = shareOf(count, people);
        const step = people < 50 ? 10 : 5;
        const exact = (100 * count) / people;
        expect([people, count, from - step / 2 <= exact && exact <= to + step / 2]).toEqual([
          people,
          count,
          true,
        ]);
        expect([people, from % step, to % step]).toEqual([people, 0, 0]);
      }
  });

  it('of rounded figures alone would be caught: of five people 80 % says all but one', () => {
    const rounded = (count: number, people: number): number => Math.round((count / people) * 10);
    const alike = [0, 1, 2, 3, 4, 5].filter((count) => rounded(count, 5) === rounded(4, 5));
    expect(Math.min(...alike)).toBe(4);
  });
});

describe('a size', () => {
  it('is a step, and the least is five', () => {
    expect([5, 9, 10, 49, 50, 12_000].map(sizeOf)).toEqual([
      { least: 5, below: 10 },
      { least: 5, below: 10 },
      { least: 10, below: 20 },
      { least: 20, below: 50 },
      { least: 50, below: 100 },
      { least: 10_000, below: null },
    ]);
  });
});

describe('a release', () => {
  const people = (count: number, mood = 3): Person[] =>
    Array.from({ length: count }, (_, id) => ({ id, mood }));
  const ward = (name: string, count: number): Group<Person> => ({ name, own: people(count), parts: [] });

  it('of four people is empty, of five is there', () => {
    expect(release(ward('all', 4), bandOf, bands).rows).toEqual([]);
    expect(release(ward('all', 5), bandOf, bands).rows).toHaveLength(1);
  });
  it('takes no floor below five', () => {
    expect(() => release(ward('all', 9), bandOf, bands, 4)).toThrow('fewer than 5');
    expect(() => release(ward('all', 9), bandOf, bands, Number.NaN)).toThrow('fewer than 5');
  });
  it('hides a second ward where one alone would be the difference', () => {
    const whole = { name: 'all', own: [], parts: [ward('A', 20), ward('B', 8), ward('C', 3)] };
    expect(release(whole, bandOf, bands).rows.map(({ path }) => path.join('/'))).toEqual(['all', 'all/A']);
  });
  it('comes back as it was stored', () => {
    const made = release(ward('all', 7), bandOf, bands);
    expect(releaseIn(JSON.parse(JSON.stringify(made)))).toEqual(made);
    expect(releaseIn({})).toBeUndefined();
  });
});

describe('the time before', () => {
  const row = (shares: readonly (readonly [number, number])[]): Row => ({
    path: ['all'],
    size: sizeOf(20),
    shares: shares.map(([from, to]) => ({ from, to })),
  });
  const [few, many] = [row([[0, 10]]), row([[40, 40]])];
  const moved = (come: number, gone: number) => ({ come, gone });
  it('is compared where the same people answered, or enough have come and gone', () => {
    expect(changeOf(few, many, 0, moved(0, 0))).toBe('higher');
    expect(changeOf(many, few, 0, moved(5, 0))).toBe('lower');
    expect(changeOf(many, many, 0, moved(30, 12))).toBe('same');
  });
  it('is not where 1 to 4 came or went: the difference would be theirs', () => {
    for (const count of [1, 2, 3, 4]) {
      expect(changeOf(few, many, 0, moved(count, 0))).toBeUndefined();
      expect(changeOf(few, many, 0, moved(9, count))).toBeUndefined();
    }
    // A joiner and a leaver in each of twelve months.
    for (let month = 0; month < 12; month += 1) expect(changeOf(few, many, 0, moved(1, 1))).toBeUndefined();
    expect(changeOf(few, many, 0, moved(6, 0), 8)).toBeUndefined();
    expect(changeOf(few, many, 0, moved(4, 0), 1)).toBeUndefined();
    expect(changeOf(undefined, many, 0, moved(0, 0))).toBeUndefined();
  });
});
