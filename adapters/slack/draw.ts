// Cards and forms as Slack's Block Kit. Promise: every string is drawn as the text that it is, and no word and no button is
// lost: what Slack has no room for goes into a further message, stands in full beside what was cut, or is led to by a button.
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Block, Card } from '../../src/chat/card.ts';
import { type Field, type Form, isField } from '../../src/chat/form.ts';
import { clean, isBlank } from '../../src/chat/pieces.ts';
import { drawBlock, drawText, type Part, type Picture } from './block.ts';
import { drawField } from './field.ts';
import { most } from './limits.ts';
import { pages, viewBlocks } from './page.ts';
import { fallback, plainText } from './words.ts';

/** `text` is what notifications say: the card's summary and nothing else, escaped. */
export type Drawing = { blocks: KnownBlock[]; text: string };

/** Messages of at most 50 blocks, in order; a card that holds nothing is drawn as its summary. */
export function drawMessage(card: Card, picture: Picture): Drawing[] {
  const drawn = pages(card.blocks.map((block) => drawBlock(block, picture)));
  const all = drawn.length > 0 ? drawn : pages([drawText(card.summary)]);
  if (all.length === 0) return [{ blocks: [], text: fallback(card.summary) }];
  return all.map((blocks, index) => {
    const place = all.length > 1 ? ` (${index + 1}/${all.length})` : '';
    return { blocks, text: fallback(card.summary, most.fallback - place.length) + place };
  });
}

export const drawHome = (card: Card, picture: Picture): HomeView => ({
  type: 'home',
  blocks: drawView(card.blocks, picture, [], card.summary),
});

/** A card shown in a modal, with nothing to send. Its first heading is the title, where it is short enough for one. */
export function drawReading(card: Card, close: string, picture: Picture): ModalView {
  const heading = card.blocks.find((block) => block.kind === 'heading' && !isBlank(clean(block.text)));
  const title = heading?.kind === 'heading' ? heading.text : card.summary;
  const isTitleEnough = heading !== undefined && isShort(title) && heading === card.blocks[0];
  const blocks = isTitleEnough ? card.blocks.slice(1) : card.blocks;
  return {
    type: 'modal',
    title: plainText(title, most.viewLabel),
    close: plainText(close, most.viewLabel),
    blocks: drawView(blocks, picture, overlong([close]), card.summary),
  };
}

/**
 * `callback_id` is the form's name, `private_metadata` what it carries, each field's `block_id` its id. Throws a RangeError
 * for a form whose fields alone do not fit into a view (100 fields, about 1,500 options).
 */
export function drawForm(form: Form, picture: Picture): ModalView {
  const lead: Block[] = isShort(form.title) ? [] : [{ kind: 'heading', text: form.title }];
  const labels = form.submit === undefined ? [form.close] : [form.submit, form.close];
  const parts = lead.length > 0 ? [...lead, ...form.parts] : form.parts;
  const blocks = drawView(parts, picture, overlong(labels), form.title);
  // Slack refuses inputs without a button to send them.
  const hasInput = blocks.some((block) => block.type === 'input');
  const submit = form.submit ?? (hasInput ? form.title : undefined);
  return {
    type: 'modal',
    callback_id: form.name,
    title: plainText(form.title, most.viewLabel),
    close: plainText(form.close, most.viewLabel),
    ...(submit === undefined ? {} : { submit: plainText(submit, most.viewLabel) }),
    ...(form.carries === undefined ? {} : { private_metadata: form.carries }),
    blocks,
  };
}

const isShort = (label: string): boolean => clean(label).length <= most.viewLabel;

const overlong = (labels: readonly string[]): Block[] =>
  labels.filter((label) => !isShort(label)).map((label) => ({ kind: 'quiet', text: label }));

function drawPart(part: Block | Field, picture: Picture, tight: boolean): Part[] {
  if (!isField(part)) return [drawBlock(part, picture, tight)];
  const { above, input } = drawField(part);
  const units = [...above, ...(input ? [input] : [])].map((block) => ({ blocks: [block], items: 0 }));
  return [{ units }];
}

/** A form that asks everybody the same hands over the very same parts each time. */
const drawnBefore = new WeakMap<readonly (Block | Field)[], KnownBlock[]>();

/** `instead` is said by a view that would otherwise be empty. */
function drawView(
  parts: readonly (Block | Field)[],
  picture: Picture,
  tail: readonly Block[],
  instead: string,
): KnownBlock[] {
  const known = tail.length === 0 ? drawnBefore.get(parts) : undefined;
  if (known) return known;
  const blocks = viewBlocks((tight) => [...parts, ...tail].flatMap((part) => drawPart(part, picture, tight)));
  if (blocks.length === 0) return drawText(instead).units.flatMap((unit) => unit.blocks);
  // A picture's address is made anew each time.
  if (tail.length === 0 && !parts.some((part) => part.kind === 'picture')) drawnBefore.set(parts, blocks);
  return blocks;
}
