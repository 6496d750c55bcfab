// A card and a form with one of everything: on every platform no word and no button is lost on any surface, and the
// platform takes all of it. One that differs confesses it in its row, with the reason.
import { describe, expect, it } from 'vitest';
import { shown } from '../../adapters/playground/slack/shown.ts';
import * as slack from '../../adapters/slack/draw.ts';
import * as teams from '../../adapters/teams/draw.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import * as inSlack from '../support/slack-drawn.ts';
import { chart } from '../support/slack-drawn.ts';
import * as inTeams from '../support/teams-drawn.ts';

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

type Picture = (typeof pictures)[number][1];
type Surface = { what: string; words: string; presses: readonly string[]; breaches: readonly string[] };
type Asking = Surface & { fields: readonly string[]; hasDialog: boolean };

type Platform = {
  name: string;
  /** The card wherever it may come to stand. */
  cards: (picture: Picture) => readonly Surface[];
  form: (picture: Picture) => Asking;
  /** What this platform does not do as the others do, and why. */
  differs: { dialog?: string };
};

const pictures = [
  ['with its picture', () => 'https://example.org/chart.png'],
  ['where no picture can be fetched', () => undefined],
] as const;
const reader = { locale: 'en-US', tz: 'America/New_York' };

const slackSurface = (what: string, drawn: unknown, breaches: readonly string[]): Surface => ({
  what,
  words: shown(drawn, reader),
  presses: inSlack.pressed(drawn).map(({ press }) => press),
  breaches,
});
const teamsSurface = (what: string, cards: readonly teams.Drawing['card'][]): Surface => ({
  what,
  words: inTeams.said(cards),
  presses: inTeams.pressed(cards).map(({ press }) => press),
  breaches: cards.flatMap(inTeams.breaches),
});

const platforms: readonly Platform[] = [
  {
    name: 'slack',
    cards: (picture) => {
      const messages = slack.drawMessage(card, picture);
      const views = [
        ['a modal to read', slack.drawReading(card, 'leave it', picture)],
        ['the home view', slack.drawHome(card, picture)],
      ] as const;
      return [
        slackSurface(
          'a message',
          messages.map(({ blocks }) => blocks),
          inSlack.breaches(messages),
        ),
        ...views.map(([what, view]) => slackSurface(what, view, inSlack.breaches(view))),
      ];
    },
    form: (picture) => {
      const view = slack.drawForm(form, picture);
      return {
        ...slackSurface('a form', view, inSlack.breaches(view)),
        fields: inSlack.ofType(view, 'input').map((input) => String(input.block_id)),
        hasDialog: inSlack.ofType(view, 'button').some((button) => 'confirm' in button),
      };
    },
    differs: {},
  },
  {
    name: 'teams',
    cards: (picture) => {
      const reply = teams.drawReply(card, picture);
      return [
        teamsSurface(
          'a message',
          teams.drawMessage(card, picture).map((drawing) => drawing.card),
        ),
        teamsSurface('an answer', [reply.card, ...reply.rest.map((drawing) => drawing.card)]),
      ];
    },
    form: (picture) => {
      const drawn = teams.drawForm(form, inTeams.means(picture));
      return {
        ...teamsSurface('a form', [drawn]),
        fields: inTeams.asked(drawn).map((input) => String(input.id).replace(/^in:/, '')),
        hasDialog: inTeams.ofType(drawn, 'Action.Execute').some((action) => 'confirm' in action),
      };
    },
    differs: { dialog: 'Adaptive Cards have none: the question opens below its button, with a yes and a no' },
  },
];

const missing = (wanted: readonly string[], { words }: Surface): string[] =>
  wanted.filter((one) => !words.includes(one));

describe.each(platforms)('one of everything in $name', ({ cards, form: drawForm, differs }) => {
  describe.each(pictures)('%s', (_what, picture) => {
    it('loses no word and no button of a card, wherever it stands', () => {
      for (const surface of cards(picture)) {
        expect(missing(wordsOfBlocks, surface), surface.what).toEqual([]);
        expect(surface.presses, surface.what).toEqual(presses);
      }
    });

    it('loses no word and no button of a form', () => {
      const surface = drawForm(picture);
      const wanted = [...wordsOfBlocks, ...wordsOfFields, 'send it', 'leave it', 'one of everything'];
      expect(missing(wanted, surface)).toEqual([]);
      expect(surface.presses).toEqual(presses);
    });

    it('asks for every kind of answer, each under its own id', () => {
      expect(drawForm(picture).fields).toEqual(Object.values(fields).map((field) => field.id));
    });

    it('tells a moment as the reader’s own calendar does', () => {
      for (const surface of [...cards(picture), drawForm(picture)])
        expect(surface.words, surface.what).toMatch(/Nov(ember)? 22, 2026/);
    });

    it('is taken by the platform on every surface', () => {
      for (const surface of [...cards(picture), drawForm(picture)])
        expect(surface.breaches, surface.what).toEqual([]);
    });

    it(`asks once more before what cannot be undone: ${differs.dialog ?? 'in a dialog'}`, () => {
      const surface = drawForm(picture);
      expect(missing(['a question', 'what will happen', 'a yes', 'a no'], surface)).toEqual([]);
      expect(surface.hasDialog).toBe(differs.dialog === undefined);
    });
  });
});
