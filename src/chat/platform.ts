// PORT: what the core asks of a platform. Whoever implements it keeps these promises.
import type { Card } from './card.ts';
import type { Who } from './event.ts';
import type { Form } from './form.ts';

/** `language` as BCP 47 says it, `timeZone` as IANA does; absent where the platform does not know, or we may not. */
export type Profile = {
  language?: string;
  timeZone?: string;
  /** As the directory writes it. Never stored: a keyed digest of it finds the roster's line. */
  mail?: string;
  /** As colleagues see it. Stored only of whoever holds a role, so that others can tell whose it is. */
  name?: string;
  bot: boolean;
  guest: boolean;
};

/** Somebody in a conversation, or in the directory. */
export type Member = {
  account: string;
  mail?: string;
  /** What they do, as the directory writes it. */
  title?: string;
  bot: boolean;
  guest: boolean;
  /** Of another organisation, who sees the conversation because it is shared. */
  stranger: boolean;
  deactivated: boolean;
};

export type Members =
  | { kind: 'members'; members: readonly Member[] }
  | { kind: 'later'; seconds: number }
  /** We may not, or there is no such conversation any more; not worth asking again by itself. */
  | { kind: 'unreachable'; because: string }
  | { kind: 'failed'; because: string };

export type Address = {
  /** The platform's own id of the workspace. */
  workspace: string;
  /** A conversation, or a person's account where none is known yet. */
  conversation: string;
  thread?: string;
};

/** What became of one try. `conversation` is where it really went: kept, so that a crash can be read back there. */
export type Sent =
  | { kind: 'sent'; message: string; conversation: string }
  /** Asked to wait; nothing was sent. Not counted as a failure. */
  | { kind: 'later'; seconds: number }
  /** It was not taken, for certain; counted as a failure, and worth another try, after `seconds` where the platform says so. */
  | { kind: 'refused'; because: string; seconds?: number }
  /** A permanent no: user gone, app removed, channel archived. An outcome, not an error. */
  | { kind: 'unreachable'; because: string }
  /** Nobody knows whether it arrived. */
  | { kind: 'failed'; because: string };

export type Platform = {
  name: string;
  /** Nothing that went out can be found again: `find` never finds. */
  blind?: true;
  /** Undefined where the platform does not answer within `patience` milliseconds: nobody waits for a profile. */
  profileOf(who: Who, patience: number): Promise<Profile | undefined>;
  /** The id of the direct talk with this account. Resolving it sends nothing. */
  talkWith(address: Address): Promise<Sent | { kind: 'talk'; conversation: string }>;
  /**
   * Posts a card, or the form in its place where messages can hold one. `delivery` travels with it unseen, so that `find` can
   * tell whether it arrived. Never retries by itself.
   */
  send(address: Address, card: Card, delivery: string, form?: Form): Promise<Sent>;
  /** Puts a card in the place of a message of ours, the last one where it was several. Safe to repeat; notifies nobody. */
  change(address: Address, message: string, card: Card): Promise<Sent>;
  /** Whether a message with this delivery id stands in the conversation, looking back to `since` (epoch ms). */
  find(
    address: Address,
    delivery: string,
    since: number,
  ): Promise<
    | { kind: 'found'; message: string }
    | { kind: 'absent' }
    | { kind: 'unknown' }
    | { kind: 'later'; seconds: number }
  >;
  /** Everybody in a conversation that we are in, also bots, guests and strangers: whoever asks leaves them out. */
  membersOf(address: Address): Promise<Members>;
  /** Everybody whom the platform's directory knows. Absent where a bot may not ask. */
  directory?(workspace: string): Promise<Members>;
  /** For /readyz: undefined is well, otherwise one sentence on what is wrong. */
  ailment(): string | undefined;
};
