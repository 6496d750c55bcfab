// How the staff list looks in the chat.
import { type Block, buttons, type Card, heading, type Item, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import type { Standing } from '../../people/roster.ts';
import type { Preview } from '../../people/roster-draft.ts';
import type { Key, Speaker } from '../../words/speak.ts';
import { noteWords, previewFacts, previewIntro, unitLines } from './wording.ts';

/** Slack takes no longer one. */
const mostPasted = 3_000;

export type Means = {
  /** A file can be taken: there is an address at which a browser reaches us. */
  upload: boolean;
  /** This chat's directory can be read. */
  directory: boolean;
  /** Of the key that makes mail addresses unreadable now. */
  keyId: string;
};

export function rosterCard(say: Speaker, standing: Standing | undefined, means: Means): Card {
  const state: readonly Block[] = standing
    ? [
        text(say('staff.state', { lines: standing.lines })),
        text(say('staff.when', { at: new Date(standing.takenAt), way: standing.way })),
        ...(standing.lists > 1 ? [text(say('staff.several'))] : []),
        ...(standing.keyId === means.keyId ? [] : [text(say('staff.other-key'))]),
      ]
    : [text(say('staff.none'))];
  return {
    name: 'roster.card',
    summary: say('staff.title'),
    blocks: [
      heading(say('staff.title')),
      ...state,
      buttons(
        ...(means.upload
          ? [{ press: 'roster.upload', label: say('staff.upload'), look: 'primary' as const }]
          : []),
        { press: 'roster.paste', label: say('staff.paste') },
        ...(means.directory ? [{ press: 'roster.directory', label: say('staff.directory') }] : []),
      ),
      ...(means.upload ? [] : [text(say('staff.no-address'))]),
      ...(means.directory ? [] : [quiet(say('staff.no-directory'))]),
      quiet(say('staff.privacy')),
    ],
  };
}

/** `address` was made by us, for this coordinator. */
export const uploadCard = (say: Speaker, address: string): Card => ({
  name: 'roster.upload',
  summary: say('staff.title'),
  blocks: [
    heading(say('staff.upload')),
    text([{ kind: 'link', to: address, label: say('staff.link') }]),
    text(say('staff.link-how')),
    quiet(say('staff.columns')),
  ],
});

export const pasteForm = (say: Speaker): Form => ({
  name: 'roster.paste',
  title: say('staff.paste'),
  parts: [
    {
      kind: 'long-text',
      id: 'list',
      label: say('staff.paste-list'),
      help: say('staff.columns'),
      most: mostPasted,
      required: true,
    },
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('staff.check'),
  close: say('any.not-now'),
});

export function previewCard(say: Speaker, preview: Preview): Card {
  const units = unitLines(say, preview);
  return {
    name: 'roster.preview',
    summary: say('staff.message'),
    blocks: [
      heading(say('staff.preview-title')),
      text(previewIntro(say, preview)),
      { kind: 'facts', facts: previewFacts(say, preview) },
      ...(units.length > 0
        ? [text([{ kind: 'strong', text: say('staff.units') }]), text(units.join('\n'))]
        : []),
      ...noteWords(say, preview).map((words) => text(words)),
      buttons(
        { press: 'roster.use', value: preview.draft, label: say('staff.use'), look: 'primary' },
        { press: 'roster.drop', value: preview.draft, label: say('staff.dont-use') },
      ),
    ],
  };
}

const wordsCard = (say: Speaker, name: string, words: string): Card => ({
  name: `roster.${name}`,
  summary: words,
  blocks: [text(words), buttons(verbButton('staff', say('command.staff')))],
});

export const usedCard = (say: Speaker, people: number): Card =>
  wordsCard(say, 'used', say('staff.used', { people }));

/** Nothing came of it, and why. */
export function notUsedCard(say: Speaker, because: 'dropped' | 'gone' | 'overtaken'): Card {
  const words: Readonly<Record<typeof because, Key>> = {
    dropped: 'staff.dropped',
    gone: 'staff.draft-gone',
    overtaken: 'staff.overtaken',
  };
  return wordsCard(say, 'not-used', say(words[because]));
}

/** For the coordinator, among what else waits. */
/** What would come of it was shown where they brought it, with the button that says yes. */
export const waitingItem = (say: Speaker): Item => ({
  text: say('staff.waits'),
  buttons: [verbButton('staff', say('command.staff'))],
});

export const noListItem = (say: Speaker): Item => ({
  text: say('staff.needs-none'),
  buttons: [verbButton('staff', say('command.staff'))],
});

export const askedCard = (say: Speaker): Card => wordsCard(say, 'asked', say('staff.asked'));
export const notTakenCard = (say: Speaker): Card => wordsCard(say, 'not-taken', say('staff.not-taken'));
