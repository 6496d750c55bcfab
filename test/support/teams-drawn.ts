// What a reader of Teams would find in drawn cards, and what Microsoft's own renderer would complain about in them.
import { createRequire } from 'node:module';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type * as Cards from 'adaptivecards';
import markdownIt from 'markdown-it';
import type { FormMeans } from '../../adapters/teams/draw.ts';
import type { AdaptiveCard } from '../../adapters/teams/element.ts';
import type { Form } from '../../src/chat/form.ts';
import { speaker } from '../../src/words/speak.ts';

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

// The package's main file does not load in Node; its bundle does.
const cards: typeof Cards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');
const host = new cards.HostConfig({ actions: { maxActions: 6 } });
const markdown = markdownIt();

/** Every element, action, run and choice of a card, in order. */
export function nodes(drawn: unknown): Node[] {
  if (Array.isArray(drawn)) return drawn.flatMap(nodes);
  if (!isNode(drawn)) return [];
  return [drawn, ...Object.values(drawn).flatMap(nodes)];
}
export const ofType = (drawn: unknown, type: string): Node[] =>
  nodes(drawn).filter((node) => node.type === type);

const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** As somebody in New York reads it: dates in their own zone, Markdown where Teams reads it. */
const dated = (text: string): string =>
  text.replaceAll(/\{\{(DATE|TIME)\(([^,)]+)(?:,SHORT)?\)\}\}/g, (_, what, instant: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/New_York',
      ...(what === 'DATE' ? { dateStyle: 'medium' } : { timeStyle: 'short' }),
    }).format(new Date(instant)),
  );

const wordsOfMarkdown = (text: string): string =>
  markdown
    .parseInline(text, {})
    .flatMap(({ children }) => children ?? [])
    .map(({ type, content }) => (type.endsWith('break') ? '\n' : content))
    .join('');

/** Without the joiners, and with the signs that others stand in for. */
export const folded = (text: string): string =>
  text
    .replaceAll('\u2060', '')
    .replaceAll('∗', '*')
    .replaceAll('ˋ', '`')
    .replaceAll('［', '[')
    .replaceAll('］', ']');

/** Every word that a reader can get to see or to hear, in order; only the runs of one text stand on one line. */
export function said(drawn: unknown): string {
  const found = nodes(drawn).flatMap((node) => {
    const text = dated(string(node.text));
    if (node.type === 'TextRun') return [text];
    const lines = [
      node.type === 'TextBlock' ? wordsOfMarkdown(text) : text,
      ...[node.title, node.label, node.altText, node.placeholder].map(string),
      node.type === 'Input.Text' ? string(node.value) : '',
    ].filter((line) => line !== '');
    return node.type === 'RichTextBlock' ? ['\n'] : lines.map((line) => `\n${line}`);
  });
  return folded(found.join(''));
}

export const pressed = (drawn: unknown): { press: string; value: string }[] =>
  ofType(drawn, 'Action.Execute').flatMap(({ verb, data }) =>
    verb === 'press' && isNode(data) ? [{ press: string(data.press), value: string(data.value) }] : [],
  );

export const asked = (drawn: unknown): Node[] =>
  nodes(drawn).filter(({ type }) => string(type).startsWith('Input.'));

/** Native charts as an older client sees them, and a people picker with somebody in it: the package knows neither. */
function known(drawn: unknown): unknown {
  if (Array.isArray(drawn))
    return drawn.flatMap((part) => {
      if (!isNode(part) || part.type !== 'Chart.Line') return [known(part)];
      return part.fallback === 'drop' ? [] : [known(part.fallback)];
    });
  if (!isNode(drawn)) return drawn;
  const whole = Object.fromEntries(Object.entries(drawn).map(([key, value]) => [key, known(value)]));
  return 'choices.data' in whole ? { ...whole, choices: [{ title: 'Somebody', value: 'somebody' }] } : whole;
}

/** What Microsoft's renderer reports, what Teams would refuse for its size, and words that nobody wrote. */
export function breaches(card: AdaptiveCard): string[] {
  const parsed = new cards.AdaptiveCard();
  parsed.hostConfig = host;
  const context = new cards.SerializationContext();
  parsed.parse(known(card), context);
  const found = Array.from(
    { length: context.eventCount },
    (_, index) => context.getEventAt(index)?.message ?? '',
  );
  const broken = parsed.validateProperties().validationEvents.map(({ message }) => message);
  const json = JSON.stringify(card);
  const bytes = Buffer.byteLength(json);
  const most = asked(card).length > 0 || ofType(card, 'Action.Execute').some(({ verb }) => verb === 'close');
  return [
    ...found,
    ...broken,
    ...(bytes > (most ? 36_000 : 24_000) ? [`${bytes} bytes`] : []),
    ...(/undefined|NaN|\[object/.test(said(card)) ? ['words that nobody wrote'] : []),
  ];
}

export const means = (
  picture: FormMeans['picture'] = () => undefined,
  say = speaker('en', 'UTC'),
): FormMeans => ({
  picture,
  say,
  instance: 'instance-1',
  seal: (form) => ({
    drawn: deflateRawSync(JSON.stringify(form)).toString('base64url'),
    mark: 'm'.repeat(43),
  }),
});

/** What travels with a card for the day on which its form must be shown again. */
export function sealed(card: AdaptiveCard): Form {
  const [send] = ofType(card, 'Action.Execute').filter(({ verb }) => verb === 'form');
  const drawn = isNode(send?.data) ? string(send.data.drawn) : '';
  return JSON.parse(inflateRawSync(Buffer.from(drawn, 'base64url')).toString()) as Form;
}
