// What a person sees of a message or a card: the words on the screen, whom it would really call, and where it leads.
// Marks that take effect are taken away as Teams does, so that text which should be inert and is not looks different.
import { cardMarkdown, isMarkdown, messageMarkdown, type Rendered } from './markdown.ts';
import { isThing, type Thing, textOf } from './tenant.ts';

export type Reader = { locale: string; tz: string };

type Spoken = { words: string; pings: readonly string[]; links: readonly string[] };
type Mention = { text: string; id: string; name: string };
type Eye = { reader: Reader; mentions: readonly Mention[] };

const nothing: Spoken = { words: '', pings: [], links: [] };
const literal = (words: string): Spoken => ({ ...nothing, words });
const join = (parts: readonly Spoken[], between: string): Spoken => ({
  words: parts
    .map((part) => part.words)
    .filter((words) => between === '' || words !== '')
    .join(between),
  pings: parts.flatMap((part) => part.pings),
  links: parts.flatMap((part) => part.links),
});

const moment = String.raw`(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2}))`;
const dateCode = new RegExp(String.raw`\{\{DATE\(${moment}(?:, ?(COMPACT|LONG|SHORT))?\)\}\}`, 'g');
const timeCode = new RegExp(String.raw`\{\{TIME\(${moment}\)\}\}`, 'g');

/** https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features#datetime-formatting-and-localization */
function dated(text: string, { locale, tz }: Reader): string {
  const write = (iso: string, style: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...style, timeZone: tz }).format(new Date(iso));
  return text
    .replaceAll(dateCode, (_code, iso: string, form = 'COMPACT') => {
      if (form === 'COMPACT') return write(iso, {});
      const style = form === 'LONG' ? 'long' : 'short';
      return write(iso, { day: 'numeric', weekday: style, month: style, year: 'numeric' });
    })
    .replaceAll(timeCode, (_code, iso: string) => write(iso, { hour: 'numeric', minute: '2-digit' }));
}

/** What is called stands aside as a private-use sign while marks are handled. */
function withMentions(
  text: string,
  mentions: readonly Mention[],
  render: (text: string) => Rendered,
): Spoken {
  const pings: string[] = [];
  let left = text;
  for (const [index, mention] of mentions.entries())
    if (left.includes(mention.text)) {
      pings.push(mention.id);
      left = left.replaceAll(mention.text, `\uE000${index}\uE001`);
    }
  const { words, links } = render(left);
  const said = words.replaceAll(
    /\uE000(\d+)\uE001/g,
    (_sign, index: string) => mentions[Number(index)]?.name ?? '',
  );
  return { words: said, pings, links };
}

/** The names under which words may stand in anything of a card, in reading order. */
const places = [
  'label',
  'title',
  'text',
  'altText',
  'inlines',
  'facts',
  'body',
  'items',
  'columns',
  'rows',
  'cells',
  'images',
  'placeholder',
  'choices',
  'selectAction',
  'inlineAction',
  'actions',
  'card',
];

/** Elements that a person fills in: what stands in them is theirs to read. */
const written: ReadonlySet<string> = new Set(['Input.Text', 'Input.Number', 'Input.Date', 'Input.Time']);

function speak(value: unknown, eye: Eye, property: string): Spoken {
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value)) {
    const parts = value.map((one: unknown) => speak(one, eye, property));
    return join(parts, property === 'inlines' ? '' : '\n');
  }
  return isThing(value) ? element(value, eye, property) : nothing;
}

function element(value: Thing, eye: Eye, within: string): Spoken {
  const type = within === 'facts' ? 'Fact' : String(value.type);
  const parts = (type === 'Fact' ? ['title', 'value'] : places).map((property) => {
    const part = value[property];
    if (typeof part !== 'string') return speak(part, eye, property);
    if (isMarkdown(type, property)) return withMentions(dated(part, eye.reader), eye.mentions, cardMarkdown);
    return literal(type === 'TextRun' && property === 'text' ? dated(part, eye.reader) : part);
  });
  const filled = written.has(type) && value.value !== undefined ? [literal(textOf(value.value))] : [];
  const opened = type === 'Action.OpenUrl' ? [{ ...nothing, links: [String(value.url)] }] : [];
  return join([...parts, ...filled, ...opened, ...chart(type, value)], '\n');
}

function chart(type: string, { data }: Thing): Spoken[] {
  if (!type.startsWith('Chart.') || !Array.isArray(data)) return [];
  return data.filter(isThing).flatMap(({ legend }) => (typeof legend === 'string' ? [literal(legend)] : []));
}

function mentionsOf(card: Thing): Mention[] {
  const entities = isThing(card.msteams) && Array.isArray(card.msteams.entities) ? card.msteams.entities : [];
  return entities
    .filter(isThing)
    .flatMap(({ type, text, mentioned }) =>
      type === 'mention' && typeof text === 'string' && isThing(mentioned)
        ? [{ text, id: String(mentioned.id), name: String(mentioned.name) }]
        : [],
    );
}

const isMention = (value: unknown): value is Mention =>
  isThing(value) && [value.text, value.id, value.name].every((one) => typeof one === 'string');

function message(value: Thing, reader: Reader): Spoken {
  const mentions = Array.isArray(value.mentions) ? value.mentions.filter(isMention) : [];
  const text = String(value.text);
  const said =
    value.format === 'markdown'
      ? withMentions(text, mentions, messageMarkdown)
      : withMentions(text, mentions, (words) => ({ words, links: [] }));
  const below = typeof value.words === 'string' ? [literal(value.words)] : [];
  return join([said, isThing(value.card) ? read(value.card, reader) : nothing, ...below], '\n');
}

function read(value: unknown, reader: Reader = { locale: 'en-US', tz: 'UTC' }): Spoken {
  if (!isThing(value)) return speak(value, { reader, mentions: [] }, '');
  if (typeof value.format === 'string') return message(value, reader);
  return speak(value, { reader, mentions: mentionsOf(value) }, '');
}

/**
 * The words that a person sees of a card or of what `seenBy` gives, one line for each piece of text, the folded and the
 * hidden ones too. Dates are spelled for the reader.
 */
export const shown = (value: unknown, reader?: Reader): string => read(value, reader).words;

/** Ids of those whom it would call. */
export const pings = (value: unknown): readonly string[] => read(value).pings;

/** Where the links lead that it would show, those of buttons and of Markdown. */
export const links = (value: unknown): readonly string[] => read(value).links;
