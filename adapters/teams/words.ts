// Words on their way to Teams, made inert. Teams reads Markdown in text blocks and in facts only
// (github.com/MicrosoftDocs/msteams-docs/issues/12228), but the answers of a choice were Markdown in older clients and are
// in Microsoft's own renderer; and dates are put into every text.
import { clean, cut, isBlank } from '../../src/chat/pieces.ts';

/** Has no width and is no white space: the reader sees the same words, and a screen reader says them. */
const joiner = '\u2060';

/** For texts that are not Markdown: only what would become the reader's date or time is parted. */
export const calm = (text: string): string => clean(text).replace(/\{(?=\{)/g, `{${joiner}`);

/**
 * One line that reads the same whether or not it is taken for Markdown. Signs that would style, link, name an emoji or end
 * an escape are parted from what follows by a word joiner. Two signs cannot be: an asterisk and a backtick bind whatever
 * stands beside them, and a backslash before them would show where nothing is Markdown. Signs that look alike stand in.
 */
export const inert = (text: string): string =>
  clean(text)
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[_~\\<&![\]]|:(?=\/\/|[^\s:]+:)|\{(?=\{)/g, (sign) => `${sign}${joiner}`)
    .replaceAll('*', '∗')
    .replaceAll('`', 'ˋ')
    // Lists, headings, quotes, rules and the meanings of names begin a line.
    .replace(/^(?!\p{L})/u, joiner);

/** The label of a link, in which a bracket would end it. */
export const inertLabel = (text: string): string => inert(text.replaceAll('[', '［').replaceAll(']', '］'));

/** For words that Teams must have: cut to `room`, and never empty. Whoever cuts says the whole somewhere else. */
export const fitted = (text: string, room: number): string =>
  isBlank(clean(text)) ? '…' : cut(clean(text), room);
