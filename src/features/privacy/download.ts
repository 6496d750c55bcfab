// The page by which somebody takes all that is held about them. A file in the chat would lie in the employer's storage. To look
// at the page spends nothing, so that a preview of the link does not either; the button does.
import type { ServerResponse } from 'node:http';
import type { Database } from '../../database/connect.ts';
import { isOutage } from '../../fault.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { type Export, exportOf } from '../../people/export.ts';
import { openExportLink, spendExportLink } from '../../people/export-link.ts';
import type { Memory } from '../../people/memory.ts';
import { organisationOf } from '../../people/upload-link.ts';
import { endedPage, isRefused, type LinkPage, showTo, troubleOf } from '../../web/link-page.ts';
import { html, showPage } from '../../web/page.ts';
import type { Route } from '../../web/server.ts';
import { languageFor, nearestLanguage, type Speaker, speaker, speakerOf } from '../../words/speak.ts';

const endings = {
  unknown: 'export.page-unknown',
  expired: 'export.page-expired',
  used: 'export.page-used',
} as const;

type Shown = { say: Speaker; page: LinkPage } | { say: Speaker; file: Export };

/** For `* /export/*`. */
export function downloadRoute(parts: {
  database: Database;
  keys: KeyRing;
  memory: Memory;
  now: () => number;
}): Route {
  const { database, keys, memory, now } = parts;

  async function open(token: string, fallback: Speaker, takes: boolean): Promise<Shown> {
    const organisation = organisationOf(token);
    if (organisation === undefined) return { say: fallback, page: endedPage(fallback, 'unknown', endings) };
    return database.within(organisation, async (tx): Promise<Shown> => {
      const link = await openExportLink(tx, token, now());
      if (link.kind === 'ended') {
        const say = speaker(nearestLanguage(link.language ?? fallback.language), 'UTC');
        return { say, page: endedPage(say, link.because, endings) };
      }
      const say = speakerOf(link);
      if (!takes) return { say, page: offerPage(say) };
      const file = await exportOf(tx, keys, memory, { person: link.person, organisation }, now());
      await spendExportLink(tx, token, now());
      return { say, file };
    });
  }

  return async (request, response, url) => {
    const fallback = speaker(languageFor(request.headers['accept-language']), 'UTC');
    const isTaken = request.method === 'POST';
    if (isRefused(request, response)) return;
    // The button sends nothing that counts.
    request.resume();
    try {
      const shown = await open(url.pathname.slice('/export/'.length), fallback, isTaken);
      if ('file' in shown) return sendFile(response, shown.say, shown.file);
      showTo(response, shown);
    } catch (error) {
      if (!isOutage(error)) throw error;
      showPage(response, 503, {
        language: fallback.language,
        title: fallback('privacy.export'),
        body: troubleOf(fallback('export.page-later')),
      });
    }
  };
}

function sendFile(response: ServerResponse, say: Speaker, file: Export): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Disposition', 'attachment; filename="lamplight.json"');
  response.end(`${JSON.stringify({ about: say('export.about'), ...file }, undefined, 2)}\n`);
}

const offerPage = (say: Speaker): LinkPage => ({
  status: 200,
  title: say('privacy.export'),
  body: html`<p>${say('export.page-what')}</p>
<div class="sheet"><ul>${[
    say('export.page-checkins'),
    say('export.page-person'),
    say('export.page-lists'),
    say('export.page-messages'),
  ].map((words) => html`<li>${words}</li>`)}</ul></div>
<form method="post"><button>${say('export.page-take')}</button></form>
<p class="soft">${say('export.page-once')}</p>`,
});
