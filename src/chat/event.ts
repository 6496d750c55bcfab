// What people do, in words that hold on every platform.
import type { Answers } from './form.ts';

/** An account as its platform knows it. The ids are opaque to the core. */
export type Who = {
  platform: string;
  /** Slack: team id, or the organisation's where the app is installed for all of it. Teams: tenant id. */
  workspace: string;
  enterprise?: string;
  account: string;
};

/**
 * Where an event came from, as far as the core may care.
 * `conversation` is where something posted would appear; `thread` keeps an answer in the thread that asked. `people`: the
 * conversation whose people are there, where it is another one: a team around its channels.
 */
export type Place = { conversation: string; thread?: string; people?: string; private: boolean };

type Common = {
  /**
   * What makes this event itself, however often and under whichever wrapping it is delivered; unique within a workspace.
   * Two events with one identity have one effect.
   */
  identity: string;
  who: Who;
  /** The direct talk with this account, where the platform tells it: kept, so that one message is one request. */
  talk?: string;
};

/** `place` is where it was typed, where the platform tells. */
export type CommandUsed = Common & { kind: 'command-used'; verb: string; words: string; place?: Place };
/**
 * `inForm`: the button sat in a form that is open on the person's screen. `place`: where it sat, where the platform tells; a
 * form and the home view are nowhere.
 */
export type ButtonPressed = Common & {
  kind: 'button-pressed';
  press: string;
  value: string;
  inForm: boolean;
  place?: Place;
};
export type FormSent = Common & { kind: 'form-sent'; form: string; carries: string; answers: Answers };
/** A message that a person typed to us: in a direct talk, or with our name in it elsewhere. */
export type Said = Common & { kind: 'said'; text: string; place: Place };
export type HomeOpened = Common & { kind: 'home-opened' };
/** Somebody is new in the workspace; with a `talk`, they put us there themselves and can be reached by it. */
export type Joined = Common & { kind: 'joined' };
/** This account cannot be reached any more: it took us out for itself, or (`deactivated`) it is no longer there. */
export type Left = Common & { kind: 'left'; deactivated?: true };
/** People came to, or left, a conversation that we are in; `who.account` is empty. */
export type MembersChanged = Common & { kind: 'members-changed'; conversation: string };
/**
 * The app was taken out of the workspace; `who.account` is empty. `at`, epoch ms to the second: where it comes late and the
 * app has been installed again since, nothing is removed. Absent: it is so now.
 */
export type Removed = Common & { kind: 'removed'; at?: number };

export type ChatEvent =
  | CommandUsed
  | ButtonPressed
  | FormSent
  | Said
  | HomeOpened
  | Joined
  | Left
  | MembersChanged
  | Removed;

/** What the platform tells us of its own accord: nobody waits for an answer. */
export const isNotice = ({ kind }: ChatEvent): boolean =>
  kind === 'joined' || kind === 'left' || kind === 'members-changed' || kind === 'removed';
