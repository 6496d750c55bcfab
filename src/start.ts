// Puts everything together. The only file that knows the adapters.
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import type { Playground } from '../adapters/playground/room.ts';
import type { installRoutes } from '../adapters/slack/install.ts';
import type { makeOAuth } from '../adapters/slack/oauth.ts';
import type { Slack, startSlack } from '../adapters/slack/start.ts';
import type { startTeams, Teams } from '../adapters/teams/start.ts';
import { makeGet } from '../adapters/web/get.ts';
import type { Config, SlackConfig, SlackOAuth, TeamsConfig } from './config.ts';
import { isEntraId } from './config-teams.ts';
import { connect, type Database } from './database/connect.ts';
import type { Reached } from './database/reach.ts';
import type { KeyRing } from './guard/seal.ts';
import { type House, openHouse } from './house.ts';
import { beginInstall, endInstall } from './people/install-state.ts';
import { doorRoute } from './web/door.ts';
import { healthRoutes } from './web/health.ts';
import { reachable } from './web/listen.ts';
import { showNotice } from './web/notice.ts';
import { pictureLinks } from './web/picture.ts';
import { type Route, type Server, startServer } from './web/server.ts';

/** A rolling deploy waits 20 seconds for us; what is not done by then is handed back by its lease. */
const stopMs = 12_000;
/** How long the ready line waits for Slack to say who we are. */
const greetingMs = 5_000;

