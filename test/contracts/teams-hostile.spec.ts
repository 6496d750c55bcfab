// What people write arrives in Teams as the text that it is: no link, mention, picture, style or date comes out of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawForm, drawMessage } from '../../adapters/teams/draw.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import { clean } from '../../src/chat/pieces.ts';
import { chartOf } from '../support/charts.ts';
import { hostile, unreadable } from '../support/hostile.ts';
import { folded, means } from '../support/teams-drawn.ts';
import { openRenderer, type Rendered } from '../support/teams-rendered.ts';

let renderer: Awaited<ReturnType<typeof openRenderer>>;
beforeAll(async () => {
  renderer = await openRenderer();
});
afterAll(() => renderer.close());

const written: Readonly<Record<string, string>> = {
  ...hostile,
  ...unreadable,
  'a date of Teams':
    '{{DATE(2026-01-01T00:00:00Z,SHORT)}} {{TIME(2026-01-01T00:00:00Z)}} {{{DATE(2026-01-01T00:00:00Z)}}}',
  'a mention of Teams': '<at>Everyone</at> and <at id="1">You</at>',
  'emphasis of every kind': '**a** __b__ ***c*** *d* _e_ `f` ``g`` ~~h~~ ==i==',
  'a picture': '![x](https://evil.example/x.png) [![x](https://evil.example/x.png)](https://evil.example)',
  'links of every kind':
    '[a](https://evil.example "b") [c][d] <https://evil.example> https://evil.example www.evil.example',
  'the meaning of a name': '[x]: https://evil.example\n\n[x]',
  'the beginning of lines':
    '# a\n- b\n+ c\n1. d\n2) e\n> f\n---\n    g\n\th\n| i | j |\n|---|---|\n| k | l |\n===',
  'escapes and entities': '\\*a\\* \\[b\\](c) &lt;d&gt; &#42;e&#42; &amp;amp; a\\',
  'brackets that do not match': 'x](https://evil.example) [y ]( z',
};

const oneOfEverything = (words: string): Card => ({
  name: 'spec.everything',
  summary: 'spec',
  blocks: [
    { kind: 'heading', text: words },
    { kind: 'text', text: words },
    { kind: 'text', text: ['before ', { kind: 'strong', text: words }, ' after'] },
    { kind: 'text', text: [words, { kind: 'link', to: 'https://example.org/ours', label: words }, words] },
    {
      kind: 'text',
      text: [
        { kind: 'moment', at: 1_795_354_559_000, show: 'date', spoken: 'spoken' },
        words,
        { kind: 'strong', text: words },
      ],
    },
    { kind: 'quiet', text: words },
    { kind: 'facts', facts: [{ label: words, value: words }] },
    {
      kind: 'list',
      items: [{ text: words, buttons: [{ press: 'spec.press', label: words }] }, { text: words }],
    },
    { kind: 'list', items: [{ text: words }] },
    {
      kind: 'buttons',
      buttons: [
        { press: 'spec.sure', label: words, confirm: { title: words, text: words, yes: words, no: words } },
      ],
    },
    { kind: 'picture', chart: chartOf(3, { title: words, steps: [words] }), alt: words },
  ] satisfies Block[],
});
const placesInCard = 22;

const formOf = (words: string): Form => {
  const options = [{ value: 'v1', label: words, help: words }];
  const many = Array.from({ length: 9 }, (_, n) => ({ value: `v${n}`, label: words }));
  const common = { label: words, help: words };
  return {
    name: 'spec.form',
    title: words,
    submit: words,
    close: words,
    parts: [
      { ...common, kind: 'short-text', id: 'f1', most: 1_000, placeholder: words },
      { ...common, kind: 'long-text', id: 'f2', most: 1_000, filled: words },
      { ...common, kind: 'choice', id: 'f3', options },
      { ...common, kind: 'choice', id: 'f4', options: many },
      { ...common, kind: 'choices', id: 'f5', options },
      { ...common, kind: 'scale', id: 'f6', steps: [words] },
      { ...common, kind: 'consent', id: 'f7', statement: words },
    ] satisfies Field[],
  };
};
const errors = (words: string) => ({ '': words, f1: words });
const placesInForm = 3 + 2 * 7 + 2 + 2 + 9 + 2 + 1 + 1 + 2;

/** As a browser lays it out: white space in a row is one space, and there are places that have one line only. */
const laidOut = (text: string): string => folded(text).replaceAll(/\s+/g, ' ');
const timesIn = ({ text }: Rendered, words: string): number =>
  laidOut(text).split(laidOut(clean(words)).trim()).length - 1;

describe.each(Object.entries(written))('%s', (_, words) => {
  it.each(['usual', 'daring'] as const)('is read as it was written in a card: %s Markdown', async (how) => {
    const [drawn] = drawMessage(oneOfEverything(words), () => undefined);
    if (!drawn) throw new Error('Nothing was drawn.');
    const seen = await renderer.read(drawn.card, how);
    expect(timesIn(seen, words)).toBeGreaterThanOrEqual(placesInCard);
    expect(seen.links).toEqual(['https://example.org/ours']);
    expect(seen.styled).toEqual([]);
    expect(seen.text).toContain('Nov 22, 2026');
    expect(seen.text).not.toMatch(/Dec 31, 2025|7:00 PM/);
  });

  it.each(['usual', 'daring'] as const)('is read as it was written in a form: %s Markdown', async (how) => {
    const seen = await renderer.read(drawForm(formOf(words), means(), errors(words)), how);
    expect(timesIn(seen, words)).toBeGreaterThanOrEqual(placesInForm);
    expect(seen.links).toEqual([]);
    expect(seen.styled).toEqual([]);
  });
});

describe('the renderer', () => {
  it('would make links, styles and dates of the same words where nothing keeps them inert', async () => {
    const text = Object.values(written).join('\n\n');
    const [drawn] = drawMessage({ name: 'spec', summary: 'spec', blocks: [] }, () => undefined);
    if (!drawn) throw new Error('Nothing was drawn.');
    const seen = await renderer.read(
      { ...drawn.card, body: [{ type: 'TextBlock', text, wrap: true }] },
      'daring',
    );
    expect(seen.links).toContain('https://evil.example');
    expect(seen.styled).toEqual(expect.arrayContaining(['em', 'code', 'ul', 'h1', 'img', 'table']));
    expect(seen.text).toMatch(/Dec 31, 2025/);
  });
});
