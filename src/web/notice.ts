// A page of a few sentences, for whoever came here by a browser.
import type { ServerResponse } from 'node:http';
import type { Language } from '../words/speak.ts';
import { html, showPage } from './page.ts';

export type Notice = {
  status: number;
  language: Language;
  title: string;
  sentences: readonly string[];
  /** A link at the end. */
  next?: { label: string; href: string };
};

/** Ends the response. */
export function showNotice(response: ServerResponse, notice: Notice): void {
  const { status, language, title, sentences, next } = notice;
  const body = html`${sentences.map((sentence) => html`<p>${sentence}</p>`)}${
    next ? html`<p><a href="${next.href}">${next.label}</a></p>` : html``
  }`;
  showPage(response, status, { language, title, body });
}