export type Running = {
  /** Says that it is ready when the database has been reached; ends without a word where `stop` came first. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

/** `reaching`: the database server, which may be on its way. `say`: to whoever started us. Throws a sentence. */
export async function start(
  config: Config,
  keys: KeyRing,
  reaching: Promise<Reached>,
  say: (line: string) => void,
): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null }, pino.destination(2));
  const dataDir = resolve(config.dataDir);
  let database: Database | undefined;
  let server: Server | undefined;
  let slack: Slack | undefined;
  let teams: Teams | undefined;
  let playground: Playground | undefined;
  let house: House | undefined;
  let stopping = false;
  async function stop(): Promise<void> {
    stopping = true;
    await playground?.stop();
    await server?.close(stopMs / 2);
    await Promise.all([slack?.stop(), teams?.stop()]);
    await (house ? house.stop(stopMs / 2) : database?.close());
    await (await reaching).embedded?.stop();
  }

  try {
    // Only what is set up is loaded, and while the database server starts: a platform's library takes as long as that.
    const oauth = config.slack && 'oauth' in config.slack ? config.slack.oauth : undefined;
    const [room, slackDoor, slackInstall, slackOAuth, teamsDoor] = await Promise.all([
      config.playground ? import('../adapters/playground/room.ts') : undefined,
      config.playground || config.slack ? import('../adapters/slack/start.ts') : undefined,
      oauth ? import('../adapters/slack/install.ts') : undefined,
      oauth ? import('../adapters/slack/oauth.ts') : undefined,
      config.playground || config.teams ? import('../adapters/teams/start.ts') : undefined,
    ]);
    const address = (): string => server?.address ?? reachable(config.host, config.port);
    /** Where the world reaches us, or with the playground this machine. */
    const base = (): string | undefined => config.publicUrl ?? (playground ? address() : undefined);
    playground = await room?.makePlayground({
      folder: dataDir,
      address,
      say,
      async minute() {
        await house?.tick.minute();
        await house?.outbox.drain();
      },
    });

    const { url, embedded } = await reaching;
    database = connect(url, (problem) => log.warn({ event: 'database', problem }));
    embedded?.keep();
    house = await openHouse({
      database,
      keys,
      folder: dataDir,
      base,
      // The playground asks nobody: nothing leaves this machine.
      ...(playground ? {} : { get: makeGet() }),
      // In the playground business time can be moved ahead. Signatures, tokens and links know the machine's alone.
      now: playground?.now ?? (() => Date.now()),
      log: (fact) => (fact.event === 'migrated' ? log.info(fact) : log.warn(fact)),
    });
    const pictures = pictureLinks({
      keys,
      now: () => Date.now(),
      base,
    });
    const slackAccount = playground?.slack ?? config.slack;
    const teamsAccount = playground?.teams ?? config.teams;
    server = await startServer({
      host: config.host,
      port: config.port,
      log: (fact) => log.warn(fact),
      routes: {
        ...healthRoutes({
          database: house.ailment,
          platforms: {
            ...(slackAccount ? { slack: async () => ailmentOf(slack, 'Slack') } : {}),
            ...(teamsAccount ? { teams: async () => ailmentOf(teams, 'Microsoft Teams') } : {}),
          },
          metrics: house.metrics.registry,
        }),
        'GET /picture/*': pictures.route,
        ...(oauth && config.slack && slackInstall && slackOAuth
          ? installingSlack(slackInstall.installRoutes, slackOAuth.makeOAuth, oauth, config.slack.apiUrl, {
              house,
              database,
              keys,
              log: (fact) => log.info(fact),
            })
          : {}),
        ...house.routes,
        'POST /slack/events': doorRoute(() => slack?.accept, 'Slack'),
        'POST /api/messages': doorRoute(() => teams?.accept, 'Microsoft Teams'),
        ...(playground ? { 'GET /': playground.listener, '* /playground/*': playground.listener } : {}),
      },
      ...(playground ? { upgrade: playground.upgrade } : {}),
    });
    const means: Means = {
      house,
      coordinators: [...config.coordinators, ...(playground?.coordinators ?? [])],
      door: {
        receive: house.bot.receive,
        sayTo: house.sayTo,
        digest: house.digest,
        now: () => Date.now(),
        picture: pictures.linkTo,
        log: (fact) => log.warn(fact),
      },
    };
    if (slackDoor && slackAccount) slack = openSlack(slackDoor.startSlack, slackAccount, means);
    if (teamsDoor && teamsAccount) teams = openTeams(teamsDoor.startTeams, teamsAccount, means);
    const { port } = server;
    const isUsual = config.host === '127.0.0.1' || config.host === 'localhost';
    const ready = playground
      ? `Lamplight is ready. Open ${isUsual ? `http://localhost:${port}` : address()}`
      : `Lamplight is ready on ${config.host}:${port}.`;
    const { settle } = house;
    return {
      stop,
      async settle() {
        await settle();
        // Ready is said when a first word would be understood. Where Slack does not answer, /readyz says so meanwhile.
        await Promise.race([
          Promise.all([slack?.settled, teams?.settled]),
          pause(greetingMs, undefined, { ref: false }),
        ]);
        if (!stopping) say(ready);
      },
    };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

type Means = {
  house: House;
  /** Accounts of either platform that run the programme. */
  coordinators: readonly string[];
  /** What the door of either platform is given. */
  door: Pick<Parameters<typeof startTeams>[0], 'receive' | 'sayTo' | 'digest' | 'now' | 'picture' | 'log'>;
};

const ailmentOf = (door: Slack | Teams | undefined, platform: string): string | undefined =>
  door ? door.platform.ailment() : `${platform} is being started.`;

function openSlack(
  open: typeof startSlack,
  config: SlackConfig | Playground['slack'],
  { house, coordinators, door }: Means,
): Slack {
  const slack = open({
    ...door,
    ...('oauth' in config
      ? {
          tokens: {
            of: (workspace) => house.installations.of({ platform: 'slack', workspace }),
            renew: (workspace, stale) => house.installations.renew({ platform: 'slack', workspace }, stale),
          },
        }
      : {
          installed: (workspace) =>
            house.install({
              platform: 'slack',
              ...workspace,
              coordinators: coordinators.filter((account) => !isEntraId(account)),
            }),
          botToken: config.botToken,
        }),
    apiUrl: config.apiUrl,
    secrets: 'secrets' in config ? config.secrets : [config.signingSecret],
    ...('secrets' in config && config.appToken ? { appToken: config.appToken } : {}),
  });
  house.add(slack.platform);
  return slack;
}

/**
 * The pages by which workspaces install us, and the exchange of tokens that expire. Whoever installs first runs the programme;
 * the accounts of LAMPLIGHT_COORDINATORS are not looked for in workspaces of which nothing is known beforehand.
 */
function installingSlack(
  routes: typeof installRoutes,
  make: typeof makeOAuth,
  { clientId, clientSecret, publicUrl }: SlackOAuth,
  apiUrl: string,
  {
    house,
    database,
    keys,
    log,
  }: { house: House; database: Database; keys: KeyRing; log: (fact: object) => void },
): Readonly<Record<string, Route>> {
  const oauth = make({ clientId, clientSecret, apiUrl, now: () => Date.now() });
  house.installations.exchangeBy('slack', oauth.exchange);
  return routes({
    oauth,
    publicUrl,
    show: showNotice,
    log,
    begin: (browser) => beginInstall({ database, keys }, browser, Date.now()),
    end: (shown) => endInstall({ database, keys }, shown, Date.now()),
    install: ({ workspace, enterprise, name, installer, tokens }) =>
      house.install({
        platform: 'slack',
        workspace,
        name,
        installer,
        tokens,
        coordinators: [],
        ...(enterprise === undefined ? {} : { enterprise }),
      }),
  });
}

function openTeams(
  open: typeof startTeams,
  config: TeamsConfig,
  { house, coordinators, door }: Means,
): Teams {
  const teams = open({
    ...door,
    installed: (workspace) =>
      house.install({ platform: 'teams', ...workspace, coordinators: coordinators.filter(isEntraId) }),
    ...config,
  });
  house.add(teams.platform);
  return teams;
}
