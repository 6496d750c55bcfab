// The first word to somebody, and what they let us send them. Arranges; the catalogue speaks.
import { type Block, buttons, type Card, heading, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import { kinds, kindWords, type Said } from '../../people/consent.ts';
import type { Speaker } from '../../words/speak.ts';

const settingsButton = (say: Speaker) => verbButton('settings', say('command.settings'));
const chooseButton = (say: Speaker) => ({ press: 'membership.choose', label: say('membership.choose') });

export const isAsked = (said: Said): boolean => Object.keys(said).length === 0;
export const wantsNothing = (said: Said): boolean => kinds.every((kind) => said[kind] !== true);

/** Four lines; then the question, or what they have answered to it. */
export const welcomeBlocks = (say: Speaker, said: Said): readonly Block[] => [
  heading(say('membership.title')),
  text(say('membership.what')),
  text(say('membership.what-not')),
  text(say('membership.who-sees')),
  text(say('membership.stop')),
  ...(isAsked(said)
    ? [
        text([{ kind: 'strong' as const, text: say('membership.question') }]),
        buttons(
          { press: 'membership.yes', label: say('membership.yes'), look: 'primary' },
          chooseButton(say),
          { press: 'membership.not-now', label: say('any.not-now') },
          helpButton(say),
        ),
      ]
    : [...saidBlocks(say, said), buttons(chooseButton(say), helpButton(say))]),
];

export const welcomeCard = (say: Speaker, said: Said): Card => ({
  name: 'membership.welcome',
  summary: say('membership.title'),
  blocks: welcomeBlocks(say, said),
});

const saidBlocks = (say: Speaker, said: Said): readonly Block[] => [
  text([{ kind: 'strong', text: say('membership.gets') }]),
  {
    kind: 'facts',
    facts: kinds.map((kind) => ({
      label: say(kindWords[kind].label),
      value: say(said[kind] ? 'membership.gets-yes' : 'membership.gets-no'),
    })),
  },
];

export const inCard = (say: Speaker): Card => ({
  name: 'membership.in',
  summary: say('membership.in'),
  blocks: [
    heading(say('membership.in')),
    text(say('membership.in-what')),
    text(say('membership.in-now')),
    quiet(say('membership.change')),
    buttons(verbButton('checkin', say('command.checkin'), 'primary'), settingsButton(say), helpButton(say)),
  ],
});

export const notNowCard = (say: Speaker): Card => ({
  name: 'membership.not-now',
  summary: say('membership.not-now'),
  blocks: [
    heading(say('membership.not-now')),
    text(say('membership.nothing')),
    text(say('membership.still')),
    quiet(say('membership.change')),
    buttons(verbButton('help', say('command.help')), settingsButton(say), helpButton(say)),
  ],
});

export const stoppedCard = (say: Speaker): Card => ({
  name: 'membership.stopped',
  summary: say('membership.stopped'),
  blocks: [
    heading(say('membership.stopped')),
    text(say('membership.nothing')),
    text(say('membership.still')),
    text(say('membership.stays')),
    quiet(say('membership.change')),
    buttons(verbButton('erase', say('privacy.erase'), 'danger'), settingsButton(say), helpButton(say)),
  ],
});

export const chosenCard = (say: Speaker, said: Said): Card => ({
  name: 'membership.chosen',
  summary: say('membership.chosen'),
  blocks: [
    heading(say('membership.chosen')),
    ...saidBlocks(say, said),
    quiet(say('membership.change')),
    buttons(settingsButton(say), helpButton(say)),
  ],
});

/** Nothing is ticked that they did not say yes to. */
export const chooseForm = (say: Speaker, said: Said): Form => ({
  name: 'membership.choose',
  title: say('membership.choose'),
  parts: [
    {
      kind: 'choices',
      id: 'kinds',
      label: say('membership.choose-which'),
      help: say('membership.choose-help'),
      options: kinds.map((kind) => ({
        value: kind,
        label: say(kindWords[kind].label),
        help: say(kindWords[kind].help),
      })),
      filled: kinds.filter((kind) => said[kind] === true),
    },
  ],
  submit: say('any.save'),
  close: say('any.not-now'),
});
