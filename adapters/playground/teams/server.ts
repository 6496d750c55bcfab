// The HTTP side of the pretend Teams: the login, the keys and the connector, with the weather in between.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, type Reply, send, serveIn } from '../serving.ts';
import { type makeConnector, refuse } from './connector.ts';
import { login } from './login.ts';
import type { Thing } from './tenant.ts';
import type { Tokens } from './tokens.ts';
import type { Operation, TeamsSky } from './weather.ts';

const mostCalls = 1000;

export type Call = { method: string; path: string; body: unknown; status: number; at: number };

type Account = { appId: string; appPassword: string; tenant: string };
type Request = { method: string; path: string; query: URLSearchParams; body: string };
type Route = { operation: Operation; path: readonly string[]; whole: string };

const routes: readonly [Operation, string, RegExp][] = [
  ['token', 'POST', /^\/login\/([^/]+)\/oauth2\/v2\.0\/token$/],
  ['openid', 'GET', /^\/openid\/v1\/\.well-known\/openidconfiguration$/],
  ['keys', 'GET', /^\/keys$/],
  ['create', 'POST', /^\/v3\/conversations$/],
  ['send', 'POST', /^\/v3\/conversations\/([^/]+)\/activities$/],
  ['reply', 'POST', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/],
  ['edit', 'PUT', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/],
  ['delete', 'DELETE', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/],
  ['members', 'GET', /^\/v3\/conversations\/([^/]+)\/pagedmembers$/],
  ['member', 'GET', /^\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/],
  ['team', 'GET', /^\/v3\/teams\/([^/]+)$/],
  ['channels', 'GET', /^\/v3\/teams\/([^/]+)\/conversations$/],
];

function routeOf(method: string, path: string): Route | undefined {
  for (const [operation, verb, pattern] of routes) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { operation, path: match.slice(1).map(decoded), whole: decoded(path) };
  }
  return undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Half an escape is no name of anything.
    return part;
  }
}

/** How Teams says what befell a request. */
function failureOf(status: number): Reply {
  switch (status) {
    case 403:
      return refuse(403, 'BotDisabledByAdmin', 'The tenant admin disabled this bot');
    case 412:
      return refuse(412, 'PreconditionFailed', 'Precondition failed, please try again.');
    case 500:
    case 502:
      return refuse(status, 'ServiceError', 'Something went wrong behind the door.');
    default:
      return {
        status,
        body: status < 500 ? { error: { code: 'Error', message: `Status ${status}` } } : 'upstream error',
      };
  }
}

const throttled = (seconds: number | string): Reply => ({
  ...refuse(429, 'Throttled', 'Too many requests.'),
  ...(seconds === '' ? {} : { headers: { 'retry-after': String(seconds) } }),
});

type Parts = {
  tokens: Tokens;
  account: Account;
  connector: ReturnType<typeof makeConnector>;
  sky: TeamsSky;
  calls: Call[];
  address: () => string;
  now: () => number;
};

export function makeListener({ tokens, account, connector, sky, calls, address, now }: Parts) {
  /** Secrets and tokens are not kept. */
  function record({ method, path, body }: Request, operation: Operation, status: number): void {
    const kept = operation === 'token' ? withoutSecret(body) : (parsed(body) ?? body);
    calls.push({ method, path, body: kept, status, at: now() });
    if (calls.length > mostCalls) calls.shift();
  }

  async function answer(
    request: Request,
    { operation, path }: Route,
    authorization?: string,
  ): Promise<Reply> {
    switch (operation) {
      case 'token':
        return login(tokens, account, path[0] ?? '', new URLSearchParams(request.body));
      case 'openid':
        return { status: 200, body: tokens.document(`${address()}/keys`) };
      case 'keys':
        return { status: 200, body: await tokens.keys() };
      default: {
        if (!(await tokens.isGranted(authorization)))
          return { status: 401, body: { message: 'Authorization has been denied for this request.' } };
        const body = request.body === '' ? undefined : parsed(request.body);
        if (request.body !== '' && body === undefined)
          return refuse(400, 'BadSyntax', 'The body is no JSON.');
        return connector.run(operation, { query: request.query, path, body });
      }
    }
  }

  async function serve(req: IncomingMessage, res: ServerResponse, url: URL, route: Route) {
    const body = await bodyOf(req);
    const request = {
      method: req.method ?? '',
      path: route.whole,
      query: url.searchParams,
      body: body ?? '',
    };
    const recorded = (given: Reply): Reply => {
      record(request, route.operation, given.status);
      return given;
    };
    if (body === undefined)
      return send(res, recorded(refuse(413, 'MessageSizeTooBig', 'Message size too large.')));
    await serveIn(sky, route.operation, req, res, {
      run: async () => recorded(await answer(request, route, req.headers.authorization)),
      refuse: (mishap) =>
        recorded(mishap.kind === 'error' ? failureOf(mishap.status) : throttled(mishap.seconds)),
    });
  }

  return (req: IncomingMessage, res: ServerResponse): void => {
    const url = new URL(req.url ?? '/', 'http://localhost');
    const prefix = new URL(address()).pathname.replace(/\/$/, '');
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname;
    const route = routeOf(req.method ?? '', path);
    // The other side hung up in the middle of its request: there is nobody left to answer.
    if (route) serve(req, res, url, route).catch(() => res.destroy());
    else send(res, { status: 404, body: 'not found' });
  };
}

function parsed(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return undefined;
  }
}

function withoutSecret(body: string): Thing {
  const {
    client_secret: _hidden,
    client_assertion: _too,
    ...rest
  } = Object.fromEntries(new URLSearchParams(body));
  return rest;
}
