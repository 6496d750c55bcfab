// A pretend Microsoft Teams: plays the platform towards a bot on the real wire protocol, over loopback.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { makeActing, type Result } from './acting.ts';
import { makeShapes } from './activities.ts';
import { makeCompanies } from './companies.ts';
import { makeConnector } from './connector.ts';
import { makeDeliveries, type SendOptions } from './deliveries.ts';
import { makePressing } from './pressing.ts';
import { type Seen, seenBy } from './seen.ts';
import { type Call, makeListener } from './server.ts';
import { type Group, makeTenant, type Person, type Team, type Thing } from './tenant.ts';
import { makeTokens } from './tokens.ts';
import { makeTeamsSky, type Weather } from './weather.ts';

export type TeamsOptions = {
  tenant: { id: string; name: string };
  /** `id`: `28:` and the app's id. */
  bot: { id: string; name: string };
  appId: string;
  appPassword: string;
  people: readonly Person[];
  teams: readonly Team[];
  groups?: readonly Group[];
  /** Persons for whom the app is installed at the beginning. */
  installedFor?: readonly string[];
  /** The bot's `/api/messages`; undefined while it has none. */
  deliverTo: () => string | undefined;
  /** Own base address without a slash at the end: the login, the keys and the connector lie below it. */
  address: () => string;
  /** What `save` gave before. Anything else starts afresh. */
  state?: unknown;
  onChange?: () => void;
  /** Epoch milliseconds of business time; the real clock where absent. Tokens know real time only. */
  now?: () => number;
  /** Milliseconds that the bot has to answer anything. Teams: 5,000 for a press, 15,000 for the rest. */
  patience?: number;
};

export type Teams = {
  /** Serves `/login/…`, `/openid/…`, `/keys` and `/v3/…` below `address()`; 404 for anything else. */
  listener: (req: IncomingMessage, res: ServerResponse) => void;
  /** What a bot is told about its registration. */
  account: {
    readonly appId: string;
    readonly password: string;
    readonly tenant: string;
    readonly loginUrl: string;
    readonly openIdUrl: string;
  };
  hosts: readonly string[];
  /** JSON-able; holds no key, no token and no secret. */
  save(): unknown;
  /** No activity is tried again after this. */
  stop(): void;
  /** Resolves once no activity is on its way to the bot. */
  settled(): Promise<void>;

  install(person: string): Promise<Result>;
  uninstall(person: string): Promise<Result>;
  installTeam(team: string): Promise<Result>;
  uninstallTeam(team: string): Promise<Result>;
  joinTeam(person: string, team: string): Promise<Result>;
  leaveTeam(person: string, team: string): Promise<Result>;
  installGroup(group: string): Promise<Result>;
  uninstallGroup(group: string): Promise<Result>;
  joinGroup(person: string, group: string): Promise<Result>;
  leaveGroup(person: string, group: string): Promise<Result>;
  /** The bot's messages do not reach this person any more, and nobody tells the bot. */
  block(person: string): void;
  unblock(person: string): void;
  /**
   * In a channel or a group chat the bot hears only where `@` and its name stand in the text. `replyTo`: in a channel, the
   * first message of a chain.
   */
  message(person: string, conversation: string, text: string, replyTo?: string): Promise<Result>;
  edit(person: string, conversation: string, message: string, text: string): Promise<Result>;
  remove(person: string, conversation: string, message: string): Promise<Result>;
  /**
   * Presses the first Action.Execute, unfolded cards included, of the card that this person sees for which `at` is true
   * of its JSON. `inputs`: values by the inputs' ids; what is left out keeps what the card prefilled.
   */
  press(
    person: string,
    conversation: string,
    message: string,
    at: (action: object) => boolean,
    inputs?: Readonly<Record<string, string>>,
  ): Promise<Result>;
  /** The activity that `message` would send. */
  compose(person: string, conversation: string, text: string): Thing;
  /** Anything at all, signed, or forged as the options say. Once, whatever comes of it; status 0: no answer came. */
  send(activity: object, options?: SendOptions): Promise<{ status: number; body: string }>;
  /** The person's own talk with the bot. */
  personal(person: string): string;
  seenBy(person: string): Seen;
  /** The latest 1,000 requests of the bot, oldest first, without tokens and secrets. */
  calls: readonly Call[];
  /** Signs with a new key from here on. */
  rotateKeys(): void;
  /** Refuses every token that the bot was given until now. */
  revokeTokens(): void;
  weather: Weather;
};

const patienceOf = { invoke: 5000, other: 15_000 };

export function makeTeams(options: TeamsOptions): Teams {
  const { appId, appPassword, address } = options;
  const tenant = makeTenant(options);
  const account = { appId, appPassword, tenant: tenant.id };
  const sky = makeTeamsSky(tenant.now);
  const tokens = makeTokens(account);
  const shapes = makeShapes(tenant, () => `${address()}/`);
  const { patience } = options;
  const deliveries = makeDeliveries(tokens, sky, {
    deliverTo: options.deliverTo,
    patience: patience === undefined ? patienceOf : { invoke: patience, other: patience },
  });
  const desk = { tenant, shapes, deliveries };
  const calls: Call[] = [];
  const connector = makeConnector(tenant, shapes, appId);
  return {
    ...makeActing(desk),
    ...makeCompanies(desk),
    ...makePressing(desk),
    listener: makeListener({ tokens, account, connector, sky, calls, address, now: tenant.now }),
    account: {
      appId,
      password: appPassword,
      tenant: tenant.id,
      get loginUrl() {
        return `${address()}/login`;
      },
      get openIdUrl() {
        return `${address()}/openid/v1/.well-known/openidconfiguration`;
      },
    },
    hosts: ['127.0.0.1', 'localhost'],
    save: tenant.save,
    stop: deliveries.stop,
    settled: deliveries.settled,
    send: (activity, sending) => deliveries.send({ ...activity }, sending),
    personal: (person) => tenant.personal(person).id,
    seenBy: (person) => seenBy(tenant, person),
    calls,
    rotateKeys: tokens.rotate,
    revokeTokens: tokens.revoke,
    weather: sky.weather,
  };
}
