// The playground's room: a pretend hospital, part of it in a pretend Slack and part in a pretend Teams, and a page to
// sit in as one of its people.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { makeBusinessTime } from './business-time.ts';
import { colleagues } from './colleagues.ts';
import { deedsOf, seatOf } from './deeds.ts';
import { answer, bodyOf, json, type Reply, refused, whyRefused } from './door.ts';
import {
  bot,
  channels,
  coordinators,
  hospital,
  inTeams,
  type Seat,
  seats,
  seatsOf,
  tenant,
} from './hospital.ts';
import { readManifest, readSuggestions } from './manifest.ts';
import { openNotebook } from './notebook.ts';
import { stockShelf } from './shelf.ts';
import type { Result as SlackResult } from './slack/acting.ts';
import type { Slack } from './slack/slack.ts';
import type { Result as TeamsResult } from './teams/acting.ts';
import type { Teams } from './teams/teams.ts';
import { makeWatchers } from './watchers.ts';
import { makeWorkplaces, type Workplaces } from './workplaces.ts';

export type Playground = {
  /** What the bot is told about its workspace. `apiUrl` ends in `/api/`. */
  slack: { signingSecret: string; botToken: string; appToken: string; readonly apiUrl: string };
  /** What the bot is told about its tenant. The addresses in it are known once the port is. */
  teams: { account: Teams['account']; tenants: readonly string[]; hosts: readonly string[] };
  /** Accounts that run the programme here, of both platforms. */
  coordinators: readonly string[];
  /** Serves `/` and `/playground/*`. */
  listener: (request: IncomingMessage, response: ServerResponse) => void;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Business time, in epoch ms: the machine's, and as far ahead as somebody at the page has moved it. */
  now: () => number;
  pretend: Slack;
  pretendTeams: Teams;
  /** Writes what is unwritten. */
  stop(): Promise<void>;
};

type Options = {
  /** Holds `playground.json`; made where it is missing. */
  folder: string;
  /** Where the bot's port is reached, without a slash at the end: `http://127.0.0.1:3000`. */
  address: () => string;
  say?: (line: string) => void;
  /** What is due by business time is done; called after each hour that passes at once. */
  minute?: () => Promise<void>;
  /** The manifests that the app is installed from; its own where absent. */
  manifest?: string | URL;
  teamsManifest?: string | URL;
};

const ownManifest = new URL('../../manifest/slack/manifest.json', import.meta.url);
const ownTeamsManifest = new URL('../../manifest/teams/manifest.json', import.meta.url);

