// What every page has in common that one person opens by a link of theirs: whom it answers at all, what it says when the link has
// ended, and how trouble looks.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Key, Speaker } from '../words/speak.ts';
import { html, type Markup, showPage } from './page.ts';

export type LinkPage = { status: number; title: string; body: Markup };
export type Shown = { say: Speaker; page: LinkPage };

/** True: it was asked in a way in which no page is asked, and has been answered. */
export function isRefused({ method }: IncomingMessage, response: ServerResponse): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'POST') return false;
  response.setHeader('Allow', 'GET, HEAD, POST');
  response.statusCode = 405;
  response.end();
  return true;
}

/** What still comes in is not read: the line ends with the answer. */
export function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Connection', 'close');
  request.resume();
}

export const showTo = (response: ServerResponse, { say, page }: Shown): void =>
  showPage(response, page.status, { language: say.language, ...page });

export const troubleOf = (words: string): Markup =>
  html`<div class="wrong" role="alert"><p>${words}</p></div>`;

type Ended = 'unknown' | 'expired' | 'used';

/** `words`: what is said of each way in which a link ends. */
export const endedPage = (say: Speaker, because: Ended, words: Readonly<Record<Ended, Key>>): LinkPage => ({
  status: because === 'unknown' ? 404 : 410,
  title: say('staff.page-ended'),
  body: html`<p>${say(words[because])}</p>`,
});
