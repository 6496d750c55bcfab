// The environment, checked. Every error is a sentence that says what to set.
import { z } from 'zod';
import { isEntraId, teamsOf, teamsShape } from './config-teams.ts';
import { filled, isLoopback, list, onOrOff, safeAddress } from './setting.ts';

const portError = { error: 'must be a port number, such as 3000 (0 takes any free one)' };
const keyBytes = 32;
const keys = list
  .transform((texts) => texts.map((text) => Buffer.from(text, 'base64')))
  .refine((all) => all.length > 0 && all.every((key) => key.length === keyBytes), {
    error:
      'must be 32 bytes in base64 (make one with: openssl rand -base64 32), or several with commas, the newest first',
  });

const shape = z.object({
  PORT: z
    .string()
    .regex(/^\s*\d{1,5}\s*$/, portError)
    .transform(Number)
    .refine((port) => port <= 65_535, portError)
    .default(3000),
  HOST: filled.optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://lamplight.example.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: z
    .string()
    .trim()
    .refine((url) => /^postgres(ql)?:\/\/./.test(url) && URL.canParse(url), {
      error:
        'must be an address such as postgres://user:password@host:5432/database, with # / ? @ in the password written as %23 %2F %3F %40',
    })
    .optional(),
  DATA_DIR: filled.default('./data'),
  LAMPLIGHT_KEY: keys.optional(),
  KEYRING_DIR: filled.optional(),
  LAMPLIGHT_COORDINATORS: list
    .transform((all) => all.map((one) => (isEntraId(one.toLowerCase()) ? one.toLowerCase() : one)))
    .default([]),
  SLACK_SIGNING_SECRET: filled.optional(),
  SLACK_SIGNING_SECRET_PREVIOUS: filled.optional(),
  SLACK_BOT_TOKEN: filled.startsWith('xoxb-', 'must be a bot token, which begins with xoxb-').optional(),
  SLACK_CLIENT_ID: filled.optional(),
  SLACK_CLIENT_SECRET: filled.optional(),
  SLACK_APP_TOKEN: filled
    .startsWith('xapp-', 'must be an app-level token, which begins with xapp-')
    .optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address' })
    .endsWith('/api/', 'must end in /api/')
    .default('https://slack.com/api/'),
  ...teamsShape,
  PLAYGROUND: onOrOff.optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .optional(),
});

export const settings = Object.keys(shape.shape);

/** One workspace, by its token; or as many as install it, by OAuth. */
export type SlackConfig = ({ botToken: string } | { oauth: SlackOAuth }) & {
  /** Empty with Socket Mode, which needs none. */
  secrets: readonly string[];
  appToken?: string;
  apiUrl: string;
};

/** `publicUrl` is where Slack sends back whoever installs. */
export type SlackOAuth = { clientId: string; clientSecret: string; publicUrl: string };

export type TeamsConfig = {
  /** Absent: the anonymous mode, in which nobody is checked and nothing is signed. */
  account?: { appId: string; password: string; tenant: string; loginUrl: string; openIdUrl: string };
  /** Tenants whose people may speak to us. Empty in the anonymous mode only: any. */
  tenants: readonly string[];
  /** Hosts that our token may be sent to, in lower case. */
  hosts: readonly string[];
};

/** What leads to the database and opens what is sealed in it. `databaseUrl` absent: the embedded server in `dataDir`. */
export type DatabaseConfig = {
  databaseUrl?: string;
  dataDir: string;
  keys?: readonly Buffer[];
  keyringDir: string;
};

export type Config = DatabaseConfig & {
  port: number;
  host: string;
  publicUrl?: string;
  coordinators: readonly string[];
  slack?: SlackConfig;
  teams?: TeamsConfig;
  playground: boolean;
  logLevel: string;
};

