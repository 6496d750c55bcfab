// A feature as the bot sees it. Features are strangers to one another: what one needs of another it asks the context for.
import type { Alone } from '../database/alone.ts';
import type { Transaction } from '../database/connect.ts';
import type { Memory, WorkspaceKey } from '../people/memory.ts';
import type { Actor, Role } from '../people/person.ts';
import type { Ringing } from '../schedule/timers.ts';
import type { Key, Speaker } from '../words/speak.ts';
import { type Block, type Button, buttons, type Card, type Item, text } from './card.ts';
import type { ButtonPressed, ChatEvent, Joined, Who } from './event.ts';
import type { Answers, Form } from './form.ts';
import type { Answer, Delivery } from './message.ts';
import type { Profile } from './platform.ts';

export type Context = {
  tx: Transaction;
  person: Actor;
  /** What brought us here: by whom, and where, as far as the platform tells. */
  event: ChatEvent;
  /**
   * Proof that this event has the transaction to itself. Throws where it has not; the event is then run again by itself, so
   * ask before anything else is done.
   */
  alone: () => Alone;
  /** Writes deliveries down now, before what the handler does next; those of the reply come after it. */
  tell: (deliveries: readonly Delivery[]) => Promise<void>;
  /** What every feature has to say where a group is removed, which must come after it. */
  groupGoes: (group: string) => Promise<readonly Delivery[]>;
  /** When the last of so many messages will have gone, at the pace that the chat takes; epoch ms. Undefined: there are none. */
  expectedEnd: (fanOut: readonly { workspace: string; due: number }[]) => Promise<number | undefined>;
  /** Epoch milliseconds; the clock is a port, nothing else tells the time. */
  now: number;
  /** Of an account that a form named, where the platform said in time who that is. */
  profileOf: (account: string) => Profile | undefined;
  say: Speaker;
  /** A fresh random id. */
  id: () => string;
  /** What get help now answers from when there is no database. */
  memory: Memory;
  /** Whether the programme has it: off, nothing of it is shown, asked or done. */
  isOn: (feature: Feature) => boolean;
  /** What features offer to somebody who has just said how they are; `mood` is 1 (worst) to 5. */
  offers: (mood: number) => readonly Button[];
  /** What features offer to whoever runs the programme. */
  adminButtons: () => readonly Button[];
  /** What waits for whoever runs the programme, from all features. */
  needs: () => Promise<readonly Item[]>;
  /** Features that a coordinator can switch, in their order. */
  optional: () => readonly Switchable[];
  /** What this person can ask for, in the order of the features. */
  commands: () => readonly Command[];
};

/** A feature beyond those that every programme starts with: hidden until it is switched on, then it explains itself once. */
export type Switchable = Optional & { name: string; isOn: boolean };
type Optional = {
  label: Key;
  /** What it is and whom it serves, for whoever decides about it. */
  about: Key;
  introduction: (say: Speaker) => Card;
};

/**
 * `erased`: accounts of which nothing is kept any more; memory forgets them as soon as that is committed. `became`: who acts is
 * another after this, and memory is told of that. `switched`: features were switched on or off.
 */
export type Reply = {
  answer: Answer;
  deliveries?: readonly Delivery[];
  erased?: readonly Who[];
  became?: Actor;
  switched?: true;
};

export type Command = {
  verb: string;
  /** A slash command of its own beside `/lamp <verb>`. */
  short?: true;
  /** What it does, in a few words: help lists it, and a button that leads to it carries `label`. */
  label: Key;
  hint: Key;
  /** Other words that people type for it, in any language. */
  also?: readonly string[];
  /** Words behind the verb that lead elsewhere. A button carries them along; other words that somebody typed it does not. */
  leads?: readonly string[];
  /** Known when it is typed; lists leave it out, because a card of another verb leads there. */
  unlisted?: true;
  /** Only people who hold one of these see it and may use it. Absent: everybody. */
  roles?: readonly Role[];
  run: (context: Context, words: string) => Promise<Reply>;
};

