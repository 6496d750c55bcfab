// The page that takes a staff list as a file. Neither Slack nor Teams lets a bot read a file without rights that reach far
// beyond it (Slack: files:read, every file in every talk that we are in; Teams: the person's consent, and a copy in their
// OneDrive: https://docs.slack.dev/reference/scopes/files.read,
// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4). A link that one coordinator can use once
// asks for none of that. The page needs no script: a form goes there, a page comes back.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../../database/connect.ts';
import { isOutage, MaybeCommitted } from '../../fault.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { readTable, readText } from '../../people/csv.ts';
import type { MailDigest } from '../../people/mail.ts';
import { draftRoster, useDraft } from '../../people/roster-draft.ts';
import { knownHeaders, type Problem, type Reading, readRoster } from '../../people/roster-reading.ts';
import {
  type Holder,
  type OpenedLink,
  openUploadLink,
  organisationOf,
  spendUploadLink,
} from '../../people/upload-link.ts';
import { html, type Markup, showPage } from '../../web/page.ts';
import { type Route, readBody, TooLarge } from '../../web/server.ts';
import { knownZone, nearestLanguage, type Speaker, speaker } from '../../words/speak.ts';
import { noteWords, previewFacts, previewIntro, problemsWords, unitLines } from './wording.ts';

const mostFile = 2 * 1024 * 1024;
/** What a form puts around a file. */
const mostAround = 16 * 1024;

type Page = { status: number; title: string; body: Markup };
type Sent = { kind: 'nothing' } | { kind: 'file'; bytes: Buffer } | { kind: 'yes'; draft: string };

