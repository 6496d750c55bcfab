// Where workspaces agree to have an app, and where the app gets and exchanges its tokens: in front of any number of pretend
// workspaces, which a bot knows by their tokens only.
// https://docs.slack.dev/authentication/installing-with-oauth, https://docs.slack.dev/authentication/using-token-rotation
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Reply, send } from '../serving.ts';
import { makeSky, type Weather } from '../weather.ts';
import { type Answer, argumentsOf, done, readBody, refuse } from './answer.ts';
import { makeServe } from './serving.ts';
import type { Slack } from './slack.ts';
import { makeTokens, type Pair, type Rotation } from './tokens.ts';
import type { Call, Named } from './workspace.ts';

/** A workspace, or with `enterprise` an organisation as a whole. `slack` serves below `<address>/<id>`, the id of either. */
export type Place = { slack: Slack; team: Named; enterprise?: Named };

export type OAuthOptions = {
  app: {
    id: string;
    clientId: string;
    clientSecret: string;
    botUser: string;
    redirectUris: () => readonly string[];
  };
  /** Scopes that the app's manifest names. */
  scopes: readonly string[];
  /** Own base address without a slash at the end. */
  address: () => string;
  places: () => readonly Place[];
  /** Absent: tokens never expire. */
  rotation?: Rotation;
  /** Epoch milliseconds; the real clock where absent. */
  now?: () => number;
};

export type OAuthDesk = {
  /** Everything below `address`: the page, `oauth.v2.access`, and every place's API and response URLs. */
  listener: (req: IncomingMessage, res: ServerResponse) => void;
  /** For the place's own `refusalOf`. */
  refusalOf: (place: string) => (token: string) => string | undefined;
  /** The tokens that the place's Slack takes now, the newest last; with what else was ever given out, refresh tokens included. */
  good: (place: string) => readonly string[];
  everGiven: () => readonly string[];
  /** The access token runs out now. */
  expire: (place: string) => void;
  /** Calls of `oauth.v2.access`, oldest first. Secrets and tokens are not kept. */
  calls: readonly Call[];
  weather: Weather;
};

const codeLife = 10 * 60_000;

type Code = { place: Place; person: string; redirectUri: string; at: number; used: boolean };

export const idOf = ({ team, enterprise }: Place): string => enterprise?.id ?? team.id;

