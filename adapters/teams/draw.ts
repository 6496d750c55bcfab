// Stand-in until the drawing is merged: signatures only.
import { type Block, type Button, type Card, type Chart, plain } from '../../src/chat/card.ts';
import { type Field, type Form, isField } from '../../src/chat/form.ts';
import type { Speaker } from '../../src/words/speak.ts';

export type Drawing = { card: object; summary: string };
export type Picture = (chart: Chart) => string | undefined;
export type Reply = { card: object; rest: Drawing[] };
export type FormMeans = {
  picture: Picture;
  say: Speaker;
  seal: (form: Form) => { drawn: string; mark: string };
  instance: string;
};

const line = (text: string): object => ({ type: 'TextBlock', text, wrap: true });
const button = ({ press, value = '', label }: Button, inForm: boolean): object => ({
  type: 'Action.Execute',
  title: label,
  verb: 'press',
  data: { press, value, ...(inForm ? { inForm: true } : {}) },
  associatedInputs: 'none',
});
const row = (buttons: readonly Button[], inForm: boolean): object => ({
  type: 'ActionSet',
  actions: buttons.map((one) => button(one, inForm)),
});

function drawBlock(block: Block, picture: Picture, inForm: boolean): object[] {
  switch (block.kind) {
    case 'heading':
    case 'quiet':
      return [line(block.text)];
    case 'text':
      return [line(plain(block.text))];
    case 'facts':
      return block.facts.map(({ label, value }) => line(`${label}: ${plain(value)}`));
    case 'list':
      return [
        ...block.items.flatMap(({ text, buttons = [] }) => [line(plain(text)), row(buttons, inForm)]),
        ...(block.more ? [row([block.more], inForm)] : []),
      ];
    case 'buttons':
      return [row(block.buttons, inForm)];
    case 'picture': {
      const url = picture(block.chart);
      return url ? [{ type: 'Image', url, altText: block.alt }] : [line(block.alt)];
    }
  }
}

const cardOf = (body: object[], actions: object[] = []): object => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  ...(actions.length > 0 ? { actions } : {}),
});

function inputFor(field: Field, error: string | undefined): object[] {
  const common = {
    id: `in:${field.id}`,
    label: field.label,
    ...('filled' in field ? { value: [field.filled].flat().map(String).join(',') } : {}),
  };
  const told = error === undefined ? [] : [line(error)];
  const choices = (options: readonly { value: string; label: string }[]): object[] =>
    options.map(({ value, label }) => ({ title: label, value }));
  switch (field.kind) {
    case 'short-text':
    case 'long-text':
      return [{ type: 'Input.Text', ...common, isMultiline: field.kind === 'long-text' }, ...told];
    case 'choice':
      return [{ type: 'Input.ChoiceSet', ...common, choices: choices(field.options) }, ...told];
    case 'choices':
      return [
        { type: 'Input.ChoiceSet', ...common, isMultiSelect: true, choices: choices(field.options) },
        ...told,
      ];
    case 'scale': {
      const steps = field.steps.map((label, index) => ({ label, value: String(index + 1) }));
      return [{ type: 'Input.ChoiceSet', ...common, choices: choices(steps) }, ...told];
    }
    case 'number':
      return [{ type: 'Input.Number', ...common }, ...told];
    case 'date':
      return [{ type: 'Input.Date', ...common }, ...told];
    case 'time':
      return [{ type: 'Input.Time', ...common }, ...told];
    case 'person':
      return [{ type: 'Input.ChoiceSet', ...common, choices: [] }, ...told];
    case 'consent':
      return [{ type: 'Input.Toggle', ...common, title: field.statement }, ...told];
  }
}

export const drawMessage = (card: Card, picture: Picture): Drawing[] => [
  { card: cardOf(card.blocks.flatMap((block) => drawBlock(block, picture, false))), summary: card.summary },
];

export const drawReply = (card: Card, picture: Picture): Reply => ({
  card: cardOf(card.blocks.flatMap((block) => drawBlock(block, picture, false))),
  rest: [],
});

export function drawForm(
  form: Form,
  { picture, seal, instance }: FormMeans,
  errors: Readonly<Record<string, string>> = {},
): object {
  const whole = errors[''];
  const body = [
    line(form.title),
    ...(whole === undefined ? [] : [line(whole)]),
    ...form.parts.flatMap((part) =>
      isField(part) ? inputFor(part, errors[part.id]) : drawBlock(part, picture, true),
    ),
  ];
  const send = {
    type: 'Action.Execute',
    title: form.submit,
    verb: 'form',
    data: { form: form.name, carries: form.carries ?? '', instance, ...seal(form) },
    associatedInputs: 'auto',
  };
  const close = {
    type: 'Action.Execute',
    title: form.close,
    verb: 'close',
    data: {},
    associatedInputs: 'none',
  };
  return cardOf(body, [...(form.submit === undefined ? [] : [send]), close]);
}

export const drawFormReply = (
  form: Form,
  means: FormMeans,
  errors: Readonly<Record<string, string>> = {},
): Reply => ({ card: drawForm(form, means, errors), rest: [] });
