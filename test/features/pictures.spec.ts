import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import type { Chart } from '../../src/chat/card.ts';
import { bold, fontFamily, regular } from '../../src/pictures/font.ts';
import { trendPicture, trendSvg } from '../../src/pictures/trend.ts';
import { chartOf, englishSteps, spanishSteps } from '../support/charts.ts';
import { darkPixels, readPng } from '../support/png.ts';

const withoutWords = (chart: Chart): Chart => ({
  ...chart,
  title: '',
  steps: [],
  points: chart.points.map((point) => ({ ...point, label: '' })),
});

const title = { left: 0, right: 1200, top: 20, bottom: 110 };
const stepWords = { left: 10, right: 250, top: 120, bottom: 560 };
const dayWords = { left: 300, right: 1190, top: 562, bottom: 630 };

/** Where resvg itself puts each text, drawn alone: by other hands than the ones that laid it out. */
function textBoxes(
  svg: string,
): { text: string; left: number; right: number; top: number; bottom: number }[] {
  return [...svg.matchAll(/<text .*?<\/text>/g)].map(([text]) => {
    const alone = new Resvg(
      `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="320">${text}</svg>`,
      {
        font: {
          loadSystemFonts: false,
          fontFiles: [regular.file, bold.file],
          defaultFontFamily: fontFamily,
        },
      },
    ).getBBox();
    if (!alone) throw new Error(`Nothing was drawn of ${text}`);
    const { x, y, width, height } = alone;
    return { text, left: x, right: x + width, top: y, bottom: y + height };
  });
}

