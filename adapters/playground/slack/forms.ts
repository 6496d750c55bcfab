// What stands in the fields of a view or message: what a person chose, checked as Slack's client checks it.
import { optionsOf } from './elements.ts';
import { elementsOf } from './rules.ts';
import { type Block, isThing, type Thing, type View } from './workspace.ts';

/** `view.state.values`: block id, then action id, then what the element holds. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, Thing>>>>;
/** An option's value, several, a date, a time, a person, or what was typed. */
export type Choice = string | readonly string[];

type Field = {
  /** The name under which Slack hands the value over. */
  name: string;
  initial: string;
  several?: true;
  options?: true;
};

const typed: Field = { name: 'value', initial: 'initial_value' };
const fields: Readonly<Record<string, Field>> = {
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  rich_text_input: { name: 'rich_text_value', initial: 'initial_value' },
  datepicker: { name: 'selected_date', initial: 'initial_date' },
  timepicker: { name: 'selected_time', initial: 'initial_time' },
  datetimepicker: { name: 'selected_date_time', initial: 'initial_date_time' },
  users_select: { name: 'selected_user', initial: 'initial_user' },
  multi_users_select: { name: 'selected_users', initial: 'initial_users', several: true },
  channels_select: { name: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { name: 'selected_channels', initial: 'initial_channels', several: true },
  conversations_select: { name: 'selected_conversation', initial: 'initial_conversation' },
  multi_conversations_select: {
    name: 'selected_conversations',
    initial: 'initial_conversations',
    several: true,
  },
  static_select: { name: 'selected_option', initial: 'initial_option', options: true },
  external_select: { name: 'selected_option', initial: 'initial_option' },
  radio_buttons: { name: 'selected_option', initial: 'initial_option', options: true },
  overflow: { name: 'selected_option', initial: 'initial_option', options: true },
  checkboxes: { name: 'selected_options', initial: 'initial_options', several: true, options: true },
  multi_static_select: { name: 'selected_options', initial: 'initial_options', several: true, options: true },
  multi_external_select: { name: 'selected_options', initial: 'initial_options', several: true },
};

const fieldOf = (element: Thing): Field | undefined => fields[String(element.type)];
const emptyOf = (field: Field): unknown => (field.several ? [] : null);

/** The element with this action id, and its block. */
export function elementAt(blocks: readonly Block[], blockId: string, actionId: string): Thing | undefined {
  const block = blocks.find((one) => one.block_id === blockId);
  return block && elementsOf(block).find((element) => element.action_id === actionId);
}

const optionFor = (element: Thing, wanted: unknown): Thing | undefined => {
  const value = isThing(wanted) ? wanted.value : wanted;
  return optionsOf(element).find((option) => option.value === value);
};

/** What the element says when this is chosen; undefined where it does not offer it. A button needs no choice. */
export function chosen(element: Thing, choice: unknown): Thing | undefined {
  const field = fieldOf(element);
  if (!field) return {};
  if (choice === undefined || choice === null || choice === '') return { [field.name]: emptyOf(field) };
  const list = Array.isArray(choice) ? choice : [choice];
  const found = field.options ? list.map((one) => optionFor(element, one)) : list;
  if (found.includes(undefined)) return undefined;
  return { [field.name]: field.several ? found : found[0] };
}

export type State =
  | { kind: 'values'; values: View['state']['values'] }
  | { kind: 'not-offered'; block: string };

/** The state of all fields: as given, else as they were drawn. */
export function stateOf(blocks: readonly Block[], given: StateValues): State {
  const values: View['state']['values'] = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const field = fieldOf(element);
      if (!field || element.type === 'overflow') continue;
      const action = String(element.action_id);
      const own = given[block.block_id]?.[action];
      const wanted =
        own && Object.hasOwn(own, field.name) ? own[field.name] : own ? undefined : element[field.initial];
      const value = chosen(element, wanted);
      if (!value) return { kind: 'not-offered', block: block.block_id };
      values[block.block_id] = { ...values[block.block_id], [action]: { type: element.type, ...value } };
    }
  }
  return { kind: 'values', values };
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function complaint(block: Block, element: Thing, state: Thing | undefined): string | undefined {
  const field = fieldOf(element);
  const value = field && state?.[field.name];
  if (isEmpty(value)) return block.optional === true ? undefined : 'Please complete this required field.';
  if (element.type === 'plain_text_input' && typeof value === 'string') {
    const [least, most] = [Number(element.min_length ?? 0), Number(element.max_length ?? 3000)];
    if (value.length < least) return `This field must be at least ${least} characters.`;
    if (value.length > most) return `This field must be at most ${most} characters.`;
  }
  if (element.type === 'number_input') {
    const number = Number(value);
    if (!Number.isFinite(number)) return 'Please enter a number.';
    if (element.is_decimal_allowed !== true && !Number.isInteger(number))
      return 'Please enter a whole number.';
    const [least, most] = [Number(element.min_value ?? -Infinity), Number(element.max_value ?? Infinity)];
    if (number < least) return `Please enter a number that is at least ${least}.`;
    if (number > most) return `Please enter a number that is at most ${most}.`;
  }
  return undefined;
}

/** What Slack's client says before anything is sent, by block id. */
export function complaintsOf(view: View, values: View['state']['values']): Record<string, string> {
  const complaints: Record<string, string> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input' || !isThing(block.element)) continue;
    const said = complaint(block, block.element, values[block.block_id]?.[String(block.element.action_id)]);
    if (said !== undefined) complaints[block.block_id] = said;
  }
  return complaints;
}
