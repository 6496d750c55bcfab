// Slack, asked with the bot's own token: is it the right one, what may it do, and can Slack reach us.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Config, SlackConfig, SlackOAuth } from '../config.ts';
import { isLoopback } from '../setting.ts';
import { type Finding, look, ok, wrong } from './finding.ts';

const manifestFile = new URL('../../manifest/slack/manifest.json', import.meta.url);
const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });
const said = z.looseObject({ ok: z.boolean(), error: z.string().optional(), team: z.string().optional() });

type Called =
  | {
      kind: 'answered';
      body: z.infer<typeof said>;
      scopes: readonly string[] | undefined;
      date: string | null;
    }
  | { kind: 'silent'; because: string };

const patienceMs = 10_000;

/** One call of the Web API. Never throws, and never tries again. */
export async function call(
  apiUrl: string,
  method: string,
  token: string | undefined,
  given: Readonly<Record<string, string>> = {},
): Promise<Called> {
  try {
    const answer = await fetch(`${apiUrl}${method}`, {
      method: 'POST',
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(given).toString(),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (answer.status === 429)
      return { kind: 'silent', because: 'it asks us to wait; try again in a minute' };
    const body = said.safeParse(await answer.json());
    if (!body.success)
      return { kind: 'silent', because: `what answers there is not Slack (HTTP ${answer.status})` };
    const scopes = answer.headers.get('x-oauth-scopes');
    return {
      kind: 'answered',
      body: body.data,
      scopes: scopes?.split(',').map((scope) => scope.trim()),
      date: answer.headers.get('date'),
    };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    return {
      kind: 'silent',
      because: code ?? (error instanceof SyntaxError ? 'what answers there is not Slack' : 'no answer'),
    };
  }
}

const hosts = (address: string): string => new URL(address).host;

/** What to do about Slack's own word for a refused token. */
function remedy(error: string): string {
  switch (error) {
    case 'invalid_auth':
    case 'not_authed':
      return 'Copy the bot token again from your Slack app, under OAuth & Permissions, into SLACK_BOT_TOKEN';
    case 'account_inactive':
    case 'token_revoked':
    case 'token_expired':
      return 'The app was taken out of the workspace, or the token replaced: install it again and set SLACK_BOT_TOKEN to the new token';
    case 'ratelimited':
      return 'Try again in a minute';
    default:
      return 'Look at your Slack app, under OAuth & Permissions';
  }
}

const cannotBeAsked = (apiUrl: string, because: string): Finding =>
  wrong(
    'Slack',
    `${hosts(apiUrl)} cannot be asked (${because}). Let this machine reach it by HTTPS, or correct SLACK_API_URL.`,
  );

/** `now` in epoch ms. */
async function checkToken(apiUrl: string, botToken: string, now: () => number): Promise<readonly Finding[]> {
  const answer = await call(apiUrl, 'auth.test', botToken);
  if (answer.kind === 'silent') return [cannotBeAsked(apiUrl, answer.because)];
  const { body, scopes, date } = answer;
  if (!body.ok) {
    const error = body.error ?? 'no reason given';
    return [wrong('Slack', `The token is refused (${error}). ${remedy(error)}.`)];
  }
  return [
    ok('Slack', `SLACK_BOT_TOKEN belongs to the workspace ${body.team ?? '(unnamed)'}.`),
    await checkScopes(scopes),
    ...(date === null ? [] : [checkSlackClock(Date.parse(date), now())]),
  ];
}

/** With a code that nobody ever had, Slack first looks whether it knows who asks. */
async function checkClient(
  apiUrl: string,
  { clientId, clientSecret, publicUrl }: SlackOAuth,
  now: () => number,
): Promise<readonly Finding[]> {
  const answer = await call(apiUrl, 'oauth.v2.access', undefined, {
    client_id: clientId,
    client_secret: clientSecret,
    code: 'doctor',
  });
  if (answer.kind === 'silent') return [cannotBeAsked(apiUrl, answer.because)];
  const { body, date } = answer;
  const error = body.error ?? 'no reason given';
  const knows = error === 'invalid_code' || error === 'bad_redirect_uri';
  return [
    knows
      ? ok(
          'Slack',
          `it knows SLACK_CLIENT_ID and SLACK_CLIENT_SECRET. Workspaces install at ${publicUrl}/slack/install; your Slack app must name the redirect URL ${publicUrl}/slack/oauth.`,
        )
      : wrong(
          'Slack',
          `It refuses SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (${error}). Copy both again from your Slack app, under Basic Information.`,
        ),
    ...(date === null ? [] : [checkSlackClock(Date.parse(date), now())]),
  ];
}

export async function checkScopes(granted: readonly string[] | undefined): Promise<Finding> {
  const about = 'Slack scopes';
  if (!granted)
    return look(
      about,
      'Slack did not say what the token may do. Compare OAuth & Permissions with manifest/slack/manifest.json.',
    );
  const wanted = manifest.parse(JSON.parse(await readFile(manifestFile, 'utf8'))).oauth_config.scopes.bot;
  const missing = wanted.filter((scope) => !granted.includes(scope));
  const extra = granted.filter((scope) => scope !== '' && !wanted.includes(scope));
  if (missing.length > 0)
    return wrong(
      about,
      `Not granted: ${missing.join(', ')}. Bring the app up to manifest/slack/manifest.json, then install it again.`,
    );
  return extra.length > 0
    ? look(about, `Granted and not needed: ${extra.join(', ')}. Take them away under OAuth & Permissions.`)
    : ok(about, `exactly the ${wanted.length} that are needed.`);
}

/** Slack's signatures are good for five minutes on our clock. The header counts whole seconds. */
function checkSlackClock(there: number, here: number): Finding {
  const apart = Math.abs(there - here) / 1_000;
  const says = `this machine and Slack are ${Math.round(apart)} s apart`;
  if (apart > 240)
    return wrong(
      'Clock of Slack',
      `${says}: its requests are refused. Set this one by the network's time (NTP).`,
    );
  return apart > 30
    ? look('Clock of Slack', `${says}. Set this one by the network's time (NTP).`)
    : ok('Clock of Slack', `${says}.`);
}

/** How Slack's requests come in. Only Slack can prove a signing secret, by a request that it signs. */
async function checkWayIn({ publicUrl }: Config, slack: SlackConfig): Promise<readonly Finding[]> {
  const about = 'Slack requests';
  const former =
    slack.secrets.length > 1
      ? [
          look(
            'Signing secret',
            'SLACK_SIGNING_SECRET_PREVIOUS is still good. Take it away once Slack signs with the new one.',
          ),
        ]
      : [];
  if (!slack.appToken) {
    const there =
      publicUrl === undefined
        ? 'the address of this server, with /slack/events'
        : `${publicUrl}/slack/events`;
    return [
      ok(about, `They come over HTTP and must be signed. Slack's three request URLs: ${there}.`),
      ...former,
    ];
  }
  const answer = await call(slack.apiUrl, 'apps.connections.open', slack.appToken);
  if (answer.kind === 'silent')
    return [wrong(about, `A socket cannot be asked for (${answer.because}).`), ...former];
  if (answer.body.ok)
    return [ok(about, 'They come over Socket Mode, and SLACK_APP_TOKEN opens it.'), ...former];
  return [
    wrong(
      about,
      `Socket Mode is refused (${answer.body.error ?? 'no reason given'}). Switch it on in your Slack app, and make an app-level token with connections:write for SLACK_APP_TOKEN.`,
    ),
    ...former,
  ];
}

function checkPublicUrl(publicUrl: string | undefined): Finding {
  const about = 'PUBLIC_URL';
  if (publicUrl === undefined)
    return look(
      about,
      'It is not set, so pictures cannot be shown in Slack; their words are. Set it to the https address of this server.',
    );
  const { protocol, hostname } = new URL(publicUrl);
  if (isLoopback(hostname))
    return look(
      about,
      `${publicUrl} is this machine only: Slack cannot fetch pictures from it. Set it to the https address of this server.`,
    );
  return protocol === 'https:'
    ? ok(about, publicUrl)
    : look(
        about,
        `${publicUrl} is not encrypted: pictures of people's check-ins would travel in the open. Set an https address.`,
      );
}

export async function checkSlack(config: Config, now: () => number): Promise<readonly Finding[]> {
  const { slack, playground, publicUrl } = config;
  if (!slack)
    return [
      ok(
        'Slack',
        playground ? 'the playground stands in for it; nobody outside is reached.' : 'it is not set up.',
      ),
    ];
  const own =
    slack.apiUrl === 'https://slack.com/api/'
      ? []
      : [
          look(
            'SLACK_API_URL',
            `${slack.apiUrl} is not Slack's own, and it is sent the token. Leave it out unless you mean it.`,
          ),
        ];
  return [
    ...own,
    ...('oauth' in slack
      ? await checkClient(slack.apiUrl, slack.oauth, now)
      : await checkToken(slack.apiUrl, slack.botToken, now)),
    ...(await checkWayIn(config, slack)),
    checkPublicUrl(publicUrl),
  ];
}
