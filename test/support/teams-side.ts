// The Teams side of a hospital for a spec: a pretend Teams, and the real door to it.
import {
  makeTeams,
  type Teams as PretendTeams,
  type TeamsOptions,
} from '../../adapters/playground/teams/teams.ts';
import type { Person } from '../../adapters/playground/teams/tenant.ts';
import type { Fact } from '../../src/bot.ts';
import type { Chart } from '../../src/chat/card.ts';
import type { House } from '../../src/house.ts';
import type { Knock, Reception } from '../../src/web/door.ts';
import { withAfters } from './afters.ts';

export const tenant = '7d3c4b1e-2f6a-4c55-9b0e-1a2b3c4d5e6f';
export const appId = '0c6e9f34-8a41-4d0b-b7a5-6f1f7e2d9c10';
export const appPassword = 'an-app-password-for-tests';
export const bot = `28:${appId}`;

const person = (
  name: string,
  at: number,
  more: Pick<Person, 'locale' | 'tz'> & { guest?: true },
): Person => ({
  id: `29:1${name.toLowerCase().replace(' ', '')}`,
  aad: `a0000000-0000-4000-8000-00000000000${at}`,
  name,
  mail: `${name.toLowerCase().replace(' ', '.')}@hospital.example`,
  ...more,
});
export const nora = person('Nora Quinn', 1, { locale: 'en-US', tz: 'America/New_York' });
export const elena = person('Elena Ruiz', 2, { locale: 'es-ES', tz: 'Europe/Madrid' });
export const carla = person('Carla Boyd', 3, { locale: 'en-GB', tz: 'Europe/London' });
/** Is in the ward's team and has never opened us. */
export const otto = person('Otto Lang', 4, { locale: 'en-US', tz: 'Europe/Berlin' });
export const gwen = person('Gwen Gast', 5, { locale: 'en-GB', tz: 'Europe/London', guest: true });

export const wardTeam = '19:ward@thread.tacv2';
export const wardRounds = '19:rounds@thread.tacv2';
export const nightShift = '19:night@thread.v2';

export type TeamsChoice = {
  pretend?: Partial<TeamsOptions>;
  /** Nobody is checked, nothing is signed. */
  anonymous?: boolean;
  /** Whose people may speak to us; our own tenant's where absent. */
  tenants?: readonly string[];
  /** Where our token may be sent. */
  hosts?: readonly string[];
  /** By how many milliseconds the door's clock is ahead of the real one. */
  ahead?: { ms: number };
};

export type TeamsSide = {
  teams: PretendTeams;
  accept(knock: Knock): Promise<Reception>;
  /** Everything that follows from an answer, or runs because of it. */
  answered(): Promise<void>;
  isReady(): boolean;
  end(): Promise<void>;
};

export const pretendTeams = (address: () => string, more: Partial<TeamsOptions> = {}): PretendTeams =>
  makeTeams({
    tenant: { id: tenant, name: 'St. Elsewhere' },
    bot: { id: bot, name: 'Lamplight' },
    appId,
    appPassword,
    people: [nora, elena, carla, otto, gwen],
    teams: [
      {
        id: wardTeam,
        name: 'Ward 4',
        channels: [
          { id: wardTeam, name: 'General' },
          { id: wardRounds, name: 'Rounds' },
        ],
        members: [nora, elena, carla, otto, gwen].map(({ id }) => id),
        installed: true,
      },
    ],
    groups: [
      {
        id: nightShift,
        name: 'Night shift',
        members: [nora, elena, carla, otto].map(({ id }) => id),
        installed: true,
      },
    ],
    installedFor: [nora, elena, carla, gwen].map(({ id }) => id),
    deliverTo: () => `${address()}/api/messages`,
    address: () => `${address()}/pretend-teams`,
    ...more,
  });

export async function openTeamsSide(parts: {
  teams: PretendTeams;
  choice: TeamsChoice;
  house: House;
  picture: (chart: Chart) => string | undefined;
  log: (fact: Fact) => void;
  /** There is no database: nobody waits until the core knows the tenant. */
  cutOff: boolean;
}): Promise<TeamsSide> {
  const { teams, choice, house, picture, log, cutOff } = parts;
  // Microsoft's library takes a while to load; specs without Teams do without it.
  const { startTeams } = await import('../../adapters/teams/start.ts');
  let installs = 0;
  const tenants = choice.tenants ?? (choice.anonymous ? [] : [tenant]);
  const door = startTeams({
    receive: house.bot.receive,
    sayTo: house.sayTo,
    digest: house.digest,
    now: () => Date.now() + (choice.ahead?.ms ?? 0),
    picture,
    log,
    async installed(workspace) {
      await house.install({ platform: 'teams', ...workspace, coordinators: [carla.aad] });
      installs += 1;
    },
    ...(choice.anonymous ? {} : { account: teams.account }),
    tenants,
    hosts: choice.hosts ?? teams.hosts,
  });
  house.add(door.platform);
  const { accept, followed } = withAfters(door);
  return {
    teams,
    accept,
    async answered() {
      await teams.settled();
      await followed();
    },
    isReady: () => door.platform.ailment() === undefined && (cutOff || installs === tenants.length),
    async end() {
      teams.stop();
      await door.stop();
    },
  };
}
