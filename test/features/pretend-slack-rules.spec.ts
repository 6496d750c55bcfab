// What may be drawn, and what a person sees of it.
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../adapters/playground/slack/rules.ts';
import { pings, shown } from '../../adapters/playground/slack/shown.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const section = (text: string) => ({ type: 'section' as const, text: plain(text) });

describe('the rules', () => {
  const option = (value: string) => ({ text: plain(value), value });
  const input = (element: object) => ({ type: 'input', label: plain('Label'), element });
  const message = (...blocks: object[]) =>
    problemsOf('message', blocks).map((problem) => problem.split(' [')[0]);

  test.each([
    ['an unknown block', { type: 'sectoin' }, 'unsupported type: sectoin'],
    ['a misspelt property', { type: 'divider', blockid: 'x' }, 'invalid additional property: blockid'],
    [
      'a heading with markup',
      { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
      'unsupported type: mrkdwn',
    ],
    ['an empty section', { type: 'section' }, 'missing required field: text or fields'],
    ['empty words', section(''), 'must be more than 0 characters'],
    [
      'a picture without a description',
      { type: 'image', image_url: 'https://x.example/a.png' },
      'missing required field: alt_text',
    ],
    ['a picture from nowhere', { type: 'image', alt_text: 'x' }, 'provide either image_url or slack_file'],
    [
      'a picture by file',
      { type: 'image', alt_text: 'x', image_url: 'file:///a' },
      'must be a valid http or https URL',
    ],
    [
      'a text field among buttons',
      { type: 'actions', elements: [{ type: 'plain_text_input' }] },
      'unsupported type: plain_text_input',
    ],
    ['a file field in a message', input({ type: 'file_input' }), 'unsupported type: file_input'],
    [
      'eleven radio buttons',
      input({ type: 'radio_buttons', options: Array.from('abcdefghijk', option) }),
      'no more than 10 items allowed',
    ],
    [
      'a first choice that is not offered',
      input({ type: 'static_select', options: [option('a')], initial_option: option('b') }),
      'initial option must match one of the options',
    ],
    [
      'a script behind a link',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'javascript:alert(1)' }] }],
      },
      'must be a valid URL',
    ],
    [
      'an empty piece of rich text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
      },
      'must be more than 0 characters',
    ],
    [
      'a half confirmation',
      { type: 'actions', elements: [{ type: 'button', text: plain('x'), confirm: { text: plain('x') } }] },
      'missing required field: title',
    ],
  ])('refuse %s', (_name, block, problem) => {
    expect(message(block)).toContain(problem);
  });

  test('refuse two of one name, too many blocks, and a form without a way to send it', () => {
    expect(message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })).toEqual([
      '`block_id` `a` already exists',
    ]);
    expect(message(...Array.from({ length: 51 }, () => ({ type: 'divider' })))).toEqual([
      'no more than 50 items allowed',
    ]);
    const asking = { type: 'modal', title: plain('Title'), blocks: [input({ type: 'plain_text_input' })] };
    expect(problemsOf('modal', asking)[0]).toMatch('submit is required');
    expect(problemsOf('home', { type: 'home', title: plain('x'), blocks: [] })[0]).toMatch(
      'invalid additional property: title',
    );
  });

  test('let good blocks through', () => {
    const date = { type: 'date', timestamp: 1_780_000_000, format: '{date_short} {time}', fallback: 'soon' };
    const rich = {
      type: 'rich_text',
      elements: [
        { type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }, date] },
      ],
    };
    const select = {
      type: 'static_select',
      options: [option('a')],
      initial_option: option('a'),
      placeholder: plain('Pick'),
    };
    expect(message(section('x'), rich, { type: 'actions', elements: [select] })).toEqual([]);
  });
});

describe('what a person sees', () => {
  test('markup is read as Slack reads it', () => {
    const text = 'Hi <!channel> and <@U0ANA>, *bold* <https://x.example|here> &lt;b&gt; :wave:';
    expect(shown({ text })).toBe('Hi @channel and @U0ANA, bold here <b> 👋');
    expect(pings({ text })).toEqual(['<!channel>', '<@U0ANA>']);
  });

  test('escaped text and rich text stand as they are', () => {
    expect(pings({ text: '&lt;!channel&gt;' })).toEqual([]);
    expect(shown({ text: '&lt;!channel&gt;' })).toBe('<!channel>');
    const words = '<!channel> *b* :wave: &lt;';
    const block = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }],
    };
    expect(shown(block)).toBe(words);
    expect(pings({ text: 'x', blocks: [block] })).toEqual([]);
  });
});
