import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawForm, drawHome, drawMessage, drawReading } from '../../adapters/slack/draw.ts';
import { type Form, fieldsOf } from '../../src/chat/form.ts';
import { anythingOf, asPressed, isAnswerable, wordsIn, wordsOfField } from '../support/any-card.ts';
import {
  at,
  breaches,
  card,
  form,
  nowhere,
  ofType,
  pressed,
  readable,
  said,
} from '../support/slack-drawn.ts';

/** Blank words have nothing to lose. */
const lost = (wanted: readonly string[], drawn: unknown): string[] => {
  const all = said(drawn);
  return wanted
    .map(readable)
    .filter((words) => words.trim() !== '' && !all.includes(words))
    .map((words) => words.slice(0, 40));
};

// No shrinking: a card has so many parts that it takes minutes. The seed in the failure finds it again.
const runs = { numRuns: 120, endOnFailure: true };

describe('any card and any form', () => {
  it('fits into messages without the loss of a word or a button', () => {
    const { anyBlocks } = anythingOf(900);
    fc.assert(
      fc.property(anyBlocks, fc.constantFrom(undefined, 'https://example.org/c.png'), (blocks, address) => {
        const drawings = drawMessage(card(...blocks), at(address));
        const drawn = drawings.map((one) => one.blocks);
        expect(breaches(drawings)).toEqual([]);
        for (const page of drawn) {
          expect(page.length).toBeLessThanOrEqual(50);
          expect(said(page).length).toBeLessThanOrEqual(12_000);
        }
        expect(pressed(drawn)).toEqual(asPressed(blocks));
        expect(
          lost(
            blocks.flatMap((block) => wordsIn(block)),
            drawn,
          ),
        ).toEqual([]);
      }),
      runs,
    );
  });

  const { anyWords, anyBlocks, anyFields } = anythingOf(40);

  it('fits into a view without the loss of a word or a button', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        for (const view of [
          drawHome(card(...blocks), nowhere),
          drawReading(card(...blocks), 'Close', nowhere),
        ]) {
          expect(breaches(view)).toEqual([]);
          expect(view.blocks.length).toBeLessThanOrEqual(100);
          expect(pressed(view)).toEqual(asPressed(blocks));
          expect(
            lost(
              blocks.flatMap((block) => wordsIn(block)),
              view,
            ),
          ).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('fits as a form without the loss of a word or a field', () => {
    fc.assert(
      fc.property(anyFields, anyBlocks, anyWords, (fields, blocks, title) => {
        const asked: Form = { ...form(...fields, ...blocks), title, submit: title, close: title };
        const view = drawForm(asked, nowhere);
        expect(breaches(view)).toEqual([]);
        expect(view.blocks.length).toBeLessThanOrEqual(100);
        const answerable = fieldsOf(asked).filter(isAnswerable);
        expect(ofType(view, 'input').map((input) => input.block_id)).toEqual(answerable.map(({ id }) => id));
        expect(
          lost([title, ...fields.flatMap(wordsOfField), ...blocks.flatMap((block) => wordsIn(block))], view),
        ).toEqual([]);
        expect(pressed(view)).toEqual(asPressed(blocks));
      }),
      runs,
    );
  });
});
