// Any words, any card and any field, for specs that let chance look for what nobody thought of.
import fc from 'fast-check';
import type { Block, Button, Moment, Text } from '../../src/chat/card.ts';
import type { Field } from '../../src/chat/form.ts';
import { chart } from './slack-drawn.ts';

/** Words and cards of every kind; `times` bounds how long a text gets, since a view has no further page. */
export function anythingOf(times: number) {
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
  const anyFields: fc.Arbitrary<Field[]> = fc
    .array(anyField, { maxLength: 8 })
    .map((drafts) => drafts.map((draft, n) => ({ ...draft, id: `field-${n}` })));
  return { anyWords, anyBlocks, anyFields };
}

/** What is not to be looked for, since a platform tells it in its own way. */
type Told = (moment: Moment) => boolean;

const partsOf = (content: Text, isTold: Told): string[] =>
  (typeof content === 'string' ? [content] : content).flatMap((part) => {
    if (typeof part === 'string') return [part];
    if (part.kind === 'moment') return isTold(part) ? [] : [part.spoken];
    return [part.kind === 'link' ? part.label : part.text];
  });
const wordsOfButton = ({ label, confirm: asked }: Button): string[] => [
  label,
  ...(asked ? Object.values(asked) : []),
];
export function wordsIn(block: Block, isTold: Told = () => false): string[] {
  switch (block.kind) {
    case 'heading':
    case 'quiet':
      return [block.text];
    case 'text':
      return partsOf(block.text, isTold);
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, ...partsOf(value, isTold)]);
    case 'list':
      return block.items.flatMap(({ text, buttons = [] }) => [
        ...partsOf(text, isTold),
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
export const asPressed = (blocks: readonly Block[]) =>
  blocks.flatMap(buttonsIn).map(({ press, value = '' }) => ({ press, value }));

export const wordsOfField = (field: Field): string[] => [
  field.label,
  field.help ?? '',
  'statement' in field ? field.statement : '',
  ...('steps' in field ? field.steps : []),
  ...('options' in field ? field.options.flatMap(({ label, help = '' }) => [label, help]) : []),
];

/** Where there is nothing to choose from, there is nothing to answer. */
export const isAnswerable = (field: Field): boolean =>
  !('options' in field && field.options.length === 0) && !('steps' in field && field.steps.length === 0);
