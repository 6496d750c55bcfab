// Spells a message out: each form that it takes when it counts or chooses, as somebody would read it.
import { IntlMessageFormat } from 'intl-messageformat';

export type Part = ReturnType<IntlMessageFormat['getAst']>[number];

// The kinds of ICU parts, as the parser numbers them.
const kinds = ['literal', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'] as const;
export const kindOf = (part: Part): (typeof kinds)[number] => kinds[part.type] ?? 'tag';

export const partsOf = (text: string): readonly Part[] =>
  new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();

/** What was chosen for each argument that a message counts or chooses by, such as `people` → `one`. */
type Choice = Readonly<Record<string, string>>;
/** `when` is '' for a message of one form; `says` is what each of the given texts says then, in their order. */
export type Form = { when: string; says: readonly string[] };

/** A number for each way of counting: it stands for all that are counted so. */
const counts: Readonly<Record<string, string>> = { zero: '0', one: '1', two: '2', few: '3', many: '1000000' };
const chosenWord = (option: string): string => counts[option] ?? option.replace(/^=/, '');
const shown = (kind: string, option: string): string =>
  kind === 'plural' && option === 'other' ? '5' : chosenWord(option);

type Choosing = { kind: 'select' | 'plural'; options: ReadonlySet<string> };

function choosings(parts: readonly Part[], found: Map<string, Choosing>): Map<string, Choosing> {
  for (const part of parts) {
    const kind = kindOf(part);
    if ((kind !== 'select' && kind !== 'plural') || !('options' in part)) continue;
    const before = found.get(part.value)?.options ?? [];
    found.set(part.value, { kind, options: new Set([...before, ...Object.keys(part.options)]) });
    for (const option of Object.values(part.options)) choosings(option.value, found);
  }
  return found;
}

function spoken(parts: readonly Part[], choice: Choice, counted: string): string {
  return parts
    .map((part) => {
      const kind = kindOf(part);
      if (kind === 'pound') return counted;
      if (!('value' in part)) return '';
      if (kind === 'literal') return part.value;
      if (kind === 'date' || kind === 'time') return `‹${kind}›`;
      const option = choice[part.value];
      if (!('options' in part)) return option === undefined ? `‹${part.value}›` : shown('plural', option);
      const taken = part.options[option ?? 'other'] ?? part.options.other;
      return taken ? spoken(taken.value, choice, shown(kind, option ?? 'other')) : '';
    })
    .join('');
}

/**
 * Every form of the same message in each of these languages. What is put in stands in ‹ ›; a count is shown by a number
 * of its kind (1 for one, 5 for several).
 */
export function formsOf(texts: readonly string[]): readonly Form[] {
  const read = texts.map(partsOf);
  const all = read.reduce((found, parts) => choosings(parts, found), new Map<string, Choosing>());
  let choices: readonly Choice[] = [{}];
  for (const [name, { options }] of all)
    choices = choices.flatMap((choice) => [...options].map((option) => ({ ...choice, [name]: option })));
  return choices.map((choice) => ({
    when: Object.entries(choice)
      .map(([name, option]) => `${name} ${shown(all.get(name)?.kind ?? '', option)}`)
      .join(', '),
    says: read.map((parts) => spoken(parts, choice, '')),
  }));
}
