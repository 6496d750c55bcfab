import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../adapters/slack/answers.ts';
import { drawForm } from '../../adapters/slack/draw.ts';
import type { Field } from '../../src/chat/form.ts';
import { breaches, form, isNode, nowhere, ofType, said } from '../support/slack-drawn.ts';

describe('a form in Slack', () => {
  const options = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `option ${n}` }));
  const elementOf = (field: Field) => ofType(drawForm(form(field), nowhere), 'input')[0]?.element;

  it('asks in the way that fits the number of options', () => {
    for (const [count, one, several] of [
      [10, 'radio_buttons', 'checkboxes'],
      [11, 'static_select', 'multi_static_select'],
      [101, 'static_select', 'multi_static_select'],
    ] as const) {
      expect(
        elementOf({ kind: 'choice', id: 'a', label: 'A', options: options(count), filled: 'v3' }),
      ).toMatchObject({ type: one, initial_option: { value: 'v3' } });
      expect(
        elementOf({ kind: 'choices', id: 'a', label: 'A', options: options(count), filled: ['v3'] }),
      ).toMatchObject({ type: several, initial_options: [{ value: 'v3' }] });
    }
    expect(
      breaches(drawForm(form({ kind: 'choice', id: 'a', label: 'A', options: options(950) }), nowhere)),
    ).toEqual([]);
  });

  it('says a long option and a long consent in full above the field', () => {
    const long = `I agree that ${'what I say here stays here, and '.repeat(5)}that is all.`;
    const view = drawForm(
      form(
        { kind: 'consent', id: 'ok', label: 'Ground rules', statement: long, required: true },
        {
          kind: 'choice',
          id: 'why',
          label: 'Why',
          options: [
            { value: 'a', label: long },
            { value: 'b', label: 'Other' },
          ],
        },
      ),
      nowhere,
    );
    expect(breaches(view)).toEqual([]);
    expect(view.blocks.map((block) => block.type)).toEqual(['rich_text', 'input', 'rich_text', 'input']);
    expect(said(view.blocks[0])).toBe(long);
    expect(said(view.blocks[2])).toBe(`1. ${long}`);
    expect(said(view.blocks[3])).toContain('2. Other');
  });

  it('carries what comes back with the answers, and marks what must be filled in', () => {
    const view = drawForm(
      {
        ...form({
          kind: 'date',
          id: 'day',
          label: 'Day',
          help: 'Any day',
          required: true,
          filled: '2026-11-22',
        }),
        carries: 'opaque',
      },
      nowhere,
    );
    expect(view).toMatchObject({
      callback_id: 'spec.form',
      private_metadata: 'opaque',
      submit: { text: 'Send' },
    });
    expect(view.blocks).toMatchObject([
      {
        block_id: 'day',
        optional: false,
        hint: { text: 'Any day' },
        element: { initial_date: '2026-11-22' },
      },
    ]);
  });

  it('comes back as the answers that were given', () => {
    const option = (value: string) => ({ value, text: { type: 'plain_text', text: 'x' } });
    expect(
      readAnswers({
        note: { 'long-text': { type: 'plain_text_input', value: '<@U1> *b*' } },
        none: { 'short-text': { type: 'plain_text_input', value: null } },
        mood: { scale: { type: 'radio_buttons', selected_option: option('4') } },
        unit: { choice: { type: 'static_select', selected_option: option('4') } },
        open: { choice: { type: 'radio_buttons', selected_option: null } },
        topics: { choices: { type: 'multi_static_select', selected_options: [option('a'), option('b')] } },
        empty: { choices: { type: 'checkboxes', selected_options: [] } },
        yes: { consent: { type: 'checkboxes', selected_options: [option('yes')] } },
        no: { consent: { type: 'checkboxes', selected_options: [] } },
        years: { number: { type: 'number_input', value: '12.5' } },
        odd: { number: { type: 'number_input', value: '1e999' } },
        day: { date: { type: 'datepicker', selected_date: '2026-11-22' } },
        hour: { time: { type: 'timepicker', selected_time: '19:30' } },
        who: { person: { type: 'users_select', selected_user: 'U1' } },
        new: { other: { type: 'file_input', files: [] } },
      }),
    ).toEqual({
      note: '<@U1> *b*',
      none: null,
      mood: 4,
      unit: '4',
      open: null,
      topics: ['a', 'b'],
      empty: null,
      yes: true,
      no: false,
      years: 12.5,
      odd: '1e999',
      day: '2026-11-22',
      hour: '19:30',
      who: 'U1',
    });
  });

  it('never breaks on what somebody else makes up', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        (odd) => void readAnswers({ field: { scale: odd }, other: odd, ...(isNode(odd) ? odd : {}) }),
      ),
    );
    for (const odd of [undefined, null, 7, 'x', []]) expect(readAnswers(odd)).toEqual({});
    const forged = readAnswers(
      JSON.parse('{"__proto__":{"choice":{"type":"datepicker","selected_date":"x"}}}'),
    );
    expect(Object.keys(forged)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(forged)).toBe(Object.prototype);
  });
});
