// How the programme's set-up looks. Arranges; the catalogue speaks.
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
import { helpButton, type Switchable, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import { placeName } from '../../link-cards.ts';
import type { Deed, Entry } from '../../people/audit.ts';
import { type Role, roles } from '../../people/person.ts';
import { mayName } from '../../people/role.ts';
import type { Holder } from '../../people/roles.ts';
import type { Speaker } from '../../words/speak.ts';

const backButton = (say: Speaker): Button => verbButton('admin', say('command.admin'));
const rolesButton = (say: Speaker): Button => verbButton('admin', say('roles.title'), 'plain', 'roles');
const recordButton = (say: Speaker): Button => verbButton('admin', say('record.title'), 'plain', 'record');

/** `needs`: what waits for the coordinator; `offered`: the buttons of other features. */
export function adminCard(say: Speaker, needs: readonly Item[], offered: readonly Button[]): Card {
  return {
    name: 'admin.card',
    summary: say('admin.title'),
    blocks: [
      heading(say('admin.title')),
      text(say('admin.needs', { count: needs.length })),
      ...(needs.length > 0 ? [{ kind: 'list' as const, items: needs }] : []),
      text([{ kind: 'strong', text: say('admin.set-up') }]),
      buttons(
        rolesButton(say),
        ...offered,
        verbButton('admin', say('admin.workspaces-title'), 'plain', 'workspaces'),
        recordButton(say),
      ),
    ],
  };
}

/** Nobody could stand in for the only coordinator. */
export const loneCard = (say: Speaker): Item => ({
  text: say('admin.lone'),
  buttons: [{ press: 'admin.name', label: say('roles.name') }],
});

/** Nobody beside those who run the programme looks at how it is set up. */
export const noStewardItem = (say: Speaker): Item => ({
  text: say('admin.no-steward'),
  buttons: [{ press: 'admin.name', label: say('roles.name') }],
});

/** What a steward sees: how it is set up, and who did that. Nothing to change, and nothing that anybody told. */
export function stewardCard(say: Speaker, features: readonly Switchable[]): Card {
  const on = features.filter(({ isOn }) => isOn).map(({ label }) => say(label));
  return {
    name: 'admin.steward',
    summary: say('admin.title'),
    blocks: [
      heading(say('admin.title')),
      text(say('admin.steward')),
      text(
        on.length > 0
          ? say('admin.steward-on', { features: on.join(', '), count: on.length })
          : say('admin.steward-none'),
      ),
      buttons(rolesButton(say), recordButton(say)),
    ],
  };
}

const roleWord = (say: Speaker, role: Role): string => say(`role.${role}`);

/** `said`: what has just happened, in words or as whoever was named. */
export function rolesCard(
  say: Speaker,
  all: readonly Holder[],
  mayChange: boolean,
  said?: string | { name: string | null; role: Role; managed: number },
): Card {
  return {
    name: 'admin.roles',
    summary: say('roles.title'),
    blocks: [
      heading(say('roles.title')),
      ...saidBlocks(say, said),
      { kind: 'list', items: all.map((holder) => holderItem(say, holder, mayChange)) },
      buttons(
        ...(mayChange ? [{ press: 'admin.name', label: say('roles.name'), look: 'primary' as const }] : []),
        backButton(say),
      ),
      quiet(say('roles.names')),
    ],
  };
}

function saidBlocks(
  say: Speaker,
  said: string | { name: string | null; role: Role; managed: number } | undefined,
): readonly Block[] {
  if (said === undefined) return [];
  if (typeof said === 'string') return [text([{ kind: 'strong', text: said }])];
  const { name, role, managed } = said;
  const role_ = roleWord(say, role);
  const words =
    name === null ? say('roles.given', { role: role_ }) : say('roles.given-to', { name, role: role_ });
  return [
    text([{ kind: 'strong', text: words }]),
    ...(managed > 0 ? [text(say('roles.managed', { count: managed }))] : []),
  ];
}

function holderItem(
  say: Speaker,
  { person, role, name, until, platform, workspace }: Holder,
  mayChange: boolean,
): Item {
  const word = roleWord(say, role);
  const who = name ?? say('roles.unnamed', { place: placeName(say, { platform, workspace }) });
  const day = until === null ? '' : ` ${say('roles.until-day', { at: until - 1 })}`;
  return {
    text: [{ kind: 'strong', text: who }, ` ${word}${day}`],
    ...(mayChange
      ? {
          buttons: [
            {
              press: 'admin.take',
              value: `${role} ${person}`,
              label: say('roles.take'),
              look: 'danger' as const,
              confirm: {
                title: say('roles.take-title'),
                text: say('roles.take-sure', { name: who, role: word }),
                yes: say('roles.take'),
                no: say('any.not-now'),
              },
            },
          ],
        }
      : {}),
  };
}

/** `own`: what whoever names holds; a deputy is not offered what they may not give. */
export const nameForm = (say: Speaker, own: readonly Role[]): Form => ({
  name: 'admin.name',
  title: say('roles.name'),
  parts: [
    { kind: 'person', id: 'who', label: say('roles.who'), required: true },
    {
      kind: 'choice',
      id: 'role',
      label: say('roles.which'),
      options: roles
        .filter((role) => mayName(own, role))
        .map((role) => ({ value: role, label: roleWord(say, role), help: say(`role.${role}-is`) })),
      required: true,
    },
    { kind: 'date', id: 'until', label: say('roles.until'), help: say('roles.until-help') },
    quiet(say('roles.told')),
  ],
  submit: say('roles.give'),
  close: say('any.not-now'),
});

export const givenNotice = (say: Speaker, role: Role, until: number | undefined): Card => ({
  name: 'admin.given',
  summary: say('roles.yours', { role: roleWord(say, role) }),
  blocks: [
    heading(say('roles.yours', { role: roleWord(say, role) })),
    text(say(`role.${role}-may`)),
    ...(until === undefined ? [] : [text(say('roles.yours-until', { at: until - 1 }))]),
    quiet(say('roles.yours-how')),
    buttons(verbButton('help', say('command.help'), 'primary'), helpButton(say)),
  ],
});

export const takenNotice = (say: Speaker, role: Role): Card => ({
  name: 'admin.taken',
  summary: say('roles.over', { role: roleWord(say, role) }),
  blocks: [
    text(say('roles.over', { role: roleWord(say, role) })),
    quiet(say('roles.over-how')),
    buttons(helpButton(say)),
  ],
});

export const recordPage = 10;

/** Who set up what, newest first. `from` counts those already seen; `features` tell what a feature is called. */
export function recordCard(
  say: Speaker,
  { entries, more }: { entries: readonly Entry[]; more: boolean },
  from: number,
  features: readonly Switchable[],
): Card {
  const next = String(from + entries.length);
  return {
    name: 'admin.record',
    summary: say('record.title'),
    blocks: [
      heading(say('record.title')),
      text(say('record.what')),
      entries.length > 0
        ? { kind: 'list', items: entries.map((entry) => entryItem(say, entry, features)) }
        : text(say('record.none')),
      buttons(
        ...(more ? [verbButton('admin', say('record.older'), 'plain', `record ${next}`)] : []),
        backButton(say),
      ),
    ],
  };
}

function entryItem(say: Speaker, entry: Entry, features: readonly Switchable[]): Item {
  return {
    text: [
      { kind: 'strong', text: deedWords(say, entry, entry.about ?? say('record.nobody'), features) },
      `\n${entry.by ?? say(isSetUp(entry) ? 'record.set-up' : 'record.nobody')}, `,
      { kind: 'moment', at: entry.at, show: 'date-time', spoken: say('any.moment', { at: entry.at }) },
    ],
  };
}

const isSetUp = (deed: Deed): boolean =>
  deed.what === 'installed' || (deed.what === 'role-given' && deed.setUp === true);

function deedWords(say: Speaker, deed: Deed, about: string, features: readonly Switchable[]): string {
  switch (deed.what) {
    case 'role-given':
    case 'role-taken':
      return say(`record.${deed.what}`, { about, role: roleWord(say, deed.role) });
    case 'feature-on':
    case 'feature-off': {
      const known = features.find(({ name }) => name === deed.feature);
      return say(`record.${deed.what}`, { feature: known ? say(known.label) : deed.feature });
    }
    case 'unreadable':
      return say('record.unreadable');
    case 'installed':
    case 'workspace-connected':
    case 'workspace-separated':
      return say(`record.${deed.what}`, { place: deed.place });
    case 'staff-taken':
      return say('record.staff-taken', { count: deed.count });
    case 'group-kept':
    case 'group-removed':
    case 'checkins-planned':
    case 'checkins-ended':
      return say(`record.${deed.what}`, { group: deed.group });
    case 'line-added':
    case 'line-removed':
    case 'line-checked':
      return say(`record.${deed.what}`, { line: deed.line });
    case 'report-read':
      return say('record.report-read', { month: Temporal.PlainDate.from(deed.month) });
    case 'countries-served':
      return deed.countries.length > 0
        ? say('record.countries-served', { countries: deed.countries.join(', ') })
        : say('record.countries-none');
  }
}