/** Everything that is wrong, a sentence each. */
export class WrongSettings extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty value counts as absent. Throws WrongSettings. */
function readShape<Shape extends z.ZodType>(wanted: Shape, environment: Environment): z.infer<Shape> {
  const given = Object.fromEntries(
    settings.flatMap((name) => {
      const value = environment[name];
      return value === undefined || value.trim() === '' ? [] : [[name, value]];
    }),
  );
  const read = wanted.safeParse(given);
  if (read.success) return read.data;
  throw new WrongSettings(
    read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`).join('\n'),
  );
}

const databaseShape = shape.pick({
  DATABASE_URL: true,
  DATA_DIR: true,
  LAMPLIGHT_KEY: true,
  KEYRING_DIR: true,
});

/** Only what leads to the database, whatever else is set or missing. Throws WrongSettings. */
export const readDatabaseConfig = (environment: Environment): DatabaseConfig =>
  databaseConfigOf(readShape(databaseShape, environment));

const databaseConfigOf = (env: z.infer<typeof databaseShape>): DatabaseConfig => ({
  dataDir: env.DATA_DIR,
  keyringDir: env.KEYRING_DIR ?? `${env.DATA_DIR}/keys`,
  ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
  ...(env.LAMPLIGHT_KEY ? { keys: env.LAMPLIGHT_KEY } : {}),
});

/** What the manifests are filled in with. `publicUrl` is https, and `appId` absent where Teams is not wanted. */
export type ManifestConfig = { publicUrl: string; appId?: string };

/** Only what the manifests need, whatever else is set or missing. Throws WrongSettings. */
export function readManifestConfig(environment: Environment): ManifestConfig {
  const wanted = shape.pick({ PUBLIC_URL: true, MicrosoftAppId: true });
  const { PUBLIC_URL: publicUrl, MicrosoftAppId: appId } = readShape(wanted, environment);
  if (!publicUrl)
    throw new WrongSettings(
      'PUBLIC_URL is missing. Set it to the https address under which the world reaches this server, such as https://lamplight.example.org.',
    );
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol !== 'https:' || isLoopback(hostname))
    throw new WrongSettings(
      'PUBLIC_URL must be an https address that Slack and Microsoft can reach: they send to no other.',
    );
  return { publicUrl, ...(appId ? { appId } : {}) };
}

/** Reads what it is given, and nothing else. An empty value counts as absent. Throws WrongSettings. */
export function readConfig(environment: Environment): Config {
  const env = readShape(shape, environment);
  const wrong: string[] = [];

  const slack = slackOf(env, wrong);
  const teams = teamsOf(env, wrong);
  const playground =
    env.PLAYGROUND === undefined ? !slack && !teams && wrong.length === 0 : env.PLAYGROUND === 'on';
  const host = env.HOST ?? (playground || env.TEAMS_ANONYMOUS === 'on' ? '127.0.0.1' : '0.0.0.0');
  if (playground && !isLoopback(host))
    wrong.push(
      `PLAYGROUND answers anybody who can reach it, so it stays on this machine. Set HOST to 127.0.0.1, or PLAYGROUND to off.`,
    );
  if (env.TEAMS_ANONYMOUS === 'on' && !isLoopback(host))
    wrong.push(
      'TEAMS_ANONYMOUS checks nobody, so it stays on this machine. Set HOST to 127.0.0.1, or TEAMS_ANONYMOUS to off.',
    );
  // A proxy before us would let the whole world in.
  if (env.TEAMS_ANONYMOUS === 'on' && env.PUBLIC_URL && !isLoopback(new URL(env.PUBLIC_URL).hostname))
    wrong.push(
      'TEAMS_ANONYMOUS checks nobody, and with PUBLIC_URL the world reaches this server. Set TEAMS_ANONYMOUS to off, or take PUBLIC_URL away.',
    );
  if (playground && slack)
    wrong.push(
      'PLAYGROUND is on while Slack is set up. Set PLAYGROUND to off, or take the SLACK_ settings away.',
    );
  if (playground && teams)
    wrong.push(
      'PLAYGROUND is on while Microsoft Teams is set up. Set PLAYGROUND to off, or take the Microsoft and TEAMS_ settings away.',
    );
  if (!playground && !slack && !teams && wrong.length === 0)
    wrong.push(
      'No chat platform is set up. Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or SLACK_CLIENT_ID and its fellows, or MicrosoftAppId and its fellows, or PLAYGROUND to on.',
    );
  if (env.DATABASE_URL && !env.LAMPLIGHT_KEY)
    wrong.push(
      'LAMPLIGHT_KEY is missing. With DATABASE_URL it must be set, the same for every process: make one with openssl rand -base64 32.',
    );
  if (wrong.length > 0) throw new WrongSettings(wrong.join('\n'));

  return {
    ...databaseConfigOf(env),
    port: env.PORT,
    host,
    coordinators: env.LAMPLIGHT_COORDINATORS,
    playground,
    logLevel: env.LOG_LEVEL ?? (playground ? 'warn' : 'info'),
    ...(env.PUBLIC_URL ? { publicUrl: env.PUBLIC_URL } : {}),
    ...(slack ? { slack } : {}),
    ...(teams ? { teams } : {}),
  };
}

function slackOf(env: z.infer<typeof shape>, wrong: string[]): SlackConfig | undefined {
  const byInstall = env.SLACK_CLIENT_ID !== undefined || env.SLACK_CLIENT_SECRET !== undefined;
  const any = [env.SLACK_BOT_TOKEN, env.SLACK_SIGNING_SECRET, env.SLACK_APP_TOKEN].some(Boolean) || byInstall;
  if (env.SLACK_SIGNING_SECRET_PREVIOUS && !env.SLACK_SIGNING_SECRET)
    wrong.push(
      'SLACK_SIGNING_SECRET_PREVIOUS is set without SLACK_SIGNING_SECRET. Set both while the secret is being changed, else neither.',
    );
  if (!any) return undefined;
  if (byInstall && env.SLACK_BOT_TOKEN)
    wrong.push(
      'SLACK_BOT_TOKEN serves one workspace, and SLACK_CLIENT_ID with SLACK_CLIENT_SECRET as many as install it. Set one or the other.',
    );
  else if (!byInstall && !env.SLACK_BOT_TOKEN)
    wrong.push(
      'SLACK_BOT_TOKEN is missing. Copy it from your Slack app, under OAuth & Permissions. To serve several workspaces, set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET instead.',
    );
  if (!env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET)
    wrong.push(
      'SLACK_SIGNING_SECRET is missing. Copy it from your Slack app, under Basic Information. Without it anybody could speak for Slack.',
    );
  const oauth = byInstall ? slackOAuthOf(env, wrong) : undefined;
  const way = oauth ? { oauth } : env.SLACK_BOT_TOKEN && { botToken: env.SLACK_BOT_TOKEN };
  if (!way) return undefined;
  return {
    ...way,
    secrets: [env.SLACK_SIGNING_SECRET, env.SLACK_SIGNING_SECRET_PREVIOUS].filter(
      (secret) => secret !== undefined,
    ),
    apiUrl: env.SLACK_API_URL,
    ...(env.SLACK_APP_TOKEN ? { appToken: env.SLACK_APP_TOKEN } : {}),
  };
}

function slackOAuthOf(env: z.infer<typeof shape>, wrong: string[]): SlackOAuth | undefined {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, PUBLIC_URL: publicUrl } = env;
  for (const [name, value] of Object.entries({
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
  }))
    if (!value) wrong.push(`${name} is missing. Copy it from your Slack app, under Basic Information.`);
  const isSafe = safeAddress.safeParse(publicUrl).success;
  if (!isSafe)
    wrong.push(
      'PUBLIC_URL must be the https address of this server with SLACK_CLIENT_ID: Slack sends back there whoever installs, with what lets them.',
    );
  return clientId && clientSecret && publicUrl && isSafe ? { clientId, clientSecret, publicUrl } : undefined;
}
