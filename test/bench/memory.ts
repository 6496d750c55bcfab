// Whether memory stays flat: a ward takes in one check-in after another, and what is left in its heap after garbage collection
// is looked at again and again. LAMPLIGHT_BENCH_EVENTS: how many, 60,000 where absent; a million takes half an hour and more.
import { rateOf } from './load.ts';
import { whatIsTold } from './people.ts';
import { submissions } from './submission.ts';
import { compare, median, type Told } from './table.ts';
import { withWard } from './wards.ts';

const people = 6_000;
/** Servers live for weeks: what fills once, and stays as it is, is not counted. */
const warmUps = 12;
/** Of anything that is kept of each event there would be more. */
const flatBytes = 16;

const expected = (body: string): boolean => body.includes('"callback_id":"checkins.more"');

/** How much `ys` rise for each one of `xs`: the median of what it is between any two, so that a step that is made once says little. */
const slopeOf = (xs: readonly number[], ys: readonly number[]): number =>
  median(
    xs.flatMap((x, index) =>
      xs
        .slice(0, index)
        .map((before, other) => ((ys[index] ?? Number.NaN) - (ys[other] ?? Number.NaN)) / (x - before)),
    ),
  );

export async function memoryOverEvents(): Promise<readonly Told[]> {
  const events = Number(process.env.LAMPLIGHT_BENCH_EVENTS ?? 60_000);
  if (!Number.isSafeInteger(events) || events < 3 * people)
    throw new Error(`LAMPLIGHT_BENCH_EVENTS is a whole number of at least ${3 * people}`);
  const rounds = Math.ceil(events / people);
  return withWard(people, [], async ({ address, databaseUrl, keys, ask }) => {
    const [taken, heaps]: [number[], number[]] = [[], []];
    for (let round = 0; round < warmUps + rounds; round += 1) {
      await ask({ kind: 'later', hours: 2 });
      await rateOf(`${address}/slack/events`, submissions(people, round), expected);
      const heap = await ask({ kind: 'heap' });
      if (round < warmUps) continue;
      taken.push((round + 1) * people);
      heaps.push(heap);
    }
    const all = (warmUps + rounds) * people;
    const { checkins } = await whatIsTold(databaseUrl, keys);
    if (checkins !== all) throw new Error(`${all} were acknowledged, and ${checkins} are kept`);
    const slope = slopeOf(taken, heaps);
    const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);
    return [
      compare('memory-slope', { value: slope, baseline: flatBytes, unit: 'bytes/event' }, 'lower', 1, [
        `over ${(rounds * people).toLocaleString('en')} events, after garbage collection each time; flat is under ${flatBytes} bytes an event, the baseline`,
        `MB, at most ten of the looks: ${heaps
          .filter((_, look) => look % Math.ceil(heaps.length / 10) === 0)
          .map(megabytes)
          .join(' ')}. All ${all} check-ins are kept.`,
      ]),
    ];
  });
}
