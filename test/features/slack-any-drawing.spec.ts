import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawForm, drawHome, drawMessage, drawReading } from '../../adapters/slack/draw.ts';
import type { Block, Button, Text } from '../../src/chat/card.ts';
import { type Field, type Form, fieldsOf } from '../../src/chat/form.ts';
import {
  at,
  breaches,
  card,
  chart,
  form,
  nowhere,
  ofType,
  pressed,
  readable,
  said,
} from '../support/slack-drawn.ts';

/** Words and cards of every kind; `times` bounds how long a text gets, since a view has no further page. */
function anythingOf(times: number) {
  const wordsOf = (maxLength: number) => fc.string({ unit: 'binary', maxLength });
  const anyWords = fc.oneof(
    { weight: 6, arbitrary: wordsOf(60) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 400 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(wordsOf(8), fc.integer({ min: 1, max: times }))
        .map(([unit, times]) => unit.repeat(times)),
    },
    { weight: 1, arbitrary: fc.constantFrom('\uD800', '\u0000', '<!channel>', ':smile:', '') },
  );
  const anyInline = fc.oneof(
    anyWords,
    anyWords.map((words) => ({ kind: 'strong' as const, text: words })),
    anyWords.map((label) => ({ kind: 'link' as const, to: 'https://example.org/', label })),
    fc
      .tuple(fc.integer({ min: -1, max: 4e12 }), anyWords)
      .map(([when, spoken]) => ({ kind: 'moment' as const, at: when, show: 'date' as const, spoken })),
  );
  const anyText: fc.Arbitrary<Text> = fc.oneof(anyWords, fc.array(anyInline, { maxLength: 5 }));
  const confirm = fc.record({ title: anyWords, text: anyWords, yes: anyWords, no: anyWords });
  const anyButton: fc.Arbitrary<Button> = fc.record(
    {
      press: fc.constantFrom('spec.a', 'spec.b'),
      label: anyWords,
      value: fc.string({ maxLength: 1_500 }),
      look: fc.constantFrom('plain', 'primary', 'danger'),
      confirm,
    },
    { requiredKeys: ['press', 'label'], noNullPrototype: true },
  );
  const rows = fc.array(anyButton, { maxLength: 30 });
  const anyBlock: fc.Arbitrary<Block> = fc.oneof(
    anyWords.map((words) => ({ kind: 'heading' as const, text: words })),
    anyText.map((content) => ({ kind: 'text' as const, text: content })),
    anyWords.map((words) => ({ kind: 'quiet' as const, text: words })),
    fc
      .array(fc.record({ label: anyWords, value: anyText }), { maxLength: 12 })
      .map((facts) => ({ kind: 'facts' as const, facts })),
    fc
      .array(
        fc.record(
          { text: anyText, buttons: fc.array(anyButton, { maxLength: 3 }) },
          { requiredKeys: ['text'] },
        ),
        { maxLength: 20 },
      )
      .map((items) => ({ kind: 'list' as const, items })),
    rows.map((buttons) => ({ kind: 'buttons' as const, buttons })),
    fc
      .record({ title: anyWords, alt: anyWords })
      .map(({ title, alt }) => ({ kind: 'picture' as const, chart: { ...chart, title }, alt })),
  );
  const anyBlocks = fc.array(anyBlock, { maxLength: 12 });
  return { anyWords, anyBlocks };
}

const partsOf = (content: Text): string[] =>
  typeof content === 'string'
    ? [content]
    : content.map((part) =>
        typeof part === 'string'
          ? part
          : part.kind === 'link'
            ? part.label
            : part.kind === 'moment'
              ? part.spoken
              : part.text,
      );
