import { describe, expect, it } from 'vitest';
import { drawMessage, drawReply } from '../../adapters/teams/draw.ts';
import type { Block, Button, Card, Text } from '../../src/chat/card.ts';
import { chartOf } from '../support/charts.ts';
import { breaches, folded, nodes, ofType, pressed, said } from '../support/teams-drawn.ts';

const nowhere = () => undefined;
const card = (...blocks: Block[]): Card => ({ name: 'spec.card', summary: 'Something for you', blocks });
const button = (label: string, more: Partial<Button> = {}): Button => ({
  press: 'spec.press',
  label,
  ...more,
});
const text = (content: Text): Block => ({ kind: 'text', text: content });
const buttons = (...row: Button[]): Block => ({ kind: 'buttons', buttons: row });

const bodies = (drawn: Card, picture: () => string | undefined = nowhere) =>
  drawMessage(drawn, picture).map((page) => page.card);
const only = (drawn: Card, picture: () => string | undefined = nowhere) => {
  const pages = bodies(drawn, picture);
  const [page] = pages;
  if (!page || pages.length > 1) throw new Error(`${pages.length} cards`);
  expect(breaches(page)).toEqual([]);
  return page;
};

describe('a card', () => {
  it('that holds nothing is drawn as its summary', () => {
    expect(said(only(card()))).toContain('Something for you');
    expect(said(only(card({ kind: 'heading', text: ' ' }, text('\n'), buttons())))).toContain(
      'Something for you',
    );
  });

  it('has headings that a screen reader knows as headings', () => {
    expect(ofType(only(card({ kind: 'heading', text: 'Your week' })), 'TextBlock')).toEqual([
      expect.objectContaining({ text: 'Your week', style: 'heading' }),
    ]);
  });

  it('that is long is divided into messages that Teams takes, in order, and each says which it is', () => {
    const words = Array.from({ length: 60 }, (_, n) => `Paragraph ${n}. ${'word '.repeat(300)}`);
    const drawings = drawMessage(card(...words.map(text)), nowhere);
    expect(drawings.length).toBeGreaterThan(2);
    expect(drawings.flatMap((page) => breaches(page.card))).toEqual([]);
    const all = said(drawings.map((page) => page.card));
    expect([...all.matchAll(/Paragraph (\d+)\./g)].map(([, n]) => Number(n))).toEqual(words.map((_, n) => n));
    expect(drawings.map(({ summary }) => summary)).toEqual(
      drawings.map((_, n) => `Something for you (${n + 1}/${drawings.length})`),
    );
  });

  it('never ends a message with a heading', () => {
    const blocks = Array.from({ length: 40 }, (_, n): Block[] => [
      { kind: 'heading', text: `Heading ${n}` },
      text('word '.repeat(200)),
    ]).flat();
    for (const { body } of bodies(card(...blocks))) expect(body.at(-1)?.type).toBe('RichTextBlock');
  });

  it('keeps the lines of a text, and the text of one that is very long', () => {
    expect(said(only(card(text('one\ntwo\n\nfour'))))).toContain('one\ntwo\n\nfour');
    const long = '👩‍⚕️ten words, '.repeat(4_000);
    const drawn = bodies(card(text(long)));
    expect(drawn.flatMap(breaches)).toEqual([]);
    expect(said(drawn).replaceAll('\n', '')).toContain(long.trim());
  });

  it('as an answer is one card, and what it has no room for follows', () => {
    const short = drawReply(card(text('short')), nowhere);
    expect(said(short.card)).toContain('short');
    expect(short.rest).toEqual([]);
    const words = Array.from({ length: 30 }, (_, n) => `Paragraph ${n}. ${'word '.repeat(300)}`);
    const long = drawReply(card(...words.map(text)), nowhere);
    expect(long.rest.length).toBeGreaterThan(0);
    const all = said([long.card, ...long.rest.map((page) => page.card)]);
    expect(words.filter((one) => !all.includes(one.trim()))).toEqual([]);
  });

  it('as an answer leads on from a list that can be shortened, and says how much is shown', () => {
    const items = Array.from({ length: 40 }, (_, n) => ({ text: `Item ${n}. ${'word '.repeat(300)}` }));
    const { card: drawn, rest } = drawReply(
      card({ kind: 'list', items, more: button('Show more', { press: 'spec.more', value: 'x' }) }),
      nowhere,
    );
    expect(rest).toEqual([]);
    const shown = items.filter((item) => said(drawn).includes(item.text.trim())).length;
    expect(shown).toBeGreaterThan(5);
    expect(pressed(drawn)).toEqual([{ press: 'spec.more', value: `x:${shown}` }]);
  });
});

