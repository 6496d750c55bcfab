// Microsoft, asked with the bot's own secret: does it take it, and can the keys of its signatures be read.
import { z } from 'zod';
import type { TeamsConfig } from '../config.ts';
import { counted, type Finding, look, ok, wrong } from './finding.ts';

export type Account = NonNullable<TeamsConfig['account']>;

/** https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high */
export const government = {
  login: 'https://login.microsoftonline.us',
  openId: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
} as const;

export const isGovernment = (address: string): boolean => new URL(address).hostname.endsWith('.us');

type Asked =
  | { kind: 'answered'; status: number; body: unknown; date: string | null }
  | { kind: 'silent'; because: string };

const patienceMs = 10_000;

/** One request. Never throws, never tries again, and follows nobody elsewhere: the secret may be in it. */
async function ask(address: string, form?: URLSearchParams): Promise<Asked> {
  try {
    const answer = await fetch(address, {
      ...(form ? { method: 'POST', body: form } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    const { status, headers } = answer;
    if (status === 429 || status >= 500)
      return { kind: 'silent', because: `HTTP ${status}; try again in a minute` };
    return { kind: 'answered', status, body: await answer.json(), date: headers.get('date') };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    return { kind: 'silent', because: code ?? (error instanceof SyntaxError ? 'not JSON' : 'no answer') };
  }
}

const newSecret =
  'Under Certificates & secrets of the app make a new client secret, and set MicrosoftAppPassword to its value (not to its secret ID)';

/** What to do about Microsoft's own number for a refusal. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
function remedy(code: string): string {
  switch (code) {
    case '7000215':
      return `The secret is wrong. ${newSecret}`;
    case '7000222':
      return `The secret has expired. ${newSecret}`;
    case '700016':
      return 'This tenant has no app with this id. Copy MicrosoftAppId and MicrosoftAppTenantId from your Azure Bot, under Configuration';
    case '90002':
      return 'There is no such tenant here. Copy MicrosoftAppTenantId from your Azure Bot, under Configuration; in a government cloud set TEAMS_LOGIN_URL as well';
    case '900382':
    case '900432':
      return 'The app belongs to another cloud. Set TEAMS_LOGIN_URL and TEAMS_OPENID_URL to those of its own';
    case '7000112':
      return 'The app is switched off. Let an administrator enable it under Enterprise applications';
    case '7000229':
      return 'The app is not known in its own tenant. Open it under App registrations, and choose Create Service Principal';
    default:
      return 'Look the code up at https://login.microsoftonline.com/error';
  }
}

const refusal = z.looseObject({ error: z.string(), error_codes: z.array(z.number()).optional() });
const granted = z.looseObject({ access_token: z.string().min(1) });

/** `now` in epoch ms. */
export async function checkToken(account: Account, now: () => number): Promise<readonly Finding[]> {
  const about = 'Teams';
  const { appId, password, tenant, loginUrl } = account;
  const { host } = new URL(loginUrl);
  const service = isGovernment(loginUrl) ? 'https://api.botframework.us' : 'https://api.botframework.com';
  const answer = await ask(
    `${loginUrl}/${tenant}/oauth2/v2.0/token`,
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: password,
      scope: `${service}/.default`,
    }),
  );
  if (answer.kind === 'silent')
    return [
      wrong(
        about,
        `${host} cannot be asked (${answer.because}). Let this machine reach it by HTTPS, or correct TEAMS_LOGIN_URL.`,
      ),
    ];
  const clock = answer.date === null ? [] : [checkMicrosoftClock(Date.parse(answer.date), now())];
  if (granted.safeParse(answer.body).success)
    return [ok(about, `${host} takes MicrosoftAppId and MicrosoftAppPassword.`), ...clock];
  const refused = refusal.safeParse(answer.body);
  if (!refused.success)
    return [
      wrong(
        about,
        `What answers at ${host} is not Microsoft (HTTP ${answer.status}). Correct TEAMS_LOGIN_URL.`,
      ),
    ];
  const { error, error_codes: [code] = [] } = refused.data;
  const named = code === undefined ? error : `AADSTS${code}`;
  return [wrong(about, `No token is given (${named}). ${remedy(String(code ?? ''))}.`), ...clock];
}

/** Microsoft's tokens are good for an hour, with five minutes on either side. The header counts whole seconds. */
function checkMicrosoftClock(there: number, here: number): Finding {
  const about = 'Clock of Microsoft';
  const apart = Math.abs(there - here) / 1_000;
  const says = `this machine and Microsoft are ${Math.round(apart)} s apart`;
  if (apart > 240)
    return wrong(about, `${says}: its requests are refused. Set this one by the network's time (NTP).`);
  return apart > 30
    ? look(about, `${says}. Set this one by the network's time (NTP).`)
    : ok(about, `${says}.`);
}

const openId = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });
const keySet = z.looseObject({
  keys: z.array(z.looseObject({ kid: z.string(), endorsements: z.array(z.string()).default([]) })),
});

/** Without these keys no request can be told from a forged one, and each is refused. */
export async function checkKeys({ openIdUrl }: Account): Promise<Finding> {
  const about = 'Teams keys';
  const correct = 'Let this machine reach it by HTTPS, or correct TEAMS_OPENID_URL.';
  const document = await ask(openIdUrl);
  if (document.kind === 'silent')
    return wrong(about, `${new URL(openIdUrl).host} cannot be asked (${document.because}). ${correct}`);
  const read = openId.safeParse(document.body);
  if (!read.success)
    return wrong(about, `${openIdUrl} does not say where the keys are (HTTP ${document.status}). ${correct}`);
  const { jwks_uri: address, issuer } = read.data;
  const keys = await ask(address);
  if (keys.kind === 'silent')
    return wrong(about, `${new URL(address).host} cannot be asked for them (${keys.because}). ${correct}`);
  const found = keySet.safeParse(keys.body);
  // The door takes no other (adapters/teams/keys.ts).
  const ofTeams = found.data?.keys.filter(({ endorsements }) => endorsements.includes('msteams')) ?? [];
  return ofTeams.length > 0
    ? ok(about, `${counted(ofTeams.length, 'key')} of ${issuer} can be read.`)
    : wrong(about, `There is none for Teams at ${address} (HTTP ${keys.status}). ${correct}`);
}