/** For `* /upload/*`. */
export function uploadRoute(parts: {
  database: Database;
  keys: KeyRing;
  digest: MailDigest;
  now: () => number;
  log: (fact: { event: string; people: number }) => void;
}): Route {
  const { database, keys, digest, now, log } = parts;

  /** `answer` runs in the transaction that found the link, and only for whoever may do this still. */
  async function through(
    token: string,
    fallback: Speaker,
    answer: (say: Speaker, holder: Holder, within: Within) => Promise<Page>,
  ): Promise<{ say: Speaker; page: Page }> {
    const organisation = organisationOf(token);
    if (organisation === undefined)
      return { say: fallback, page: endedPage(fallback, { kind: 'ended', because: 'unknown' }) };
    return database.within(organisation, async (tx) => {
      const link = await openUploadLink(tx, token, now());
      if (link.kind === 'ended') {
        const say = speaker(nearestLanguage(link.language ?? fallback.language), 'UTC');
        return { say, page: endedPage(say, link) };
      }
      const { holder } = link;
      const say = speaker(nearestLanguage(holder.language), knownZone(holder.timeZone));
      if (!holder.isCoordinator) return { say, page: notYoursPage(say) };
      return { say, page: await answer(say, holder, { tx, organisation }) };
    });
  }

  async function check(say: Speaker, holder: Holder, { tx, organisation }: Within, reading: Reading) {
    if (reading.kind === 'wrong') return problemsPage(say, reading.problems);
    const { entries, ...remarks } = reading;
    const list = { id: randomUUID(), way: 'file' as const, entries, remarks };
    const preview = await draftRoster(tx, keys, { id: holder.person, organisation }, list, now());
    const units = unitLines(say, preview);
    return {
      status: 200,
      title: say('staff.preview-title'),
      body: html`<p>${previewIntro(say, preview)}</p>
<div class="sheet"><dl>${previewFacts(say, preview).map(
        ({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`,
      )}</dl></div>
${units.length > 0 ? html`<h2>${say('staff.units')}</h2><ul>${units.map((unit) => html`<li>${unit}</li>`)}</ul>` : html``}
${noteWords(say, preview).map((words) => html`<p>${words}</p>`)}
<form method="post"><input type="hidden" name="draft" value="${preview.draft}"><button>${say('staff.use')}</button></form>
<h2>${say('staff.page-other')}</h2>
${fileForm(say)}`,
    };
  }

  async function use(
    say: Speaker,
    holder: Holder,
    { tx, organisation }: Within,
    token: string,
    draft: string,
  ): Promise<Page> {
    const who = { id: holder.person, organisation };
    const used = await useDraft(tx, keys, who, draft, now(), randomUUID);
    switch (used.kind) {
      case 'used':
        await spendUploadLink(tx, token, now());
        log({ event: 'roster-replaced', people: used.people });
        return {
          status: 200,
          title: say('staff.title'),
          body: html`<p>${say('staff.used', { people: used.people })}</p><p>${say('staff.page-close')}</p>`,
        };
      case 'gone':
        return filePage(say, 409, say('staff.draft-gone'));
      case 'overtaken':
        return filePage(say, 409, say('staff.overtaken'));
    }
  }

  return async (request, response, url) => {
    const token = url.pathname.slice('/upload/'.length);
    const fallback = speaker(nearestLanguage(request.headers['accept-language']), 'UTC');
    const show = ({ say, page }: { say: Speaker; page: Page }): void =>
      showPage(response, page.status, { language: say.language, ...page });
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'POST') {
      response.setHeader('Allow', 'GET, HEAD, POST');
      response.statusCode = 405;
      response.end();
      return;
    }
    try {
      const opened = await through(token, fallback, async (say) => filePage(say, 200));
      if (request.method !== 'POST' || opened.page.status !== 200) {
        if (request.method === 'POST') refuseBody(request, response);
        return show(opened);
      }
      const sent = await readSent(request);
      // Reading and checking takes a moment: not while a transaction is open.
      const reading = sent.kind === 'file' ? readList(sent.bytes, digest) : undefined;
      show(
        await through(token, fallback, async (say, holder, within) => {
          if (reading) return check(say, holder, within, reading);
          return sent.kind === 'yes'
            ? use(say, holder, within, token, sent.draft)
            : filePage(say, 422, say('staff.page-no-file'));
        }),
      );
    } catch (error) {
      if (error instanceof TooLarge) {
        refuseBody(request, response);
        const told = await through(token, fallback, async (say) =>
          filePage(say, 413, say('staff.page-too-large')),
        );
        return show(told);
      }
      if (!isOutage(error)) throw error;
      const key = error instanceof MaybeCommitted ? 'bot.late' : 'bot.not-saved';
      show({ say: fallback, page: filePage(fallback, 503, fallback(key)) });
    }
  };
}

type Within = { tx: Parameters<Parameters<Database['within']>[1]>[0]; organisation: string };

/** What still comes in is not read: the line ends with the answer. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Connection', 'close');
  request.resume();
}

function readList(bytes: Buffer, digest: MailDigest): Reading {
  const text = readText(bytes);
  if (text.kind === 'wrong') return { kind: 'wrong', problems: [text.problem] };
  const table = readTable(text.text, knownHeaders);
  if (table.kind === 'wrong') return { kind: 'wrong', problems: [table.problem] };
  return readRoster(table.table, digest);
}

/** Throws TooLarge. What is no form at all is as good as nothing. */
async function readSent(request: IncomingMessage): Promise<Sent> {
  const body = await readBody(request, mostFile + mostAround);
  const type = request.headers['content-type'] ?? '';
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData();
    const draft = form.get('draft');
    if (typeof draft === 'string') return { kind: 'yes', draft };
    const list = form.get('list');
    if (list === null || typeof list === 'string' || (list.size === 0 && list.name === ''))
      return { kind: 'nothing' };
    if (list.size > mostFile) throw new TooLarge(mostFile);
    return { kind: 'file', bytes: Buffer.from(await list.arrayBuffer()) };
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    return { kind: 'nothing' };
  }
}

const fileForm = (say: Speaker): Markup => html`<form method="post" enctype="multipart/form-data">
<label for="list">${say('staff.page-file')}</label>
<input id="list" type="file" name="list" required accept=".csv,.txt,.tsv,text/csv,text/plain" aria-describedby="help">
<p id="help" class="soft">${say('staff.page-file-help')} ${say('staff.columns')}</p>
<button>${say('staff.page-send')}</button>
</form>
<p class="soft">${say('staff.privacy')}</p>`;

const filePage = (say: Speaker, status: number, trouble?: string): Page => ({
  status,
  title: say('staff.upload'),
  body: html`${trouble === undefined ? html`` : html`<div class="wrong" role="alert"><p>${trouble}</p></div>`}${fileForm(say)}`,
});

const problemsPage = (say: Speaker, problems: readonly Problem[]): Page => ({
  status: 422,
  title: say('staff.upload'),
  body: html`<div class="wrong" role="alert"><p>${say('staff.wrong')}</p><ul>${problemsWords(
    say,
    problems,
  ).map((words) => html`<li>${words}</li>`)}</ul></div>${fileForm(say)}`,
});

const notYoursPage = (say: Speaker): Page => ({
  status: 403,
  title: say('staff.title'),
  body: html`<p>${say('any.not-yours')}</p>`,
});

function endedPage(say: Speaker, { because }: OpenedLink & { kind: 'ended' }): Page {
  const words = {
    unknown: say('staff.page-unknown'),
    expired: say('staff.page-expired'),
    used: say('staff.page-used'),
  };
  return {
    status: because === 'unknown' ? 404 : 410,
    title: say('staff.page-ended'),
    body: html`<p>${words[because]}</p>`,
  };
}