export type FormShape = {
  /** Ids of fields of kind `person`: the platform is asked beforehand who they are (`profileOf`). */
  people?: readonly string[];
  /** Drawn again when it is sent, so that the answers are held against what was really asked. */
  draw: (context: Context, carries: string) => Form | Promise<Form>;
  sent: (context: Context, answers: Answers, carries: string) => Promise<Reply>;
};

/** What answers without database, transaction or outbox. It may use what is in memory and nothing else. */
export type Always = {
  verbs: readonly string[];
  presses: readonly string[];
  /**
   * `after` is what to keep once there is a database; the answer does not wait for it and does not promise it. What it
   * gives back is run once that is committed.
   */
  answer: (
    event: ChatEvent,
    memory: Memory,
    now: number,
  ) => { answer: Answer; after?: (context: Context) => Promise<() => void> };
};

export type Feature = {
  name: string;
  commands: readonly Command[];
  /**
   * Only people who hold one of these press its buttons and send its forms: a button may be somebody else's, or older than the
   * role. Absent: everybody. Commands say it for themselves, and what `always` answers is everybody's.
   */
  roles?: readonly Role[];
  /** Keyed by the press without the feature's name: `help.show` is `show` of `help`. */
  presses?: Readonly<Record<string, (context: Context, press: ButtonPressed) => Promise<Reply>>>;
  forms?: Readonly<Record<string, FormShape>>;
  always?: Always;
  /** Somebody typed a word that nobody knows; `nearest` is the command that they may have meant. */
  unknown?: (context: Context, nearest: Command | undefined) => Promise<Reply>;
  /** Brings the memory up to date with the tables of one organisation. */
  remember?: (tx: Transaction, memory: Memory, workspaces: readonly WorkspaceKey[]) => Promise<void>;
  home?: (context: Context) => Promise<readonly Block[]>;
  offers?: (context: Pick<Context, 'say'>, mood: number) => readonly Button[];
  /** Shown by `admin`, to coordinators only. */
  admin?: (context: Pick<Context, 'say'>) => readonly Button[];
  /** What waits for a coordinator, each with the button that leads there; shown first by `admin`. Nothing waits: none. */
  needs?: (context: Context) => Promise<readonly Item[]>;
  /** Absent: every programme has it from the start. Off, nothing of it is shown, asked or done. */
  optional?: Optional;
  /**
   * Somebody is new in the workspace. Whoever merely came is not written down by that: `person.id` and `person.account` are
   * empty then, and `event.who` says who it is.
   */
  joined?: (context: Context, event: Joined) => Promise<readonly Delivery[]>;
  /** What it does when a timer of its own falls due. */
  timers?: Ringing;
  /** A group of people is about to be removed: what hung on it says so. Its id is a row's. */
  groupGoes?: (tx: Transaction, group: string) => Promise<readonly Delivery[]>;
  /** Run by the tick, in each organisation, at most once an hour. Must be safe to repeat. */
  hourly?: (
    context: Pick<Context, 'tx' | 'now' | 'id'> & { organisation: string },
  ) => Promise<readonly Delivery[]>;
};

/** A button that does what typing the verb does. Works on every card, in every place. */
export const verbButton = (
  verb: string,
  label: string,
  look: Button['look'] = 'plain',
  value?: string,
): Button => ({
  press: `do.${verb}`,
  label,
  look,
  ...(value === undefined ? {} : { value }),
});

/** Beside every box that somebody writes into, and wherever nothing else is left to press. */
export const helpButton = (say: Speaker): Button => verbButton('helpnow', say('any.help'), 'danger');

/** Stands in for what cannot be shown here: one button that leads to it, and help. */
export const openCard = (name: string, say: Speaker, words: string, open: Button): Card => ({
  name,
  summary: words,
  blocks: [text(words), buttons({ ...open, look: 'primary' }, helpButton(say))],
});

/** Where the words behind the verb lead, if they lead anywhere. */
export const leadOf = ({ leads = [] }: Pick<Command, 'leads'>, words: string): string | undefined => {
  const [first] = words.toLowerCase().split(/[^\p{L}\p{N}]/u);
  return leads.find((lead) => lead === first);
};
