// Many workspaces that install the app by OAuth at one pretend Slack, and one or more processes that serve them, on one
// database behind a wire that can be pulled.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeOAuthDesk, type OAuthDesk, type Place } from '../../adapters/playground/slack/oauth.ts';
import { makeSlack, type Slack as PretendSlack } from '../../adapters/playground/slack/slack.ts';
import type { Rotation } from '../../adapters/playground/slack/tokens.ts';
import { installRoutes } from '../../adapters/slack/install.ts';
import { makeOAuth } from '../../adapters/slack/oauth.ts';
import { scopes } from '../../adapters/slack/scopes.ts';
import { startSlack } from '../../adapters/slack/start.ts';
import type { Fact } from '../../src/bot.ts';
import { connect, type Database } from '../../src/database/connect.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type House, openHouse } from '../../src/house.ts';
import { beginInstall, endInstall } from '../../src/people/install-state.ts';
import { doorRoute } from '../../src/web/door.ts';
import { listen } from '../../src/web/listen.ts';
import { showNotice } from '../../src/web/notice.ts';
import { startServer } from '../../src/web/server.ts';
import { withAfters } from './afters.ts';
import { type Cable, layCable } from './cable.ts';
import { steady } from './clock.ts';
import { freshDatabase } from './database.ts';
import { coordinator, enfermera, key, nurse, signingSecret, ward } from './hospital.ts';
import { browserAt, type Page } from './installer.ts';

export const north = 'T0NORTH';
export const south = 'T0SOUTH';
/** An organisation with the teams `T0EAST` and `T0WEST`. */
export const grid = 'E0GRID';
export const east = 'T0EAST';
export const west = 'T0WEST';
const client = { clientId: '11.22', clientSecret: 'a-client-secret-for-tests' };

/** A process that serves. */
export type Wing = {
  house: House;
  facts: Fact[];
  /** Where the sealed copy for get help now lies. */
  folder: string;
  address: string;
  knock(body: string, headers: Record<string, string>): Promise<Response>;
  /** Everything that was taken in has been answered, and every delivery that can go has gone. */
  settled(): Promise<void>;
  end(): Promise<void>;
};

export type Campus = {
  desk: OAuthDesk;
  slackOf(place: string): PretendSlack;
  /** Requests of Slack go there from now on; at first to the first wing. */
  serveFrom(wing: Pick<Wing, 'address'>): void;
  wing: Wing;
  /** One more process. `folder`: one that another left. */
  join(folder?: string): Promise<Wing>;
  /** Straight to the database, past the wire. */
  database: Database;
  databaseUrl: string;
  /** What a program needs to know to belong to this app, with where it can be reached. */
  environment(publicUrl: string): Readonly<Record<string, string>>;
  cable: Cable;
  /** Time for the processes and for Slack's tokens, in epoch ms. Signatures use the real one. */
  clock: { now: number };
  /** Agreed to by `person` in one browser, from the first page to the last. */
  install(place: string, person?: string): Promise<Page>;
  end(): Promise<void>;
};

const people = [
  { id: nurse, name: 'nora', realName: 'Nora Quinn', locale: 'en-US', tz: 'America/New_York' },
  { id: enfermera, name: 'elena', realName: 'Elena Ruiz', locale: 'es-ES', tz: 'Europe/Madrid' },
  { id: coordinator, name: 'carla', realName: 'Carla Boyd', locale: 'en-GB', tz: 'Europe/London' },
];

