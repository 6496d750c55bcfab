// What a person filled in, read from an action's data by the form that asked for it. Nothing here is trusted: the core
// checks every answer.
import { type Answer, type Answers, type Field, type Form, fieldsOf } from '../../src/chat/form.ts';

/** The input's id of a field. */
export const inputOf = (field: string): string => `in:${field}`;

const words = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What is no number stays text, for the core to refuse. */
function numberOf(value: unknown): Answer {
  if (typeof value === 'number') return value;
  const text = words(value);
  return text !== null && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? Number(text) : text;
}

/** An input that was left empty is absent, or an empty string. */
function answerOf(field: Field, value: unknown): Answer {
  switch (field.kind) {
    case 'short-text':
    case 'long-text':
    case 'choice':
    case 'date':
    case 'time':
    case 'person':
      return words(value);
    case 'choices': {
      const chosen = (words(value) ?? '').split(',').filter((one) => one !== '');
      return chosen.length > 0 ? chosen : null;
    }
    case 'scale':
    case 'number':
      return numberOf(value);
    case 'consent':
      return value === true || value === 'true';
  }
}

/** An answer for every field of the form, `null` where left empty. */
export const readInputs = (form: Form, data: Readonly<Record<string, unknown>>): Answers =>
  Object.fromEntries(fieldsOf(form).map((field) => [field.id, answerOf(field, data[inputOf(field.id)])]));
