// Teams' door between the pretend Teams and a core that a spec plays itself: for what the real core never does on demand.
import type { Teams as PretendTeams } from '../../adapters/playground/teams/teams.ts';
import { startTeams, type Teams, type TeamsFact, type TeamsOptions } from '../../adapters/teams/start.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import type { Outcome } from '../../src/chat/message.ts';
import { doorRoute } from '../../src/web/door.ts';
import { startServer } from '../../src/web/server.ts';
import { speaker } from '../../src/words/speak.ts';
import { withAfters } from './afters.ts';
import { until } from './checkins.ts';
import { pretendTeams, tenant } from './teams-side.ts';

export type TeamsEntrance = {
  teams: PretendTeams;
  door: Teams;
  facts: TeamsFact[];
  heard: ChatEvent[];
  /** What the core does with everything from here on. */
  core(next: (event: ChatEvent) => Promise<Outcome>): void;
  /** Past the pretend Teams. */
  knock(body: string, headers?: Record<string, string>): Promise<Response>;
  /** Everything that was taken in has its answer on the screen. */
  answered(): Promise<void>;
  end(): Promise<void>;
};

export const nothing: Outcome = { kind: 'kept', answer: { kind: 'nothing' } };

export async function openTeamsDoor(
  options: Partial<TeamsOptions> & {
    anonymous?: true;
    pretend?: Parameters<typeof pretendTeams>[1];
    /** Nobody waits until Microsoft has answered. */
    unready?: true;
  } = {},
): Promise<TeamsEntrance> {
  const { anonymous, pretend, unready, ...more } = options;
  const facts: TeamsFact[] = [];
  const heard: ChatEvent[] = [];
  let core = async (_: ChatEvent): Promise<Outcome> => nothing;
  let address = '';
  const teams = pretendTeams(() => address, pretend);
  let accept: Teams['accept'] | undefined;
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
    routes: {
      'POST /api/messages': doorRoute(() => accept, 'Microsoft Teams'),
      '* /pretend-teams/*': teams.listener,
    },
  });
  address = server.address;
  const door = startTeams({
    receive(event) {
      heard.push(event);
      return core(event);
    },
    sayTo: () => speaker('en', 'America/New_York'),
    digest: (text) => Buffer.from(text).toString('base64url').slice(0, 60),
    now: () => Date.now(),
    picture: () => undefined,
    log: (fact) => void facts.push(fact),
    installed: async () => undefined,
    ...(anonymous ? {} : { account: teams.account }),
    tenants: anonymous ? [] : [tenant],
    hosts: teams.hosts,
    ...more,
  });
  const waited = withAfters(door);
  accept = waited.accept;
  if (!unready) await until(() => door.platform.ailment() === undefined);
  return {
    teams,
    door,
    facts,
    heard,
    core(next) {
      core = next;
    },
    knock: (body, headers = {}) => fetch(`${address}/api/messages`, { method: 'POST', body, headers }),
    async answered() {
      await teams.settled();
      await waited.followed();
    },
    async end() {
      teams.stop();
      await door.stop();
      await server.close(200);
    },
  };
}
