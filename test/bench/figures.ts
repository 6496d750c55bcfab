// The figures that README.md shows are those that a run of the bench kept, and no others: figures.json, and a table between two marks.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shown, type Told, wish } from './table.ts';

const home = join(import.meta.dirname, '../..');
const keptIn = join(import.meta.dirname, 'figures.json');
const readme = join(home, 'README.md');
const marks = ['<!-- figures of npm run bench -->', '<!-- end of the figures -->'] as const;

/** `on`: the day on which it was measured, UTC. */
type Figure = Told & { on: string };

export function keptFigures(): readonly Figure[] {
  if (!existsSync(keptIn)) return [];
  const kept: readonly Figure[] = JSON.parse(readFileSync(keptIn, 'utf8'));
  return kept;
}

export function figuresTable(figures: readonly Figure[]): string {
  const lines = figures.map(({ row, better, notes, on }) => [
    `\`${row.name}\``,
    shown(row.value),
    shown(row.baseline),
    row.unit,
    row.ratio.toFixed(3),
    wish(row, better),
    row.holds === null ? '' : row.holds ? 'yes' : '**no**',
    `${on}${notes.some((note) => note.includes('wandered')) ? ', while the baseline wandered by more than 30 %' : ''}`,
  ]);
  const head = ['row', 'ours', 'beside it', 'unit', 'ratio', 'asked', 'reached', 'measured'];
  const aligned = head.map((_, column) => ([1, 2, 4].includes(column) ? '---:' : '---'));
  return [head, aligned, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What stands between the marks. Throws where they are not there. */
export function figuresInReadme(): string {
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(marks[0]), text.indexOf(marks[1])];
  if (from < 0 || to < from) throw new Error(`README.md holds no ${marks.join(' … ')}`);
  return text.slice(from + marks[0].length, to).trim();
}

/** Keeps these, in place of those of the same name, in the order of `names`, and shows all that are kept in README.md. */
export function writeFigures(told: readonly Told[], names: readonly string[], on: string): void {
  const all = new Map(keptFigures().map((figure) => [figure.row.name, figure]));
  for (const one of told) all.set(one.row.name, { ...one, on });
  const figures = names.flatMap((name) => all.get(name) ?? []);
  const before = figuresInReadme();
  writeFileSync(keptIn, `${JSON.stringify(figures, null, 2)}\n`);
  const text = readFileSync(readme, 'utf8');
  const table = `\n\n${figuresTable(figures)}\n\n`;
  const [from, to] = [text.indexOf(marks[0]) + marks[0].length, text.indexOf(marks[1])];
  writeFileSync(readme, text.slice(0, from) + table + text.slice(to));
  if (before !== figuresInReadme()) console.log('README.md shows other figures now.');
}
