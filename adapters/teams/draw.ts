// Cards and forms as Adaptive Cards. Promise: every string is drawn as the text that it is, and no word and no button is
// lost: what one card has no room for goes into a further message, stands in full beside what was cut, or is led to by a button.
import type { Block, Card } from '../../src/chat/card.ts';
import { type Form, fieldsOf, filledIn, isField } from '../../src/chat/form.ts';
import { clean, cut, isBlank } from '../../src/chat/pieces.ts';
import type { Speaker } from '../../src/words/speak.ts';
import { drawBlock, drawHeading, drawText, type Part, type Picture, type Surroundings } from './block.ts';
import { makePlace } from './button.ts';
import type { AdaptiveCard, Element, Execute } from './element.ts';
import { drawError, drawField } from './field.ts';
import { bytesOf, most } from './limits.ts';
import { pages, shorten } from './page.ts';
import { run, sentences } from './rich.ts';
import { fitted, inert } from './words.ts';

/** `summary` is what notifications say: the card's summary and nothing else, as inert text. */
export type Drawing = { card: AdaptiveCard; summary: string };
/** What answers a press stands in one card; the rest of it follows as messages of their own, in order. */
export type Reply = { card: AdaptiveCard; rest: Drawing[] };

export type FormMeans = {
  picture: Picture;
  say: Speaker;
  /** The form as it travels with the card: compressed, and marked as ours. Nothing that was filled in is in it. */
  seal: (form: Form) => { drawn: string; mark: string };
  /** Random for each drawing, so that a doubled press is one event. */
  instance: string;
};

const summed = (summary: string): string =>
  inert(isBlank(clean(summary)) ? '…' : cut(clean(summary), most.summary));

const framed = (
  summary: string,
  body: readonly Element[],
  actions: readonly Execute[] = [],
): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  msteams: { width: 'Full' },
  fallbackText: summary,
  body,
  ...(actions.length > 0 ? { actions } : {}),
});

const around = (picture: Picture): Surroundings => ({ ...makePlace(false, false), picture });
const within = (form: Form, picture: Picture): Surroundings => ({
  ...makePlace(true, fieldsOf(form).length > 0),
  picture,
});

const partsOf = (blocks: readonly Block[], surroundings: Surroundings): Part[] =>
  blocks.map((block) => drawBlock(block, surroundings));

function drawings(bodies: readonly Element[][], summary: string): [Drawing, ...Drawing[]] {
  const said = summed(summary);
  const [first, ...rest] = bodies.map((body, index): Drawing => {
    const place = bodies.length > 1 ? ` (${index + 1}/${bodies.length})` : '';
    return { card: framed(said, body), summary: said + place };
  });
  if (first) return [first, ...rest];
  const words: Element = { type: 'RichTextBlock', inlines: [run(fitted(summary, most.run))] };
  return [{ card: framed(said, [words]), summary: said }];
}

function drawAll(parts: readonly Part[], summary: string): [Drawing, ...Drawing[]] {
  const bodies = pages(parts);
  return drawings(bodies.length > 0 ? bodies : pages([drawText(summary)]), summary);
}

/** Messages that Teams takes, in order; a card that holds nothing is drawn as its summary. */
export const drawMessage = (card: Card, picture: Picture): Drawing[] =>
  drawAll(partsOf(card.blocks, around(picture)), card.summary);

export function drawReply(card: Card, picture: Picture): Reply {
  const surroundings = around(picture);
  const parts = shorten(partsOf(card.blocks, surroundings), most.bodyBytes, surroundings);
  const [first, ...rest] = drawAll(parts, card.summary);
  return { card: first.card, rest };
}

const emptied = (form: Form): Form =>
  filledIn(form, Object.fromEntries(fieldsOf(form).map(({ id }) => [id, null])));

/** Sending and closing, and in full what their buttons could not hold. */
function drawEnd(form: Form, { seal, instance }: FormMeans): { actions: Execute[]; above: Element[] } {
  const labels = form.submit === undefined ? [form.close] : [form.submit, form.close];
  const close: Execute = {
    type: 'Action.Execute',
    title: fitted(form.close, most.buttonLabel),
    verb: 'close',
    data: {},
    associatedInputs: 'none',
  };
  const above = sentences(labels.filter((label) => clean(label).length > most.buttonLabel));
  if (form.submit === undefined) return { actions: [close], above };
  const send: Execute = {
    type: 'Action.Execute',
    title: fitted(form.submit, most.buttonLabel),
    verb: 'form',
    data: { form: form.name, carries: form.carries ?? '', instance, ...seal(emptied(form)) },
    associatedInputs: 'auto',
    style: 'positive',
  };
  return { actions: [send, close], above };
}

function formParts(
  form: Form,
  say: Speaker,
  errors: Readonly<Record<string, string>>,
  surroundings: Surroundings,
): Part[] {
  const ids = new Set(fieldsOf(form).map(({ id }) => id));
  // What belongs to no field stands at the top, so that it is not lost.
  const atTop = Object.entries(errors).filter(([id]) => !ids.has(id));
  const error = (id: string) => (Object.hasOwn(errors, id) ? errors[id] : undefined);
  const whole = (elements: Element[]): Part => ({ units: [{ elements, items: 0 }] });
  return [
    drawHeading(form.title, 'Large'),
    ...(atTop.length > 0 ? [whole(atTop.flatMap(([, words]) => drawError(words)))] : []),
    ...form.parts.map((part) =>
      isField(part) ? whole(drawField(part, error(part.id), say)) : drawBlock(part, surroundings),
    ),
  ];
}

const elementsOf = (parts: readonly Part[]): Element[] =>
  parts.flatMap(({ units }) => units.flatMap(({ elements }) => elements));

/**
 * A form as one card. `errors` stand right above their fields, the one keyed '' at the top. Throws a RangeError where one
 * card has no room for all of it.
 */
export function drawForm(
  form: Form,
  means: FormMeans,
  errors: Readonly<Record<string, string>> = {},
): AdaptiveCard {
  const surroundings = within(form, means.picture);
  const { actions, above } = drawEnd(form, means);
  const frame = framed(summed(form.title), above, actions);
  const room = most.formBytes - bytesOf(frame);
  const body = elementsOf(shorten(formParts(form, means.say, errors, surroundings), room, surroundings));
  const card = { ...frame, body: [...body, ...above] };
  const bytes = bytesOf(card);
  if (bytes <= most.formBytes) return card;
  throw new RangeError(`A form of ${bytes} bytes does not fit into one Adaptive Card.`);
}

/**
 * A form as an answer. One that only shows, and is too long for a card, goes on in further messages; one that asks throws a
 * RangeError as `drawForm` does.
 */
export function drawFormReply(
  form: Form,
  means: FormMeans,
  errors: Readonly<Record<string, string>> = {},
): Reply {
  try {
    return { card: drawForm(form, means, errors), rest: [] };
  } catch (error) {
    if (!(error instanceof RangeError) || fieldsOf(form).length > 0) throw error;
  }
  const { actions, above } = drawEnd(form, means);
  const parts = formParts(form, means.say, errors, within(form, means.picture));
  const [first, ...rest] = drawAll([...parts, { units: [{ elements: above, items: 0 }] }], form.title);
  return { card: { ...first.card, actions }, rest };
}
