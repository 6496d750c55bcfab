// A pretend Slack: plays the platform towards a bot on the real wire protocol, over loopback.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Outcome } from '../post.ts';
import { makeSky, type Weather } from '../weather.ts';
import { type Desk, failed, makePeople, objectIn, type Result } from './acting.ts';
import { type RequestKind, type Send, sendOverHttp } from './calls.ts';
import { makeEvents } from './events.ts';
import type { Choice, StateValues } from './forms.ts';
import type { Tell } from './messages.ts';
import { makeMethods } from './methods.ts';
import { makePressing, type Target } from './pressing.ts';
import { type Seen, seenBy } from './seen.ts';
import { makeListener } from './server.ts';
import { makeSockets } from './socket.ts';
import { makeViews } from './views.ts';
import { type Call, type Channel, makeWorkspace, type Named, type Person } from './workspace.ts';

export type SlackOptions = {
  team: Named;
  /** The organisation that the team belongs to, for all of which the app is installed. */
  enterprise?: Named & { teams: readonly Named[] };
  /** False: nobody has installed the app yet. */
  installed?: boolean;
  botUser: string;
  /** The bot's handle, which people type after `@`; `lamplight` where absent. */
  botName?: string;
  appId: string;
  botToken: string;
  /** Why Slack takes a token not, or undefined; where absent, it takes `botToken` and no other. */
  refusalOf?: (token: string) => string | undefined;
  appToken: string;
  signingSecret: string;
  people: readonly Person[];
  channels: readonly Channel[];
  /** Bot scopes that the workspace granted. */
  scopes: readonly string[];
  /** Events that the app subscribed to, as its manifest lists them. Absent: all that the scopes allow. */
  events?: readonly string[];
  /** Slash commands of the app, with the slash. Absent: any. */
  commands?: readonly string[];
  /** URL of the bot's one door, or undefined to use the open Socket Mode connections. */
  deliverTo: () => string | undefined;
  /** Own base address without a slash at the end. */
  address: () => string;
  /** What `save` gave before. Anything else starts afresh. */
  state?: unknown;
  onChange?: () => void;
  /** Epoch milliseconds; the real clock where absent. */
  now?: () => number;
  /** What triggers and response addresses live by, so that moving `now` ends none that is under way; `now` where absent. */
  realNow?: () => number;
  /** Milliseconds before each retry of an event. Slack: at once, after a minute, after five. */
  retryAfter?: readonly number[];
  /** Milliseconds that the bot has to acknowledge anything. Slack: 3000. */
  patience?: number;
};

export type Slack = {
  /** Serves `<address>/api/<method>` and `<address>/response/<id>` below any prefix; 404 for anything else. */
  listener: (req: IncomingMessage, res: ServerResponse) => void;
  upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** JSON-able; holds no token and no secret. */
  save(): unknown;
  /** Ends connections and forgets retries that are due. */
  stop(): void;
  /** Asks every Socket Mode client to connect anew, as Slack does every few hours. */
  refreshSockets(): void;
  /** Resolves once no event is on its way to the bot, retries included. */
  settled(): Promise<void>;

  command(user: string, channel: string, text: string, thread?: string): Promise<Result>;
  /** `text` as it is typed: `@name` or `@U…` of somebody here becomes a mention, everything else is escaped. */
  message(user: string, channel: string, text: string, thread?: string): Promise<Result>;
  /** `choice`: an option's value, several, a date, a time, a person, or the text of an input; a button needs none. */
  press(user: string, target: Target, actionId: string, blockId: string, choice?: Choice): Promise<Result>;
  /** `values` in the shape of `view.state.values`; what is left out keeps its initial value. */
  submit(user: string, viewId: string, values: StateValues): Promise<Result>;
  close(user: string, viewId: string): Promise<Result>;
  openHome(user: string): Promise<Result>;
  /** With a channel: member_joined_channel. Without: the person is new in the workspace, team_join. */
  join(user: string, channel?: string): Promise<Result>;
  /** member_left_channel. */
  leave(user: string, channel: string): Promise<Result>;
  /** The person changed something about themselves, or was deactivated: user_change. */
  change(user: string, profile: Partial<Omit<Person, 'id'>>): Promise<Result>;
  edit(user: string, channel: string, ts: string, text: string): Promise<Result>;
  uninstall(): Promise<Result>;
  /** Somebody has agreed to have the app here. */
  install(): void;
  installed(): boolean;
  /** From here on everybody sits in this team of the organisation. */
  sitIn(team: string): void;
  /** url_verification: done where the bot gave the challenge back. */
  verify(): Promise<Result>;
  /** Anything at all, signed: for payloads that no client would send. */
  send(kind: RequestKind, payload: Record<string, unknown>): Promise<Outcome>;
  direct(user: string): string;

  seenBy(user: string): Seen;
  /** The latest 1,000 calls of the bot, oldest first. */
  calls: readonly Call[];
  weather: Weather;
};

