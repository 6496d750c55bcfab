// What people see: tagged plain data. Each platform draws it in one exhaustive switch without a default,
// so that a new block does not compile until every platform can draw it.
//
// Promise: every string here is inert. No platform may read markup, a mention, a link or an emoji code out of it.

/** A point in time that each reader sees in their own zone. `at` is in epoch milliseconds; `spoken` is the plain fallback. */
export type Moment = {
  kind: 'moment';
  at: number;
  show: 'date' | 'time' | 'date-time';
  spoken: string;
};

/** `to` is an absolute https, tel or sms address that we made, never one that a person wrote. */
export type Link = { kind: 'link'; to: string; label: string };

export type Strong = { kind: 'strong'; text: string };

export type Inline = string | Moment | Link | Strong;
export type Text = string | readonly Inline[];

export type Confirmation = { title: string; text: string; yes: string; no: string };

/** `press` is `feature.action`, as the feature registers it; `value` is an opaque id of at most 1,500 characters. */
export type Button = {
  press: string;
  value?: string;
  label: string;
  look?: 'plain' | 'primary' | 'danger';
  confirm?: Confirmation;
};

export type Item = { text: Text; buttons?: readonly Button[] };

/** A line over days. Values run from 1 to `top`; `null` leaves a gap. Days are ISO dates, oldest first. */
export type Chart = {
  kind: 'trend';
  title: string;
  top: number;
  steps: readonly string[];
  points: readonly { day: string; label: string; value: number | null }[];
};

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: Text }
  | { kind: 'quiet'; text: string }
  | { kind: 'facts'; facts: readonly { label: string; value: Text }[] }
  /** `more` is pressed to see what a platform had to leave out; it appends `:N`, the number of items already shown. */
  | { kind: 'list'; items: readonly Item[]; more?: Button }
  | { kind: 'buttons'; buttons: readonly Button[] }
  | { kind: 'picture'; chart: Chart; alt: string };

export type Card = {
  /** What the card is, for specs and logs: `checkins.kept`. Never shown. */
  name: string;
  /** One sentence for notifications, screen readers and clients that cannot draw. Must hold nothing private. */
  summary: string;
  blocks: readonly Block[];
};

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (content: Text): Block => ({ kind: 'text', text: content });
export const quiet = (content: string): Block => ({ kind: 'quiet', text: content });
export const buttons = (...row: readonly Button[]): Block => ({ kind: 'buttons', buttons: row });

/** The words of a text without its structure: what a plain fallback or a screen reader says. */
export function plain(content: Text): string {
  if (typeof content === 'string') return content;
  return content
    .map((part) => {
      if (typeof part === 'string') return part;
      switch (part.kind) {
        case 'moment':
          return part.spoken;
        case 'link':
          return part.label === part.to ? part.to : `${part.label} (${part.to})`;
        case 'strong':
          return part.text;
      }
    })
    .join('');
}
