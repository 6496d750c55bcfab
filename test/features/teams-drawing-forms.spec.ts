import { describe, expect, it } from 'vitest';
import { drawForm, drawFormReply } from '../../adapters/teams/draw.ts';
import type { Block } from '../../src/chat/card.ts';
import { type Field, type Form, filledIn } from '../../src/chat/form.ts';
import { speaker } from '../../src/words/speak.ts';
import { asked, breaches, folded, means, ofType, pressed, said, sealed } from '../support/teams-drawn.ts';

const form = (...parts: (Block | Field)[]): Form => ({
  name: 'spec.form',
  title: 'A form',
  parts,
  submit: 'Send',
  close: 'Close',
  carries: 'c1',
});
const note: Field = { kind: 'long-text', id: 'note', label: 'A note', most: 2_000 };
const draw = (drawn: Form, errors?: Readonly<Record<string, string>>) => {
  const found = drawForm(drawn, means(), errors);
  expect(breaches(found)).toEqual([]);
  return found;
};
const input = (field: Field) => asked(draw(form(field)))[0];

describe('a form', () => {
  it('has a title, its fields and two buttons: to send and to leave', () => {
    const drawn = draw(form(note));
    expect(said(drawn)).toMatch(/A form\n.*A note\n.*Send\nClose/s);
    expect(drawn.actions).toEqual([
      expect.objectContaining({
        verb: 'form',
        associatedInputs: 'auto',
        data: expect.objectContaining({ form: 'spec.form', carries: 'c1', instance: 'instance-1' }),
      }),
      expect.objectContaining({ verb: 'close', associatedInputs: 'none', data: {} }),
    ]);
  });

  it('without anything to send can only be closed', () => {
    const { submit: _none, ...reading } = form({ kind: 'text', text: 'Only words' });
    expect(draw(reading).actions).toEqual([expect.objectContaining({ verb: 'close', title: 'Close' })]);
  });

  it('marks the buttons in it as its own', () => {
    const drawn = draw(form({ kind: 'buttons', buttons: [{ press: 'do.helpnow', label: 'Get help now' }] }));
    expect(drawn.body.at(-1)).toMatchObject({
      actions: [{ data: { press: 'do.helpnow', value: '', inForm: true }, associatedInputs: 'none' }],
    });
  });

  it('travels with its card, without anything that was filled in', () => {
    const whole = form(
      { ...note, filled: 'a secret' },
      { kind: 'consent', id: 'ok', label: 'x', statement: 'y', filled: true },
    );
    const found = sealed(draw(whole));
    expect(JSON.stringify(found)).not.toContain('secret');
    expect(filledIn(found, { note: 'a secret', ok: true })).toEqual(whole);
  });

  it('says what went wrong right above the field, in words, and what belongs to no field at the top', () => {
    const name: Field = { kind: 'short-text', id: 'name', label: 'A name', most: 10 };
    const drawn = draw(form(name, note), { note: 'Too long.', '': 'Not saved.', other: 'Whatever this is.' });
    expect(said(drawn)).toMatch(/A form.*Not saved\..*Whatever this is\..*A name.*Too long\..*A note/s);
    expect(ofType(drawn, 'TextRun').filter(({ color }) => color === 'Attention')).toHaveLength(3);
    expect(said(drawn)).toContain('⚠ Too long.');
  });

  it('finds nothing wrong where a field is named like something of every object', () => {
    expect(said(draw(form({ ...note, id: 'constructor' })))).not.toContain('⚠');
  });

  it('that cannot fit into one card is refused, not cut', () => {
    const fields = Array.from(
      { length: 200 },
      (_, n): Field => ({ ...note, id: `n${n}`, label: 'x'.repeat(300) }),
    );
    expect(() => drawForm(form(...fields), means())).toThrow(RangeError);
    expect(() => drawFormReply(form(...fields), means())).toThrow(RangeError);
  });

  it('that only shows goes on in further messages where it is too long for one card', () => {
    const words = Array.from({ length: 20 }, (_, n) => `Day ${n}. ${'😭'.repeat(1_000)}`);
    const { submit: _none, ...reading } = form(
      { kind: 'list', items: words.map((one) => ({ text: one })) },
      { kind: 'buttons', buttons: [{ press: 'do.helpnow', label: 'Get help now' }] },
    );
    const { card, rest } = drawFormReply(reading, means());
    const all = [card, ...rest.map((page) => page.card)];
    expect(all.flatMap(breaches)).toEqual([]);
    expect(words.filter((one) => !said(all).replaceAll('\n', '').includes(one))).toEqual([]);
    expect(pressed(all)).toEqual([{ press: 'do.helpnow', value: '' }]);
    expect(card.actions).toEqual([expect.objectContaining({ verb: 'close' })]);
  });

  it('leads on from a list that can be shortened', () => {
    const items = Array.from({ length: 60 }, (_, n) => ({ text: `Day ${n}. ${'word '.repeat(200)}` }));
    const drawn = draw(form(note, { kind: 'list', items, more: { press: 'spec.more', label: 'More' } }));
    const shown = items.filter(({ text }) => said(drawn).includes(text.trim())).length;
    expect(pressed(drawn)).toEqual([{ press: 'spec.more', value: `:${shown}` }]);
  });
});

