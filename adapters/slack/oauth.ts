// What is between Slack and whoever installs us: where they are sent to agree, and what the code that they come back with
// is worth. https://docs.slack.dev/authentication/installing-with-oauth
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { clientOptions } from './client.ts';
import { scopes } from './scopes.ts';
import { outcomeOf, problemOf } from './send.ts';

/** `expiresAt` in epoch ms, and with it a `refreshToken`, only where the app's tokens rotate. */
export type Granted = { botToken: string; refreshToken?: string; expiresAt?: number };

/** `whole`: for every workspace of an organisation; `workspace` is the organisation's id then. */
export type Installed = {
  workspace: string;
  enterprise?: string;
  name: string;
  whole: boolean;
  installer: string;
  tokens: Granted;
};

/** `because` is Slack's own word, or the kind of failure. After `silent` nobody knows whether Slack has done it. */
type No = { kind: 'refused'; because: string } | { kind: 'silent'; because: string };
export type Redeemed = { kind: 'installed'; installed: Installed } | No;
export type Renewed = { kind: 'renewed'; tokens: Granted } | No;

export type OAuth = {
  authorizeUrl(state: string, redirectUri: string): string;
  /** Never throws. A code is good for once. */
  redeem(code: string, redirectUri: string): Promise<Redeemed>;
  /** Never throws. */
  exchange(refreshToken: string): Promise<Renewed>;
};

/** A row of the database is locked while a token is exchanged. */
const patienceMs = 5_000;

const id = z.string().min(1).max(255);
const named = z.object({ id, name: z.string().nullish() });
const granted = z.object({
  access_token: z.string().min(1),
  token_type: z.literal('bot'),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
});
const installation = granted.extend({
  team: named.nullish(),
  enterprise: named.nullish(),
  is_enterprise_install: z.boolean().nullish(),
  authed_user: z.object({ id }),
});

export function makeOAuth(parts: {
  clientId: string;
  clientSecret: string;
  apiUrl: string;
  now: () => number;
}): OAuth {
  const { clientId, clientSecret, apiUrl, now } = parts;
  const client = new WebClient(undefined, clientOptions(apiUrl, patienceMs));
  const app = { client_id: clientId, client_secret: clientSecret };

  const tokensIn = (given: z.infer<typeof granted>): Granted => ({
    botToken: given.access_token,
    ...(given.refresh_token && given.expires_in
      ? { refreshToken: given.refresh_token, expiresAt: now() + given.expires_in * 1_000 }
      : {}),
  });

  return {
    authorizeUrl(state, redirectUri) {
      const url = new URL('../oauth/v2/authorize', apiUrl);
      url.search = new URLSearchParams({
        client_id: clientId,
        scope: scopes.join(','),
        redirect_uri: redirectUri,
        state,
      }).toString();
      return url.href;
    },
    async redeem(code, redirectUri) {
      try {
        const answer = await client.oauth.v2.access({ ...app, code, redirect_uri: redirectUri });
        const read = installation.safeParse(answer);
        const installed = read.success ? installedBy(read.data, tokensIn(read.data)) : undefined;
        return installed ? { kind: 'installed', installed } : { kind: 'refused', because: 'unreadable' };
      } catch (error) {
        return noBy(error);
      }
    },
    async exchange(refreshToken) {
      try {
        const answer = await client.oauth.v2.access({
          ...app,
          grant_type: 'refresh_token',
          refresh_token: refreshToken,
        });
        const read = granted.safeParse(answer);
        return read.success
          ? { kind: 'renewed', tokens: tokensIn(read.data) }
          : { kind: 'silent', because: 'unreadable' };
      } catch (error) {
        return noBy(error);
      }
    },
  };
}

function installedBy(given: z.infer<typeof installation>, tokens: Granted): Installed | undefined {
  const { team, enterprise, authed_user: installer } = given;
  const whole = given.is_enterprise_install === true;
  const place = whole ? enterprise : team;
  return place
    ? {
        workspace: place.id,
        name: place.name ?? place.id,
        whole,
        installer: installer.id,
        tokens,
        ...(enterprise ? { enterprise: enterprise.id } : {}),
      }
    : undefined;
}

/** Of Slack's words these tell of its own trouble, not of ours. */
const troubles = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'ratelimited', 'unknown']);

function noBy(error: unknown): No {
  const because = problemOf(error);
  const isWord = /^[a-z_]+$/.test(because) && !because.startsWith('slack_');
  const isSilent = !isWord || troubles.has(because) || outcomeOf(error).kind === 'later';
  return { kind: isSilent ? 'silent' : 'refused', because };
}
