// An Adaptive Card as a client holds it: what can be pressed in it, and what is sent along.
// https://adaptivecards.io/explorer/Action.Execute.html
import { isThing, type Thing } from './tenant.ts';

/** A card, or one that unfolds within it: its own inputs, and the card that it lies in. */
type Sheet = { inputs: Thing[]; within?: Sheet };
export type Pressable = { action: Thing; sheet: Sheet };

/** Not on the screen, or not of this client. */
const aside: ReadonlySet<string> = new Set([
  'data',
  'fallback',
  'msteams',
  'refresh',
  'authentication',
  'metadata',
]);

function collect(value: unknown, sheet: Sheet, found: Pressable[]): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, sheet, found);
    return;
  }
  if (!isThing(value) || value.isVisible === false) return;
  const type = String(value.type);
  if (type.startsWith('Input.') && typeof value.id === 'string') sheet.inputs.push(value);
  if (type === 'Action.Execute' && value.isEnabled !== false) found.push({ action: value, sheet });
  const inner: Sheet = type === 'Action.ShowCard' ? { inputs: [], within: sheet } : sheet;
  for (const [name, part] of Object.entries(value)) if (!aside.has(name)) collect(part, inner, found);
}

/** Every action of the card that the bot would hear of, those in unfolding cards too, in the order of the card. */
export function pressables(card: Thing): Pressable[] {
  const found: Pressable[] = [];
  collect(card, { inputs: [] }, found);
  return found;
}

/** The inputs that go along: of the action's own card and those it lies in, not of its neighbours. */
export function inputsOf({ action, sheet }: Pressable): readonly Thing[] {
  if (action.associatedInputs === 'none') return [];
  const inputs: Thing[] = [];
  for (let at: Sheet | undefined = sheet; at; at = at.within) inputs.unshift(...at.inputs);
  return inputs;
}

type Filled =
  | { kind: 'filled'; values: Record<string, string> }
  /** The client says so beside the input and sends nothing. */
  | { kind: 'wrong'; words: string }
  /** No client lets anybody enter this. */
  | { kind: 'not-offered'; id: string };

const text = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';

/** `given` wins over what the card prefilled; `isPerson` knows who can be picked. */
export function fill(
  inputs: readonly Thing[],
  given: Readonly<Record<string, string>>,
  isPerson: (id: string) => boolean,
): Filled {
  const known = new Set(inputs.map((input) => input.id));
  const stray = Object.keys(given).find((id) => !known.has(id));
  if (stray !== undefined) return { kind: 'not-offered', id: stray };
  const values: Record<string, string> = {};
  for (const input of inputs) {
    const id = text(input.id);
    const [on, off] = [text(input.valueOn) || 'true', text(input.valueOff) || 'false'];
    const toggle = input.type === 'Input.Toggle';
    const value = given[id] ?? (text(input.value) || (toggle ? off : ''));
    if (!isOffered(input, value, [on, off], isPerson)) return { kind: 'not-offered', id };
    const missing = input.isRequired === true && (toggle ? value !== on : value === '');
    if (missing || !isValid(input, value)) return { kind: 'wrong', words: complaint(input) };
    if (value !== '') values[id] = value;
  }
  return { kind: 'filled', values };
}

const complaint = (input: Thing): string =>
  text(input.errorMessage) || `${text(input.label) || text(input.id)}: this needs a valid answer.`;

function isOffered(
  input: Thing,
  value: string,
  toggle: readonly string[],
  isPerson: (id: string) => boolean,
): boolean {
  if (value === '') return true;
  switch (input.type) {
    case 'Input.Toggle':
      return toggle.includes(value);
    case 'Input.ChoiceSet': {
      const picked = input.isMultiSelect === true ? value.split(',') : [value];
      const choices = Array.isArray(input.choices) ? input.choices.filter(isThing) : [];
      const values = new Set(choices.map((choice) => text(choice.value)));
      const query = input['choices.data'];
      const people = isThing(query) && text(query.dataset).startsWith('graph.microsoft.com/users');
      return picked.every((one) => values.has(one) || (people && isPerson(one)));
    }
    case 'Input.Text':
      // The field takes no more than that.
      return typeof input.maxLength !== 'number' || value.length <= input.maxLength;
    case 'Input.Date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'Input.Time':
      return /^\d{2}:\d{2}$/.test(value);
    case 'Input.Number':
      return Number.isFinite(Number(value));
    default:
      return true;
  }
}

function isValid(input: Thing, value: string): boolean {
  if (value === '') return true;
  if (input.type === 'Input.Text')
    return typeof input.regex !== 'string' || new RegExp(input.regex).test(value);
  if (input.type === 'Input.Number')
    return Number(value) >= Number(input.min ?? -Infinity) && Number(value) <= Number(input.max ?? Infinity);
  // Dates and times in their fixed form are ordered as text.
  if (input.type === 'Input.Date' || input.type === 'Input.Time')
    return value >= (text(input.min) || value) && value <= (text(input.max) || value);
  return true;
}
