// The two pages of an install. What begins in a browser ends in that browser, once, within ten minutes; whatever goes wrong,
// whoever installs is told what happened, that nothing was kept, and what to do next.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Notice } from '../../src/web/notice.ts';
import type { Route } from '../../src/web/server.ts';
import { languageFor, type Speaker, speaker } from '../../src/words/speak.ts';
import type { Installed, OAuth } from './oauth.ts';

export type Installing = {
  oauth: OAuth;
  /** Of this server, without a slash at the end. */
  publicUrl: string;
  /** The state of a new install, in base64url, for the browser with this secret; throws where an install could not end. */
  begin: (browser: string) => Promise<string>;
  /** Uses the state up. Throws where it cannot be looked up. */
  end: (shown: {
    state: string;
    browser: string | undefined;
  }) => Promise<'fits' | 'unknown' | 'too-old' | 'other-browser'>;
  /** All of it or nothing. Throws where it cannot be kept. */
  install: (installed: Installed) => Promise<void>;
  /** Ends the response with a page; every word is text. */
  show: (response: ServerResponse, notice: Notice) => void;
  log: (fact: { event: string; because: string }) => void;
};

const cookieName = 'lamplight_install';
const cookieSeconds = 600;
/** 43 characters hold 256 bits. */
const secret = /^[\w-]{43}$/;
const sealedState = /^[\w-]{1,500}$/;
const mostCode = 1_000;
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

type Ending = { status: number; sentences: readonly string[]; done?: true };

export function installRoutes(parts: Installing): Readonly<Record<string, Route>> {
  const { oauth, publicUrl, begin, end, install, log } = parts;
  const own = new URL(publicUrl);
  const prefix = own.pathname.replace(/\/+$/, '');
  const redirectUri = `${publicUrl}/slack/oauth`;
  const beginning = `${prefix}/slack/install`;

  function cookie(value: string, seconds: number): string {
    const secure = loopback.test(own.hostname) && own.protocol === 'http:' ? '' : '; Secure';
    return `${cookieName}=${value}; Max-Age=${seconds}; Path=${prefix}/slack; HttpOnly; SameSite=Lax${secure}`;
  }

  function show(response: ServerResponse, say: Speaker, { status, sentences, done }: Ending): void {
    parts.show(response, {
      status,
      language: say.language,
      title: say(done ? 'install.done-title' : 'install.not-done-title'),
      sentences,
      ...(done ? {} : { next: { label: say('install.again'), href: beginning } }),
    });
  }

  async function ending(request: IncomingMessage, url: URL, say: Speaker): Promise<Ending> {
    const no = (status: number, because: string, ...sentences: readonly string[]): Ending => {
      log({ event: 'install-not-done', because });
      return { status, sentences };
    };
    const state = url.searchParams.get('state') ?? '';
    const code = url.searchParams.get('code') ?? '';
    const error = url.searchParams.get('error');
    let verdict: Awaited<ReturnType<typeof end>> = 'unknown';
    try {
      if (sealedState.test(state)) verdict = await end({ state, browser: cookieIn(request) });
    } catch {
      return no(503, 'not looked up', say('install.not-looked-up'));
    }
    switch (verdict) {
      case 'unknown':
        return no(400, verdict, say('install.used'));
      case 'too-old':
        return no(400, verdict, say('install.too-old'));
      case 'other-browser':
        return no(403, verdict, say('install.other-browser'));
      case 'fits':
        break;
    }
    if (error === 'access_denied') return no(403, 'denied', say('install.denied'));
    // What the address says is anybody's words: of an error that we do not know only that it is one is passed on.
    if (error !== null || code === '' || code.length > mostCode)
      return no(502, 'no code', say('install.slack-refused'));
    const redeemed = await oauth.redeem(code, redirectUri);
    switch (redeemed.kind) {
      case 'refused':
        return no(502, redeemed.because, say('install.slack-refused'));
      case 'silent':
        return no(502, redeemed.because, say('install.slack-silent'));
      case 'installed':
        return keep(redeemed.installed, say, no);
    }
  }

  async function keep(
    installed: Installed,
    say: Speaker,
    no: (status: number, because: string, words: string) => Ending,
  ): Promise<Ending> {
    try {
      await install(installed);
    } catch {
      return no(503, 'not saved', say('install.not-saved'));
    }
    log({ event: 'installed', because: installed.whole ? 'organisation' : 'workspace' });
    const where = { workspace: installed.name };
    const sentence = installed.whole ? say('install.done-whole', where) : say('install.done', where);
    return { status: 200, sentences: [sentence, say('install.who-runs')], done: true };
  }

  const speakerFor = (request: IncomingMessage): Speaker =>
    speaker(languageFor(request.headers['accept-language']), 'UTC');

  /** A look at the headers alone must use nothing up. */
  const onlyGet =
    (route: Route): Route =>
    (request, response, url) => {
      if (request.method === 'GET') return route(request, response, url);
      response.statusCode = 200;
      response.end();
    };

  return {
    'GET /slack/install': onlyGet(async (request, response) => {
      const browser = randomBytes(32).toString('base64url');
      let state: string;
      try {
        state = await begin(browser);
      } catch {
        const say = speakerFor(request);
        log({ event: 'install-not-begun', because: 'no database' });
        return show(response, say, { status: 503, sentences: [say('install.not-begun')] });
      }
      response.statusCode = 302;
      response.setHeader('Set-Cookie', cookie(browser, cookieSeconds));
      response.setHeader('Location', oauth.authorizeUrl(state, redirectUri));
      response.end();
    }),
    'GET /slack/oauth': onlyGet(async (request, response, url) => {
      const say = speakerFor(request);
      const ended = await ending(request, url, say);
      response.setHeader('Set-Cookie', cookie('', 0));
      show(response, say, ended);
    }),
  };
}

function cookieIn({ headers }: IncomingMessage): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=');
    if (name === cookieName && secret.test(value)) return value;
  }
  return undefined;
}
