// A card as plain words, for the places where Teams shows nothing else.
import { type Block, type Card, plain, text } from '../../src/chat/card.ts';

export const wordsCard = (words: string): Card => ({
  name: 'teams.words',
  summary: words,
  blocks: [text(words)],
});

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'quiet':
      return [block.text];
    case 'text':
      return [plain(block.text)];
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plain(value)}`);
    case 'list':
      return block.items.map(({ text: words }) => plain(words));
    case 'buttons':
      return [];
    case 'picture':
      return [block.alt];
  }
}

/** Everything but the buttons. */
export const spoken = (card: Card): string => card.blocks.flatMap(linesOf).join('\n') || card.summary;