describe('a trend as a picture', () => {
  it('is an opaque PNG of 1,200 by 640 pixels, small enough for a chat', () => {
    const png = trendPicture(chartOf(31));
    const { width, height, rgba } = readPng(png);
    expect([width, height]).toEqual([1200, 640]);
    expect(rgba.every((byte, i) => i % 4 !== 3 || byte === 255)).toBe(true);
    expect(png.length).toBeLessThan(200_000);
  });

  it('really draws its words: title, steps and days', () => {
    const chart = chartOf(31);
    const png = readPng(trendPicture(chart));
    const blank = readPng(trendPicture(withoutWords(chart)));
    expect(darkPixels(png, title)).toBeGreaterThan(3_000);
    expect(darkPixels(blank, title)).toBe(0);
    expect(darkPixels(png, stepWords)).toBeGreaterThan(3_000);
    expect(darkPixels(png, dayWords)).toBeGreaterThan(1_500);
    expect(darkPixels(blank, dayWords)).toBe(0);
  });

  it('draws other words differently', () => {
    const one = trendPicture(chartOf(5, { title: 'Wie geht es dir' }));
    const two = trendPicture(chartOf(5, { title: 'Cómo has estado' }));
    expect(one.equals(two)).toBe(false);
  });

  it('keeps all words inside the picture and apart from one another, whatever the number of days', () => {
    for (const [language, steps] of [
      ['en', englishSteps],
      ['es', spanishSteps],
    ] as const) {
      for (const days of [1, 2, 3, 5, 7, 10, 14, 21, 28, 30, 31]) {
        const boxes = textBoxes(trendSvg(chartOf(days, { steps }, language)));
        for (const [i, box] of boxes.entries()) {
          expect(box.left, box.text).toBeGreaterThan(20);
          expect(box.right, box.text).toBeLessThan(580);
          for (const other of boxes.slice(i + 1)) {
            const apart =
              box.right + 5 < other.left ||
              other.right + 5 < box.left ||
              box.bottom < other.top ||
              other.bottom < box.top;
            expect(apart, `${days} days: ${box.text} and ${other.text}`).toBe(true);
          }
        }
      }
    }
  });

  it('always names the last day, and every step', () => {
    for (const days of [1, 2, 31]) {
      const chart = chartOf(days);
      const svg = trendSvg(chart);
      expect(svg).toContain(`>${chart.points.at(-1)?.label}<`);
      for (const words of englishSteps) expect(svg).toContain(`>${words}<`);
    }
  });

  it('puts the first step at the bottom, the last at the top', () => {
    const boxes = textBoxes(trendSvg(chartOf(7)));
    const tops = englishSteps.map((words) => boxes.find(({ text }) => text.includes(`>${words}<`))?.top ?? 0);
    expect(tops).toEqual(tops.toSorted((a, b) => b - a));
    const circles = (value: number): string =>
      /cy="([\d.]+)"/.exec(
        trendSvg(chartOf(1, { points: [{ day: '2026-11-22', label: 'x', value }] })),
      )?.[1] ?? '';
    expect(Number(circles(5))).toBeLessThan(Number(circles(1)));
  });

  it('breaks the line where a day is missing, and shows a dot for every day that is not', () => {
    const svg = trendSvg(chartOf(8, { points: chartOf(8).points }));
    expect(svg.match(/<circle /g)).toHaveLength(7);
    const lines = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(
      ([, points]) => points?.split(' ').length,
    );
    expect(lines).toEqual([3, 4]);
  });

  it('leaves out values that are none of the steps', () => {
    const points = [0, 6, Number.NaN, Number.POSITIVE_INFINITY, -1].map((value, i) => ({
      day: `2026-11-0${i + 1}`,
      label: 'x',
      value,
    }));
    expect(trendSvg(chartOf(5, { points }))).not.toContain('<circle');
  });

  it('is drawn for no days, for days without answers, for days that are no dates', () => {
    const label = 'x';
    for (const points of [
      [],
      [{ day: '2026-11-22', label, value: null }],
      [
        { day: 'soon', label, value: 1 },
        { day: 'soon', label, value: 2 },
        { day: '', label, value: 3 },
      ],
    ]) {
      const svg = trendSvg(chartOf(0, { points }));
      expect(svg).not.toMatch(/NaN|Infinity/);
      expect(readPng(trendPicture(chartOf(0, { points }))).width).toBe(1200);
    }
  });

  it('shows hostile words as the text they are, or leaves out what cannot be drawn', () => {
    const hostile = [
      '</text></svg><script>alert(1)</script>',
      '&amp; & &#x41; <!channel> "q" \'s\'',
      'a\u0000b\u0007c\u001bd\u202ee\u2028f\ud800g',
      'W'.repeat(40_000),
      'ﷺ'.repeat(50),
    ];
    const chart = chartOf(5, { title: hostile.join(' '), steps: hostile });
    const svg = trendSvg({
      ...chart,
      points: chart.points.map((point, i) => ({ ...point, label: hostile[i] ?? '' })),
    });
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('<!channel');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
    expect(svg).not.toMatch(/[\u0000-\u001f\u202e\u2028\ud800-\udfff]/);
    expect(svg.length).toBeLessThan(8_000);
    expect(svg).toContain('&amp;amp; &amp; &amp;#x41;');
    for (const box of textBoxes(svg)) {
      expect(box.left, box.text).toBeGreaterThan(15);
      expect(box.right, box.text).toBeLessThan(585);
    }
    const { width } = readPng(trendPicture({ ...chart, title: hostile.join(' ') }));
    expect(width).toBe(1200);
  });

  it('cuts what is too long with an ellipsis', () => {
    const svg = trendSvg(
      chartOf(3, { title: 'A very long title '.repeat(10), steps: ['Incomprehensibilities '.repeat(5)] }),
    );
    expect(svg).toMatch(/>A very long title [^<]*…</);
    expect(svg).toMatch(/>Incomprehensib[^<]*…?</);
    expect(svg.match(/…</g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('keeps a contrast of at least 4.5 for everything that carries meaning', () => {
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
        const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const svg = trendSvg(chartOf(7));
    const paper = /<rect [^>]*fill="(#\w{6})"/.exec(svg)?.[1] ?? '';
    const colours = [
      ...svg.matchAll(/<(?:text|circle)[^>]* fill="(#\w{6})"/g),
      ...svg.matchAll(/<polyline[^>]* stroke="(#\w{6})"/g),
    ].map(([, colour]) => colour ?? '');
    expect(colours.length).toBeGreaterThan(10);
    for (const colour of colours) {
      expect((luminance(paper) + 0.05) / (luminance(colour) + 0.05), colour).toBeGreaterThanOrEqual(4.5);
    }
  });
});
