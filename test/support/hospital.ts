// A whole hospital for a spec: pretend Slack, the real door, the real core, a real database behind a wire that can be pulled.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  makeSlack,
  type Slack as PretendSlack,
  type SlackOptions,
} from '../../adapters/playground/slack/slack.ts';
import type { Teams as PretendTeams } from '../../adapters/playground/teams/teams.ts';
import { scopes } from '../../adapters/slack/scopes.ts';
import { startSlack } from '../../adapters/slack/start.ts';
import type { Fact } from '../../src/bot.ts';
import { connect, type Database } from '../../src/database/connect.ts';
import type { Limits } from '../../src/delivery/limits.ts';
import type { Paces } from '../../src/delivery/pace.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type House, openHouse } from '../../src/house.ts';
import { doorRoute } from '../../src/web/door.ts';
import { pictureLinks } from '../../src/web/picture.ts';
import { type Server, startServer } from '../../src/web/server.ts';
import { withAfters } from './afters.ts';
import { type Cable, layCable } from './cable.ts';
import { steady } from './clock.ts';
import { freshDatabase } from './database.ts';
import { openTeamsSide, pretendTeams, type TeamsChoice, type TeamsSide } from './teams-side.ts';

export const nurse = 'U0NURSE';
export const enfermera = 'U0ENFER';
export const coordinator = 'U0COORD';
export const ward = 'C0WARD';
export const signingSecret = 'a-signing-secret-for-tests';
export const botToken = 'xoxb-for-tests';
const appToken = 'xapp-for-tests';
export const team = 'T0HOSP';

export type Hospital = {
  slack: PretendSlack;
  /** Throws where the hospital was opened without. */
  readonly teams: PretendTeams;
  house: House;
  /** Straight to the database, past the wire. */
  database: Database;
  cable: Cable;
  server: Server;
  /** Where the sealed copy for get help now lies. */
  folder: string;
  facts: Fact[];
  /** Business time, in epoch ms. Signatures use the real one. */
  clock: { now: number };
  /** POST to the bot's door as somebody from outside. `path`: Slack's door where absent. */
  knock(body: string, headers: Record<string, string>, path?: string): Promise<Response>;
  /** Everything that was taken in has its answer on the screen. Waits for no database. */
  answered(): Promise<void>;
  /** Everything that was taken in has been answered, and every delivery that can go has gone. */
  settled(): Promise<void>;
  /** Closes the house, the door and the server; drops the database. */
  end(): Promise<void>;
};

export type HospitalOptions = {
  limits?: Limits;
  paces?: Paces;
  slack?: Partial<SlackOptions>;
  /** The same hospital on Teams as well. */
  teams?: boolean | TeamsChoice;
  /** Over a socket that the bot opens instead of HTTP. */
  socketMode?: boolean;
  previousSecret?: string;
  /** No browser reaches us. */
  noAddress?: true;
  /** Of an earlier house; it stays when this one ends. */
  folder?: string;
  /** The wire to the database is cut before anybody opens the house. */
  cutOff?: boolean;
  /** What a process measures goes by in real time, however far the spec moves its clock. */
  realWaits?: true;
};

export const key = Buffer.alloc(32, 7);

