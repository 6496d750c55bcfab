// The small pretend hospital: who works there, on which of the two platforms, and where they talk.
import type { Channel, Person as SlackPerson } from './slack/workspace.ts';
import type { Group, Team, Person as TeamsPerson } from './teams/tenant.ts';

/** One human. `name` stands in the page's address; `work` is shown to whoever chooses a person to be. */
export type Colleague = {
  name: string;
  realName: string;
  /** What the directory says. */
  title?: string;
  work: string;
  locale: string;
  tz: string;
  /** The person's id in the workspace of Slack. */
  slack?: string;
  /** The person's object id in the directory of Teams. */
  teams?: string;
};

export const hospital = { id: 'T0BRIGID26', name: 'St. Brigid’s Hospital' };
export const tenant = { id: '5b71d0a4-2026-4b16-9d1d-5a1e0b0c4f26', name: hospital.name };

export const bot = { user: 'U0LAMPLITE', app: 'A0LAMPLITE', name: 'Lamplight' };

export const colleagues: readonly Colleague[] = [
  {
    name: 'amara.bello',
    realName: 'Amara Bello',
    title: 'Nurse',
    work: 'Nurse, ward 4',
    locale: 'en-US',
    tz: 'America/New_York',
    slack: 'U0AMARA026',
    teams: 'a3a7a0be-1026-4c01-8a10-0a3a7a0be110',
  },
  {
    name: 'lucia.herrera',
    realName: 'Lucía Herrera',
    title: 'Resident',
    work: 'Resident, from Mexico City',
    locale: 'es-MX',
    tz: 'America/Mexico_City',
    slack: 'U0LUCIA026',
  },
  {
    name: 'ruth.kaplan',
    realName: 'Ruth Kaplan',
    title: 'Peer support coordinator',
    work: 'Coordinator',
    locale: 'en-US',
    tz: 'America/New_York',
    slack: 'U0RUTHK026',
  },
  {
    name: 'theo.lindqvist',
    realName: 'Theo Lindqvist',
    work: 'Resident',
    locale: 'en-US',
    tz: 'America/New_York',
    teams: '7e011d05-2026-4c02-8a20-07e011d05220',
  },
  {
    name: 'dolores.vega',
    realName: 'Dolores Vega',
    work: 'Nurse, ward 4',
    locale: 'es-MX',
    tz: 'America/New_York',
    teams: 'd0105e5a-2026-4c03-8a30-0d0105e5a330',
  },
  {
    name: 'grace.osei',
    realName: 'Grace Osei',
    work: 'Coordinator',
    locale: 'en-US',
    tz: 'America/New_York',
    teams: '96ace05e-2026-4c04-8a40-096ace05e440',
  },
];

/** Who runs the programme here: one on each platform, by account. */
export const coordinators: readonly string[] = ['U0RUTHK026', '96ace05e-2026-4c04-8a40-096ace05e440'];

const mailOf = (name: string): string => `${name}@st-brigids.example`;

export const inSlack: readonly SlackPerson[] = colleagues.flatMap(
  ({ slack, name, realName, title, locale, tz }) =>
    slack === undefined
      ? []
      : [{ id: slack, name, realName, mail: mailOf(name), ...(title ? { title } : {}), locale, tz }],
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

export type Seat = { platform: 'slack' | 'teams'; id: string };

/** The accounts at which a person can sit, Slack first. */
export const seatsOf = ({ slack, teams, name }: Colleague): readonly Seat[] => [
  ...(slack === undefined ? [] : [{ platform: 'slack' as const, id: slack }]),
  ...(teams === undefined ? [] : [{ platform: 'teams' as const, id: onTheWire(name) }]),
];

export const seats: readonly Seat[] = colleagues.flatMap(seatsOf);

const everybody = [...inSlack.map((one) => one.id), bot.user];

export const channels: readonly Channel[] = [
  { id: 'C0GENERAL6', name: 'general', members: everybody },
  { id: 'C0WARD4026', name: 'ward-4', members: ['U0AMARA026', 'U0LUCIA026', bot.user] },
];

/** A team has the id of its first channel. */
const ward = '19:ward4general@thread.tacv2';

export const teams: readonly Team[] = [
  {
    id: ward,
    name: 'Ward 4',
    channels: [{ id: ward, name: 'General' }],
    members: inTeams.map((one) => one.id),
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