describe('buttons', () => {
  it('stand in rows of at most six, in order, with a value that is always a text', () => {
    const row = Array.from({ length: 14 }, (_, n) =>
      button(`Button ${n}`, n % 2 ? { value: String(n) } : {}),
    );
    const drawn = only(card(buttons(...row)));
    expect(ofType(drawn, 'ActionSet').map(({ actions }) => nodes(actions).length / 2)).toEqual([6, 6, 2]);
    expect(pressed(drawn).map(({ value }) => value)).toEqual(row.map((_, n) => (n % 2 ? String(n) : '')));
    expect(JSON.stringify(drawn)).not.toContain('inForm');
  });

  it('show what they are by more than their words', () => {
    const drawn = only(
      card(buttons(button('a'), button('b', { look: 'primary' }), button('c', { look: 'danger' }))),
    );
    expect(ofType(drawn, 'Action.Execute').map(({ style }) => style)).toEqual([
      undefined,
      'positive',
      'destructive',
    ]);
  });

  it('stand below the item that they belong to', () => {
    const items = ['first', 'second'].map((label) => ({ text: label, buttons: [button(`do ${label}`)] }));
    expect(said(only(card({ kind: 'list', items })))).toMatch(/first\n+do first\n+second\n+do second/);
  });

  it('whose words are long have them in full above', () => {
    const long = 'very '.repeat(100);
    const drawn = only(card(buttons(button(long))));
    expect(said(drawn)).toContain(long.trim());
    expect(String(ofType(drawn, 'Action.Execute')[0]?.title).length).toBeLessThanOrEqual(150);
  });

  it('that ask once more do nothing until the yes is pressed, and the no puts the question away', () => {
    const confirm = { title: 'Sure?', text: 'It is gone then.', yes: 'Remove it', no: 'Keep it' };
    const row = ['one', 'two'].map((value) => button(`Remove ${value}`, { value, look: 'danger', confirm }));
    const drawn = only(card(buttons(...row), buttons(button('Remove three', { value: 'three', confirm }))));
    expect(pressed(drawn).map(({ value }) => value)).toEqual(['one', 'two', 'three']);
    expect(ofType(drawn, 'Action.Execute').map(({ title }) => title)).toEqual(Array(3).fill('Remove it'));
    const questions = ofType(drawn, 'Container').filter(({ id }) => id !== undefined);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(3);
    for (const question of questions) {
      expect(question.isVisible).toBe(false);
      const [no] = ofType(question, 'Action.ToggleVisibility');
      expect(no).toMatchObject({ title: 'Keep it', targetElements: [question.id] });
      expect(said(question)).toContain('Sure?\nIt is gone then.');
      const opened = ofType(drawn, 'Action.ToggleVisibility').filter(
        ({ targetElements, title }) => String(targetElements) === question.id && title !== 'Keep it',
      );
      expect(opened).toHaveLength(1);
    }
  });
});

