// The report guard: the only door to any figure about people. Pure: what comes out depends on the answers, never on their order, and is
// the same for every reader; a right to read less only takes rows away.
//
// What it promises, of everything that it lets out together:
//  - no figure is about fewer than `floor` people, and none can be worked out for 1 to floor - 1 of them by adding and subtracting
//    others (`visible`: whoever is hidden below a group is nobody, or enough people);
//  - nothing says that everybody, or all but one, answered alike (`shareOf`: the highest and the lowest figure each stand for at
//    least three counts);
//  - sizes are steps, not numbers, and there are no means.

/** Nobody may go below it. */
export const leastFloor = 5;
const largeGroup = 50;

/** A group and what it is made of: each person is in one place. `own`: answers of people who are in none of the parts. */
export type Group<Answer> = {
  readonly name: string;
  readonly own: readonly Answer[];
  readonly parts: readonly Group<Answer>[];
};

/** Percent. `from` and `to` are the same where it is one figure; otherwise it is anything between them. */
export type Share = { readonly from: number; readonly to: number };

/** `size`: at least so many people, and fewer than `below`; null: no end. */
export type Size = { readonly least: number; readonly below: number | null };

export type Row = {
  /** From the whole down to it. */
  readonly path: readonly string[];
  readonly size: Size;
  /** In the order of the bands. */
  readonly shares: readonly Share[];
};

declare const guarded: unique symbol;
/** Made here alone. Where even the whole is too small there are no rows. */
export type Release = { readonly rows: readonly Row[]; readonly [guarded]: true };

/**
 * `bandOf`: 0 to `bands` - 1. `floor` may be higher than the least, never lower. The tree must have been told before anybody
 * answered.
 */
export function release<Answer>(
  whole: Group<Answer>,
  bandOf: (answer: Answer) => number,
  bands: number,
  floor: number = leastFloor,
): Release {
  if (!(floor >= leastFloor)) throw new Error(`nothing is told of fewer than ${leastFloor} people`);
  const rows: Row[] = [];
  const visit = (group: Group<Answer>, path: readonly string[]): void => {
    const answers = answersOf(group);
    const counts = Array.from({ length: bands }, () => 0);
    for (const answer of answers) counts[bandOf(answer)] = (counts[bandOf(answer)] ?? 0) + 1;
    rows.push({
      path,
      size: sizeOf(answers.length),
      shares: counts.map((count) => shareOf(count, answers.length)),
    });
    for (const part of visible(group, floor)) visit(part, [...path, part.name]);
  };
  if (answersOf(whole).length >= floor) visit(whole, [whole.name]);
  return { rows } as unknown as Release;
}

const answersOf = <Answer>(group: Group<Answer>): readonly Answer[] => [
  ...group.own,
  ...group.parts.flatMap(answersOf),
];

/**
 * Which parts of a group may be told of beside it. What is left of the group when they are taken away is nobody, or at least the
 * floor: where it is too few, the smallest part goes with them. Of a part that is hidden everything below it is.
 */
function visible<Answer>(group: Group<Answer>, floor: number): readonly Group<Answer>[] {
  const size = (part: Group<Answer>): number => answersOf(part).length;
  const shown = group.parts.filter((part) => size(part) >= floor);
  const hidden = size(group) - shown.reduce((sum, part) => sum + size(part), 0);
  if (hidden === 0 || hidden >= floor) return shown;
  // By name where two are as small: the choice must not follow the order in which they came.
  const [smallest] = shown.toSorted(
    (one, other) => size(one) - size(other) || (one.name < other.name ? -1 : 1),
  );
  return shown.filter((part) => part !== smallest);
}

const steps = [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const;

/** How large a group is, in steps. */
export function sizeOf(people: number): Size {
  const index = steps.findLastIndex((step) => step <= people);
  return { least: steps[index] ?? 0, below: steps[index + 1] ?? null };
}

/**
 * To the nearest 10 points under 50 people, 5 above. None, one and two are one figure, and so are all, all but one and all but two;
 * where rounding would part them, or say it by its own, they are taken together.
 */
export function shareOf(count: number, people: number): Share {
  const step = people < largeGroup ? 10 : 5;
  const rounded = (of: number): number => Math.round((of / people) * (100 / step)) * step;
  const low = Math.max(rounded(2), step);
  const high = Math.min(rounded(people - 2), 100 - step);
  const share = rounded(count);
  // In a group so small that both ends meet there is a lower and an upper half.
  if (low >= high) return 2 * count < people ? { from: 0, to: 50 } : { from: 50, to: 100 };
  if (count <= 2 || share <= low) return { from: 0, to: low };
  if (count >= people - 2 || share >= high) return { from: high, to: 100 };
  return { from: share, to: share };
}

export type Change = 'lower' | 'same' | 'higher';

/**
 * How a group's band compares with the time before. Undefined where it may not be told: one of them was hidden, or 1 to floor - 1
 * people have come, or have gone, since: the difference would be theirs.
 */
export function changeOf(
  before: Row | undefined,
  after: Row | undefined,
  band: number,
  { come, gone }: { come: number; gone: number },
  floor: number = leastFloor,
): Change | undefined {
  const [was, is] = [before?.shares[band], after?.shares[band]];
  const isFew = (people: number): boolean => people > 0 && people < Math.max(floor, leastFloor);
  if (!was || !is || isFew(come) || isFew(gone)) return undefined;
  if (is.from > was.to) return 'higher';
  return is.to < was.from ? 'lower' : 'same';
}

/** What was stored is a release again, where it has the shape of one. */
export function releaseIn(stored: unknown): Release | undefined {
  const isRelease =
    typeof stored === 'object' && stored !== null && 'rows' in stored && Array.isArray(stored.rows);
  return isRelease ? (stored as unknown as Release) : undefined;
}
