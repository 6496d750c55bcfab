// Markdown as Teams reads it, drawn by markdown-it. Promise: no text is ever read as HTML, no picture is fetched, and a
// link leads only where one may be followed.
import { safeAddress } from './text.js';

/**
 * In a card Teams knows emphasis, lists and links, and no more:
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#markdown-formatting
 */
const inCards = ['emphasis', 'list', 'link', 'escape', 'entity', 'newline'];
const inMessages = [
  ...inCards,
  'backticks',
  'strikethrough',
  'blockquote',
  'code',
  'fence',
  'heading',
  'hr',
  'lheading',
  'autolink',
];

let card;
let message;

function reader(rules) {
  const markdown = window
    .markdownit('zero', { html: false, linkify: false, typographer: false })
    .enable(rules);
  markdown.validateLink = (address) => safeAddress(address) !== undefined;
  markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    tokens[index].attrSet('target', '_blank');
    tokens[index].attrSet('rel', 'noopener noreferrer');
    return self.renderToken(tokens, index, options);
  };
  return markdown;
}

/** Called once markdown-it is loaded. */
export function startMarkdown() {
  card ??= reader(inCards);
  message ??= reader(inMessages);
}

/** HTML that holds no markup but what Markdown made. */
export const cardMarkdown = (words) => card.render(words);

/** Nodes for a message written in Markdown. */
export function markdown(words) {
  const made = document.createElement('template');
  made.innerHTML = message.render(words);
  return made.content;
}
