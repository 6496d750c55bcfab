// How groups of people look. Numbers only: nobody reads here who is in a group.
import {
  type Block,
  type Button,
  buttons,
  type Card,
  heading,
  type Item,
  quiet,
  text,
} from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Field, Form } from '../../chat/form.ts';
import type { Audience } from '../../people/audience.ts';
import type { Key, Speaker } from '../../words/speak.ts';
import { choiceOf } from './choice.ts';

const page = 8;
const mostNames = 3_000;
/** Slack's drop-down lists. */
export const mostChoices = 95;

function sourceWords(say: Speaker, audience: Audience): string {
  switch (audience.source) {
    case 'conversation':
      return say('groups.from-conversation');
    case 'list':
      return say('groups.from-list');
    case 'roster': {
      const { unit, discipline } = audience;
      const both = unit !== null && discipline !== null ? 'yes' : 'no';
      return say('groups.from-staff', { unit: unit ?? '', discipline: discipline ?? '', both });
    }
  }
}

function leftOutWords(say: Speaker, { leftOut }: Audience): string {
  const reasons: readonly (readonly [Key, number])[] = [
    ['groups.bots', leftOut.bots],
    ['groups.left-guests', leftOut.guests],
    ['groups.strangers', leftOut.strangers],
    ['groups.deactivated', leftOut.deactivated],
    ['groups.missing', leftOut.missing],
  ];
  const said = reasons.flatMap(([key, n]) => (n > 0 ? [say(key, { n })] : []));
  return said.length === 0 ? say('groups.left-nobody') : said.join(', ');
}

function troubleWords(say: Speaker, { problem }: Audience): string | undefined {
  if (problem === null) return undefined;
  return say(problem === 'unreachable' ? 'groups.unreachable' : 'groups.failed');
}

const itemOf = (say: Speaker, audience: Audience): Item => {
  const trouble = troubleWords(say, audience);
  return {
    text: [
      { kind: 'strong', text: audience.name },
      `  ${say('groups.people', { people: audience.people })}`,
      `\n${sourceWords(say, audience)}`,
      ...(trouble === undefined ? [] : [`\n${trouble}`]),
    ],
    buttons: [
      { press: 'audiences.show', value: audience.id, label: say('groups.show') },
      removeButton(say, audience),
    ],
  };
};

const removeButton = (say: Speaker, { id, name }: Audience): Button => ({
  press: 'audiences.remove',
  value: id,
  label: say('groups.remove'),
  look: 'danger',
  confirm: {
    title: say('groups.remove'),
    text: say('groups.remove-sure', { name }),
    yes: say('groups.remove'),
    no: say('any.not-now'),
  },
});

/**
 * `here`: the channel or team in which it was asked, sealed, whose people can be followed. `from` counts the groups already
 * seen.
 */
export function audiencesCard(
  say: Speaker,
  all: readonly Audience[],
  here: string | undefined,
  from: number,
): Card {
  const shown = all.slice(from, from + page);
  return {
    name: 'audiences.list',
    summary: say('groups.title'),
    blocks: [
      heading(say('groups.title')),
      ...(all.length === 0 ? [text(say('groups.none'))] : []),
      buttons(
        ...(here === undefined
          ? []
          : [
              {
                press: 'audiences.follow',
                value: here,
                label: say('groups.make-here'),
                look: 'primary' as const,
              },
            ]),
        { press: 'audiences.from-list', label: say('groups.make-list') },
        { press: 'audiences.from-staff', label: say('groups.make-staff') },
      ),
      ...(shown.length > 0
        ? [{ kind: 'list' as const, items: shown.map((audience) => itemOf(say, audience)) }]
        : []),
      ...(all.length > from + page
        ? [buttons({ press: 'audiences.list', value: String(from + page), label: say('groups.more') })]
        : []),
      ...(here === undefined ? [quiet(say('groups.how-here'))] : []),
    ],
  };
}

