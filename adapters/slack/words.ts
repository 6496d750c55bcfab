// Words on their way to Slack: made well-formed, cut and divided where a reader would, and made inert.
import type { PlainTextElement } from '@slack/types';
import { most } from './limits.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wordJoiner = '\u2060';

/** A lone surrogate or a NUL cannot travel in JSON to Slack: U+FFFD stands in for each. */
export const clean = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');

/** Slack refuses empty texts; white space alone says nothing either. */
export const isBlank = (text: string): boolean => text.trim() === '';

/**
 * The head of a text, at most `room` code units, and the rest; together they are the text. Divides after a line or a word
 * where one ends in the second half, else between characters as people see them. `room` is at least 2, so that the head
 * is never empty.
 */
export function divide(text: string, room: number): [head: string, rest: string] {
  if (text.length <= room) return [text, ''];
  const clusters = graphemes.segment(text.slice(0, room + 2));
  const startOf = (index: number) => clusters.containing(index)?.index ?? index;
  const split = (at: number): [string, string] => [text.slice(0, at), text.slice(at)];

  const edge = startOf(room);
  for (const sign of ['\n', ' ']) {
    const after = text.slice(0, edge).lastIndexOf(sign) + 1;
    if (after > room / 2 && startOf(after) === after) return split(after);
  }
  if (edge > 0) return split(edge);
  // One character longer than all the room (marks heaped on a letter): only its code points can be kept whole.
  const low = text.charCodeAt(room);
  return split(low >= 0xdc00 && low <= 0xdfff ? room - 1 : room);
}

export function pieces(text: string, room: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [head, tail] = divide(rest, room);
    found.push(head);
    rest = tail;
  }
  return found;
}

/** The text, or as much of it as fits with a sign that it goes on. */
const cut = (text: string, room: number): string =>
  text.length <= room ? text : `${divide(text, room - 1)[0].trimEnd()}…`;

/** For words that Slack must have: cut to `room`, and never empty. Whoever cuts says the whole somewhere else. */
export const plainText = (text: string, room: number): PlainTextElement => {
  const words = clean(text);
  return { type: 'plain_text', text: isBlank(words) ? '…' : cut(words, room), emoji: false };
};

// A word joiner has no width and is no white space: the reader sees the same words, and a screen reader says them.
const inert = (text: string): string =>
  text
    .replace(/[*_~`]|:(?=\/\/|[^\s:]+:)|^(?=>)/gmu, (sign) => `${sign}${wordJoiner}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/**
 * A message's top-level text, which Slack reads as mrkdwn: signs are escaped, and those that would style, quote, link or
 * name an emoji are followed by a word joiner. Without the joiners and unescaped it is the text, cut to what fits.
 */
export function fallback(text: string, room: number = most.fallback): string {
  const words = clean(text);
  let length = Math.min(words.length, room);
  let drawn = inert(cut(words, length));
  while (drawn.length > room) {
    length = Math.max(2, Math.min(length - 1, Math.floor((length * room) / drawn.length)));
    drawn = inert(cut(words, length));
  }
  return isBlank(drawn) ? '…' : drawn;
}
