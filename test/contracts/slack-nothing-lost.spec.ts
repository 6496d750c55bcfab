// A card and a form with one of everything: no word and no button is lost on any surface, and Slack takes all of it.
import { describe, expect, it } from 'vitest';
import { shown } from '../../adapters/playground/slack/shown.ts';
import { drawForm, drawHome, drawMessage, drawReading } from '../../adapters/slack/draw.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import { at, breaches, chart, ofType, pressed } from '../support/slack-drawn.ts';

const blocks: Readonly<Record<Block['kind'], Block>> = {
  heading: { kind: 'heading', text: 'a heading' },
  text: {
    kind: 'text',
    text: [
      'plain words, ',
      { kind: 'strong', text: 'strong words, ' },
      { kind: 'link', to: 'https://example.org/page', label: 'words of a link, ' },
      { kind: 'moment', at: 1_795_354_559_000, show: 'date-time', spoken: 'a spoken moment' },
    ],
  },
  quiet: { kind: 'quiet', text: 'a quiet note' },
  facts: { kind: 'facts', facts: [{ label: 'a label', value: ['a ', { kind: 'strong', text: 'value' }] }] },
  list: {
    kind: 'list',
    items: [
      { text: 'an item', buttons: [{ press: 'spec.item', value: '1', label: 'a button of the item' }] },
      { text: 'another item' },
    ],
  },
  buttons: {
    kind: 'buttons',
    buttons: [
      { press: 'spec.plain', label: 'a plain button' },
      { press: 'spec.primary', label: 'a primary button', look: 'primary' },
      {
        press: 'spec.danger',
        label: 'a dangerous button',
        look: 'danger',
        confirm: { title: 'a question', text: 'what will happen', yes: 'a yes', no: 'a no' },
      },
    ],
  },
  picture: { kind: 'picture', chart: { ...chart, title: 'title of a picture' }, alt: 'words for a picture' },
};
const wordsOfBlocks = [
  'a heading',
  'plain words, strong words, words of a link, ',
  'a quiet note',
  'a label: a value',
  'an item',
  'a button of the item',
  'another item',
  'a plain button',
  'a primary button',
  'a dangerous button',
  'a question',
  'what will happen',
  'a yes',
  'a no',
  'title of a picture',
  'words for a picture',
];
const presses = ['spec.item', 'spec.plain', 'spec.primary', 'spec.danger'];

const common = { required: true, help: 'a hint' };
const options = [
  { value: 'v1', label: 'the first option', help: 'more about it' },
  { value: 'v2', label: 'the second option' },
];
const fields: Readonly<Record<Field['kind'], Field>> = {
  'short-text': {
    ...common,
    id: 'f1',
    label: 'short text',
    kind: 'short-text',
    most: 100,
    placeholder: 'an example',
  },
  'long-text': {
    ...common,
    id: 'f2',
    label: 'long text',
    kind: 'long-text',
    most: 2_000,
    filled: 'written before',
  },
  choice: { ...common, id: 'f3', label: 'a choice', kind: 'choice', options, filled: 'v2' },
  choices: { ...common, id: 'f4', label: 'several choices', kind: 'choices', options, filled: ['v1'] },
  scale: { ...common, id: 'f5', label: 'a scale', kind: 'scale', steps: ['lowest', 'middle', 'highest'] },
  number: { ...common, id: 'f6', label: 'a number', kind: 'number', whole: true, least: 1, most: 9 },
  date: { ...common, id: 'f7', label: 'a date', kind: 'date', filled: '2026-11-22' },
  time: { ...common, id: 'f8', label: 'a time', kind: 'time', filled: '19:30' },
  person: { ...common, id: 'f9', label: 'a person', kind: 'person' },
  consent: { ...common, id: 'f10', label: 'a consent', kind: 'consent', statement: 'a statement' },
};
const wordsOfFields = [
  ...Object.values(fields).map(({ label }) => label),
  'a hint',
  'an example',
  'written before',
  'the first option',
  'more about it',
  'the second option',
  'lowest',
  'middle',
  'highest',
  'a statement',
];

const card: Card = { name: 'spec.everything', summary: 'one of everything', blocks: Object.values(blocks) };
const form: Form = {
  name: 'spec.everything',
  title: 'one of everything',
  parts: [...Object.values(blocks), ...Object.values(fields)],
  submit: 'send it',
  close: 'leave it',
  carries: 'something',
};
const reader = { locale: 'en-US', tz: 'America/New_York' };
const missing = (wanted: readonly string[], drawn: unknown): string[] => {
  const words = shown(drawn, reader);
  return wanted.filter((one) => !words.includes(one));
};

describe.each([
  ['with its picture', 'https://example.org/chart.png'],
  ['where no picture can be fetched', undefined],
])('one of everything, %s', (_, address) => {
  const picture = at(address);
  const surfaces: readonly [string, { blocks: readonly unknown[] }][] = [
    ['a message', { blocks: drawMessage(card, picture).flatMap((page) => page.blocks) }],
    ['a modal to read', drawReading(card, 'leave it', picture)],
    ['the home view', drawHome(card, picture)],
    ['a form', drawForm(form, picture)],
  ];

  it.each(surfaces)('loses no word and no button in %s', (_surface, drawn) => {
    const inTitle = 'title' in drawn ? drawn : { ...drawn, title: undefined };
    expect(
      missing(wordsOfBlocks, inTitle.blocks).filter((words) => missing([words], inTitle.title).length > 0),
    ).toEqual([]);
    expect(pressed(drawn.blocks).map(({ press }) => press)).toEqual(presses);
    expect(shown(drawn.blocks, reader)).toMatch(/November 22, 2026/);
  });

  it('is taken by Slack on every surface', () => {
    expect(breaches(drawMessage(card, picture))).toEqual([]);
    for (const view of [
      drawReading(card, 'leave it', picture),
      drawHome(card, picture),
      drawForm(form, picture),
    ])
      expect(breaches(view)).toEqual([]);
  });

  it('asks for every kind of answer, each under its own id', () => {
    const drawn = drawForm(form, picture);
    expect(missing([...wordsOfFields, 'send it', 'leave it', 'one of everything'], drawn)).toEqual([]);
    expect(ofType(drawn, 'input').map((input) => input.block_id)).toEqual(
      Object.values(fields).map((field) => field.id),
    );
  });
});