describe('links', () => {
  const linked = (to: string, label: string) =>
    only(card(text(['Call ', { kind: 'link', to, label }, '\nor wait'])));
  const markdownOf = (to: string, label: string): string => {
    const block = linked(to, label).body.find(({ type }) => type === 'TextBlock');
    return block?.type === 'TextBlock' ? folded(block.text) : '';
  };

  it.each([
    ['tel:+15551234', '555 1234 (+1)'],
    ['sms:741741', '741741'],
    ['https://example.org/a_b?c=d&e=f#g', 'a page'],
  ])('lead where we say: %s', (to, label) => {
    expect(markdownOf(to, label)).toContain(`](${to})`);
    expect(said(linked(to, label))).toMatch(/Call .+\n+or wait/);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address', 'https://', 'file:///etc/passwd'])(
    'lead nowhere else, and are said in words: %s',
    (to) => {
      expect(JSON.stringify(linked(to, 'a label'))).not.toContain('](');
      expect(said(linked(to, 'a label'))).toContain(`Call a label (${to})`);
    },
  );

  it('are not ended by what stands in their label or address', () => {
    expect(markdownOf('https://example.org/(x)]*', 'a ] label [')).toContain(
      '](https://example.org/%28x%29%5D%2A)',
    );
    expect(said(linked('https://example.org/(x)', 'a ] label ['))).toContain('Call a ] label [');
  });

  it('show the number that they dial, since not every desktop dials', () => {
    expect(said(linked('tel:116123', 'the line for staff'))).toContain('the line for staff (116123)');
    expect(said(linked('tel:116123', '116 123'))).not.toContain('(116123)');
  });
});

describe('a moment', () => {
  const at = Date.UTC(2026, 10, 22, 13, 5);
  const told = (show: 'date' | 'time' | 'date-time', when = at) =>
    said(only(card(text(['It was ', { kind: 'moment', at: when, show, spoken: 'long ago' }, ', yes.']))));

  it('is told in the reader’s own zone', () => {
    expect(told('date')).toContain('It was Nov 22, 2026, yes.');
    expect(told('time')).toMatch(/It was 8:05\sAM, yes\./);
    expect(told('date-time')).toMatch(/It was Nov 22, 2026, 8:05\sAM, yes\./);
  });

  it.each([-1, 0, Number.NaN, 8.64e15])('that no calendar of a client knows is told in words: %s', (when) => {
    expect(told('date', when)).toContain('It was long ago, yes.');
  });
});

describe('a picture', () => {
  const picture: Block = { kind: 'picture', chart: chartOf(10, { title: 'Your days' }), alt: 'It went up.' };

  it('is a chart of Teams’ own, in which days without an answer leave room', () => {
    const [page] = bodies(card(picture), () => 'https://example.org/chart.png');
    const [chart] = ofType(page, 'Chart.Line');
    expect(chart).toMatchObject({ title: 'Your days', yMin: 1, yMax: 5 });
    const values = nodes(chart?.data).filter((point) => 'x' in point);
    expect(values).toHaveLength(7);
    expect(values[0]).toEqual({ x: '2026-10-23', y: 3 });
    expect(chart?.fallback).toMatchObject({
      type: 'Image',
      url: 'https://example.org/chart.png',
      altText: 'Your days',
    });
  });

  it('is told in words in any case, and so is what its numbers mean', () => {
    for (const address of [undefined, 'https://example.org/chart.png'])
      expect(said(only(card(picture), () => address))).toMatch(
        /Your days.*1 = Really struggling · 2 = Struggling.*It went up\./s,
      );
  });

  it('of days without any answer is no chart', () => {
    const empty: Block = { ...picture, chart: { ...picture.chart, points: [] } };
    expect(ofType(only(card(empty)), 'Chart.Line')).toEqual([]);
    expect(said(only(card(empty)))).toContain('It went up.');
  });
});

describe('a notification', () => {
  it('says the summary and nothing else, in one inert line', () => {
    const [drawing] = drawMessage(
      { ...card(text('private')), summary: '*Look* [here](https://evil.example)\nnow' },
      nowhere,
    );
    expect(folded(drawing?.summary ?? '')).toBe('*Look* [here](https://evil.example) now');
    expect(drawing?.summary).not.toMatch(/\*|\]\(|:\/\/|\n/);
    expect(drawing?.card.fallbackText).toBe(drawing?.summary);
  });
});