export async function openCampus(options: { rotation?: Rotation; patience?: number } = {}): Promise<Campus> {
  const fresh = await freshDatabase();
  const cable = await layCable(fresh.url);
  const clock = { now: Date.now() };
  const wings: Wing[] = [];
  const elsewhere: string[] = [];
  let serving: Pick<Wing, 'address'> | undefined;
  let atSlack = '';

  const places: Place[] = [];
  const desk = makeOAuthDesk({
    app: {
      id: 'A0LAMP',
      botUser: 'U0LAMP',
      ...client,
      redirectUris: () =>
        [...elsewhere, ...wings.map((wing) => wing.address)].map((url) => `${url}/slack/oauth`),
    },
    scopes,
    address: () => atSlack,
    places: () => places,
    now: () => clock.now,
    ...(options.rotation ? { rotation: options.rotation } : {}),
  });
  const place = (
    team: Place['team'],
    enterprise?: Place['team'],
    teams: readonly Place['team'][] = [],
  ): void => {
    const id = enterprise?.id ?? team.id;
    const slack = makeSlack({
      team,
      ...(enterprise ? { enterprise: { ...enterprise, teams } } : {}),
      installed: false,
      botUser: 'U0LAMP',
      appId: 'A0LAMP',
      botToken: 'not-used',
      refusalOf: desk.refusalOf(id),
      appToken: 'xapp-for-tests',
      signingSecret,
      people,
      channels: [{ id: ward, name: 'ward', members: [...people.map((one) => one.id), 'U0LAMP'] }],
      scopes,
      deliverTo: () => `${serving?.address ?? 'http://127.0.0.1:9'}/slack/events`,
      address: () => `${atSlack}/${id}`,
      retryAfter: [0, 50, 100],
    });
    places.push({ slack, team, ...(enterprise ? { enterprise } : {}) });
  };
  place({ id: north, name: 'North <Hospital> & Sons' });
  place({ id: south, name: 'South Hospital' });
  const teams = [
    { id: east, name: 'East Hospital' },
    { id: west, name: 'West Hospital' },
  ] as const;
  place(teams[0], { id: grid, name: 'Grid Hospitals' }, teams);

  const platform = createServer(desk.listener);
  atSlack = `http://127.0.0.1:${await listen(platform, '127.0.0.1', 0)}/slack`;

  async function join_(left?: string): Promise<Wing> {
    const folder = left ?? (await mkdtemp(join(tmpdir(), 'lamplight-campus-')));
    const facts: Fact[] = [];
    const log = (fact: Fact): void => void facts.push(fact);
    const keys = makeKeyRing([key]);
    const database = connect(cable.url, () => undefined);
    const house = await openHouse({
      database,
      keys,
      folder,
      now: () => clock.now,
      steadyNow: steady(clock),
      realNow: () => clock.now,
      log,
    });
    let accept: ReturnType<typeof startSlack>['accept'] | undefined;
    const apiUrl = `${atSlack}/api/`;
    const oauth = makeOAuth({ ...client, apiUrl, now: () => clock.now });
    house.installations.exchangeBy('slack', oauth.exchange);
    let own = 'http://127.0.0.1';
    const installing = () =>
      installRoutes({
        oauth,
        publicUrl: own,
        show: showNotice,
        log,
        begin: (browser) => beginInstall({ database, keys }, browser, clock.now),
        end: (shown) => endInstall({ database, keys }, shown, clock.now),
        install: ({ whole: _organisation, ...installed }) =>
          house.install({ platform: 'slack', ...installed, coordinators: [] }),
      });
    const server = await startServer({
      host: '127.0.0.1',
      port: 0,
      log,
      routes: {
        'POST /slack/events': doorRoute(() => accept, 'Slack'),
        'GET /slack/install': (...given) => installing()['GET /slack/install']?.(...given),
        'GET /slack/oauth': (...given) => installing()['GET /slack/oauth']?.(...given),
      },
    });
    own = server.address;
    const settling = house.settle();
    // A process may start while the database is away; it has to help then.
    await Promise.race([settling, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    const door = startSlack({
      receive: house.bot.receive,
      sayTo: house.sayTo,
      digest: house.digest,
      now: () => Date.now(),
      picture: () => undefined,
      log,
      tokens: {
        of: (workspace) => house.installations.of({ platform: 'slack', workspace }),
        renew: (workspace, stale) => house.installations.renew({ platform: 'slack', workspace }, stale),
      },
      apiUrl,
      secrets: [signingSecret],
    });
    const waited = withAfters(door);
    accept = waited.accept;
    house.add(door.platform);
    const wing: Wing = {
      house,
      facts,
      folder,
      address: server.address,
      knock: (body, headers) => fetch(`${server.address}/slack/events`, { method: 'POST', body, headers }),
      async settled() {
        for (const { slack } of places) await slack.settled();
        await waited.followed();
        await house.bot.settle();
        // While there is no database nothing can go.
        await house.outbox.drain().catch(() => undefined);
        for (const { slack } of places) await slack.settled();
      },
      async end() {
        wings.splice(wings.indexOf(wing), 1);
        await door.stop();
        await server.close(200);
        await house.stop(2_000);
      },
    };
    wings.push(wing);
    serving ??= wing;
    return wing;
  }

  const wing = await join_();
  const database = connect(fresh.url, () => undefined, 2);
  const folders = [wing.folder];

  return {
    desk,
    slackOf(id) {
      const found = places.find(({ team, enterprise }) => (enterprise ?? team).id === id);
      if (!found) throw new Error(`there is no ${id}`);
      return found.slack;
    },
    serveFrom(next) {
      serving = next;
    },
    wing,
    async join(folder) {
      const joined = await join_(folder);
      folders.push(joined.folder);
      return joined;
    },
    database,
    databaseUrl: fresh.url,
    environment(publicUrl) {
      elsewhere.push(publicUrl);
      return {
        SLACK_CLIENT_ID: client.clientId,
        SLACK_CLIENT_SECRET: client.clientSecret,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: `${atSlack}/api/`,
        PUBLIC_URL: publicUrl,
        DATABASE_URL: fresh.url,
        LAMPLIGHT_KEY: key.toString('base64'),
      };
    },
    cable,
    clock,
    async install(id, person = coordinator) {
      const browser = browserAt(serving ?? wing);
      return browser.open(await browser.answer(await browser.begin(), id, person));
    },
    async end() {
      for (const { slack } of places) slack.stop();
      cable.mend();
      for (const one of wings.toReversed()) await one.end();
      platform.closeAllConnections();
      await new Promise((resolve) => platform.close(resolve));
      await database.close();
      await cable.end();
      await fresh.drop();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}
