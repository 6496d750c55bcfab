// What is to be said. An answer goes back by the door that the event came in by; a delivery goes to somebody else, or later.
import type { Kind } from '../people/consent.ts';
import type { Card } from './card.ts';
import type { Form } from './form.ts';

/** An event has one answer or none. */
export type Answer =
  /** Only the person who asked sees it. */
  | { kind: 'card'; card: Card }
  /** Takes the place of the card on which the button sat, or of the form that was sent. */
  | { kind: 'replace'; card: Card }
  /** Opens; where the event came from a form, takes its place, or lies on top of it for a press (so that typed words stay). */
  | { kind: 'form'; form: Form }
  /** Keyed by field id; '' speaks for the form as a whole. What was typed stays on the screen. */
  | { kind: 'errors'; errors: Readonly<Record<string, string>> }
  | { kind: 'home'; card: Card }
  /** Closes the form; otherwise says nothing. */
  | { kind: 'nothing' };

/** What happened to an event. Each kind of request has its own way to tell the platform (adapters decide by `kind`). */
export type Outcome =
  | { kind: 'kept'; answer: Answer }
  | { kind: 'repeated'; answer: Answer }
  /** Nothing was stored; the answer says so. A platform that tries again on its own is asked to. */
  | { kind: 'not-kept'; answer: Answer };

export type Recipient =
  | { kind: 'person'; person: string }
  /** One account of somebody, where it matters which. */
  | { kind: 'account'; account: string }
  /** An account that nobody has written down yet, by the platform's own id. `workspace` is the row's. */
  | { kind: 'stranger'; workspace: string; account: string }
  /** A conversation of a workspace, by the platform's own ids. `account`: ours, whose own talk it is; it is erased with it. */
  | { kind: 'conversation'; workspace: string; conversation: string; thread?: string; account?: string };

/**
 * Sent unasked: as a kind of thing that people agreed to, as the question whether they want one, as the work of a role that they
 * hold, or as the first word of all.
 */
export type Unasked = Kind | 'invitation' | 'duty' | 'welcome';
/**
 * Why it is sent. `asked`: it answers its reader, or is what they booked. `notice`: it concerns what is theirs already (accounts,
 * roles, what they set up). Whatever else is sent passes the reader's week (delivery/unasked.ts).
 */
export type Why = 'asked' | 'notice' | Unasked;

export type Delivery = {
  to: Recipient;
  card: Card;
  why: Why;
  /** Stands in the card's place on a platform whose messages can hold a form. */
  form?: Form;
  /** Urgent messages (help, talks) have their own lane and never stand behind others. */
  urgent?: boolean;
  /** A second delivery with the same words here is dropped: `old-lines:2026-11:<person>`. */
  once?: string;
  /** Takes the place of what was delivered under that `once`, in the same organisation; nobody is notified. Nothing there: it goes nowhere. */
  inPlaceOf?: string;
  /** The card stands there already, by the answer to a press: what was still to take that place does not any more, or is put right. */
  stands?: true;
};
