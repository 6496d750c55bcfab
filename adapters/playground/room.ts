// The playground's room: a pretend hospital with a pretend Slack, and a page to sit in as one of its people.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { deedsOf, isPerson } from './deeds.ts';
import { answer, bodyOf, json, type Reply, refused, whyRefused } from './door.ts';
import { bot, channels, colleagues, coordinators, hospital } from './hospital.ts';
import { readManifest } from './manifest.ts';
import { type Notebook, openNotebook, type Page } from './notebook.ts';
import { makeSlack, type Slack } from './slack/slack.ts';
import { makeWatchers } from './watchers.ts';

export type Playground = {
  /** What the bot is told about its workspace. `apiUrl` ends in `/api/`. */
  slack: { signingSecret: string; botToken: string; appToken: string; readonly apiUrl: string };
  /** What the bot is told about its tenant. */
  teams?: {
    account: { appId: string; password: string; tenant: string; loginUrl: string; openIdUrl: string };
    tenants: readonly string[];
    hosts: readonly string[];
  };
  /** Accounts that run the programme here. */
  coordinators: readonly string[];
  /** Serves `/` and `/playground/*`. */
  listener: (request: IncomingMessage, response: ServerResponse) => void;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  pretend: Slack;
  /** Writes what is unwritten. */
  stop(): Promise<void>;
};

type Options = {
  /** Holds `playground.json`; made where it is missing. */
  folder: string;
  /** Where the bot's port is reached, without a slash at the end: `http://127.0.0.1:3000`. */
  address: () => string;
  say?: (line: string) => void;
  /** The manifest that the app is installed from; its own where absent. */
  manifest?: string | URL;
};

const ownManifest = new URL('../../manifest/slack/manifest.json', import.meta.url);

const modules =
  'page blocks composer controls conversations element fields messages modal people text wire'.split(' ');

/** All that the page is made of, and what each is. */
const files: Readonly<Record<string, string>> = {
  'page.html': 'text/html; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'lamp.svg': 'image/svg+xml',
  ...Object.fromEntries(modules.map((name) => [`${name}.js`, 'text/javascript; charset=utf-8'])),
};

function secrets(): Page['secrets'] {
  const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
  return {
    signingSecret: hex(16),
    botToken: `xoxb-${hex(6)}-${hex(16)}`,
    appToken: `xapp-1-${bot.app}-${hex(16)}`,
  };
}

/** Takes no file, listens on nothing: whoever has the port hands requests in. Throws where the manifest cannot be read. */
export async function makePlayground(options: Options): Promise<Playground> {
  const say = options.say ?? (() => {});
  const app = await readManifest(options.manifest ?? ownManifest);
  const shelf = new Map<string, Buffer>();
  for (const name of Object.keys(files))
    shelf.set(name, await readFile(join(import.meta.dirname, 'page', name)));

  const page = (): Page => ({ secrets: known, slack: pretend.save() });
  const notebook: Notebook = await openNotebook(join(options.folder, 'playground.json'), page, say);
  const known = notebook.found?.secrets ?? secrets();
  const watchers = makeWatchers((who) => pretend.seenBy(who));
  const address = (): string => `${options.address()}/playground/slack`;
  const pretend: Slack = makeSlack({
    team: hospital,
    botUser: bot.user,
    appId: bot.app,
    ...known,
    people: colleagues.map(({ work: _work, ...one }) => one),
    channels,
    scopes: app.scopes,
    events: app.events,
    commands: app.commands.map((one) => one.command),
    deliverTo: () => `${options.address()}/slack/events`,
    address,
    ...(notebook.found ? { state: notebook.found.slack } : {}),
    onChange() {
      notebook.changed();
      watchers.look();
    },
  });
  for (const one of colleagues) pretend.direct(one.id);
  notebook.changed();

  const stateOf = (me: string): unknown => ({
    me,
    hospital: hospital.name,
    bot: { id: bot.user, name: bot.name },
    people: colleagues,
    commands: app.commands,
    seen: pretend.seenBy(me),
  });

  const deeds = deedsOf(pretend);

  async function post(name: string, request: IncomingMessage): Promise<Reply> {
    const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
    if (!deed) return refused(404, 'There is nothing here.');
    const read = await bodyOf(request);
    return read.kind === 'refused' ? refused(read.status, read.because) : json(200, await deed(read.body));
  }

  function get(url: URL): Reply {
    const file = url.pathname === '/' ? 'page.html' : url.pathname.replace(/^\/playground\/page\//, '');
    const held = shelf.get(file);
    if (held) return { status: 200, type: files[file] ?? '', body: held };
    if (url.pathname !== '/playground/state') return refused(404, 'There is nothing here.');
    const me = url.searchParams.get('person') ?? colleagues[0]?.id ?? '';
    return isPerson(me) ? json(200, stateOf(me)) : refused(404, 'Nobody here has that name.');
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const because = whyRefused(request);
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    const watcher = url.pathname === '/playground/stream' ? url.searchParams.get('person') : undefined;
    if (because) answer(response, refused(403, because));
    else if (url.pathname.startsWith('/playground/slack/')) pretend.listener(request, response);
    else if (watcher && isPerson(watcher)) watchers.add(watcher, response);
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
      ...known,
      get apiUrl() {
        return `${address()}/api/`;
      },
    },
    coordinators,
    pretend,
    listener(request, response) {
      serve(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else answer(response, stumbled(error));
      });
    },
    upgrade(request, socket, head) {
      if (whyRefused(request)) socket.destroy();
      else pretend.upgrade(request, socket, head);
    },
    async stop() {
      watchers.stop();
      pretend.stop();
      await notebook.close();
    },
  };
}
