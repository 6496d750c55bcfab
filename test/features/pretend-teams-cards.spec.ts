// Which cards Teams takes, and what a reader sees of them.
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../adapters/playground/teams/rules.ts';
import { links, pings, shown } from '../../adapters/playground/teams/shown.ts';
import type { Thing } from '../../adapters/playground/teams/tenant.ts';
import { ana, cardOf } from '../support/pretend-teams.ts';

const text = (said: string): Thing => ({ type: 'TextBlock', text: said });
const run = (...said: string[]): Thing => ({
  type: 'RichTextBlock',
  inlines: said.map((one) => ({ type: 'TextRun', text: one })),
});
const execute = (title: string): Thing => ({ type: 'Action.Execute', title, verb: 'press' });
const input = (id: string, more: Thing = {}): Thing => ({ type: 'Input.Text', id, label: 'Note', ...more });
const chart = (more: Thing = {}): Thing => ({
  type: 'Chart.Line',
  title: 'Your week',
  data: [{ legend: 'Mood', values: [{ x: '2026-03-01', y: 3 }] }],
  ...more,
});

describe('a card that Teams takes', () => {
  const folded = {
    type: 'Action.ShowCard',
    title: 'More',
    card: cardOf(input('b'), { type: 'ActionSet', actions: [execute('Send')] }),
  };
  test.each<[string, Thing]>([
    [
      'with words and buttons',
      { ...cardOf(text('Hello'), run('there')), actions: [execute('Send'), folded] },
    ],
    [
      'with six buttons in a row',
      { ...cardOf(text('x')), actions: ['1', '2', '3', '4', '5', '6'].map(execute) },
    ],
    [
      'with a button that has no verb',
      { ...cardOf(text('x')), actions: [{ type: 'Action.Execute', title: 'x' }] },
    ],
    [
      'with a people picker',
      cardOf({
        type: 'Input.ChoiceSet',
        id: 'who',
        label: 'Who',
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      }),
    ],
    [
      'with a chart',
      cardOf(
        chart(),
        chart({ fallback: { type: 'Image', url: 'https://x.example/a.png', altText: 'A week' } }),
      ),
    ],
    ['with a field that is needed', cardOf(input('a', { isRequired: true }))],
    ['of an older version', { ...cardOf(text('x')), version: '1.2' }],
  ])('%s', (_name, card) => {
    expect(problemsOf(card)).toEqual([]);
  });
});

describe('a card that Teams does not take', () => {
  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /no AdaptiveCard/],
    ['another thing', { type: 'MessageCard' }, /no AdaptiveCard/],
    ['a version of the future', { ...cardOf(text('x')), version: '1.6' }, /1\.5 is the highest/],
    ['no version', { type: 'AdaptiveCard', body: [] }, /no version/],
    ['one id for two fields', cardOf(input('a'), input('a')), /"a" occurs twice/],
    [
      'one id for two fields, one of them folded',
      { ...cardOf(input('a')), actions: [{ type: 'Action.ShowCard', title: 'x', card: cardOf(input('a')) }] },
      /"a" occurs twice/,
    ],
    ['a field without an id', cardOf({ type: 'Input.Text' }), /unique Id/],
    ['no words in a block', cardOf(text('')), /TextBlock has no text/],
    ['a picture from nowhere', cardOf({ type: 'Image', altText: 'x' }), /Image has no url/],
    ['an unknown element', cardOf({ type: 'Marquee' }), /Marquee/],
    [
      'an unknown action',
      {
        ...cardOf(text('x')),
        actions: [{ type: 'Action.Http', title: 'x', url: 'https://x.example', method: 'GET' }],
      },
      /Action\.Http|url|method/,
    ],
    [
      'a button that leads into a script',
      { ...cardOf(text('x')), actions: [{ type: 'Action.OpenUrl', title: 'x', url: 'javascript:alert(1)' }] },
      /Nobody can open/,
    ],
    ['a size that there is not', cardOf({ ...text('x'), size: 'Huge' }), /Huge/],
    [
      'a choice without a title',
      cardOf({ type: 'Input.ChoiceSet', id: 'c', choices: [{ value: '1' }] }),
      /title and value/,
    ],
    ['no choices', cardOf({ type: 'Input.ChoiceSet', id: 'c', choices: [] }), /at least one choice/],
    ['a broken picture behind a chart', cardOf(chart({ fallback: { type: 'Marquee' } })), /Marquee/],
    [
      'seven buttons in a row',
      { ...cardOf(text('x')), actions: ['1', '2', '3', '4', '5', '6', '7'].map(execute) },
      /exceeded/,
    ],
    [
      'a button without a title',
      { ...cardOf(text('x')), actions: [{ type: 'Action.Execute', verb: 'x' }] },
      /no title/,
    ],
  ])('%s', (_name, card, why) => {
    expect(problemsOf(card).join(' ')).toMatch(why);
  });
});