export function makeOAuthDesk(options: OAuthOptions): OAuthDesk {
  const { app, places } = options;
  const now = options.now ?? Date.now;
  const sky = makeSky(now);
  const codes = new Map<string, Code>();
  const calls: Call[] = [];
  const tokens = makeTokens(options.rotation, now);
  const placeOf = (id: string | null): Place | undefined => places().find((place) => idOf(place) === id);

  function record(method: string, args: unknown, answer: unknown): void {
    calls.push({ method, args, answer, at: now() });
  }
  const serve = makeServe(sky, (method, given, answer) =>
    record(method, { grant: given?.grant_type ?? 'code' }, answer),
  );

  // The page -------------------------------------------------------------------------------------------------------------

  /** What a person sees who asks for something that Slack does not do. */
  const page = (res: ServerResponse, status: number, body: string): void =>
    send(res, { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body });

  function faultIn(asked: URLSearchParams): string | undefined {
    if (asked.get('client_id') !== app.clientId) return 'Invalid client_id parameter';
    if (!app.redirectUris().includes(asked.get('redirect_uri') ?? ''))
      return 'redirect_uri did not match any configured URIs.';
    const wanted = (asked.get('scope') ?? '').split(',');
    const strange = wanted.filter((scope) => !options.scopes.includes(scope));
    return strange.length > 0 ? `Invalid permissions requested: ${strange.join(', ')}` : undefined;
  }

  /** GET shows who may agree; POST is the press of the button, by whoever is signed in as `person` at `place`. */
  function authorize(req: IncomingMessage, res: ServerResponse, asked: URLSearchParams, body: string): void {
    const fault = faultIn(asked);
    if (fault !== undefined) {
      page(res, 400, `<p>${fault}</p>`);
      return;
    }
    if (req.method !== 'POST') {
      const offered = places().map((place) => `<option value="${idOf(place)}">${idOf(place)}</option>`);
      page(
        res,
        200,
        `<form method="post"><select name="place">${offered.join('')}</select><input name="person"><button name="answer" value="allow">Allow</button><button name="answer" value="deny">Cancel</button></form>`,
      );
      return;
    }
    const given = new URLSearchParams(body);
    const back = new URL(asked.get('redirect_uri') ?? '');
    const place = placeOf(given.get('place'));
    if (given.get('answer') !== 'allow' || !place) back.searchParams.set('error', 'access_denied');
    else {
      const code = `${randomBytes(6).toString('hex')}.${randomBytes(24).toString('hex')}`;
      const person = given.get('person') ?? '';
      codes.set(code, {
        place,
        person,
        redirectUri: asked.get('redirect_uri') ?? '',
        at: now(),
        used: false,
      });
      back.searchParams.set('code', code);
    }
    back.searchParams.set('state', asked.get('state') ?? '');
    res.writeHead(302, { location: back.href }).end();
  }

  // oauth.v2.access ------------------------------------------------------------------------------------------------------

  function redeem(given: string, redirectUri: string | undefined): Answer {
    const code = codes.get(given);
    if (!code || now() - code.at > codeLife) return refuse('invalid_code');
    if (code.used) return refuse('code_already_used');
    if (code.redirectUri !== redirectUri) return refuse('bad_redirect_uri');
    code.used = true;
    const { place, person } = code;
    if (!place.slack.installed()) tokens.revokeAll(idOf(place));
    place.slack.install();
    return grantedTo(place, tokens.issue(idOf(place)), { authed_user: { id: person } });
  }

  function exchange(refreshToken: string): Answer {
    const found = tokens.exchange(refreshToken);
    const place = found && placeOf(found.place);
    return found && place?.slack.installed()
      ? grantedTo(place, found.pair, {})
      : refuse('invalid_refresh_token');
  }

  const grantedTo = ({ team, enterprise }: Place, pair: Pair, more: object): Answer =>
    done({
      app_id: app.id,
      scope: options.scopes.join(','),
      token_type: 'bot',
      access_token: pair.access,
      ...(pair.refresh === undefined
        ? {}
        : { refresh_token: pair.refresh, expires_in: options.rotation?.seconds }),
      bot_user_id: app.botUser,
      team: enterprise ? null : team,
      enterprise: enterprise ?? null,
      is_enterprise_install: enterprise !== undefined,
      ...more,
    });

  function access(req: IncomingMessage, body: string): Reply {
    const args = argumentsOf(readBody(String(req.headers['content-type'] ?? ''), body) ?? {});
    const isRefresh = args.text('grant_type') === 'refresh_token';
    const answer = ((): Answer => {
      if (args.text('client_id') !== app.clientId) return refuse('invalid_client_id');
      if (args.text('client_secret') !== app.clientSecret) return refuse('bad_client_secret');
      return isRefresh
        ? exchange(args.text('refresh_token') ?? '')
        : redeem(args.text('code') ?? '', args.text('redirect_uri'));
    })();
    const { ok, error } = answer;
    record('oauth.v2.access', { grant: isRefresh ? 'refresh_token' : 'code' }, { ok, error });
    return { status: 200, body: answer };
  }

  // Everything -----------------------------------------------------------------------------------------------------------

  async function readAndAuthorize(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    let body = '';
    for await (const part of req as AsyncIterable<Buffer>) body += part.toString('utf8');
    authorize(req, res, url.searchParams, body);
  }

  function bySlackOf(req: IncomingMessage, pathname: string): Slack | undefined {
    const bearer = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1] ?? '';
    const named = places().find((place) => pathname.includes(`/${idOf(place)}/`));
    return (named ?? placeOf(tokens.placeOf(bearer) ?? null) ?? places()[0])?.slack;
  }

  return {
    listener(req, res) {
      const url = new URL(req.url ?? '/', 'http://localhost');
      const work = url.pathname.endsWith('/oauth/v2/authorize')
        ? readAndAuthorize(req, res, url)
        : url.pathname.endsWith('/api/oauth.v2.access')
          ? serve(req, res, 'oauth.v2.access', (body) => access(req, body))
          : Promise.resolve(bySlackOf(req, url.pathname)?.listener(req, res));
      work.catch(() => res.destroy());
    },
    refusalOf: tokens.refusalOf,
    good: tokens.good,
    everGiven: tokens.everGiven,
    expire: tokens.expire,
    calls,
    weather: sky.weather,
  };
}
