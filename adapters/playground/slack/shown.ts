// What a person sees of a message, block or view: the words on the screen, and whom it would really ping.
// Formatting marks of mrkdwn are taken away as Slack does, so that text which should be inert and is not looks different.
import { isThing, type Thing } from './workspace.ts';

export type Reader = { locale: string; tz: string };

/** `<@U1>`, `<!channel>`, `<!subteam^S1>` as they would notify. */
type Spoken = { words: string; pings: string[] };

const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The codes that people type most; Slack turns every code that it knows into a picture. */
const emoji: Readonly<Record<string, string>> = {
  wave: '👋',
  smile: '😄',
  slightly_smiling_face: '🙂',
  grinning: '😀',
  joy: '😂',
  cry: '😢',
  sob: '😭',
  heart: '❤️',
  fire: '🔥',
  tada: '🎉',
  skull: '💀',
  thumbsup: '👍',
  '+1': '👍',
  '-1': '👎',
  ok_hand: '👌',
  pray: '🙏',
  eyes: '👀',
  rotating_light: '🚨',
  warning: '⚠️',
  white_check_mark: '✅',
  x: '❌',
  bulb: '💡',
  '100': '💯',
};
const withEmoji = (text: string): string =>
  text.replaceAll(/:([a-z0-9_+-]+):/g, (code, name: string) => emoji[name] ?? code);

const dateStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_full: { year: 'numeric', month: 'long', day: 'numeric' },
  date_long_pretty: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  day_divider_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
  date: { month: 'long', day: 'numeric' },
  date_pretty: { month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_short_pretty: { year: 'numeric', month: 'short', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

function dateWords(seconds: number, format: string, fallback: string | undefined, reader?: Reader): string {
  if (!reader && fallback !== undefined) return fallback;
  const { locale, tz } = reader ?? { locale: 'en-US', tz: 'UTC' };
  return format.replaceAll(/\{([a-z_]+)\}/g, (token, name: string) => {
    const style = dateStyles[name];
    return style ? new Intl.DateTimeFormat(locale, { ...style, timeZone: tz }).format(seconds * 1000) : token;
  });
}

/** One `<...>` of mrkdwn; undefined where Slack shows it as it stands. */
function special(inner: string, reader?: Reader): { words: string; ping?: string } | undefined {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : decoded(inner.slice(bar + 1));
  const user = /^@([UW][A-Z0-9]+)$/.exec(target);
  if (user) return { words: `@${label ?? user[1]}`, ping: `<${target}>` };
  const channel = /^#([CDG][A-Z0-9]+)$/.exec(target);
  if (channel) return { words: `#${label ?? channel[1]}` };
  const broadcast = /^!(here|channel|everyone|group)$/.exec(target);
  if (broadcast) return { words: `@${broadcast[1]}`, ping: `<${target}>` };
  if (target.startsWith('!subteam^')) return { words: label ?? `@${target.slice(9)}`, ping: `<${target}>` };
  const date = /^!date\^(\d+)\^([^^]+)(?:\^(.*))?$/.exec(target);
  if (date) return { words: dateWords(Number(date[1]), decoded(date[2] ?? ''), label, reader) };
  if (/^(https?:\/\/|mailto:|tel:|sms:)/i.test(target)) return { words: label ?? decoded(target) };
  return undefined;
}

/** Marks count only where a word begins and ends, and never across lines. */
const unmarked = (text: string): string =>
  text
    .replaceAll(/^(?:&gt;)+ ?/gm, '')
    .replaceAll(/```([\s\S]+?)```/g, '$1')
    .replaceAll(/(?<![\w`])`([^`\n]+)`(?![\w`])/g, '$1')
    .replaceAll(/(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])/g, '$1')
    .replaceAll(/(?<!\w)_(?=\S)([^_\n]*[^_\s])_(?!\w)/g, '$1')
    .replaceAll(/(?<![\w~])~(?=\S)([^~\n]*[^~\s])~(?![\w~])/g, '$1');

function mrkdwn(text: string, verbatim: boolean, reader?: Reader): Spoken {
  const pings: string[] = [];
  // What was read out of `<...>` stands aside as a private-use sign while marks and entities are handled.
  const aside: string[] = [];
  const left = text.replaceAll(/<([^<>\n]+)>/g, (whole, inner: string) => {
    const found = special(inner, reader);
    if (!found) return whole;
    if (found.ping !== undefined) pings.push(found.ping);
    aside.push(found.words);
    return `\uE000${aside.length - 1}\uE001`;
  });
  // Without `verbatim` Slack reads some names by itself; whichever they are, none may stand there.
  if (!verbatim) for (const [name] of left.matchAll(/(?<!\w)@(here|channel|everyone)\b/g)) pings.push(name);
  const words = decoded(withEmoji(unmarked(left))).replaceAll(
    /\uE000(\d+)\uE001/g,
    (_sign, index: string) => aside[Number(index)] ?? '',
  );
  return { words, pings };
}

const nothing: Spoken = { words: '', pings: [] };
const literal = (words: unknown): Spoken => (typeof words === 'string' ? { words, pings: [] } : nothing);
const join = (parts: readonly Spoken[], between: string): Spoken => ({
  words: parts
    .map((part) => part.words)
    .filter((words) => between === '' || words !== '')
    .join(between),
  pings: parts.flatMap((part) => part.pings),
});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The names under which words may hang on anything in Block Kit, in reading order. */
const places = [
  'title',
  'label',
  'text',
  'fields',
  'rows',
  'elements',
  'accessory',
  'element',
  'alt_text',
  'placeholder',
  'initial_value',
  'options',
  'option_groups',
  'description',
  'hint',
  'confirm',
  'deny',
  'blocks',
  'submit',
  'close',
];

function richElement(value: Thing, reader?: Reader): Spoken {
  switch (value.type) {
    case 'text':
      return literal(value.text);
    case 'link':
      return literal(value.text ?? value.url);
    case 'date': {
      const fallback = typeof value.fallback === 'string' ? value.fallback : undefined;
      return literal(dateWords(Number(value.timestamp), String(value.format), fallback, reader));
    }
    case 'emoji':
      return literal(emoji[String(value.name)] ?? `:${String(value.name)}:`);
    case 'user':
      return { words: `@${String(value.user_id)}`, pings: [`<@${String(value.user_id)}>`] };
    case 'usergroup':
      return { words: `@${String(value.usergroup_id)}`, pings: [`<!subteam^${String(value.usergroup_id)}>`] };
    case 'broadcast':
      return { words: `@${String(value.range)}`, pings: [`<!${String(value.range)}>`] };
    case 'channel':
      return literal(`#${String(value.channel_id)}`);
    case 'color':
      return literal(value.value);
    default: {
      const between = value.type === 'rich_text_list' ? '\n' : '';
      return join(
        list(value.elements).map((one) => (isThing(one) ? richElement(one, reader) : nothing)),
        between,
      );
    }
  }
}

function speak(value: unknown, reader?: Reader): Spoken {
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value))
    return join(
      value.map((one) => speak(one, reader)),
      '\n',
    );
  if (!isThing(value)) return nothing;
  if (value.type === 'mrkdwn') return mrkdwn(String(value.text), value.verbatim === true, reader);
  if (value.type === 'plain_text')
    return literal(value.emoji === false ? value.text : withEmoji(String(value.text)));
  if (value.type === 'markdown') return mrkdwn(String(value.text), false, reader);
  if (value.type === 'rich_text')
    return join(
      list(value.elements).map((one) => (isThing(one) ? richElement(one, reader) : nothing)),
      '\n',
    );
  return join(
    places.map((place) => speak(value[place], reader)),
    '\n',
  );
}

const isMessage = (value: Thing): boolean => typeof value.text === 'string' && typeof value.type !== 'string';

function read(value: unknown, reader?: Reader): Spoken {
  if (!isThing(value) || !(isMessage(value) || value.type === 'message')) return speak(value, reader);
  const fallback = mrkdwn(typeof value.text === 'string' ? value.text : '', false, reader);
  const blocks = list(value.blocks);
  // With blocks the text is not on the screen, but names in it still notify.
  return blocks.length === 0
    ? fallback
    : { words: speak(blocks, reader).words, pings: [...speak(blocks, reader).pings, ...fallback.pings] };
}

/**
 * The words that a person sees of a message, a block or a view, one line for each piece of text. Dates are spelled for
 * the reader; without one, by their fallback.
 */
export const shown = (value: unknown, reader?: Reader): string => read(value, reader).words;

/** What in it would notify somebody: `<!channel>`, `<@U1>`, or a bare `@channel` where Slack may read it as a name. */
export const pings = (value: unknown): string[] => read(value).pings;
