// Somebody at their Slack, as a spec speaks of them: they type, press what they can read, fill in what is open, and look.
import type { Result } from '../../adapters/playground/slack/acting.ts';
import type { StateValues } from '../../adapters/playground/slack/forms.ts';
import type { SeenMessage } from '../../adapters/playground/slack/seen.ts';
import { shown } from '../../adapters/playground/slack/shown.ts';
import type { View } from '../../adapters/playground/slack/workspace.ts';
import { nearestLanguage, type Speaker, speaker } from '../../src/words/speak.ts';
import { coordinator, enfermera, type Hospital, nurse, ward } from './hospital.ts';
import { isNode, type Node, ofType } from './slack-drawn.ts';

export type Note = SeenMessage & { channel: string };

/** What somebody puts into a field; several for ticks. */
type Told = string | number | readonly string[];

export type Visitor = {
  id: string;
  /** A slash command, typed where the person talks with the bot or in a channel. */
  command(text: string, channel?: string): Promise<Result>;
  /** A message to the bot; gives its time stamp. */
  say(text: string, thread?: string): Promise<string>;
  /** A message in the ward that names the bot; gives its time stamp. */
  mention(text: string): Promise<string>;
  /** The modal on top. Throws where none is open. */
  modal(): View;
  modals(): readonly View[];
  home(): View;
  /** Of the talk with the bot, or of a channel; oldest first. */
  notes(channel?: string): readonly Note[];
  /** The latest that the bot said there. */
  last(channel?: string): Note;
  /** By the words on the button, or by what pressing it means (`checkins.change`). */
  press(where: View | Note, button: string, values?: StateValues): Promise<Result>;
  /** Sends the modal on top, with these answers by field. */
  send(answers: Readonly<Record<string, Told>>): Promise<Result>;
  /** What the fields of the modal on top would send. */
  values(answers: Readonly<Record<string, Told>>): StateValues;
  /** Closes every modal. */
  closeAll(): Promise<void>;
  /** What the bot says to them. */
  hears: Speaker;
  /** The words as this person reads them. */
  read(what: unknown): string;
};

const readers: Readonly<Record<string, { locale: string; tz: string }>> = {
  [nurse]: { locale: 'en-US', tz: 'America/New_York' },
  [enfermera]: { locale: 'es-ES', tz: 'Europe/Madrid' },
  [coordinator]: { locale: 'en-GB', tz: 'Europe/London' },
};

type Placed = { block: string; action: string; label: string };

function placedButtons(blocks: readonly unknown[]): Placed[] {
  return blocks.filter(isNode).flatMap((block) =>
    ofType(block.elements ?? [], 'button').map((button) => ({
      block: String(block.block_id),
      action: String(button.action_id),
      label: isNode(button.text) ? String(button.text.text) : '',
    })),
  );
}

/** The labels of all buttons, in order. */
export const buttonsOf = (where: { blocks: readonly unknown[] }): string[] =>
  placedButtons(where.blocks).map(({ label }) => label);

/** The addresses of all pictures, with what is said of each. */
export const picturesOf = (where: { blocks: readonly unknown[] }): { url: string; alt: string }[] =>
  ofType(where.blocks, 'image').map((image) => ({
    url: String(image.image_url),
    alt: String(image.alt_text),
  }));

function answered(element: Node, answer: Told): Record<string, unknown> {
  switch (element.type) {
    case 'checkboxes':
      return { selected_options: [answer].flat().map((value) => ({ value: String(value) })) };
    case 'radio_buttons':
    case 'static_select':
      return { selected_option: { value: String(answer) } };
    default:
      return { value: String(answer) };
  }
}

/** After each deed they wait until all is settled; with `answered`, only until they have their answer. */
export function visitor(hospital: Hospital, id: string, until: 'settled' | 'answered' = 'settled'): Visitor {
  const { slack } = hospital;
  const talk = slack.direct(id);
  const see = () => slack.seenBy(id);
  const modals = (): readonly View[] => see().modals;

  function modal(): View {
    const top = modals().at(-1);
    if (!top) throw new Error('no modal is open');
    return top;
  }

  function values(answers: Readonly<Record<string, Told>>): StateValues {
    const inputs = ofType(modal().blocks, 'input');
    return Object.fromEntries(
      Object.entries(answers).map(([field, answer]) => {
        const element = inputs.find((input) => input.block_id === field)?.element;
        if (!isNode(element)) throw new Error(`the form does not ask for ${field}`);
        return [field, { [String(element.action_id)]: answered(element, answer) }];
      }),
    );
  }

  const notes = (channel = talk): readonly Note[] =>
    (see().conversations.find((one) => one.id === channel)?.messages ?? []).map((message) => ({
      ...message,
      channel,
    }));

  async function done(result: Result): Promise<Result> {
    await hospital[until]();
    return result;
  }

  async function typed(channel: string, text: string, thread?: string): Promise<string> {
    const result = await done(await slack.message(id, channel, text, thread));
    if (result.kind !== 'done' || !result.ts) throw new Error(`could not say it: ${JSON.stringify(result)}`);
    return result.ts;
  }

  return {
    id,
    command: async (text, channel = talk) => done(await slack.command(id, channel, text)),
    say: (text, thread) => typed(talk, text, thread),
    mention: (text) => typed(ward, `@lamplight ${text}`),
    modal,
    modals,
    home() {
      const view = see().home;
      if (!view) throw new Error('there is no home view');
      return view;
    },
    notes,
    last(channel) {
      const found = notes(channel).findLast((note) => note.user === 'U0LAMP');
      if (!found) throw new Error('the bot has said nothing there');
      return found;
    },
    async press(where, button, given) {
      const found = placedButtons(where.blocks).find(
        ({ label, action }) => label === button || action.replace(/#\d+$/, '') === button,
      );
      if (!found) throw new Error(`no button “${button}” among ${buttonsOf(where).join(', ')}`);
      const place = 'channel' in where ? { channel: where.channel, ts: where.ts } : { view: where.id };
      const target = given ? { ...place, values: given } : place;
      return done(await slack.press(id, target, found.action, found.block));
    },
    values,
    send: async (answers) => done(await slack.submit(id, modal().id, values(answers))),
    async closeAll() {
      while (modals().length > 0) await done(await slack.close(id, modal().id));
    },
    hears: speaker(nearestLanguage(readers[id]?.locale), readers[id]?.tz ?? 'UTC'),
    read: (what) => shown(what, readers[id]),
  };
}
