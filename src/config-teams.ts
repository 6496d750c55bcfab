// The settings of Microsoft Teams, checked. Every error is a sentence that says what to set.
import type { z } from 'zod';
import type { TeamsConfig } from './config.ts';
import { filled, list, onOrOff, safeAddress } from './setting.ts';

/** Where the Teams service answers: worldwide, and in the clouds of the United States' government. */
export const teamsHosts = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
] as const;

export const worldwide = {
  login: 'https://login.microsoftonline.com',
  openId: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
} as const;

/** An id of Microsoft Entra: of a tenant, an app or a person. Lower case, as Teams writes it. */
export const isEntraId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const example = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

/** They are compared as they stand. */
const id = filled.toLowerCase();
const manyIds = list.transform((ids) => ids.map((one) => one.toLowerCase()));

const hosts = list
  .transform((all) => all.map((host) => host.toLowerCase()))
  .refine((all) => all.length > 0 && all.every((host) => /^([a-z0-9.-]+|\[[0-9a-f:]+\])$/.test(host)), {
    error: `must be names of hosts with commas, without https:// or a path, such as ${teamsHosts[0]}`,
  });

export const teamsShape = {
  MicrosoftAppId: id
    .refine(isEntraId, { error: `must be the Microsoft App ID of your Azure Bot, such as ${example}` })
    .optional(),
  MicrosoftAppPassword: filled.optional(),
  MicrosoftAppTenantId: id
    .refine(isEntraId, {
      error: `must be the App Tenant ID of your Azure Bot, such as ${example}, and not a domain`,
    })
    .optional(),
  TEAMS_ALLOWED_TENANTS: manyIds
    .refine((ids) => ids.every(isEntraId), {
      error: `must be ids of tenants with commas, such as ${example}, and not domains`,
    })
    .default([]),
  TEAMS_ALLOWED_HOSTS: hosts.default([...teamsHosts]),
  TEAMS_LOGIN_URL: safeAddress.default(worldwide.login),
  TEAMS_OPENID_URL: safeAddress.default(worldwide.openId),
  TEAMS_ANONYMOUS: onOrOff.default('off'),
};

type TeamsSettings = z.infer<z.ZodObject<typeof teamsShape>>;

/** Undefined where Teams is not set up. What is missing or does not go together is added to `wrong`, a sentence each. */
export function teamsOf(env: TeamsSettings, wrong: string[]): TeamsConfig | undefined {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenant } = env;
  if (env.TEAMS_ANONYMOUS === 'on') {
    if (appId || password || tenant)
      wrong.push(
        'TEAMS_ANONYMOUS checks nobody, and the Microsoft settings are there to check. Set TEAMS_ANONYMOUS to off, or take MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId away.',
      );
    return {
      tenants: env.TEAMS_ALLOWED_TENANTS,
      hosts: [...env.TEAMS_ALLOWED_HOSTS, 'localhost', '127.0.0.1', '[::1]'],
    };
  }
  if (!appId && !password && !tenant && env.TEAMS_ALLOWED_TENANTS.length === 0) return undefined;
  if (!appId)
    wrong.push(
      'MicrosoftAppId is missing. Copy the Microsoft App ID of your Azure Bot, under Configuration.',
    );
  if (!password)
    wrong.push(
      'MicrosoftAppPassword is missing. Make a client secret for the app of your Azure Bot, under Certificates & secrets, and copy its value. Without it nothing can be said to anybody.',
    );
  if (!tenant)
    wrong.push(
      'MicrosoftAppTenantId is missing. Copy the App Tenant ID of your Azure Bot, under Configuration.',
    );
  if (!appId || !password || !tenant) return undefined;
  return {
    account: { appId, password, tenant, loginUrl: env.TEAMS_LOGIN_URL, openIdUrl: env.TEAMS_OPENID_URL },
    tenants: env.TEAMS_ALLOWED_TENANTS.length > 0 ? env.TEAMS_ALLOWED_TENANTS : [tenant],
    hosts: env.TEAMS_ALLOWED_HOSTS,
  };
}
