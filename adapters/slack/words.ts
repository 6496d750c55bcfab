// Words on their way to Slack: cut to what fits, and made inert.
import type { PlainTextElement } from '@slack/types';
import { clean, cut, isBlank } from '../../src/chat/pieces.ts';
import { most } from './limits.ts';

const wordJoiner = '\u2060';

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
