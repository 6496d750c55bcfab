// What people fill in. A form is plain data like a card, with fields among its blocks.
import type { Block } from './card.ts';

export type Option = { value: string; label: string; help?: string };

type Common = { id: string; label: string; help?: string; required?: boolean };

export type Field = Common &
  (
    | { kind: 'short-text'; least?: number; most: number; filled?: string; placeholder?: string }
    | { kind: 'long-text'; least?: number; most: number; filled?: string; placeholder?: string }
    /** A platform picks buttons, radio or drop-down by the number of options. */
    | { kind: 'choice'; options: readonly Option[]; filled?: string }
    | { kind: 'choices'; options: readonly Option[]; filled?: readonly string[] }
    /** A scale whose every step has words. Answered with the step's number, 1 first. */
    | { kind: 'scale'; steps: readonly string[]; filled?: number }
    | { kind: 'number'; whole?: boolean; least?: number; most?: number; filled?: number }
    /** ISO date, `2026-11-22`. */
    | { kind: 'date'; filled?: string }
    /** 24-hour local time, `19:30`. */
    | { kind: 'time'; filled?: string }
    /** One account of the same workspace; answered with the platform's own id for it. */
    | { kind: 'person'; filled?: string }
    /** A tick with its sentence; a required one must be ticked. */
    | { kind: 'consent'; statement: string; filled?: boolean }
  );

export type Form = {
  /** What the form is, and whom it is answered to: `checkins.mood`, as the feature registers it. */
  name: string;
  title: string;
  parts: readonly (Block | Field)[];
  /** Absent: there is nothing to send, only to read and close. */
  submit?: string;
  close: string;
  /** Shows what somebody told us: no platform may put it into a message, which the chat would keep. */
  private?: true;
  /** Opaque, at most 1,500 characters; comes back with the answers. Whoever presses can have changed it: check again. */
  carries?: string;
};

/** An answer as the platform read it. `null` or absent: left empty. */
export type Answer = string | number | boolean | readonly string[] | null;
export type Answers = Readonly<Record<string, Answer>>;

const fieldKinds: Readonly<Record<Field['kind'], true>> = {
  'short-text': true,
  'long-text': true,
  choice: true,
  choices: true,
  scale: true,
  number: true,
  date: true,
  time: true,
  person: true,
  consent: true,
};

export const isField = (part: Block | Field): part is Field => part.kind in fieldKinds;

export const fieldsOf = (form: Form): readonly Field[] => form.parts.filter(isField);

/** The form with these answers in its fields, so that nothing typed is lost when it is shown again. */
export const filledIn = (form: Form, answers: Answers): Form => ({
  ...form,
  parts: form.parts.map((part) => (isField(part) ? fillField(part, answers[part.id]) : part)),
});

function fillField(field: Field, answer: Answer | undefined): Field {
  if (answer === undefined) return field;
  const { filled: _before, ...empty } = field;
  if (answer === null) return empty;
  switch (empty.kind) {
    case 'scale':
    case 'number':
      return typeof answer === 'number' ? { ...empty, filled: answer } : empty;
    case 'choices':
      return Array.isArray(answer) ? { ...empty, filled: answer } : empty;
    case 'consent':
      return typeof answer === 'boolean' ? { ...empty, filled: answer } : empty;
    case 'short-text':
    case 'long-text':
    case 'choice':
    case 'date':
    case 'time':
    case 'person':
      return typeof answer === 'string' ? { ...empty, filled: answer } : empty;
  }
}
