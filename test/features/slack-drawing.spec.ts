import { describe, expect, it } from 'vitest';
import { drawForm, drawHome, drawMessage, drawReading } from '../../adapters/slack/draw.ts';
import type { Block, Card, Text } from '../../src/chat/card.ts';
import {
  at,
  breaches,
  button,
  card,
  chart,
  form,
  nowhere,
  ofType,
  pressed,
  said,
  unjoined,
} from '../support/slack-drawn.ts';

const oneOfEverything = (words: string): Card => ({
  name: 'spec.everything',
  summary: words,
  blocks: [
    { kind: 'heading', text: words },
    { kind: 'text', text: words },
    { kind: 'text', text: ['before ', { kind: 'strong', text: words }, ' after'] },
    { kind: 'text', text: [{ kind: 'link', to: 'https://example.org', label: words }] },
    { kind: 'text', text: [{ kind: 'moment', at: 1_790_000_000_000, show: 'date-time', spoken: words }] },
    { kind: 'quiet', text: words },
    { kind: 'facts', facts: [{ label: words, value: words }] },
    { kind: 'list', items: [{ text: words, buttons: [button(words)] }, { text: words }] },
    { kind: 'list', items: [{ text: words }] },
    {
      kind: 'buttons',
      buttons: [
        button(words, { look: 'danger', confirm: { title: words, text: words, yes: words, no: words } }),
      ],
    },
    { kind: 'picture', chart: { ...chart, title: words }, alt: words },
  ],
});
const placesOfWords = 17;

const hostile: Readonly<Record<string, string>> = {
  'a mention of everybody': '<!channel> and @channel',
  'a mention of one': '<@U1>',
  'a link in disguise': '<https://evil.example|your bank>',
  'mrkdwn signs': '*b* _i_ ~s~ `c` ```code```\n> quote',
  'a Markdown link': '[x](javascript:alert(1))',
  'a template': '\u0024{process.env.HOME} {{7*7}}',
  'marks from right to left': '\u202Eevil\u202C \u200Fשלום\u200E',
  'an emoji code': ':smile: :+1::skin-tone-2:',
  'HTML and entities': '<b>&amp;</b> &lt;!here&gt;',
  'a family of emoji': '👩‍👩‍👧‍👦'.repeat(60),
  '40,000 characters': `${'all work and no play '.repeat(1_905)}`.slice(0, 40_000).trim(),
  '40,000 characters without a space': '👨‍⚕️x'.repeat(6_700).slice(0, 40_000).toWellFormed(),
};

