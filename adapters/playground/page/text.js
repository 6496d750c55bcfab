// Slack's two ways to write text, drawn as elements: rich text (data) and mrkdwn (marks in a string).
import { make } from './element.js';

const schemes = new Set(['https:', 'http:', 'mailto:', 'tel:', 'sms:']);

/** The address if it may be followed, else undefined. */
export const safeAddress = (address) =>
  URL.canParse(address) && schemes.has(new URL(address).protocol) ? address : undefined;

const own = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The bot may call this computer by another of its names than the browser does: pictures of ours stay ours. */
export function pictureAddress(address) {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  return own.has(url.hostname) && url.port === location.port ? url.pathname + url.search : address;
}

export function link(address, ...content) {
  const href = safeAddress(address);
  if (!href) return make('span', {}, ...content);
  return make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...content);
}

const styleTags = { code: 'code', bold: 'strong', italic: 'em', strike: 's', underline: 'u' };

const styled = (node, style = {}) =>
  Object.entries(styleTags).reduce(
    (inner, [name, tag]) => (style[name] ? make(tag, {}, inner) : inner),
    node,
  );

const dates = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

export const spoken = (ms, options, { locale, zone }) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(ms);

const dayOf = (ms, zone) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(ms);

/** “today”, “yesterday” or “tomorrow” in the reader's language, or undefined. */
function nearDay(ms, { locale, zone }) {
  const apart = (Date.parse(dayOf(ms, zone)) - Date.parse(dayOf(Date.now(), zone))) / 86_400_000;
  return Math.abs(apart) > 1
    ? undefined
    : new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(apart, 'day');
}

function ago(ms, { locale }) {
  const seconds = (ms - Date.now()) / 1000;
  const steps = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

function dateToken(token, ms, scene) {
  if (token === 'ago') return ago(ms, scene);
  if (token === 'date_num') return dayOf(ms, scene.zone);
  const pretty = token.endsWith('_pretty') ? nearDay(ms, scene) : undefined;
  const name = token.replace(/_(pretty|full)$/, '').replace('day_divider', 'date_long');
  return pretty ?? (dates[name] ? spoken(ms, dates[name], scene) : undefined);
}

/** A moment in the reader's own zone and language; the fallback where the format says nothing that we know. */
function date({ timestamp, format, fallback, url }, scene) {
  const ms = timestamp * 1000;
  let known = true;
  const words = format.replaceAll(/\{([^{}]+)\}/g, (_all, token) => {
    const said = dateToken(token, ms, scene);
    if (said === undefined) known = false;
    return said ?? '';
  });
  const shown = known ? words : (fallback ?? words);
  const node = make('time', { datetime: new Date(ms).toISOString() }, shown);
  return url ? link(url, node) : node;
}

const mention = (words) => make('span', { class: 'mention' }, words);

function richElement(element, scene) {
  switch (element.type) {
    case 'text':
      return styled(document.createTextNode(element.text), element.style);
    case 'link':
      return styled(link(element.url, element.text ?? element.url), element.style);
    case 'date':
      return styled(date(element, scene), element.style);
    case 'emoji':
      return element.unicode
        ? String.fromCodePoint(...element.unicode.split('-').map((part) => Number.parseInt(part, 16)))
        : `:${element.name}:`;
    case 'user':
      return mention(`@${scene.nameOf(element.user_id)}`);
    case 'channel':
      return mention(`#${scene.channelOf(element.channel_id)}`);
    case 'broadcast':
      return mention(`@${element.range}`);
    default:
      return undefined;
  }
}

const richWords = (elements, scene) => elements.map((element) => richElement(element, scene));

function richPart(part, scene) {
  switch (part.type) {
    case 'rich_text_section':
      return make('p', { dir: 'auto' }, richWords(part.elements, scene));
    case 'rich_text_preformatted':
      return make('pre', { dir: 'auto' }, richWords(part.elements, scene));
    case 'rich_text_quote':
      return make('blockquote', { dir: 'auto' }, richWords(part.elements, scene));
    case 'rich_text_list':
      return make(
        part.style === 'ordered' ? 'ol' : 'ul',
        { 'data-indent': part.indent, start: part.style === 'ordered' ? (part.offset ?? 0) + 1 : undefined },
        part.elements.map((item) => make('li', { dir: 'auto' }, richWords(item.elements, scene))),
      );
    default:
      return undefined;
  }
}

export const richText = (block, scene) =>
  make(
    'div',
    { class: 'words' },
    block.elements.map((part) => richPart(part, scene)),
  );

const unescaped = (words) => words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** What stands between angle brackets: a mention, a command of Slack's own, a date or a link. */
function bracket(inside, scene) {
  const bar = inside.indexOf('|');
  const [target, label] = bar < 0 ? [inside, undefined] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (target.startsWith('@')) return mention(`@${scene.nameOf(target.slice(1))}`);
  if (target.startsWith('#')) return mention(`#${label || scene.channelOf(target.slice(1))}`);
  const [, timestamp, format, url] = /^!date\^(\d+)\^([^^]+)(?:\^(.+))?$/.exec(target) ?? [];
  if (timestamp)
    return date({ timestamp: Number(timestamp), format: unescaped(format), fallback: label, url }, scene);
  if (target.startsWith('!')) return mention(`@${label ?? target.slice(1)}`);
  return link(unescaped(target), unescaped(label ?? target));
}

const mark =
  /<([^<>\n]+)>|```([\s\S]+?)```|`([^`\n]+)`|(?<![\p{L}\p{N}])(?:\*([^\s*](?:[^*\n]*[^\s*])?)\*|_([^\s_](?:[^_\n]*[^\s_])?)_|~([^\s~](?:[^~\n]*[^\s~])?)~)(?![\p{L}\p{N}])/gu;

/** Nodes for a string of mrkdwn. */
export function mrkdwn(words, scene) {
  const nodes = [];
  let from = 0;
  for (const match of words.matchAll(mark)) {
    const [all, inBrackets, block, code, bold, italic, strike] = match;
    nodes.push(unescaped(words.slice(from, match.index)));
    from = match.index + all.length;
    if (inBrackets) nodes.push(bracket(inBrackets, scene));
    else if (block ?? code) nodes.push(make(block ? 'pre' : 'code', {}, unescaped(block ?? code)));
    else if (bold) nodes.push(make('strong', {}, mrkdwn(bold, scene)));
    else if (italic) nodes.push(make('em', {}, mrkdwn(italic, scene)));
    else nodes.push(make('s', {}, mrkdwn(strike, scene)));
  }
  nodes.push(unescaped(words.slice(from)));
  return nodes;
}

/** The nodes of a text object, plain or mrkdwn. */
export const textOf = (text, scene) => (text.type === 'mrkdwn' ? mrkdwn(text.text, scene) : [text.text]);
