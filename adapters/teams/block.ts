// One block of a card as elements of an Adaptive Card, in units that a page may be divided between.
import type { Block, Button, Chart, Inline, Item, Text } from '../../src/chat/card.ts';
import { clean, cut, isBlank } from '../../src/chat/pieces.ts';
import { drawButtons, type Place } from './button.ts';
import type { Element, Image, LineChart } from './element.ts';
import { most } from './limits.ts';
import { drawWords, strong } from './rich.ts';
import { calm, inert } from './words.ts';

/** The absolute URL of a chart's PNG, or undefined where there is none that Teams can reach. */
export type Picture = (chart: Chart) => string | undefined;

/** What stays together; `items` counts the list items in it. */
export type Unit = { elements: Element[]; items: number };
export type Part = {
  units: Unit[];
  /** A heading must not end a page. */
  leads?: true;
  /** Where a list may be shortened: what leads to the rest. */
  more?: Button;
};

const each = (elements: readonly Element[]): Unit[] =>
  elements.map((element) => ({ elements: [element], items: 0 }));

export function drawHeading(text: string, size: 'Medium' | 'Large' = 'Medium'): Part {
  const words = clean(text);
  if (isBlank(words)) return { units: [] };
  // Screen readers know text blocks only as headings. One is one line: what has lines of its own is bold text.
  if (words.length > most.heading || /[\r\n]/.test(words.trim()))
    return { leads: true, units: each(drawWords([strong(words)])) };
  const drawn: Element = {
    type: 'TextBlock',
    text: inert(words.trim()),
    wrap: true,
    size,
    weight: 'Bolder',
    style: 'heading',
  };
  return { leads: true, units: each([drawn]) };
}

export const drawText = (text: Text): Part => ({ units: each(drawWords(text)) });

export const drawQuiet = (text: string): Element[] => drawWords(text, { size: 'Small', isSubtle: true });

// A set of facts is Markdown, and takes no links on some phones: each fact is a line.
function drawFacts(facts: readonly { label: string; value: Text }[]): Part {
  const lines = facts.map(({ label, value }) => {
    const name = clean(label);
    const between = /[:?!.]\s*$/.test(name) ? ' ' : ': ';
    const said: readonly Inline[] = typeof value === 'string' ? [value] : value;
    return drawWords(isBlank(name) ? said : [strong(name), between, ...said]);
  });
  return { units: each(lines.flatMap((line, index) => (index === 0 ? line : nearer(line)))) };
}

const nearer = (line: readonly Element[]): Element[] =>
  line.map((element, index) => (index === 0 ? { ...element, spacing: 'Small' } : element));

const isOneLine = ({ text, buttons = [] }: Item): boolean => {
  const drawn = drawWords(text);
  if (buttons.length > 0 || drawn.length !== 1) return false;
  return drawn.every(
    (block) => block.type === 'TextBlock' || block.inlines.every((run) => !run.text.includes('\n')),
  );
};

const drawItem = ({ text, buttons = [] }: Item, index: number, place: Place): Unit => {
  const [first, ...rest] = [...drawWords(text), ...drawButtons(buttons, place)];
  if (!first) return { elements: [], items: 1 };
  const apart: Element = index === 0 ? first : { ...first, separator: true, spacing: 'Medium' };
  return { elements: [apart, ...rest], items: 1 };
};

function drawItems(items: readonly Item[], place: Place): Unit[] {
  if (!items.every(isOneLine)) return items.map((item, index) => drawItem(item, index, place));
  return items.map(({ text }, index) => {
    const line = drawWords(['•  ', ...(typeof text === 'string' ? [text] : text)]);
    return { elements: index === 0 ? line : nearer(line), items: 1 };
  });
}

/**
 * The line as Teams draws it itself, the picture of ours where it cannot, and in any case the words, since a chart says
 * nothing to a screen reader.
 */
function drawChart(chart: Chart, alt: string, picture: Picture): Part {
  const found = picture(chart);
  const url = found !== undefined && found.length <= most.pictureAddress ? found : undefined;
  const title = clean(chart.title);
  const words = clean(alt);
  const altText = cut(isBlank(title) ? words : title, most.pictureAlt);
  const image: Image | undefined =
    url === undefined
      ? undefined
      : { type: 'Image', url, altText: isBlank(altText) ? '…' : altText, size: 'Stretch' };
  const values = chart.points.flatMap(({ day, value }) => (value === null ? [] : [{ x: day, y: value }]));
  const line: LineChart = {
    type: 'Chart.Line',
    title: calm(altText),
    yMin: 1,
    yMax: chart.top,
    showLegend: false,
    data: [{ legend: calm(altText), values }],
    fallback: image ?? 'drop',
  };
  const steps = chart.steps.map((step, index) => `${index + 1} = ${step}`).join(' · ');
  const drawn = values.length > 0 ? [line, ...drawQuiet(steps)] : image ? [image] : [];
  return { units: [{ elements: [...drawWords([strong(title)]), ...drawn, ...drawWords(words)], items: 0 }] };
}

export type Surroundings = Place & { picture: Picture };

export function drawBlock(block: Block, around: Surroundings): Part {
  switch (block.kind) {
    case 'heading':
      return drawHeading(block.text);
    case 'text':
      return drawText(block.text);
    case 'quiet':
      return { units: each(drawQuiet(block.text)) };
    case 'facts':
      return drawFacts(block.facts);
    case 'list':
      return { units: drawItems(block.items, around), ...(block.more ? { more: block.more } : {}) };
    case 'buttons':
      return { units: each(drawButtons(block.buttons, around)) };
    case 'picture':
      return drawChart(block.chart, block.alt, around.picture);
  }
}
