// The small pretend hospital: who works there, on which of the two platforms, and where they talk.
import { type Colleague, colleagues } from './colleagues.ts';
import type { Channel, Person as SlackPerson } from './slack/workspace.ts';
import type { Group, Team, Person as TeamsPerson } from './teams/tenant.ts';

export const hospital = { id: 'T0BRIGID26', name: 'St. Brigid’s Hospital' };
export const tenant = { id: '5b71d0a4-2026-4b16-9d1d-5a1e0b0c4f26', name: hospital.name };

export const bot = { user: 'U0LAMPLITE', app: 'A0LAMPLITE', name: 'Lamplight' };

/** Who runs the programme here: one on each platform, by account. */
export const coordinators: readonly string[] = ['U0RUTHK026', '96ace05e-2026-4c04-8a40-096ace05e440'];

const mailOf = (name: string): string => `${name}@st-brigids.example`;

export const inSlack: readonly SlackPerson[] = colleagues.flatMap(
  ({ slack, name, realName, title, locale, tz }) =>
    slack === undefined ? [] : [{ id: slack, name, realName, mail: mailOf(name), title, locale, tz }],
);

/** An account as Teams names it on the wire; the directory knows the same person by the object id. */
const onTheWire = (name: string): string => `29:${name}`;

export const inTeams: readonly TeamsPerson[] = colleagues.flatMap(({ teams, name, realName, locale, tz }) =>
  teams === undefined
    ? []
    : [
        {
          id: onTheWire(name),
          aad: teams,
          name: realName,
          mail: mailOf(name),
          locale,
          tz,
        },
      ],
);

/** Those for whom the app is installed from the beginning. */
export const thereInTeams: readonly string[] = colleagues
  .filter(({ teams, isNew }) => teams !== undefined && !isNew)
  .map(({ name }) => onTheWire(name));

export type Seat = { platform: 'slack' | 'teams'; id: string };

/** The accounts at which a person can sit, Slack first. */
export const seatsOf = ({ slack, teams, name }: Colleague): readonly Seat[] => [
  ...(slack === undefined ? [] : [{ platform: 'slack' as const, id: slack }]),
  ...(teams === undefined ? [] : [{ platform: 'teams' as const, id: onTheWire(name) }]),
];

export const seats: readonly Seat[] = colleagues.flatMap(seatsOf);

/** Whoever is there from the beginning. */
const isThere = (id: string): boolean => !colleagues.some(({ slack, isNew }) => isNew && slack === id);
const everybody = [...inSlack.map((one) => one.id).filter(isThere), bot.user];

export const channels: readonly Channel[] = [
  { id: 'C0GENERAL6', name: 'general', members: everybody },
  {
    id: 'C0WARD4026',
    name: 'ward-4',
    members: [
      ...colleagues.flatMap(({ group, slack }) => (group === 'Ward 4' && slack ? [slack] : [])),
      bot.user,
    ],
  },
];

/** A team has the id of its first channel. */
const ward = '19:ward4general@thread.tacv2';

export const teams: readonly Team[] = [
  {
    id: ward,
    name: 'Ward 4',
    channels: [{ id: ward, name: 'General' }],
    members: thereInTeams,
    installed: true,
  },
];

export const groups: readonly Group[] = [
  {
    id: '19:nightshift@thread.v2',
    name: 'Night shift',
    members: ['theo.lindqvist', 'dolores.vega'].map(onTheWire),
    installed: true,
  },
];
