// A trend as a picture that stands on its own: words on the axis, dots for days, gaps left as gaps.
//
// Promise: it reads the same in a light and in a dark window, and to somebody who sees no colours. Text is never markup.
import { Resvg } from '@resvg/resvg-js';
import type { Chart } from '../chat/card.ts';
import { bold, type Font, fontFamily, regular } from './font.ts';

// In drawing units; the PNG has two pixels for each, so that it is sharp on fine screens. Chats show it at about half of this
// width, which is why the letters are large.
const width = 600;
const height = 320;
const pixelsPerUnit = 2;
const edge = 26;
const titleSize = 21;
const labelSize = 17;
const plot = { top: 78, bottom: 258, right: width - edge - 14 };
const lineHeight = 20;
const stepWordsAtMost = 175;
const dayLabelAtMost = 160;
const dayLabelApart = 18;

// Contrast against the paper: ink 14.4, quiet ink 7.8, line 7.2. The rules are decoration, the words say what they mean.
const paper = '#fdfcfa';
const frame = '#d9dce1';
const rule = '#e6e7ea';
const ink = '#1f2933';
const quietInk = '#47525f';
const line = '#1d5a86';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
const round = (value: number): number => Math.round(value * 100) / 100;

type Anchor = 'start' | 'middle' | 'end';
type Look = { size: number; font: Font; fill: string; anchor: Anchor };

/** `words` must have been fitted by the font. */
function drawText(x: number, y: number, words: string, look: Look): string {
  if (words === '') return '';
  const weight = look.font === bold ? ' font-weight="bold"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-family="${fontFamily}" font-size="${look.size}"${weight} fill="${look.fill}" text-anchor="${look.anchor}">${escapeXml(words)}</text>`;
}

/** Where each day stands between 0 and 1. By the calendar, so that a missing week looks like a week; else one after another. */
function placesOf(points: Chart['points']): number[] {
  const days = points.map(({ day }) => Date.parse(`${day}T00:00:00Z`));
  const first = days[0] ?? 0;
  const span = (days.at(-1) ?? 0) - first;
  const inOrder = days.every((day, i) => Number.isFinite(day) && (i === 0 || day > (days[i - 1] ?? 0)));
  if (points.length === 1) return [0.5];
  return inOrder ? days.map((day) => (day - first) / span) : days.map((_, i) => i / (points.length - 1));
}

type DayLabel = { x: number; middle: number; words: string };

/** As many labels as stand apart, evenly where the days are even, always with the last day. */
function dayLabels(points: Chart['points'], xs: readonly number[]): DayLabel[] {
  const all = points.map(({ label }, i) => {
    const words = regular.fitted(label, labelSize, dayLabelAtMost);
    return { x: xs[i] ?? 0, words, room: regular.width(words, labelSize) };
  });
  const room = Math.max(0, ...all.map((label) => label.room));
  const taken: DayLabel[] = [];
  let free = Number.POSITIVE_INFINITY;
  for (const { x, words } of all.toReversed()) {
    if (words === '') continue;
    const middle = Math.min(Math.max(x, edge + room / 2), width - edge - room / 2);
    if (middle + room / 2 > free) continue;
    taken.push({ x, middle, words });
    free = middle - room / 2 - dayLabelApart;
  }
  return taken.toReversed();
}

type Dot = { x: number; y: number };

/** Dots that follow each other without a gap. */
function runsOf(values: readonly (number | null)[], dotAt: (i: number, value: number) => Dot): Dot[][] {
  const runs: Dot[][] = [];
  let open: Dot[] | undefined;
  for (const [i, value] of values.entries()) {
    if (value === null) {
      open = undefined;
      continue;
    }
    if (!open) {
      open = [];
      runs.push(open);
    }
    open.push(dotAt(i, value));
  }
  return runs;
}

/** The picture as SVG. Values outside 1 to `top` are gaps; steps without words show none. */
export function trendSvg(chart: Chart): string {
  const top = Math.max(1, Math.min(100, Math.floor(chart.top) || 1));
  const stepApart = (plot.bottom - plot.top) / Math.max(1, top - 1);
  const stepWords = Array.from({ length: top }, (_, i) => {
    const words = chart.steps[i] ?? '';
    return stepApart >= 2.2 * lineHeight
      ? regular.fittedOnTwo(words, labelSize, stepWordsAtMost)
      : [regular.fitted(words, labelSize, stepWordsAtMost)];
  });
  const wordsEnd = edge + Math.max(0, ...stepWords.flat().map((words) => regular.width(words, labelSize)));
  const left = wordsEnd + 18;
  const inner = { left: left + 16, right: plot.right - 16 };
  const yOf = (value: number): number => plot.bottom - (value - 1) * stepApart;
  const every = Math.ceil(30 / stepApart);

  const xs = placesOf(chart.points).map((place) => inner.left + place * (inner.right - inner.left));
  const values = chart.points.map(({ value }) =>
    value !== null && value >= 1 && value <= top ? value : null,
  );
  const runs = runsOf(values, (i, value) => ({ x: xs[i] ?? 0, y: yOf(value) }));

  const parts = [
    `<rect width="${width}" height="${height}" fill="${paper}"/>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="${frame}"/>`,
    drawText(edge, 44, bold.fitted(chart.title, titleSize, width - 2 * edge), {
      size: titleSize,
      font: bold,
      fill: ink,
      anchor: 'start',
    }),
  ];
  for (const [i, rows] of stepWords.entries()) {
    if (i % every !== 0) continue;
    const y = yOf(i + 1);
    parts.push(
      `<line x1="${round(left)}" x2="${plot.right}" y1="${round(y)}" y2="${round(y)}" stroke="${rule}" stroke-width="1.5"/>`,
      ...rows.map((words, row) =>
        drawText(edge, y + labelSize * 0.36 + (row - (rows.length - 1) / 2) * lineHeight, words, {
          size: labelSize,
          font: regular,
          fill: quietInk,
          anchor: 'start',
        }),
      ),
    );
  }
  for (const { x, middle, words } of dayLabels(chart.points, xs)) {
    parts.push(
      `<line x1="${round(x)}" x2="${round(x)}" y1="${plot.bottom + 14}" y2="${plot.bottom + 20}" stroke="${quietInk}" stroke-width="1.5"/>`,
      drawText(middle, plot.bottom + 41, words, {
        size: labelSize,
        font: regular,
        fill: quietInk,
        anchor: 'middle',
      }),
    );
  }
  for (const run of runs) {
    const path = run.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
    parts.push(
      `<polyline points="${path}" fill="none" stroke="${line}" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"/>`,
    );
  }
  const radius = chart.points.length > 14 ? 5 : 6.5;
  for (const { x, y } of runs.flat()) {
    parts.push(`<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${line}"/>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}

/** A PNG of 1,200 by 640 pixels, opaque. Its alternative text comes with the card. */
export function trendPicture(chart: Chart): Buffer {
  const drawing = new Resvg(trendSvg(chart), {
    fitTo: { mode: 'zoom', value: pixelsPerUnit },
    font: {
      loadSystemFonts: false,
      fontFiles: [regular.file, bold.file],
      defaultFontFamily: fontFamily,
    },
  });
  return drawing.render().asPng();
}
