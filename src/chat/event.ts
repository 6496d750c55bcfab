// What people do, in words that hold on every platform.
import type { Answers } from './form.ts';

/** An account as its platform knows it. The ids are opaque to the core. */
export type Who = {
  platform: string;
  /** Slack: team id. Teams: tenant id. */
  workspace: string;
  enterprise?: string;
  account: string;
};

/**
 * Where an event came from, as far as the core may care.
 * `conversation` is where something posted would appear; `thread` keeps an answer in the thread that asked.
 */
export type Place = { conversation: string; thread?: string; private: boolean };

type Common = {
  /**
   * What makes this event itself, however often and under whichever wrapping it is delivered; unique within a workspace.
   * Two events with one identity have one effect.
   */
  identity: string;
  who: Who;
};

export type CommandUsed = Common & { kind: 'command-used'; verb: string; words: string };
/** `inForm`: the button sat in a form that is open on the person's screen. */
export type ButtonPressed = Common & {
  kind: 'button-pressed';
  press: string;
  value: string;
  inForm: boolean;
};
export type FormSent = Common & { kind: 'form-sent'; form: string; carries: string; answers: Answers };
/** A message that a person typed to us: in a direct talk, or with our name in it elsewhere. */
export type Said = Common & { kind: 'said'; text: string; place: Place };
export type HomeOpened = Common & { kind: 'home-opened' };
export type Joined = Common & { kind: 'joined' };
/** The app was taken out of the workspace; `who.account` is empty. */
export type Removed = Common & { kind: 'removed' };

export type ChatEvent = CommandUsed | ButtonPressed | FormSent | Said | HomeOpened | Joined | Removed;
