// One field of a form as an input block. What an input cannot hold stands in full above it.
import type {
  Checkboxes,
  InputBlock,
  InputBlockElement,
  KnownBlock,
  MultiStaticSelect,
  NumberInput,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
} from '@slack/types';
import type { Field, Option } from '../../src/chat/form.ts';
import { clean, divide, isBlank } from '../../src/chat/pieces.ts';
import { most } from './limits.ts';
import { sentences } from './rich.ts';
import { plainText } from './words.ts';

type Of<Kind extends Field['kind']> = Extract<Field, { kind: Kind }>;

/** Collects in full whatever an input had to cut, in the order of reading. */
type Above = string[];

function fitted(text: string, room: number, above: Above) {
  if (clean(text).length > room) above.push(text);
  return plainText(text, room);
}

function drawTyped(field: Of<'short-text' | 'long-text'>, above: Above): PlainTextInput {
  const room = Math.max(1, Math.min(field.most, most.typed));
  const filled = clean(field.filled ?? '');
  if (filled.length > room) above.push(filled);
  return {
    type: 'plain_text_input',
    action_id: field.kind,
    multiline: field.kind === 'long-text',
    max_length: room,
    ...(isBlank(filled) ? {} : { initial_value: divide(filled, Math.max(2, room))[0].slice(0, room) }),
    ...(isBlank(field.placeholder ?? '')
      ? {}
      : { placeholder: fitted(field.placeholder ?? '', most.placeholder, above) }),
  };
}

/** Where a label does not fit, all labels are numbered, its rest becomes the description, and the whole stands above. */
function drawOptions(options: readonly Option[], above: Above): PlainTextOption[] {
  const areNumbered = options.some(
    ({ label, help = '' }) =>
      clean(label).length > most.optionLabel || clean(help).length > most.optionDescription,
  );
  return options.map((option, index) => {
    const label = areNumbered ? `${index + 1}. ${clean(option.label)}` : clean(option.label);
    const help = clean(option.help ?? '');
    const isLong = label.length > most.optionLabel;
    if (isLong || help.length > most.optionDescription)
      above.push(isBlank(help) ? label : `${label}\n${help}`);
    const rest = isLong ? divide(label, most.optionLabel - 1)[1].trimStart() : help;
    return {
      text: plainText(label, most.optionLabel),
      value: option.value,
      ...(isBlank(rest) ? {} : { description: plainText(rest, most.optionDescription) }),
    };
  });
}

/** Ten fit side by side as radio buttons, a hundred into a select, more into groups that are named by their numbers. */
function drawSelect(options: PlainTextOption[]): Pick<StaticSelect, 'options' | 'option_groups'> {
  if (options.length <= most.selectOptions) return { options };
  const groups = [];
  for (let from = 0; from < options.length; from += most.selectOptions) {
    const group = options.slice(from, from + most.selectOptions);
    groups.push({ label: plainText(`${from + 1}–${from + group.length}`, most.optionLabel), options: group });
  }
  return { option_groups: groups };
}

function drawOne(
  kind: string,
  options: PlainTextOption[],
  filled: string | undefined,
): RadioButtons | StaticSelect {
  const chosen = options.find((option) => option.value === filled);
  const initial = chosen ? { initial_option: chosen } : {};
  return options.length <= most.radios
    ? { type: 'radio_buttons', action_id: kind, options, ...initial }
    : { type: 'static_select', action_id: kind, ...drawSelect(options), ...initial };
}

function drawSeveral(field: Of<'choices'>, above: Above): Checkboxes | MultiStaticSelect {
  const options = drawOptions(field.options, above);
  const chosen = options.filter(({ value }) => value !== undefined && field.filled?.includes(value));
  const initial = chosen.length > 0 ? { initial_options: chosen } : {};
  return options.length <= most.radios
    ? { type: 'checkboxes', action_id: field.kind, options, ...initial }
    : { type: 'multi_static_select', action_id: field.kind, ...drawSelect(options), ...initial };
}

function drawNumber(field: Of<'number'>): NumberInput {
  // Slack wants digits: what JavaScript would write with an exponent is left to the core's own check.
  const said = (value: number | undefined) => {
    const text = value === undefined ? '' : String(value);
    return /^-?\d+(\.\d+)?$/.test(text) && !(field.whole && text.includes('.')) ? text : undefined;
  };
  const [least, greatest, filled] = [said(field.least), said(field.most), said(field.filled)];
  return {
    type: 'number_input',
    action_id: field.kind,
    is_decimal_allowed: !field.whole,
    ...(least === undefined ? {} : { min_value: least }),
    ...(greatest === undefined ? {} : { max_value: greatest }),
    ...(filled === undefined ? {} : { initial_value: filled }),
  };
}

function drawConsent(field: Of<'consent'>, above: Above): Checkboxes {
  const isLong = clean(field.statement).length > most.optionLabel;
  if (isLong) above.push(field.statement);
  const option: PlainTextOption = {
    text: plainText(isLong ? field.label : field.statement, most.optionLabel),
    value: 'yes',
  };
  return {
    type: 'checkboxes',
    action_id: field.kind,
    options: [option],
    ...(field.filled ? { initial_options: [option] } : {}),
  };
}

/** Undefined where there is nothing to choose from: Slack takes no empty lists. */
function drawElement(field: Field, above: Above): InputBlockElement | undefined {
  switch (field.kind) {
    case 'short-text':
    case 'long-text':
      return drawTyped(field, above);
    case 'choice':
      if (field.options.length === 0) return undefined;
      return drawOne(field.kind, drawOptions(field.options, above), field.filled);
    case 'choices':
      return field.options.length === 0 ? undefined : drawSeveral(field, above);
    case 'scale': {
      if (field.steps.length === 0) return undefined;
      const steps = field.steps.map((label, index) => ({ label, value: String(index + 1) }));
      return drawOne(field.kind, drawOptions(steps, above), field.filled?.toString());
    }
    case 'number':
      return drawNumber(field);
    case 'date': {
      const isDate = /^\d{4}-\d{2}-\d{2}$/.test(field.filled ?? '');
      return {
        type: 'datepicker',
        action_id: field.kind,
        ...(isDate && field.filled ? { initial_date: field.filled } : {}),
      };
    }
    case 'time': {
      const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(field.filled ?? '');
      return {
        type: 'timepicker',
        action_id: field.kind,
        ...(isTime && field.filled ? { initial_time: field.filled } : {}),
      };
    }
    case 'person':
      return {
        type: 'users_select',
        action_id: field.kind,
        ...(field.filled ? { initial_user: field.filled } : {}),
      };
    case 'consent':
      return drawConsent(field, above);
  }
}

/**
 * The input, and the words above it that it could not hold. `block_id` is the field's id and `action_id` its kind:
 * answers.ts reads by them, and Slack keeps what was typed while both stay the same.
 */
export function drawField(field: Field): { above: KnownBlock[]; input: InputBlock | undefined } {
  const above: Above = [];
  const label = fitted(field.label, most.fieldLabel, above);
  const hint = isBlank(field.help ?? '') ? {} : { hint: fitted(field.help ?? '', most.hint, above) };
  const element = drawElement(field, above);
  if (!element) return { above: sentences([field.label, field.help ?? '']), input: undefined };
  return {
    above: sentences(above),
    input: { type: 'input', block_id: field.id, label, ...hint, optional: !field.required, element },
  };
}