/** Who would be asked, or is; and how many are not, and why. */
export function countCard(say: Speaker, audience: Audience): Card {
  const { id, name, people, followedAt, kept } = audience;
  const trouble = troubleWords(say, audience);
  const facts: Block = {
    kind: 'facts',
    facts: [{ label: say('groups.left-out'), value: leftOutWords(say, audience) }],
  };
  return {
    name: 'audiences.count',
    summary: say(kept ? 'groups.title' : 'groups.counted-message'),
    blocks: [
      text([{ kind: 'strong', text: say(kept ? 'groups.asked' : 'groups.counted', { name, people }) }]),
      text(sourceWords(say, audience)),
      facts,
      ...(audience.leftOut.missing > 0 ? [quiet(say('groups.missing-why'))] : []),
      ...(trouble === undefined ? [] : [text(trouble)]),
      kept
        ? buttons({ press: 'audiences.list', label: say('groups.title') }, removeButton(say, audience))
        : buttons(
            { press: 'audiences.keep', value: id, label: say('groups.keep'), look: 'primary' },
            { press: 'audiences.drop', value: id, label: say('groups.drop') },
          ),
      quiet(
        [
          ...(followedAt === null ? [] : [say('groups.followed', { at: new Date(followedAt) })]),
          say('groups.once'),
        ].join(' '),
      ),
    ],
  };
}

const nameField = (say: Speaker): Field => ({
  kind: 'short-text',
  id: 'name',
  label: say('groups.name'),
  help: say('groups.name-help'),
  most: 80,
  required: true,
});

const formOf = (
  say: Speaker,
  name: string,
  title: string,
  fields: readonly Field[],
  carries?: string,
): Form => ({
  name: `audiences.${name}`,
  title,
  parts: [nameField(say), ...fields, quiet(say('any.unwatched')), buttons(helpButton(say))],
  submit: say('groups.count'),
  close: say('any.not-now'),
  ...(carries === undefined ? {} : { carries }),
});

/** `carries`: which conversation, sealed. */
export const followForm = (say: Speaker, carries: string): Form =>
  formOf(
    say,
    'follow',
    say('groups.make-here'),
    [
      {
        kind: 'choice',
        id: 'guests',
        label: say('groups.guests'),
        help: say('groups.guests-help'),
        options: [
          { value: 'no', label: say('groups.guests-no') },
          { value: 'yes', label: say('groups.guests-yes') },
        ],
        filled: 'no',
        required: true,
      },
    ],
    carries,
  );

export const listForm = (say: Speaker): Form =>
  formOf(say, 'from-list', say('groups.make-list'), [
    {
      kind: 'long-text',
      id: 'who',
      label: say('groups.who'),
      help: say('groups.who-help'),
      most: mostNames,
      required: true,
    },
  ]);

export function staffForm(say: Speaker, units: readonly string[], disciplines: readonly string[]): Form {
  const choice = (id: string, label: string, values: readonly string[]): Field[] =>
    values.length === 0
      ? []
      : [
          {
            kind: 'choice',
            id,
            label,
            options: [
              { value: 'any', label: say('groups.any') },
              ...values.map((value) => ({ value: choiceOf(value), label: value })),
            ],
            filled: 'any',
          },
        ];
  return formOf(say, 'from-staff', say('groups.make-staff'), [
    ...choice('unit', say('groups.unit'), units),
    ...choice('discipline', say('groups.discipline'), disciplines),
  ]);
}

const wordsCard = (say: Speaker, name: string, words: string): Card => ({
  name: `audiences.${name}`,
  summary: words,
  blocks: [text(words), buttons({ press: 'audiences.list', label: say('groups.title') })],
});

/** For the coordinator, among what else waits: a group whose people could not be looked up. */
export const needsItem = (say: Speaker, name: string): Item => ({
  text: say('groups.needs', { name }),
  buttons: [verbButton('audiences', say('command.audiences'))],
});

export const countingCard = (say: Speaker): Card => wordsCard(say, 'counting', say('groups.counting'));
export const keptCard = (say: Speaker, name: string): Card =>
  wordsCard(say, 'kept', say('groups.kept', { name }));

/** Nothing was made or changed, and why. */
export function notMadeCard(say: Speaker, because: 'dropped' | 'gone' | 'not-here' | 'no-staff-list'): Card {
  const words: Readonly<Record<typeof because, Key>> = {
    dropped: 'groups.dropped',
    gone: 'groups.gone',
    'not-here': 'groups.not-here',
    'no-staff-list': 'groups.no-staff-list',
  };
  return wordsCard(say, because, say(words[because]));
}

export function notCountedCard(say: Speaker, name: string, because: 'unreachable' | 'failed'): Card {
  const words = say(
    because === 'unreachable' ? 'groups.not-counted-unreachable' : 'groups.not-counted-failed',
    { name },
  );
  return { ...wordsCard(say, 'not-counted', words), summary: say('groups.not-counted-message') };
}
