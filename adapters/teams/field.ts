// One field of a form as an input, with what went wrong above it and its help below. Ids are `in:` and the field's own.
import type { Field, Option } from '../../src/chat/form.ts';
import { clean, isBlank } from '../../src/chat/pieces.ts';
import type { Speaker } from '../../src/words/speak.ts';
import { drawQuiet } from './block.ts';
import type { Element, Input } from './element.ts';
import { most } from './limits.ts';
import { drawWords, sentences } from './rich.ts';
import { calm, fitted, inert } from './words.ts';

type Of<Kind extends Field['kind']> = Extract<Field, { kind: Kind }>;
type Asked = Pick<Input, 'id' | 'label' | 'isRequired' | 'errorMessage'>;

/** Collects in full whatever an input had to cut, in the order of reading. */
type Above = string[];

function kept(text: string, room: number, above: Above): string {
  if (clean(text).length > room) above.push(text);
  return calm(fitted(text, room));
}

function drawTyped(field: Of<'short-text' | 'long-text'>, asked: Asked, above: Above): Input {
  const filled = clean(field.filled ?? '');
  const example = field.placeholder ?? '';
  return {
    ...asked,
    type: 'Input.Text',
    maxLength: Math.max(1, field.most),
    ...(field.kind === 'long-text' ? { isMultiline: true } : {}),
    ...(filled === '' ? {} : { value: filled }),
    ...(isBlank(clean(example)) ? {} : { placeholder: kept(example, most.placeholder, above) }),
  };
}

const titleOf = ({ label, help = '' }: Option): string => {
  const name = isBlank(clean(label)) ? '…' : label;
  return inert(isBlank(clean(help)) ? name : `${name} – ${help}`);
};

const drawChoices = (options: readonly Option[], asked: Asked, open: boolean) => ({
  ...asked,
  type: 'Input.ChoiceSet' as const,
  style: open ? ('expanded' as const) : ('compact' as const),
  wrap: true as const,
  choices: options.map((option) => ({ title: titleOf(option), value: option.value })),
});

/** A few answers stand open; more of them fold into a list that opens. */
const areFew = (options: readonly Option[]): boolean => options.length <= most.openChoices;

function drawOne(options: readonly Option[], filled: string | undefined, asked: Asked, open: boolean): Input {
  const isOffered = options.some(({ value }) => value === filled);
  return { ...drawChoices(options, asked, open), ...(filled && isOffered ? { value: filled } : {}) };
}

function drawSeveral(field: Of<'choices'>, asked: Asked): Input {
  const filled = field.options.filter(({ value }) => field.filled?.includes(value)).map(({ value }) => value);
  return {
    ...drawChoices(field.options, asked, areFew(field.options)),
    isMultiSelect: true,
    ...(filled.length > 0 ? { value: filled.join(',') } : {}),
  };
}

function drawNumber(field: Of<'number'>, asked: Asked): Input {
  // JSON knows no other numbers.
  const said = (name: string, value: number | undefined) =>
    value !== undefined && Number.isFinite(value) ? { [name]: value } : {};
  return {
    ...asked,
    type: 'Input.Number',
    ...said('min', field.least),
    ...said('max', field.most),
    ...said('value', field.filled),
  };
}

const filledLike = (shape: RegExp, filled: string | undefined) =>
  filled !== undefined && shape.test(filled) ? { value: filled } : {};

/** Undefined where there is nothing to choose from: a set of choices must not be empty. */
function drawInput(field: Field, asked: Asked, above: Above): Input | undefined {
  switch (field.kind) {
    case 'short-text':
    case 'long-text':
      return drawTyped(field, asked, above);
    case 'choice':
      if (field.options.length === 0) return undefined;
      return drawOne(field.options, field.filled, asked, areFew(field.options));
    case 'choices':
      return field.options.length === 0 ? undefined : drawSeveral(field, asked);
    case 'scale': {
      if (field.steps.length === 0) return undefined;
      const steps = field.steps.map((label, index) => ({ label, value: String(index + 1) }));
      return drawOne(steps, field.filled?.toString(), asked, true);
    }
    case 'number':
      return drawNumber(field, asked);
    case 'date':
      return { ...asked, type: 'Input.Date', ...filledLike(/^\d{4}-\d{2}-\d{2}$/, field.filled) };
    case 'time':
      return { ...asked, type: 'Input.Time', ...filledLike(/^([01]\d|2[0-3]):[0-5]\d$/, field.filled) };
    case 'person':
      return {
        ...asked,
        type: 'Input.ChoiceSet',
        choices: [],
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
        ...(field.filled ? { value: field.filled } : {}),
      };
    case 'consent':
      return {
        ...asked,
        type: 'Input.Toggle',
        title: inert(isBlank(clean(field.statement)) ? field.label : field.statement),
        value: field.filled ? 'true' : 'false',
        wrap: true,
      };
  }
}

/** What went wrong, in words and with a sign: colour alone says nothing to many. */
export const drawError = (words: string): Element[] =>
  drawWords([{ kind: 'strong', text: `⚠ ${words}` }], { color: 'Attention' });

export function drawField(field: Field, error: string | undefined, say: Speaker): Element[] {
  const above: Above = [];
  const asked: Asked = {
    id: `in:${field.id}`,
    label: kept(field.label, most.fieldLabel, above),
    ...(field.required ? { isRequired: true, errorMessage: inert(say('refused.empty')) } : {}),
  };
  const input = drawInput(field, asked, above);
  const wrong = error === undefined ? [] : drawError(error);
  const help = drawQuiet(field.help ?? '').map(
    (line, index): Element => (index === 0 ? { ...line, spacing: 'Small' } : line),
  );
  if (!input) return [...wrong, ...sentences([field.label]), ...help];
  return [...wrong, ...sentences(above), input, ...help];
}
