// One block of a card as Slack blocks, in units that a page may be divided between.
import type { KnownBlock } from '@slack/types';
import type { Block, Button, Chart, Item, Text } from '../../src/chat/card.ts';
import { clean, isBlank, pieces } from '../../src/chat/pieces.ts';
import { drawButtons } from './button.ts';
import { most } from './limits.ts';
import { bold, bullets, type Line, lines, packed, paragraph, runs } from './rich.ts';
import { plainText } from './words.ts';

/** The absolute URL of a chart's PNG, or undefined where there is none that Slack can reach. */
export type Picture = (chart: Chart) => string | undefined;

/** What stays together; `items` counts the list items in it. */
type Unit = { blocks: KnownBlock[]; items: number };
export type Part = {
  units: Unit[];
  /** A heading must not end a page. */
  leads?: true;
  /** Where a list may be shortened: what leads to the rest. */
  more?: Button;
};

const each = (blocks: readonly KnownBlock[]): Unit[] =>
  blocks.map((block) => ({ blocks: [block], items: 0 }));

function drawHeading(text: string): Part {
  const words = clean(text);
  if (isBlank(words)) return { units: [] };
  // A header is one line: what has lines of its own is bold text.
  if (words.length <= most.header && !/[\r\n]/.test(words)) {
    return { leads: true, units: each([{ type: 'header', text: plainText(words, most.header) }]) };
  }
  return { leads: true, units: each(packed(lines([bold(words)])).map(paragraph)) };
}

export const drawText = (text: Text): Part => ({
  units: each(lines(runs(text)).map((line) => paragraph([line]))),
});

const drawQuiet = (text: string): Part => ({
  units: each(
    pieces(clean(text), most.quiet)
      .filter((piece) => !isBlank(piece))
      .map((piece) => ({ type: 'context', elements: [plainText(piece, most.quiet)] })),
  ),
});

function drawFacts(facts: readonly { label: string; value: Text }[]): Part {
  const all = facts.flatMap(({ label, value }) => {
    const name = clean(label);
    const between = /[:?!.]\s*$/.test(name) ? ' ' : ': ';
    return lines(isBlank(name) ? runs(value) : [bold(name), ...runs([between]), ...runs(value)]);
  });
  return { units: each(packed(all).map(paragraph)) };
}

const drawItem = (item: Item): Unit => ({
  blocks: [...lines(runs(item.text)).map((line) => paragraph([line])), ...drawButtons(item.buttons ?? [])],
  items: 1,
});

function drawItems(items: readonly Item[]): Unit[] {
  const drawn = items.map(({ text }) => lines(runs(text)));
  const areSimple =
    items.every(({ buttons = [] }) => buttons.length === 0) && drawn.every((one) => one.length === 1);
  if (!areSimple) return items.map(drawItem);
  return packed(drawn.flat()).map((group) => ({ blocks: [bullets(group)], items: group.length }));
}

/** All the words first, then all the buttons; numbers say which belong together. */
function drawTightly(items: readonly Item[]): Unit[] {
  const areNumbered = items.some(({ buttons = [] }) => buttons.length > 0);
  const words: Line[] = items.flatMap(({ text }, index) =>
    lines(areNumbered ? [...runs([`${index + 1}. `]), ...runs(text)] : runs(text)),
  );
  const buttons = items.flatMap(({ buttons: row = [] }, index) =>
    row.map((button) => ({ ...button, label: `${index + 1}. ${button.label}` })),
  );
  return each([...packed(words).map(paragraph), ...drawButtons(buttons)]);
}

function drawList(items: readonly Item[], more: Button | undefined, tight: boolean): Part {
  if (more) return { units: drawItems(items), more };
  return { units: tight ? drawTightly(items) : drawItems(items) };
}

function drawPicture(chart: Chart, alt: string, picture: Picture): Part {
  const address = picture(chart);
  const title = clean(chart.title);
  const words = clean(alt);
  const inWords = [...lines([bold(title)]), ...lines(runs(words))];
  if (address === undefined || address.length > most.pictureAddress) {
    return { units: [{ blocks: packed(inWords).map(paragraph), items: 0 }] };
  }
  const isCut = title.length > most.pictureTitle || words.length > most.pictureAlt;
  const image: KnownBlock = {
    type: 'image',
    image_url: address,
    alt_text: plainText(isBlank(words) ? title : words, most.pictureAlt).text,
    ...(isBlank(title) ? {} : { title: plainText(title, most.pictureTitle) }),
  };
  return { units: [{ blocks: [image, ...(isCut ? packed(inWords).map(paragraph) : [])], items: 0 }] };
}

/** `tight` gives up that buttons stand below their own item, for a view that has no room otherwise. */
export function drawBlock(block: Block, picture: Picture, tight = false): Part {
  switch (block.kind) {
    case 'heading':
      return drawHeading(block.text);
    case 'text':
      return drawText(block.text);
    case 'quiet':
      return drawQuiet(block.text);
    case 'facts':
      return drawFacts(block.facts);
    case 'list':
      return drawList(block.items, block.more, tight);
    case 'buttons':
      return { units: each(drawButtons(block.buttons)) };
    case 'picture':
      return drawPicture(block.chart, block.alt, picture);
  }
}
