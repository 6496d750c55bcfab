// What a benchmark says: for people a table, for machines one object a line.

export type Row = {
  name: string;
  value: number;
  unit: string;
  baseline: number;
  /** `value / baseline`. */
  ratio: number;
  /** Null: only told. */
  goal: number | null;
  /** Whether the ratio reaches the goal; null without one. */
  holds: boolean | null;
};

export type Told = { row: Row; better: 'higher' | 'lower'; notes: readonly string[] };

export function compare(
  name: string,
  measured: { value: number; baseline: number; unit: string },
  better: Told['better'],
  goal: number | null,
  notes: readonly string[] = [],
): Told {
  const ratio = measured.value / measured.baseline;
  const holds = goal === null ? null : better === 'higher' ? ratio >= goal : ratio <= goal;
  return { row: { name, ...measured, ratio, goal, holds }, better, notes };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** The sentence on a baseline that says little, because it changed by more than 30 % between rounds. */
export function wandering(baselines: readonly number[]): readonly string[] {
  const [least, most] = [Math.min(...baselines), Math.max(...baselines)];
  const by = Math.round((most / least - 1) * 100);
  return by > 30 ? [`The baseline wandered by ${by} %: something else used this machine. Run it again.`] : [];
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** The fields in a fixed order, as whatever reads the lines expects them. */
export function lineOf({ row: { name, value, unit, baseline, ratio, goal, holds } }: Told): string {
  return JSON.stringify({
    name,
    value: rounded(value),
    unit,
    baseline: rounded(baseline),
    ratio: rounded(ratio),
    goal,
    holds,
  });
}

export const shown = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 });

export const wish = ({ goal }: Pick<Row, 'goal'>, better: Told['better']): string =>
  goal === null ? `(${better} is better)` : `${better === 'higher' ? 'at least' : 'at most'} ${goal}`;

export function tableOf(all: readonly Told[]): string {
  const head = ['', 'ours', 'bare', 'unit', 'ratio', 'goal', 'holds'];
  const lines = all.map(({ row, better }) => [
    row.name,
    shown(row.value),
    shown(row.baseline),
    row.unit,
    row.ratio.toFixed(3),
    wish(row, better),
    row.holds === null ? '' : row.holds ? 'yes' : 'no',
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  const isNumber = (column: number): boolean => [1, 2, 4].includes(column);
  const table = [head, ...lines].map((line) =>
    line
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const notes = all.flatMap((told) => told.notes.map((note) => `${told.row.name}: ${note}`));
  return [...table, '', ...notes].join('\n');
}
