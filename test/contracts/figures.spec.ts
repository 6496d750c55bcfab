// README.md promises no speed that nobody measured.
import { expect, it } from 'vitest';
import { figuresInReadme, figuresTable, keptFigures } from '../bench/figures.ts';

it('the figures in README.md are those that the bench kept', () => {
  expect(keptFigures().length).toBeGreaterThan(0);
  expect(figuresInReadme()).toBe(figuresTable(keptFigures()));
});

it('each figure says whether it reaches what is asked', () => {
  for (const { row, better } of keptFigures()) {
    expect(row.ratio).toBeCloseTo(row.value / row.baseline);
    const reaches =
      row.goal === null ? null : better === 'higher' ? row.ratio >= row.goal : row.ratio <= row.goal;
    expect([row.name, row.holds]).toEqual([row.name, reaches]);
  }
});