/** Slack's own patience and pauses, in milliseconds. */
const slackPatience = 3000;
const slackRetries = [0, 60_000, 300_000];

export function makeSlack(options: SlackOptions): Slack {
  const now = options.now ?? Date.now;
  const patience = options.patience ?? slackPatience;
  const { botToken, appToken, signingSecret, ...start } = options;
  const usual = (token: string): string | undefined => (token === botToken ? undefined : 'invalid_auth');
  const workspace = makeWorkspace(start);
  const sky = makeSky(now);
  const sockets = makeSockets(options.appId, patience);
  const calls: Call[] = [];

  const send: Send = (kind, payload, retry) => {
    const url = options.deliverTo();
    return url === undefined
      ? sockets.send(kind, payload, retry)
      : sendOverHttp(url, signingSecret, patience)(kind, payload, retry);
  };
  const events = makeEvents(workspace, send, sky, {
    retryAfter: options.retryAfter ?? slackRetries,
    ...(options.events ? { subscribed: options.events } : {}),
  });
  const tell: Tell = (event) => void events.tell(event);
  const desk: Desk = {
    workspace,
    send,
    events,
    tell,
    responseAddress: (id) => `${options.address()}/response/${id}`,
    commands: options.commands,
  };
  const views = makeViews(workspace);
  const tokens = { app: appToken, refusalOf: options.refusalOf ?? usual };
  const methods = makeMethods(workspace, views, tell, tokens, () => sockets.newAddress(options.address()));

  async function verify(): Promise<Result> {
    const challenge = workspace.id('').repeat(4);
    const outcome = await send('events_api', { token: 'not-used', challenge, type: 'url_verification' });
    const answered = outcome.kind === 'answered' && outcome.status === 200;
    const given = answered ? (objectIn(outcome)?.challenge ?? outcome.body.trim()) : undefined;
    return given === challenge
      ? { kind: 'done', heard: true }
      : failed('challenge_failed', "Your URL didn't respond with the value of the challenge parameter.");
  }

  return {
    ...makePeople(desk),
    ...makePressing(desk, views),
    listener: makeListener(workspace, methods, sky, tell, calls),
    upgrade: sockets.upgrade,
    save: workspace.save,
    install() {
      workspace.installed = true;
      workspace.changed();
    },
    installed: () => workspace.installed,
    sitIn(team) {
      workspace.team = workspace.enterprise?.teams.find(({ id }) => id === team) ?? workspace.team;
    },
    stop() {
      events.stop();
      sockets.stop();
    },
    refreshSockets: sockets.refresh,
    settled: events.settled,
    verify,
    send: (kind, payload) => send(kind, payload),
    direct: (user) => workspace.direct(user).id,
    seenBy: (user) => seenBy(workspace, user),
    calls,
    weather: sky.weather,
  };
}