describe('text that people wrote', () => {
  for (const [what, words] of Object.entries(hostile)) {
    it(`arrives in Slack as it is: ${what}`, () => {
      for (const picture of [nowhere, at('https://example.org/chart.png')]) {
        const drawings = drawMessage(oneOfEverything(words), picture);
        expect(breaches(drawings)).toEqual([]);
        expect(said(drawings.map(({ blocks }) => blocks)).split(words).length - 1).toBeGreaterThanOrEqual(
          placesOfWords - 3,
        );
      }
    });
  }

  it('cannot become a mention, a style, a quote or an emoji in the fallback, and stays the same words', () => {
    const words = '> <!channel> & *b* _i_ `c` :smile: https://example.org at 19:30';
    const [drawing] = drawMessage({ ...card({ kind: 'text', text: 'private' }), summary: words }, nowhere);
    expect(unjoined(drawing?.text ?? '')).toBe(words);
    expect(drawing?.text).not.toMatch(/<|>|:smile:|\*b\*|^&gt;|:\/\//);
    expect(drawing?.text).toContain('19:30');
  });

  it('never puts anything but the summary into the fallback', () => {
    const long = 'x '.repeat(30_000);
    for (const { text } of drawMessage(card({ kind: 'text', text: long }), nowhere)) {
      expect(text).toMatch(/^Something for you \(\d\/\d\)$/);
    }
    const [cut] = drawMessage(
      { ...card({ kind: 'text', text: 'words' }), summary: '<&*'.repeat(5_000) },
      nowhere,
    );
    expect(cut?.text.length).toBeLessThanOrEqual(3_000);
    expect(cut?.text).toMatch(/…$/);
  });

  it('with a NUL or half a character is drawn with a sign in its place', () => {
    const drawings = drawMessage(oneOfEverything('a\u0000b\uD800c'), nowhere);
    expect(breaches(drawings)).toEqual([]);
    expect(said(drawings)).toContain('a\uFFFDb\uFFFDc');
  });

  it('is divided between people, not through them', () => {
    const family = '👩‍👩‍👧‍👦';
    const blocks = drawMessage(card({ kind: 'text', text: family.repeat(2_000) }), nowhere).flatMap(
      (one) => one.blocks,
    );
    for (const block of blocks) expect(said(block).replaceAll(family, '')).toBe('');
    expect(blocks.length).toBeGreaterThan(1);
  });

  it('becomes a link only where the address is one that we make', () => {
    const to = (address: string): Text => [{ kind: 'link', to: address, label: 'Call' }];
    const drawn = (address: string) => drawMessage(card({ kind: 'text', text: to(address) }), nowhere);
    expect(ofType(drawn('tel:+18005551234'), 'link')).toMatchObject([
      { url: 'tel:+18005551234', text: 'Call' },
    ]);
    expect(ofType(drawn('javascript:alert(1)'), 'link')).toEqual([]);
    expect(said(drawn('javascript:alert(1)')[0]?.blocks)).toBe('Call (javascript:alert(1))');
  });
});

describe('a card in Slack', () => {
  it('tells each reader the time in their own zone', () => {
    const moment: Text = ['From ', { kind: 'moment', at: 1_790_000_000_999, show: 'time', spoken: '19:30' }];
    expect(ofType(drawMessage(card({ kind: 'text', text: moment }), nowhere), 'date')).toEqual([
      { type: 'date', timestamp: 1_790_000_000, format: '{time}', fallback: '19:30' },
    ]);
  });

  it('shows a picture with its words, and only the words where Slack cannot fetch it', () => {
    const picture: Block = { kind: 'picture', chart, alt: 'Rising since May' };
    const [shown] = drawMessage(card(picture), at('https://example.org/c.png'));
    expect(shown?.blocks).toMatchObject([
      { type: 'image', image_url: 'https://example.org/c.png', alt_text: 'Rising since May' },
    ]);
    const [told] = drawMessage(card(picture), nowhere);
    expect(told?.blocks.map((block) => block.type)).toEqual(['rich_text']);
    expect(said(told)).toContain('Rising since May');
  });

  it('asks before a danger', () => {
    const confirm = { title: 'Erase?', text: 'It is gone for good.', yes: 'Erase', no: 'Keep' };
    const [erase] = ofType(
      drawMessage(
        card({ kind: 'buttons', buttons: [button('Erase', { look: 'danger', confirm })] }),
        nowhere,
      ),
      'button',
    );
    expect(erase).toMatchObject({
      style: 'danger',
      confirm: { style: 'danger', confirm: { text: 'Erase' } },
    });
  });

  it('says a long button in full above it', () => {
    const label = 'I would like to talk to somebody who has been through the same thing on a ward like mine';
    const [drawing] = drawMessage(card({ kind: 'buttons', buttons: [button(label)] }), nowhere);
    expect(drawing?.blocks.map((block) => block.type)).toEqual(['rich_text', 'actions']);
    expect(said(drawing?.blocks[0])).toBe(label);
  });

  it('keeps an item with its buttons and a heading with what it heads, over all pages', () => {
    const items = Array.from({ length: 130 }, (_, n) => ({
      text: `item ${n}.`,
      buttons: [button('Book', { value: `${n}` })],
    }));
    const blocks: Block[] = [
      { kind: 'text', text: 'first' },
      { kind: 'list', items },
      { kind: 'heading', text: 'Next' },
      { kind: 'text', text: 'last' },
    ];
    const drawings = drawMessage(card(...blocks), nowhere);
    expect(drawings.length).toBeGreaterThan(2);
    expect(pressed(drawings).map(({ value }) => value)).toEqual(items.map((_, n) => `${n}`));
    for (const drawing of drawings) {
      expect(drawing.blocks.length).toBeLessThanOrEqual(50);
      expect(drawing.blocks[0]?.type).not.toBe('actions');
      expect(drawing.blocks.at(-1)?.type).not.toBe('header');
    }
  });

  it('never leaves a heading at the end of a page', () => {
    const texts = Array.from({ length: 49 }, (): Block => ({ kind: 'text', text: 'words' }));
    const pages = drawMessage(
      card(...texts, { kind: 'heading', text: 'Next' }, { kind: 'text', text: 'last' }),
      nowhere,
    );
    expect(pages.map(({ blocks }) => blocks.length)).toEqual([49, 2]);
  });

  it('that is empty still says what it is about', () => {
    expect(said(drawMessage(card(), nowhere)[0]?.blocks)).toBe('Something for you');
    expect(said(drawHome(card(), nowhere))).toBe('Something for you');
  });
});

describe('a view in Slack', () => {
  const items = Array.from({ length: 400 }, (_, n) => ({
    text: `item ${n}.`,
    buttons: [button('Book', { value: `${n}` })],
  }));

  it('leads on where a list is too long for it', () => {
    const more = button('Show more', { press: 'spec.more', value: 'list' });
    const home = drawHome(card({ kind: 'list', items, more }, { kind: 'text', text: 'the end' }), nowhere);
    expect(breaches(home)).toEqual([]);
    expect(home.blocks.length).toBeLessThanOrEqual(100);
    const presses = pressed(home);
    const shown = presses.length - 1;
    expect(shown).toBeGreaterThan(40);
    expect(presses.at(-1)).toEqual({ press: 'spec.more', value: `list:${shown}` });
    expect(said(home)).toContain(`item ${shown - 1}.`);
    expect(said(home)).not.toContain(`item ${shown}.`);
    expect(said(home)).toMatch(/Show morethe end$/);
  });

  it('holds everything in fewer blocks where nothing leads on, and numbers what belongs together', () => {
    const view = drawReading(
      card({ kind: 'heading', text: 'Sessions' }, { kind: 'list', items }),
      'Close',
      nowhere,
    );
    expect(breaches(view)).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(view.title.text).toBe('Sessions');
    expect(pressed(view).map(({ value }) => value)).toEqual(items.map((_, n) => `${n}`));
    for (const n of [0, 57, 399]) expect(said(view)).toContain(`${n + 1}. item ${n}.`);
    expect(said(view)).toContain('58. Book');
  });

  it('gives up words before buttons and never a field, where nothing else helps', () => {
    const texts = Array.from({ length: 300 }, (): Block => ({ kind: 'text', text: 'x'.repeat(2_900) }));
    const view = drawForm(
      form(
        ...texts,
        { kind: 'short-text', id: 'name', label: 'Name', most: 80 },
        { kind: 'buttons', buttons: [button('Help')] },
      ),
      nowhere,
    );
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(view).length).toBeLessThan(250_000);
    expect(ofType(view, 'input')).toHaveLength(1);
    expect(pressed(view)).toHaveLength(1);
    expect(said(view)).toContain('…');
  });

  it('says a long title in full below the short one', () => {
    const title = 'How are you, right now, after this shift?';
    const view = drawForm({ ...form(), title }, nowhere);
    expect(view.title.text).toMatch(/^How are you.*…$/);
    expect(said(view.blocks)).toBe(title);
  });
});
