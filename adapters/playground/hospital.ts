// The small pretend hospital: who works there, and where they talk.
import type { Channel, Person } from './slack/workspace.ts';

/** `work` is shown to whoever chooses a person to be; the bot never hears it. */
export type Colleague = Person & { work: string };

export const hospital = { id: 'T0BRIGID26', name: 'St. Brigid’s Hospital' };

export const bot = { user: 'U0LAMPLITE', app: 'A0LAMPLITE', name: 'Lamplight' };

export const colleagues: readonly Colleague[] = [
  {
    id: 'U0AMARA026',
    name: 'amara.bello',
    realName: 'Amara Bello',
    mail: 'amara.bello@st-brigids.example',
    title: 'Nurse',
    work: 'Nurse, ward 4',
    locale: 'en-US',
    tz: 'America/New_York',
  },
  {
    id: 'U0LUCIA026',
    name: 'lucia.herrera',
    realName: 'Lucía Herrera',
    mail: 'lucia.herrera@st-brigids.example',
    title: 'Resident',
    work: 'Resident, from Mexico City',
    locale: 'es-MX',
    tz: 'America/Mexico_City',
  },
  {
    id: 'U0RUTHK026',
    name: 'ruth.kaplan',
    realName: 'Ruth Kaplan',
    mail: 'ruth.kaplan@st-brigids.example',
    title: 'Peer support coordinator',
    work: 'Coordinator',
    locale: 'en-US',
    tz: 'America/New_York',
  },
];

/** Who runs the programme here. */
export const coordinators: readonly string[] = ['U0RUTHK026'];

const everybody = [...colleagues.map((one) => one.id), bot.user];

export const channels: readonly Channel[] = [
  { id: 'C0GENERAL6', name: 'general', members: everybody },
  { id: 'C0WARD4026', name: 'ward-4', members: ['U0AMARA026', 'U0LUCIA026', bot.user] },
];