/** Takes no file, listens on nothing: whoever has the port hands requests in. Throws where a manifest cannot be read. */
export async function makePlayground(options: Options): Promise<Playground> {
  const say = options.say ?? (() => {});
  const app = await readManifest(options.manifest ?? ownManifest);
  const suggest = await readSuggestions(options.teamsManifest ?? ownTeamsManifest);
  const shelf = await stockShelf();

  const notebook = await openNotebook(
    join(options.folder, 'playground.json'),
    () => ({ ...workplaces.save(), ahead: time.ahead(), arrived: [...arrived] }),
    say,
  );
  const arrived = new Set(notebook.found?.arrived);
  const time = makeBusinessTime(notebook.found?.ahead ?? 0, options.minute ?? (async () => undefined), () => {
    notebook.changed();
    watchers.look();
  });
  const watchers = makeWatchers((who) => ({ seen: seenBy(who), hour: Math.floor(time.ahead() / 3_600_000) }));
  const workplaces: Workplaces = makeWorkplaces({
    app,
    found: notebook.found,
    address: options.address,
    now: time.now,
    onChange() {
      notebook.changed();
      watchers.look();
    },
  });
  const { slack, teams, secrets, teamsBot } = workplaces;
  notebook.changed();

  const seenBy = (id: string): unknown =>
    seatOf(id)?.platform === 'teams' ? teams.seenBy(id) : slack.seenBy(id);

  const localeOf = (id: string): string => inTeams.find((one) => one.id === id)?.locale ?? 'en-US';

  const people = (): unknown =>
    colleagues.map(({ isNew, ...one }) => ({
      ...one,
      seats: seatsOf(one),
      isAway: isNew === true && !arrived.has(one.name),
    }));

  /** The first day of somebody: the platform tells the bot of it as it does of anybody who comes. */
  async function arrive({ platform, id }: Seat): Promise<SlackResult | TeamsResult> {
    const newcomer = colleagues.find((one) => one.isNew && seatsOf(one).some((seat) => seat.id === id));
    if (!newcomer || arrived.has(newcomer.name)) return { kind: 'done', heard: true };
    arrived.add(newcomer.name);
    notebook.changed();
    watchers.look();
    if (platform === 'teams') return teams.install(id);
    const [general] = channels;
    if (general) await slack.join(id, general.id);
    return slack.join(id);
  }

  const stateOf = ({ platform, id }: Seat): unknown => ({
    me: id,
    hospital: hospital.name,
    people: people(),
    now: time.now(),
    ...(platform === 'slack'
      ? { bot: { id: bot.user, name: bot.name }, commands: app.commands }
      : {
          bot: { id: teamsBot, name: bot.name },
          commands: suggest(localeOf(id)),
          directory: inTeams.map(({ aad, name }) => ({ id: aad, name })),
        }),
    seen: seenBy(id),
  });

  const deeds = deedsOf(slack, teams, { arrive, pass: time.pass });

  async function post(name: string, request: IncomingMessage): Promise<Reply> {
    const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
    if (!deed) return refused(404, 'There is nothing here.');
    const read = await bodyOf(request);
    return read.kind === 'refused' ? refused(read.status, read.because) : json(200, await deed(read.body));
  }

  function get(url: URL): Reply {
    const file = url.pathname === '/' ? 'page.html' : url.pathname.replace(/^\/playground\/page\//, '');
    const held = shelf.get(file);
    if (held) return { status: 200, ...held };
    if (url.pathname !== '/playground/state') return refused(404, 'There is nothing here.');
    const me = url.searchParams.get('person');
    const seat = me === null ? seats[0] : seatOf(me);
    return seat ? json(200, stateOf(seat)) : refused(404, 'Nobody here has that account.');
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const because = whyRefused(request);
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    const watcher = url.pathname === '/playground/stream' ? url.searchParams.get('person') : undefined;
    if (because) answer(response, refused(403, because));
    else if (url.pathname.startsWith('/playground/slack/')) slack.listener(request, response);
    else if (url.pathname.startsWith('/playground/teams/')) teams.listener(request, response);
    else if (watcher && seatOf(watcher)) watchers.add(watcher, response);
    else if (request.method === 'GET') answer(response, get(url));
    else if (request.method !== 'POST') answer(response, refused(405, 'The playground takes GET and POST.'));
    else answer(response, await post(url.pathname.replace(/^\/playground\//, ''), request));
  }

  function stumbled(error: unknown): Reply {
    if (error instanceof z.ZodError) return refused(400, z.prettifyError(error));
    say(`The playground stumbled: ${error instanceof Error ? error.message : String(error)}`);
    return refused(500, 'The playground stumbled. Its terminal says why.');
  }

  return {
    slack: {
      ...secrets,
      get apiUrl() {
        return `${options.address()}/playground/slack/api/`;
      },
    },
    // This computer under each of its names: which one is in use is known once the port is.
    teams: { account: teams.account, tenants: [tenant.id], hosts: [...teams.hosts, '[::1]'] },
    coordinators,
    now: time.now,
    pretend: slack,
    pretendTeams: teams,
    listener(request, response) {
      serve(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else answer(response, stumbled(error));
      });
    },
    upgrade(request, socket, head) {
      if (whyRefused(request)) socket.destroy();
      else slack.upgrade(request, socket, head);
    },
    async stop() {
      watchers.stop();
      slack.stop();
      teams.stop();
      await notebook.close();
    },
  };
}
