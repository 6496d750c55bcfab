// Holds answers against the form that asked for them. The platform's own limits are a courtesy to the person;
// this is the check that counts, since whoever sends a request can send anything.
import { type Answer, type Answers, type Field, type Form, fieldsOf } from './form.ts';

/** Why an answer cannot be taken. Words belong to the catalogue: `form.refused.<kind>`. */
export type Refusal =
  | { kind: 'empty' }
  | { kind: 'too-short'; least: number }
  | { kind: 'too-long'; most: number; sent: number }
  | { kind: 'unreadable' }
  | { kind: 'not-offered' }
  | { kind: 'not-a-number' }
  | { kind: 'not-whole' }
  | { kind: 'too-small'; least: number }
  | { kind: 'too-large'; most: number }
  | { kind: 'not-a-date' }
  | { kind: 'not-a-time' };

export type Checked =
  | { kind: 'taken'; answers: Answers }
  | { kind: 'refused'; refusals: Readonly<Record<string, Refusal>> };

/** PostgreSQL text cannot hold NUL, and a lone surrogate is not a character: both are refused with words, not an exception. */
export const readable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

const isEmpty = (answer: Answer | undefined): boolean =>
  answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);

function refuse(field: Field, answer: Answer): Refusal | undefined {
  switch (field.kind) {
    case 'short-text':
    case 'long-text': {
      if (typeof answer !== 'string' || !readable(answer)) return { kind: 'unreadable' };
      const sent = [...answer].length;
      if (sent > field.most) return { kind: 'too-long', most: field.most, sent };
      if (field.least !== undefined && sent < field.least) return { kind: 'too-short', least: field.least };
      return undefined;
    }
    case 'choice':
      return field.options.some((option) => option.value === answer) ? undefined : { kind: 'not-offered' };
    case 'choices': {
      const offered = new Set(field.options.map((option) => option.value));
      return Array.isArray(answer) && answer.every((value) => typeof value === 'string' && offered.has(value))
        ? undefined
        : { kind: 'not-offered' };
    }
    case 'scale':
      return Number.isInteger(answer) && Number(answer) >= 1 && Number(answer) <= field.steps.length
        ? undefined
        : { kind: 'not-offered' };
    case 'number': {
      if (typeof answer !== 'number' || !Number.isFinite(answer)) return { kind: 'not-a-number' };
      if (field.whole && !Number.isInteger(answer)) return { kind: 'not-whole' };
      if (field.least !== undefined && answer < field.least) return { kind: 'too-small', least: field.least };
      if (field.most !== undefined && answer > field.most) return { kind: 'too-large', most: field.most };
      return undefined;
    }
    case 'date':
      return typeof answer === 'string' && isDate(answer) ? undefined : { kind: 'not-a-date' };
    case 'time':
      return typeof answer === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(answer)
        ? undefined
        : { kind: 'not-a-time' };
    case 'person':
      return typeof answer === 'string' && readable(answer) && answer.length <= 255
        ? undefined
        : { kind: 'unreadable' };
    case 'consent':
      return answer === true || !field.required ? undefined : { kind: 'empty' };
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Answers to fields that the form does not have are dropped; all refusals come back at once, keyed by field. */
export function checkAnswers(form: Form, answers: Answers): Checked {
  const taken: Record<string, Answer> = {};
  const refusals: Record<string, Refusal> = {};
  for (const field of fieldsOf(form)) {
    const answer = answers[field.id];
    if (answer === undefined || isEmpty(answer)) {
      if (field.required) refusals[field.id] = { kind: 'empty' };
      else taken[field.id] = null;
      continue;
    }
    const refusal = refuse(field, answer);
    if (refusal) refusals[field.id] = refusal;
    else taken[field.id] = answer;
  }
  return Object.keys(refusals).length > 0 ? { kind: 'refused', refusals } : { kind: 'taken', answers: taken };
}