describe('a reader of a card', () => {
  test('sees the words in their order', () => {
    const card = {
      ...cardOf(
        text('How are you?'),
        run('Ward 4, ', 'night'),
        { type: 'FactSet', facts: [{ title: 'Since', value: 'Monday' }] },
        {
          type: 'ColumnSet',
          columns: [
            { type: 'Column', items: [text('left')] },
            { type: 'Column', items: [text('right')] },
          ],
        },
        { type: 'Image', url: 'https://x.example/a.png', altText: 'A lamp' },
        input('a', { placeholder: 'A few words', value: 'typed' }),
        { type: 'Input.Toggle', id: 't', title: 'Count me in', value: 'true' },
        {
          type: 'Input.ChoiceSet',
          id: 'c',
          label: 'Mood',
          choices: [{ title: 'Good', value: '5' }],
          value: '5',
        },
        chart(),
      ),
      actions: [execute('Send'), { type: 'Action.ShowCard', title: 'More', card: cardOf(text('folded')) }],
    };
    expect(shown(card).split('\n')).toEqual([
      'How are you?',
      'Ward 4, night',
      'Since',
      'Monday',
      'left',
      'right',
      'A lamp',
      'Note',
      'A few words',
      'typed',
      'Count me in',
      'Mood',
      'Good',
      'Your week',
      'Mood',
      'Send',
      'More',
      'folded',
    ]);
  });

  test.each([
    ['**bold** and _italic_', 'bold and italic'],
    ['[a label](https://x.example)', 'a label'],
    ['- one\n- two', '• one\n• two'],
    ['3. three\n4. four', '3. three\n4. four'],
    ['1) one', '1. one'],
    ['fish &amp; chips', 'fish & chips'],
    ['2 \\* 3', '2 * 3'],
    ['one\ntwo', 'one two'],
    ['one\n\ntwo', 'one\ntwo'],
    // What Teams does not know in a card stays as it is.
    ['# one', '# one'],
    ['`code` ~~gone~~ <b>x</b> > quote', '`code` ~~gone~~ <b>x</b> > quote'],
    ['| a | b |', '| a | b |'],
  ])('sees what Markdown makes of %j in a block and in facts', (written, seen) => {
    expect(shown(cardOf(text(written)))).toBe(seen);
    expect(shown(cardOf({ type: 'FactSet', facts: [{ title: 'x', value: written }] }))).toBe(`x\n${seen}`);
  });

  test('sees marks as they are everywhere else', () => {
    const marks = '**x** [y](https://z.example) - &amp; <at>Ana</at>';
    const everywhere = cardOf(
      run(marks),
      input('a', { label: marks, placeholder: marks, value: marks }),
      { type: 'Input.Toggle', id: 't', title: marks },
      { type: 'Input.ChoiceSet', id: 'c', choices: [{ title: marks, value: '1' }] },
      { type: 'ActionSet', actions: [execute(marks)] },
    );
    expect(new Set(shown(everywhere).split('\n'))).toEqual(new Set([marks]));
  });

  test('sees days and hours of their own', () => {
    const moment = '{{DATE(2026-03-01T23:30:00Z,SHORT)}} {{TIME(2026-03-01T23:30:00Z)}}';
    const there = (locale: string, tz: string) =>
      shown(cardOf(text(moment), run(moment)), { locale, tz }).split('\n');
    expect(there('en-US', 'America/New_York')).toEqual(Array(2).fill('Sun, Mar 1, 2026 6:30 PM'));
    expect(there('es-ES', 'Europe/Madrid')).toEqual(Array(2).fill('lun, 2 mar 2026 0:30'));
    expect(shown(cardOf(run('{{DATE(tomorrow)}}')))).toBe('{{DATE(tomorrow)}}');
  });

  test('is called by a mention that the card declares, and by nothing else', () => {
    const entity = { type: 'mention', text: '<at>Ana</at>', mentioned: { id: ana.id, name: 'Ana Ruiz' } };
    const card = { ...cardOf(text('Hi <at>Ana</at> <at>Ben</at>')), msteams: { entities: [entity] } };
    expect(shown(card)).toBe('Hi Ana Ruiz <at>Ben</at>');
    expect(pings(card)).toEqual([ana.id]);
    expect(pings(cardOf(text('Hi <at>Ana</at>')))).toEqual([]);
  });

  test('is led where links and buttons lead', () => {
    const card = {
      ...cardOf(text('[a](https://a.example) [b](javascript:alert(1))'), run('[c](https://c.example)')),
      actions: [{ type: 'Action.OpenUrl', title: 'Go', url: 'https://d.example' }],
    };
    expect(links(card)).toEqual(['https://a.example', 'https://d.example']);
  });
});

describe('a reader of a message', () => {
  const message = (said: string, more: Thing = {}): Thing => ({ text: said, format: 'markdown', ...more });

  test('sees more Markdown, and HTML taken away', () => {
    expect(shown(message('~~gone~~ `code` <b>bold</b><br>next'))).toBe('gone code bold\nnext');
    expect(shown(message('**x** <b>', { format: 'plain' }))).toBe('**x** <b>');
  });

  test('sees the card after the text, and what an answer said after that', () => {
    expect(shown(message('', { card: cardOf(text('A card')), words: 'Noted' }))).toBe('A card\nNoted');
  });

  test('is called by its mentions', () => {
    const mentions = [{ text: '<at>Ana</at>', id: ana.id, name: 'Ana' }];
    expect(shown(message('Hi <at>Ana</at>', { mentions }))).toBe('Hi Ana');
    expect(pings(message('Hi <at>Ana</at>', { mentions }))).toEqual([ana.id]);
    expect(pings(message('Hi <at>Ana</at>'))).toEqual([]);
  });
});
