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
import { type Command, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import type { OwnLines } from '../../people/memory.ts';
import type { Speaker } from '../../words/speak.ts';
import { countries, emergency, fallback, isOld, type Line, linesFor } from './lines.ts';
import { type OwnLine, readOwn, readShipped } from './own.ts';

const linesPage = 8;

export const countryName = (say: Speaker, country: string): string =>
  new Intl.DisplayNames(say.language, { type: 'region' }).of(country) ?? country;

/** An address to dial or to write to; digits only, since apps dial nothing else. */
const dial = (scheme: 'tel' | 'sms', number: string): string => `${scheme}:${number.replace(/[^\d+]/g, '')}`;

/** What somebody sees who asks for help now. `country` is what they chose, never a guess. */
export function helpNowCard(say: Speaker, country: string | null, own: OwnLines): Card {
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
      quiet(say('helpnow.private')),
    ],
  };
}

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

function lineItem(say: Speaker, line: Line): Item {
  const ways: Inline[] = [];
  if (line.call)
    ways.push('\n', say('line.call'), ' ', { kind: 'link', to: dial('tel', line.call), label: line.call });
  if (line.text)
    ways.push('\n', say(line.text.say ? 'line.text-word' : 'line.text', { word: line.text.say ?? '' }), ' ', {
      kind: 'link',
      to: dial('sms', line.text.to),
      label: line.text.to,
    });
  if (line.chat)
    ways.push('\n', say('line.chat'), ' ', {
      kind: 'link',
      to: line.chat,
      label: line.chat.replace(/^https:\/\//, ''),
    });
  return {
    text: [
      { kind: 'strong', text: line.name },
      ...(line.about ? [`\n${say(line.about)}`] : []),
      ...ways,
      `\n${hoursOf(say, line)} · ${languagesOf(say, line)} · ${checkedOf(say, line.checkedOn)}`,
    ],
  };
}

function ownItem(say: Speaker, line: OwnLine): Item {
  return {
    text: [
      { kind: 'strong', text: line.name },
      ...(line.when ? [`\n${line.when}`] : []),
      ...(line.call
        ? [
            '\n',
            say('line.call'),
            ' ',
            { kind: 'link' as const, to: dial('tel', line.call), label: line.call },
          ]
        : []),
      ...(line.chat
        ? ['\n', say('line.chat'), ' ', { kind: 'link' as const, to: line.chat, label: line.chat }]
        : []),
      `\n${checkedOf(say, line.checkedOn)}`,
    ],
  };
}

function hoursOf(say: Speaker, line: Line): string {
  const { hours } = line;
  if (hours.kind === 'always') return say('line.always');
  const clock = (time: string): string =>
    new Intl.DateTimeFormat(say.language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
      new Date(`2026-01-01T${time}:00Z`),
    );
  const place = hours.zone.split('/').at(-1)?.replaceAll('_', ' ') ?? hours.zone;
  return say(hours.days === 'weekdays' ? 'line.weekdays' : 'line.every-day', {
    from: clock(hours.from),
    to: clock(hours.to),
    place,
  });
}

const languagesOf = (say: Speaker, line: Line): string => {
  const names = new Intl.DisplayNames(say.language, { type: 'language' });
  return new Intl.ListFormat(say.language, { type: 'conjunction' }).format(
    line.languages.map((language) => names.of(language) ?? language),
  );
};

const checkedOf = (say: Speaker, day: string): string =>
  say('line.checked', { day: new Date(`${day}T12:00:00Z`) });

export const countriesCard = (say: Speaker): Card => ({
  name: 'help.countries',
  summary: say('helpnow.summary'),
  blocks: [heading(say('helpnow.title')), text(say('helpnow.choose')), countryButtons(say)],
});

/** What I can do, for this person. */
export function helpCard(say: Speaker, commands: readonly Command[]): Card {
  return {
    name: 'help.screen',
    summary: say('help.summary'),
    blocks: [
      heading(say('help.title')),
      text(say('help.what')),
      { kind: 'list', items: commandItems(say, commands) },
      buttons(verbButton('helpnow', say('any.help'), 'danger')),
      quiet(say('help.private')),
    ],
  };
}

export function unknownCard(say: Speaker, nearest: Command | undefined, commands: readonly Command[]): Card {
  return {
    name: 'help.unknown',
    summary: say('help.unknown'),
    blocks: [
      text(nearest ? say('help.did-you-mean', { verb: nearest.verb }) : say('help.unknown')),
      ...(nearest ? [buttons(verbButton(nearest.verb, say(nearest.label), 'primary'))] : []),
      { kind: 'list', items: commandItems(say, commands) },
      buttons(verbButton('helpnow', say('any.help'), 'danger')),
    ],
  };
}

const commandItems = (say: Speaker, commands: readonly Command[]): readonly Item[] =>
  commands
    .filter((command) => command.verb !== 'help' && command.verb !== 'helpnow')
    .map((command) => ({
      text: [{ kind: 'strong', text: command.verb }, `  ${say(command.hint)}`],
      buttons: [verbButton(command.verb, say(command.label))],
    }));

/** For coordinators: what must be made sure of, oldest first, and the employer's own lines. `from` counts those already seen. */
export function linesCard(
  say: Speaker,
  own: OwnLines,
  inUse: ReadonlySet<string>,
  today: string,
  from: number,
): Card {
  const all = [
    ...readOwn(own).map((line) => ({ line, item: ownItem(say, line), own: true })),
    ...readShipped(own)
      .filter((line) => inUse.has(line.country))
      .map((line) => ({ line, item: lineItem(say, line), own: false })),
  ].toSorted((a, b) => a.line.checkedOn.localeCompare(b.line.checkedOn));
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
      buttons({ press: 'help.add-line', label: say('lines.add'), look: 'primary' }),
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

export const ownLineForm = (say: Speaker): Form => ({
  name: 'help.own-line',
  title: say('lines.add'),
  parts: [
    { kind: 'short-text', id: 'name', label: say('lines.name'), most: 100, required: true },
    { kind: 'short-text', id: 'call', label: say('lines.call'), most: 30 },
    { kind: 'short-text', id: 'chat', label: say('lines.chat'), help: say('lines.chat-help'), most: 300 },
    { kind: 'short-text', id: 'when', label: say('lines.when'), help: say('lines.when-help'), most: 200 },
    quiet(say('any.unwatched')),
    buttons(verbButton('helpnow', say('any.help'), 'danger')),
  ],
  submit: say('lines.save'),
  close: say('any.not-now'),
});

export const notYoursCard = (say: Speaker): Card => ({
  name: 'help.not-yours',
  summary: say('any.not-yours'),
  blocks: [text(say('any.not-yours'))],
});

export const oldLinesCard = (say: Speaker, old: number): Card => ({
  name: 'help.old-lines',
  summary: say('lines.old-summary'),
  blocks: [text(say('lines.old', { old })), buttons(verbButton('lines', say('command.lines'), 'primary'))],
});
