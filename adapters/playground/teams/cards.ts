// An Adaptive Card as a client holds it: what can be pressed in it, and what is sent along.
// https://adaptivecards.io/explorer/Action.Execute.html
import { isThing, type Thing, textOf } from './tenant.ts';

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

/** Ids of what a button of the card can bring to the screen. */
function toggled(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(toggled);
  if (!isThing(value)) return [];
  const targets = value.type === 'Action.ToggleVisibility' ? value.targetElements : [];
  const mine = (Array.isArray(targets) ? targets : []).map((one: unknown) =>
    String(isThing(one) ? one.elementId : one),
  );
  return [
    ...mine,
    ...Object.entries(value).flatMap(([name, part]) => (aside.has(name) ? [] : toggled(part))),
  ];
}

/**
 * Every action of the card that the bot would hear of, the folded ones too, in the order of the card. Inputs are sent
 * along even from where nobody can see them, but nobody presses a button there.
 */
export function pressables(card: Thing): readonly Pressable[] {
  const found: Pressable[] = [];
  const reachable = new Set(toggled(card));
  const walk = (value: unknown, sheet: Sheet, hidden: boolean): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one, sheet, hidden);
      return;
    }
    if (!isThing(value)) return;
    const type = String(value.type);
    const unseen = hidden || (value.isVisible === false && !reachable.has(String(value.id)));
    if (type.startsWith('Input.') && typeof value.id === 'string') sheet.inputs.push(value);
    if (type === 'Action.Execute' && value.isEnabled !== false && !unseen)
      found.push({ action: value, sheet });
    const inner: Sheet = type === 'Action.ShowCard' ? { inputs: [], within: sheet } : sheet;
    for (const [name, part] of Object.entries(value)) if (!aside.has(name)) walk(part, inner, unseen);
  };
  walk(card, { inputs: [] }, false);
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
    const id = textOf(input.id);
    const [on, off] = [textOf(input.valueOn) || 'true', textOf(input.valueOff) || 'false'];
    const toggle = input.type === 'Input.Toggle';
    const value = given[id] ?? (textOf(input.value) || (toggle ? off : ''));
    if (!isOffered(input, value, [on, off], isPerson)) return { kind: 'not-offered', id };
    const missing = input.isRequired === true && (toggle ? value !== on : value === '');
    if (missing || !isValid(input, value)) return { kind: 'wrong', words: complaint(input) };
    if (value !== '') values[id] = value;
  }
  return { kind: 'filled', values };
}

const complaint = (input: Thing): string =>
  textOf(input.errorMessage) || `${textOf(input.label) || textOf(input.id)}: this needs a valid answer.`;

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
      const values = new Set(choices.map((choice) => textOf(choice.value)));
      const query = input['choices.data'];
      const people = isThing(query) && textOf(query.dataset).startsWith('graph.microsoft.com/users');
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
    return value >= (textOf(input.min) || value) && value <= (textOf(input.max) || value);
  return true;
}
