// Markdown as Teams reads it: which of a card's texts are Markdown at all, and what it does to them.
// https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-format
import markdownIt, { type Token } from 'markdown-it';

/** The words that are left on the screen, and where its links lead. */
export type Rendered = { words: string; links: readonly string[] };

/** In a card: bold, italic, lists and links, and nothing else. */
const inCards = markdownIt('zero', { html: false }).enable([
  'emphasis',
  'list',
  'link',
  'escape',
  'entity',
  'newline',
]);

/**
 * In the text of a message: more, and tags of HTML too.
 * https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
const inMessages = markdownIt('zero', { html: true }).enable([
  'emphasis',
  'strikethrough',
  'backticks',
  'fence',
  'code',
  'blockquote',
  'list',
  'link',
  'autolink',
  'html_inline',
  'escape',
  'entity',
  'newline',
]);

/**
 * Titles of inputs, of their choices and of buttons are not Markdown, by design:
 * https://github.com/MicrosoftDocs/msteams-docs/issues/12228, https://github.com/MicrosoftDocs/msteams-docs/issues/6173
 */
export const isMarkdown = (element: string, property: string): boolean =>
  (element === 'TextBlock' && property === 'text') ||
  (element === 'Fact' && (property === 'title' || property === 'value'));

export const cardMarkdown = (text: string): Rendered => rendered(inCards.parse(text, {}));
export const messageMarkdown = (text: string): Rendered => rendered(inMessages.parse(text, {}));

function rendered(tokens: readonly Token[]): Rendered {
  const links: string[] = [];
  const blocks: string[] = [];
  // How each list that is open marks its next item.
  const lists: (number | undefined)[] = [];
  let mark = '';
  for (const token of tokens) {
    switch (token.type) {
      case 'bullet_list_open':
        lists.push(undefined);
        break;
      case 'ordered_list_open':
        lists.push(Number(token.attrGet('start') ?? 1));
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        break;
      case 'list_item_open': {
        const number = lists.at(-1);
        mark = number === undefined ? '• ' : `${number}. `;
        if (number !== undefined) lists[lists.length - 1] = number + 1;
        break;
      }
      case 'inline':
        blocks.push(mark + inline(token.children ?? [], links));
        mark = '';
        break;
      case 'fence':
      case 'code_block':
        blocks.push(token.content.trimEnd());
        break;
      default:
        break;
    }
  }
  return { words: blocks.join('\n'), links };
}

function inline(tokens: readonly Token[], links: string[]): string {
  return tokens
    .map((token) => {
      switch (token.type) {
        case 'softbreak':
          return ' ';
        case 'hardbreak':
          return '\n';
        case 'link_open':
          links.push(String(token.attrGet('href')));
          return '';
        case 'html_inline':
          return /^<br\b/i.test(token.content) ? '\n' : '';
        default:
          return token.content;
      }
    })
    .join('');
}
