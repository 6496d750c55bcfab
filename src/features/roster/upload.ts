// The page that takes a staff list as a file. Neither Slack nor Teams lets a bot read a file without rights that reach far
// beyond it (Slack: files:read, every file in every talk that we are in; Teams: the person's consent, and a copy in their
// OneDrive: https://docs.slack.dev/reference/scopes/files.read,
// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4). A link that one coordinator can use once
// asks for none of that. The page needs no script: a form goes there, a page comes back.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Database } from '../../database/connect.ts';
import { isOutage, MaybeCommitted } from '../../fault.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { readTable, readText } from '../../people/csv.ts';
import type { MailDigest } from '../../people/mail.ts';
import { draftRoster, useDraft } from '../../people/roster-draft.ts';
import { knownHeaders, type Problem, type Reading, readRoster } from '../../people/roster-reading.ts';
import { type Holder, openUploadLink, organisationOf, spendUploadLink } from '../../people/upload-link.ts';
import { readForm } from '../../web/form.ts';
import {
  endedPage,
  isRefused,
  type LinkPage,
  refuseBody,
  type Shown,
  showTo,
  troubleOf,
} from '../../web/link-page.ts';
import { html, type Markup } from '../../web/page.ts';
import { type Route, readBody, TooLarge } from '../../web/server.ts';
import { languageFor, nearestLanguage, type Speaker, speaker, speakerOf } from '../../words/speak.ts';
import { noteWords, previewFacts, previewIntro, problemsWords, unitLines } from './wording.ts';

const mostFile = 2 * 1024 * 1024;
/** What a form puts around a file. */
const mostAround = 16 * 1024;
/** What a form with a yes in it comes to, and more. */
const mostYes = 4 * 1024;

const endings = {
  unknown: 'staff.page-unknown',
  expired: 'staff.page-expired',
  used: 'staff.page-used',
} as const;

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
    answer: (say: Speaker, holder: Holder, within: Within) => Promise<LinkPage>,
  ): Promise<Shown> {
    const organisation = organisationOf(token);
    if (organisation === undefined) return { say: fallback, page: endedPage(fallback, 'unknown', endings) };
    return database.within(organisation, async (tx) => {
      const link = await openUploadLink(tx, token, now());
      if (link.kind === 'ended') {
        const say = speaker(nearestLanguage(link.language ?? fallback.language), 'UTC');
        return { say, page: endedPage(say, link.because, endings) };
      }
      const { holder } = link;
      const say = speakerOf(holder);
      if (!holder.isCoordinator) return { say, page: notYoursPage(say) };
      return { say, page: await answer(say, holder, { tx, organisation }) };
    });
  }

  async function check(say: Speaker, holder: Holder, { tx, organisation }: Within, reading: Reading) {
    if (reading.kind === 'wrong') return problemsPage(say, reading.problems);
    const { entries, ...remarks } = reading;
    const list = { id: randomUUID(), way: 'file' as const, entries, remarks };
    const preview = await draftRoster(tx, keys, { ...holder, organisation }, list, now());
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
${yesForm(say, preview.draft)}
<details><summary>${say('staff.page-other')}</summary>${fileForm(say)}</details>`,
    };
  }

  async function use(
    say: Speaker,
    holder: Holder,
    { tx, organisation }: Within,
    token: string,
    draft: string,
  ): Promise<LinkPage> {
    const who = { id: holder.id, organisation };
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
    const fallback = speaker(languageFor(request.headers['accept-language']), 'UTC');
    const show = (shown: Shown): void => showTo(response, shown);
    if (isRefused(request, response)) return;
    // A yes is short, and is known before the database is asked: so it can be said again where that is away.
    let sent: Sent | undefined;
    try {
      if (request.method === 'POST' && Number(request.headers['content-length'] ?? mostFile) <= mostYes)
        sent = await readSent(request);
      const opened = await through(token, fallback, async (say) => filePage(say, 200));
      if (request.method !== 'POST' || opened.page.status !== 200) {
        if (request.method === 'POST' && !sent) refuseBody(request, response);
        return show(opened);
      }
      sent ??= await readSent(request);
      const read = sent;
      // Reading and checking takes a moment: not while a transaction is open.
      const reading = read.kind === 'file' ? readList(read.bytes, digest) : undefined;
      show(
        await through(token, fallback, async (say, holder, within) => {
          if (reading) return check(say, holder, within, reading);
          return read.kind === 'yes'
            ? use(say, holder, within, token, read.draft)
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
      const words = fallback(error instanceof MaybeCommitted ? 'bot.late' : 'bot.not-saved');
      if (request.method === 'POST' && !sent) refuseBody(request, response);
      const page =
        sent?.kind === 'yes' ? againPage(fallback, words, sent.draft) : filePage(fallback, 503, words);
      show({ say: fallback, page });
    }
  };
}

type Within = { tx: Parameters<Parameters<Database['within']>[1]>[0]; organisation: string };

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
  const parts = readForm(body, request.headers['content-type'] ?? '') ?? [];
  const draft = parts.find(({ name, file }) => name === 'draft' && file === undefined);
  // What is no id of ours is nobody's draft, and nothing that the database could choke on.
  if (draft) return { kind: 'yes', draft: /^[\da-f-]{36}$/.exec(draft.bytes.toString('utf8'))?.[0] ?? '' };
  const list = parts.find(({ name, file }) => name === 'list' && file !== undefined);
  if (!list || list.file === '') return { kind: 'nothing' };
  if (list.bytes.length > mostFile) throw new TooLarge(mostFile);
  return { kind: 'file', bytes: list.bytes };
}

const fileForm = (say: Speaker): Markup => html`<form method="post" enctype="multipart/form-data">
<label for="list">${say('staff.page-file')}</label>
<input id="list" type="file" name="list" required accept=".csv,.txt,.tsv,text/csv,text/plain" aria-describedby="help">
<p id="help" class="soft">${say('staff.page-file-help')} ${say('staff.columns')}</p>
<button>${say('staff.page-send')}</button>
</form>
<p class="soft">${say('staff.privacy')}</p>`;

const yesForm = (say: Speaker, draft: string): Markup =>
  html`<form method="post"><input type="hidden" name="draft" value="${draft}"><button>${say('staff.use')}</button></form>`;

/** What was not kept can be asked for again, with one press. */
const againPage = (say: Speaker, words: string, draft: string): LinkPage => ({
  status: 503,
  title: say('staff.preview-title'),
  body: html`${troubleOf(words)}${yesForm(say, draft)}`,
});

const filePage = (say: Speaker, status: number, trouble?: string): LinkPage => ({
  status,
  title: say('staff.upload'),
  body: html`${trouble === undefined ? html`` : troubleOf(trouble)}${fileForm(say)}`,
});

const problemsPage = (say: Speaker, problems: readonly Problem[]): LinkPage => ({
  status: 422,
  title: say('staff.upload'),
  body: html`<div class="wrong" role="alert"><p>${say('staff.wrong')}</p><ul>${problemsWords(
    say,
    problems,
  ).map((words) => html`<li>${words}</li>`)}</ul></div>${fileForm(say)}`,
});

const notYoursPage = (say: Speaker): LinkPage => ({
  status: 403,
  title: say('staff.title'),
  body: html`<p>${say('any.not-yours')}</p>`,
});