const wordsOfButton = ({ label, confirm: asked }: Button): string[] => [
  label,
  ...(asked ? Object.values(asked) : []),
];
function wordsIn(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'quiet':
      return [block.text];
    case 'text':
      return partsOf(block.text);
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, ...partsOf(value)]);
    case 'list':
      return block.items.flatMap(({ text, buttons = [] }) => [
        ...partsOf(text),
        ...buttons.flatMap(wordsOfButton),
      ]);
    case 'buttons':
      return block.buttons.flatMap(wordsOfButton);
    case 'picture':
      return [block.chart.title, block.alt];
  }
}
const buttonsIn = (block: Block): readonly Button[] =>
  block.kind === 'buttons'
    ? block.buttons
    : block.kind === 'list'
      ? block.items.flatMap(({ buttons = [] }) => buttons)
      : [];
const asPressed = (blocks: readonly Block[]) =>
  blocks.flatMap(buttonsIn).map(({ press, value = '' }) => ({ press, value }));
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
        expect(lost(blocks.flatMap(wordsIn), drawn)).toEqual([]);
      }),
      runs,
    );
  });

  const { anyWords, anyBlocks } = anythingOf(40);

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
          expect(lost(blocks.flatMap(wordsIn), view)).toEqual([]);
        }
      }),
      runs,
    );
  });

  const anyOptions = fc
    .array(fc.record({ label: anyWords, help: anyWords }, { requiredKeys: ['label'] }), { maxLength: 14 })
    .map((all) => all.map((one, n) => ({ ...one, value: `v${n}` })));
  const common = { label: anyWords, help: anyWords, required: fc.boolean() };
  const typed = fc.constantFrom('short-text' as const, 'long-text' as const);
  const anyField = fc.oneof(
    fc.record({
      ...common,
      kind: typed,
      most: fc.integer({ min: 1, max: 4_000 }),
      filled: anyWords,
      placeholder: anyWords,
    }),
    fc.record({
      ...common,
      kind: fc.constant('choice' as const),
      options: anyOptions,
      filled: fc.constantFrom('v0', 'gone'),
    }),
    fc.record({
      ...common,
      kind: fc.constant('choices' as const),
      options: anyOptions,
      filled: fc.constant(['v1', 'v2']),
    }),
    fc.record({
      ...common,
      kind: fc.constant('scale' as const),
      steps: fc.array(anyWords, { maxLength: 11 }),
      filled: fc.nat(12),
    }),
    fc.record({
      ...common,
      kind: fc.constant('number' as const),
      whole: fc.boolean(),
      least: fc.double(),
      filled: fc.double(),
    }),
    fc.record({
      ...common,
      kind: fc.constantFrom('date' as const, 'time' as const),
      filled: fc.constantFrom('2026-11-22', '19:30', 'x'),
    }),
    fc.record({ ...common, kind: fc.constant('person' as const) }),
    fc.record({
      ...common,
      kind: fc.constant('consent' as const),
      statement: anyWords,
      filled: fc.boolean(),
    }),
  );

  it('fits as a form without the loss of a word or a field', () => {
    fc.assert(
      fc.property(fc.array(anyField, { maxLength: 8 }), anyBlocks, anyWords, (drafts, blocks, title) => {
        const fields: Field[] = drafts.map((draft, n) => ({ ...draft, id: `field-${n}` }));
        const asked: Form = { ...form(...fields, ...blocks), title, submit: title, close: title };
        const view = drawForm(asked, nowhere);
        expect(breaches(view)).toEqual([]);
        expect(view.blocks.length).toBeLessThanOrEqual(100);
        const answerable = fieldsOf(asked).filter(
          (field) =>
            !('options' in field && field.options.length === 0) &&
            !('steps' in field && field.steps.length === 0),
        );
        expect(ofType(view, 'input').map((input) => input.block_id)).toEqual(answerable.map(({ id }) => id));
        const words = fields.flatMap((field) => [
          field.label,
          field.help ?? '',
          'statement' in field ? field.statement : '',
          ...('steps' in field ? field.steps : []),
          ...('options' in field ? field.options.flatMap(({ label, help = '' }) => [label, help]) : []),
        ]);
        expect(lost([title, ...words, ...blocks.flatMap(wordsIn)], view)).toEqual([]);
        expect(pressed(view)).toEqual(asPressed(blocks));
      }),
      runs,
    );
  });
});