describe('a field', () => {
  it('that must be answered says so, and why it was not sent, in the person’s language', () => {
    const required = form({ ...note, required: true });
    expect(asked(drawForm(required, means(undefined, speaker('es', 'UTC'))))[0]).toMatchObject({
      isRequired: true,
      errorMessage: speaker('es', 'UTC')('refused.empty'),
    });
    expect(asked(draw(form(note)))[0]).not.toHaveProperty('isRequired');
  });

  it('for words keeps what was written, even what is too long for it', () => {
    const filled = `${'long '.repeat(30)}\n{{DATE(2026-01-01T00:00:00Z)}} *as it is*`;
    expect(input({ ...note, most: 20, filled, placeholder: 'for example' })).toMatchObject({
      id: 'in:note',
      isMultiline: true,
      maxLength: 20,
      value: filled,
      placeholder: 'for example',
    });
    expect(input({ ...note, kind: 'short-text' })).not.toHaveProperty('isMultiline');
  });

  it('shows its help, and in full what its label cannot hold', () => {
    const long = 'why '.repeat(300);
    const words = said(draw(form({ ...note, label: long, help: 'only you see it' })));
    expect(words).toContain(long.trim());
    expect(words).toContain('only you see it');
  });

  it('for a choice stands open for a few answers, and folds for many', () => {
    const options = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Answer ${n}`, help: `help ${n}` }));
    const few = input({ kind: 'choice', id: 'c', label: 'x', options: options(6), filled: 'v3' });
    expect(few).toMatchObject({ style: 'expanded', value: 'v3', wrap: true });
    const titles = Array.isArray(few?.choices) ? few.choices.map(({ title }) => folded(String(title))) : [];
    expect(titles[3]).toBe('Answer 3 – help 3');
    expect(
      input({ kind: 'choice', id: 'c', label: 'x', options: options(7), filled: 'gone' }),
    ).not.toHaveProperty('value');
    expect(input({ kind: 'choice', id: 'c', label: 'x', options: options(7) })).toMatchObject({
      style: 'compact',
    });
    expect(
      input({ kind: 'choices', id: 'c', label: 'x', options: options(7), filled: ['v1', 'gone', 'v5'] }),
    ).toMatchObject({ isMultiSelect: true, value: 'v1,v5' });
  });

  it('without anything to choose from is words', () => {
    const drawn = draw(form({ kind: 'choice', id: 'c', label: 'Which one?', options: [] }));
    expect(asked(drawn)).toEqual([]);
    expect(said(drawn)).toContain('Which one?');
  });

  it('for a scale has words for every step, and its number as the answer', () => {
    const steps = ['1', '2', '3', '4', '5', '6', '7', '8'].map((n) => `Step ${n}`);
    expect(input({ kind: 'scale', id: 's', label: 'x', steps, filled: 2 })).toMatchObject({
      style: 'expanded',
      value: '2',
      choices: steps.map((title, index) => ({ title, value: String(index + 1) })),
    });
  });

  it('for a number takes no number that JSON does not know', () => {
    const drawn = input({
      kind: 'number',
      id: 'n',
      label: 'x',
      least: Number.NEGATIVE_INFINITY,
      most: 9,
      filled: 3,
    });
    expect(drawn).toMatchObject({ type: 'Input.Number', max: 9, value: 3 });
    expect(drawn).not.toHaveProperty('min');
  });

  it.each([
    [
      { kind: 'date', filled: '2026-11-22' },
      { type: 'Input.Date', value: '2026-11-22' },
    ],
    [
      { kind: 'time', filled: '19:30' },
      { type: 'Input.Time', value: '19:30' },
    ],
    [
      { kind: 'consent', statement: 'I agree', filled: true },
      { type: 'Input.Toggle', title: 'I agree', value: 'true' },
    ],
    [
      { kind: 'consent', statement: 'I agree' },
      { type: 'Input.Toggle', value: 'false' },
    ],
    [
      { kind: 'person', filled: 'a-person' },
      { 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' }, value: 'a-person' },
    ],
  ] as const)('is filled in again: %o', (field, wanted) => {
    expect(input({ ...field, id: 'f', label: 'x' })).toMatchObject(wanted);
  });

  it('for a day or a time takes nothing else', () => {
    expect(input({ kind: 'date', id: 'f', label: 'x', filled: 'soon' })).not.toHaveProperty('value');
    expect(input({ kind: 'time', id: 'f', label: 'x', filled: '25:00' })).not.toHaveProperty('value');
  });
});
