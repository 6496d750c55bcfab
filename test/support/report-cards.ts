// What reports can show, and the choice to count in them.
import * as reports from '../../src/features/reports/cards.ts';
import { type Row, shareOf, sizeOf } from '../../src/guard/report.ts';
import type { Maker } from './every-card.ts';
import { hostile } from './hostile.ts';

const row = (path: readonly string[], people: number, count: number): Row => ({
  path,
  size: sizeOf(people),
  shares: [count, people - count, 0].map((one) => shareOf(one, people)),
});
const everyRows: readonly (readonly Row[])[] = [
  [],
  [row([''], 5, 3)],
  [row([''], 12_000, 4_000), ...Object.values(hostile).map((name) => row(['', name.slice(0, 80)], 24, 12))],
];

export const reportMakers: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  'src/features/reports/cards.ts': {
    countingCard: (say) => [true, false].map((isOn) => reports.countingCard(say, isOn)),
    countingHome: (say) =>
      [true, false].map((isOn) => ({
        kind: 'home',
        card: { name: 'bot.home', summary: say('home.title'), blocks: reports.countingHome(say, isOn) },
      })),
    introductionCard: (say) => [reports.introductionCard(say)],
    reportCard: (say) => [
      reports.reportCard(say, undefined, { from: 0, more: false }),
      ...everyRows.flatMap((rows) =>
        [{}, { '': ['lower', 'same', 'higher'] as const }].flatMap((changes) =>
          [
            { from: 0, more: true },
            { from: 3, more: false },
          ].map((page) => reports.reportCard(say, { month: '2026-10-01', rows, changes }, page)),
        ),
      ),
    ],
  },
};