export async function openHospital(options: HospitalOptions = {}): Promise<Hospital> {
  const fresh = await freshDatabase();
  const cable = await layCable(fresh.url);
  if (options.cutOff) cable.cut();
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lamplight-hospital-')));
  const clock = { now: Date.now() };
  const facts: Fact[] = [];
  const log = (fact: Fact): void => void facts.push(fact);
  const keys = makeKeyRing([key]);
  const throughCable = connect(cable.url, () => undefined);
  let address = '';
  const house = await openHouse({
    database: throughCable,
    keys,
    folder,
    now: () => clock.now,
    ...(options.realWaits ? {} : { steadyNow: steady(clock) }),
    log,
    base: () => (options.noAddress ? undefined : address),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.paces ? { paces: options.paces } : {}),
  });
  const slack = makeSlack({
    team: { id: team, name: 'St. Elsewhere' },
    botUser: 'U0LAMP',
    appId: 'A0LAMP',
    botToken,
    appToken,
    signingSecret,
    people: [
      { id: nurse, name: 'nora', realName: 'Nora Quinn', locale: 'en-US', tz: 'America/New_York' },
      { id: enfermera, name: 'elena', realName: 'Elena Ruiz', locale: 'es-ES', tz: 'Europe/Madrid' },
      { id: coordinator, name: 'carla', realName: 'Carla Boyd', locale: 'en-GB', tz: 'Europe/London' },
    ],
    channels: [{ id: ward, name: 'ward', members: [nurse, enfermera, coordinator, 'U0LAMP'] }],
    scopes,
    deliverTo: () => (options.socketMode ? undefined : `${address}/slack/events`),
    address: () => `${address}/pretend`,
    retryAfter: [0, 50, 100],
    ...options.slack,
  });
  const teams = options.teams
    ? pretendTeams(() => address, options.teams === true ? {} : options.teams.pretend)
    : undefined;
  let side: TeamsSide | undefined;
  const pictures = pictureLinks({ keys, now: () => Date.now(), base: () => address });
  let accept: ReturnType<typeof startSlack>['accept'] | undefined;
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    log,
    routes: {
      'POST /slack/events': doorRoute(() => accept, 'Slack'),
      'GET /picture/*': pictures.route,
      ...house.routes,
      '* /pretend/*': slack.listener,
      ...(teams
        ? {
            'POST /api/messages': doorRoute(() => side?.accept, 'Microsoft Teams'),
            '* /pretend-teams/*': teams.listener,
          }
        : {}),
    },
    upgrade: slack.upgrade,
  });
  address = server.address;
  let isInstalled = false;
  const settling = house.settle();
  if (!options.cutOff) await settling;
  const door = startSlack({
    receive: house.bot.receive,
    sayTo: house.sayTo,
    digest: house.digest,
    now: () => Date.now(),
    picture: pictures.linkTo,
    log,
    async installed(workspace) {
      await house.install({ platform: 'slack', ...workspace, coordinators: [coordinator] });
      isInstalled = true;
    },
    botToken,
    apiUrl: `${address}/pretend/api/`,
    secrets: [signingSecret, ...(options.previousSecret ? [options.previousSecret] : [])],
    ...(options.socketMode ? { appToken } : {}),
  });
  const waited = withAfters(door);
  accept = waited.accept;
  house.add(door.platform);
  side = teams
    ? await openTeamsSide({
        teams,
        choice: typeof options.teams === 'object' ? options.teams : {},
        house,
        picture: pictures.linkTo,
        log,
        cutOff: options.cutOff === true,
      })
    : undefined;
  const isReady = (): boolean =>
    door.platform.ailment() === undefined &&
    (isInstalled || options.cutOff === true) &&
    (side?.isReady() ?? true);
  while (!isReady()) await new Promise((resolve) => setTimeout(resolve, 10));
  const database = connect(fresh.url, () => undefined, 2);
  async function answered(): Promise<void> {
    await slack.settled();
    await Promise.all([waited.followed(), side?.answered()]);
  }

  return {
    slack,
    get teams() {
      if (!teams) throw new Error('this hospital has no Teams');
      return teams;
    },
    house,
    database,
    cable,
    server,
    folder,
    facts,
    clock,
    knock: (body, headers, path = '/slack/events') =>
      fetch(`${address}${path}`, { method: 'POST', body, headers }),
    answered,
    async settled() {
      await answered();
      await house.bot.settle();
      // While there is no database nothing can go.
      await house.outbox.drain().catch(() => undefined);
      await answered();
    },
    async end() {
      slack.stop();
      await Promise.all([door.stop(), side?.end()]);
      await server.close(200);
      cable.mend();
      await house.stop(2_000);
      await database.close();
      await cable.end();
      await fresh.drop();
      if (!options.folder) await rm(folder, { recursive: true, force: true });
    },
  };
}
