// How help looks. Get help now must read well at 3 a.m.: emergency number, then lines, then everything else.
import {
  type Block,
  type Button,
  buttons,
  type Card,
  heading,
  type Inline,
  type Item,
  quiet,
  text,
} from '../../chat/card.ts';
import { type Command, helpButton, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import type { OwnLines } from '../../people/memory.ts';
import type { Role } from '../../people/person.ts';
import { countryName } from '../../words/name.ts';
import type { Key, Speaker } from '../../words/speak.ts';
import { lineItem, ownItem } from './line-item.ts';
import { countries, emergency, fallback, isOld, linesFor } from './lines.ts';
import { lookedAfter, readOwn, readShipped } from './own.ts';

const linesPage = 8;

/** What somebody sees who asks for help now. `country` is what they chose, never a guess; `shared` where others read along. */
export function helpNowCard(say: Speaker, country: string | null, own: OwnLines, shared = false): Card {
  const known = country && emergency[country] ? country : null;
  const ownLines = readOwn(own);
  const first: Inline[] = known
    ? [{ kind: 'strong', text: say('helpnow.danger', { number: emergency[known] ?? '' }) }]
    : [{ kind: 'strong', text: say('helpnow.danger-anywhere') }];
  return {
    name: 'help.now',
    summary: say('helpnow.summary'),
    blocks: [
      heading(say('helpnow.title')),
      text(first),
      ...(ownLines.length > 0
        ? [
            text([{ kind: 'strong', text: say('helpnow.own') }]),
            { kind: 'list' as const, items: ownLines.map((line) => ownItem(say, line)) },
          ]
        : []),
      ...(known ? countryBlocks(say, known, own) : anywhereBlocks(say)),
      quiet(say(privacyOf(shared, ownLines.length > 0))),
    ],
  };
}

/** What is true of this card, and no more. */
const privacyOf = (shared: boolean, hasOwn: boolean): Key =>
  shared ? 'helpnow.shared' : hasOwn ? 'helpnow.private-own' : 'helpnow.private';

function countryBlocks(say: Speaker, country: string, own: OwnLines): readonly Block[] {
  return [
    text([{ kind: 'strong', text: say('helpnow.lines', { country: countryName(say, country) }) }]),
    {
      kind: 'list',
      items: linesFor(country, readShipped(own)).map((line) => lineItem(say, line)),
    },
    buttons({ press: 'help.countries', label: say('helpnow.other-country') }),
  ];
}

const anywhereBlocks = (say: Speaker): readonly Block[] => [
  text(say('helpnow.choose')),
  countryButtons(say),
  text(say(fallback.about)),
  {
    kind: 'list',
    items: fallback.directories.map((directory) => ({
      text: [{ kind: 'link', to: directory.address, label: directory.name }, `\n${say(directory.about)}`],
    })),
  },
];

const countryButtons = (say: Speaker): Block => ({
  kind: 'buttons',
  buttons: countries.map((country) => ({
    press: 'help.country',
    value: country,
    label: countryName(say, country),
  })),
});

export const countriesCard = (say: Speaker): Card => ({
  name: 'help.countries',
  summary: say('helpnow.summary'),
  blocks: [heading(say('helpnow.title')), text(say('helpnow.choose')), countryButtons(say)],
});

/** What I can do, for this person. */
export function helpCard(say: Speaker, commands: readonly Command[], roles: readonly Role[]): Card {
  return {
    name: 'help.screen',
    summary: say('help.summary'),
    blocks: [
      heading(say('help.title')),
      text(say('help.what')),
      { kind: 'list', items: commandItems(say, commands) },
      ...rolesHeld(roles).map((role) => text(say(`role.${role}-may`))),
      buttons(helpButton(say)),
      quiet(say('help.private')),
    ],
  };
}

/** A deputy acts as a coordinator, and is told that they are a deputy. */
const rolesHeld = (roles: readonly Role[]): readonly Role[] =>
  roles.includes('deputy') ? roles.filter((role) => role !== 'coordinator') : roles;

/** For the coordinator, among what else waits. */
export const oldLinesItem = (say: Speaker, count: number): Item => ({
  text: say('lines.needs', { count }),
  buttons: [verbButton('lines', say('command.lines'))],
});

export function unknownCard(say: Speaker, nearest: Command | undefined, commands: readonly Command[]): Card {
  return {
    name: 'help.unknown',
    summary: say('help.unknown'),
    blocks: [
      text(nearest ? say('help.did-you-mean', { verb: nearest.verb }) : say('help.unknown')),
      ...(nearest ? [buttons(verbButton(nearest.verb, say(nearest.label), 'primary'))] : []),
      { kind: 'list', items: commandItems(say, commands) },
      buttons(helpButton(say)),
    ],
  };
}

/** What has a short name is for every day, and comes first. */
const commandItems = (say: Speaker, commands: readonly Command[]): readonly Item[] =>
  commands
    .filter(({ verb, unlisted }) => !unlisted && verb !== 'help' && verb !== 'helpnow')
    .toSorted((one, other) => Number(other.short ?? false) - Number(one.short ?? false))
    .map((command) => ({
      text: [{ kind: 'strong', text: command.verb }, `  ${say(command.hint)}`],
      buttons: [verbButton(command.verb, say(command.label))],
    }));

/** For coordinators: what must be made sure of, oldest first, and the employer's own lines. `from` counts those already seen. */
export function linesCard(
  say: Speaker,
  own: OwnLines,
  served: ReadonlySet<string>,
  today: string,
  from: number,
): Card {
  const all = lookedAfter(own, served)
    .map((line) =>
      'source' in line
        ? { line, item: lineItem(say, line), own: false }
        : { line, item: ownItem(say, line), own: true },
    )
    .toSorted((a, b) => a.line.checkedOn.localeCompare(b.line.checkedOn));
  const old = all.filter(({ line }) => isOld(line, today)).length;
  const shown = all.slice(from, from + linesPage);
  const more: Button = {
    press: 'help.lines',
    value: String(from + linesPage),
    label: say('lines.more'),
  };
  return {
    name: 'help.lines',
    summary: say('lines.title'),
    blocks: [
      heading(say('lines.title')),
      text(say('lines.state', { old, all: all.length })),
      buttons(
        { press: 'help.add-line', label: say('lines.add'), look: 'primary' },
        { press: 'help.countries-served', label: say('lines.countries') },
      ),
      {
        kind: 'list',
        items: shown.map(({ line, item, own: isOwn }) => ({
          text: [
            ...(typeof item.text === 'string' ? [item.text] : item.text),
            ...('source' in line
              ? ['\n', { kind: 'link' as const, to: line.source, label: say('lines.source') }]
              : []),
          ],
          buttons: [
            { press: 'help.checked', value: line.id, label: say('lines.checked') },
            ...(isOwn
              ? [
                  {
                    press: 'help.remove-line',
                    value: line.id,
                    label: say('lines.remove'),
                    look: 'danger' as const,
                    confirm: {
                      title: say('lines.remove'),
                      text: say('lines.remove-sure', { name: line.name }),
                      yes: say('lines.remove'),
                      no: say('any.not-now'),
                    },
                  },
                ]
              : []),
          ],
        })),
      },
      ...(all.length > from + linesPage ? [buttons(more)] : []),
      quiet(say('lines.note')),
    ],
  };
}

export const countriesForm = (say: Speaker, served: readonly string[]): Form => ({
  name: 'help.countries-served',
  title: say('lines.countries'),
  parts: [
    {
      kind: 'choices',
      id: 'countries',
      label: say('lines.countries-which'),
      help: say('lines.countries-help'),
      options: countries.map((country) => ({ value: country, label: countryName(say, country) })),
      filled: served,
    },
  ],
  submit: say('lines.save-countries'),
  close: say('any.not-now'),
});

export const ownLineForm = (say: Speaker): Form => ({
  name: 'help.own-line',
  title: say('lines.add'),
  parts: [
    { kind: 'short-text', id: 'name', label: say('lines.name'), most: 100, required: true },
    { kind: 'short-text', id: 'call', label: say('lines.call'), most: 30 },
    { kind: 'short-text', id: 'chat', label: say('lines.chat'), help: say('lines.chat-help'), most: 300 },
    { kind: 'short-text', id: 'when', label: say('lines.when'), help: say('lines.when-help'), most: 200 },
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('lines.save'),
  close: say('any.not-now'),
});

export const oldLinesCard = (say: Speaker, old: number): Card => ({
  name: 'help.old-lines',
  summary: say('lines.old-summary'),
  blocks: [text(say('lines.old', { old })), buttons(verbButton('lines', say('command.lines'), 'primary'))],
});
