import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawForm, drawMessage, drawReply } from '../../adapters/teams/draw.ts';
import type { Card, Moment } from '../../src/chat/card.ts';
import { type Form, fieldsOf } from '../../src/chat/form.ts';
import { clean } from '../../src/chat/pieces.ts';
import { anythingOf, asPressed, isAnswerable, wordsIn, wordsOfField } from '../support/any-card.ts';
import { asked, breaches, folded, means, pressed, said } from '../support/teams-drawn.ts';

const at = (address: string | undefined) => () => address;

// Where a line ends is left to the width of a screen; what is looked for is the words.
const squeezed = (words: string): string => folded(clean(words)).replaceAll(/\s+/g, '');
const lost = (wanted: readonly string[], drawn: unknown): string[] => {
  const all = squeezed(said(drawn));
  return wanted.map(squeezed).flatMap((words) => (all.includes(words) ? [] : [words.slice(0, 40)]));
};
/** Told in the reader's own zone, not in our words. */
const isTold = ({ at: when }: Moment): boolean => when > 0;

/** A press that asks once more stands below its row: the order within a row is not the order of the presses. */
const sorted = (presses: readonly { press: string; value: string }[]): string[] =>
  presses.map(({ press, value }) => `${press} ${value}`).toSorted();

// No shrinking: a card has so many parts that it takes minutes. The seed in the failure finds it again.
const runs = { numRuns: 60, endOnFailure: true };

describe('any card and any form', () => {
  it('fits into messages and into an answer without the loss of a word or a button', () => {
    const { anyBlocks } = anythingOf(900);
    fc.assert(
      fc.property(anyBlocks, fc.constantFrom(undefined, 'https://example.org/c.png'), (blocks, address) => {
        const card: Card = { name: 'spec.card', summary: 'Something for you', blocks };
        const reply = drawReply(card, at(address));
        for (const drawn of [
          drawMessage(card, at(address)).map((page) => page.card),
          [reply.card, ...reply.rest.map((page) => page.card)],
        ]) {
          expect(drawn.flatMap(breaches)).toEqual([]);
          expect(sorted(pressed(drawn))).toEqual(sorted(asPressed(blocks)));
          expect(
            lost(
              blocks.flatMap((block) => wordsIn(block, isTold)),
              drawn,
            ),
          ).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('fits as a form without the loss of a word or a field, or is refused', () => {
    const { anyWords, anyBlocks, anyFields } = anythingOf(40);
    let drawnForms = 0;
    fc.assert(
      fc.property(anyFields, anyBlocks, anyWords, (fields, blocks, title) => {
        const parts = [...fields, ...blocks.slice(0, 2)];
        const form: Form = { name: 'spec.form', title, parts, submit: title, close: title };
        try {
          const drawn = drawForm(form, means());
          drawnForms += 1;
          expect(breaches(drawn)).toEqual([]);
          expect(asked(drawn).map(({ id }) => id)).toEqual(
            fieldsOf(form)
              .filter(isAnswerable)
              .map(({ id }) => `in:${id}`),
          );
          const words = [
            title,
            ...fields.flatMap(wordsOfField),
            ...blocks.slice(0, 2).flatMap((block) => wordsIn(block, isTold)),
          ];
          expect(lost(words, drawn)).toEqual([]);
          expect(sorted(pressed(drawn))).toEqual(sorted(asPressed(blocks.slice(0, 2))));
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
        }
      }),
      runs,
    );
    expect(drawnForms).toBeGreaterThan(20);
  });
});
