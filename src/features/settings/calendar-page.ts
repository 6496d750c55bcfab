// The page that takes a calendar as a file, by a link that one person can use once. As with the staff list, neither Slack nor Teams
// lets a bot read a file without rights that reach far beyond it. The file is read and not kept.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Database, Transaction } from '../../database/connect.ts';
import { isOutage, MaybeCommitted } from '../../fault.ts';
import { readText } from '../../people/csv.ts';
import { giveFile, windowOf } from '../../people/shift-calendar.ts';
import { type Holder, openUploadLink, organisationOf, spendUploadLink } from '../../people/upload-link.ts';
import { mostCalendarBytes } from '../../schedule/calendar.ts';
import { type ReadApart, readApart } from '../../schedule/calendar-apart.ts';
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
import { html } from '../../web/page.ts';
import { type Route, readBody, TooLarge } from '../../web/server.ts';
import { languageFor, nearestLanguage, type Speaker, speaker, speakerOf } from '../../words/speak.ts';
import { troubleWords } from './calendar-cards.ts';

/** What a form puts around a file. */
const mostAround = 16 * 1024;

const endings = {
  unknown: 'staff.page-unknown',
  expired: 'staff.page-expired',
  used: 'calendar.page-used',
} as const;

type Opened = { say: Speaker; holder: Holder & { organisation: string }; tx: Transaction };

/** For `* /shifts/*`. */
export function calendarRoute({ database, now }: { database: Database; now: () => number }): Route {
  /** `answer` runs in the transaction that found the link. */
  async function through(
    token: string,
    fallback: Speaker,
    answer: (opened: Opened) => Promise<LinkPage>,
  ): Promise<Shown> {
    const organisation = organisationOf(token);
    if (organisation === undefined) return { say: fallback, page: endedPage(fallback, 'unknown', endings) };
    return database.within(organisation, async (tx) => {
      const link = await openUploadLink(tx, token, now(), 'calendar');
      if (link.kind === 'ended') {
        const say = speaker(nearestLanguage(link.language ?? fallback.language), 'UTC');
        return { say, page: endedPage(say, link.because, endings) };
      }
      const say = speakerOf(link.holder);
      return { say, page: await answer({ say, holder: { ...link.holder, organisation }, tx }) };
    });
  }

  async function keep({ say, holder, tx }: Opened, token: string, read: ReadApart): Promise<LinkPage> {
    if (read.kind === 'wrong') return filePage(say, 422, troubleWords(say, read.because));
    const ahead = read.shifts.filter(({ start }) => start > now());
    if (ahead.length === 0) return filePage(say, 422, say('calendar.page-none'));
    await giveFile(tx, holder, read.shifts, randomUUID(), now());
    await spendUploadLink(tx, token, now());
    return keptPage(say, { ahead: ahead.length, next: ahead[0]?.start ?? now(), unread: read.unread });
  }

  return async (request, response, url) => {
    const token = url.pathname.slice('/shifts/'.length);
    const fallback = speaker(languageFor(request.headers['accept-language']), 'UTC');
    const show = (shown: Shown): void => showTo(response, shown);
    if (isRefused(request, response)) return;
    const isSent = request.method === 'POST';
    try {
      let zone = 'UTC';
      const opened = await through(token, fallback, async ({ say, holder }) => {
        zone = holder.timeZone;
        return filePage(say, 200);
      });
      if (!isSent || opened.page.status !== 200) {
        if (isSent) refuseBody(request, response);
        return show(opened);
      }
      const file = await fileIn(request);
      // Reading takes a moment: not while a transaction is open.
      const read = file && (await readFile(file, zone, now()));
      show(
        await through(token, fallback, async (again) =>
          read ? keep(again, token, read) : filePage(again.say, 422, again.say('staff.page-no-file')),
        ),
      );
    } catch (error) {
      if (error instanceof TooLarge) {
        refuseBody(request, response);
        return show(
          await through(token, fallback, async ({ say }) =>
            filePage(say, 413, troubleWords(say, 'too-large')),
          ),
        );
      }
      if (!isOutage(error)) throw error;
      if (isSent) refuseBody(request, response);
      const words = fallback(error instanceof MaybeCommitted ? 'bot.late' : 'bot.not-saved');
      show({ say: fallback, page: filePage(fallback, 503, words) });
    }
  };
}

/** Throws TooLarge. Undefined: none was chosen. */
async function fileIn(request: IncomingMessage): Promise<Buffer | undefined> {
  const body = await readBody(request, mostCalendarBytes + mostAround);
  const parts = readForm(body, request.headers['content-type'] ?? '') ?? [];
  const part = parts.find(({ name, file }) => name === 'calendar' && file !== undefined && file !== '');
  if (part && part.bytes.length > mostCalendarBytes) throw new TooLarge(mostCalendarBytes);
  return part?.bytes;
}

async function readFile(bytes: Buffer, zone: string, now: number): Promise<ReadApart> {
  const text = readText(bytes);
  return text.kind === 'text'
    ? readApart(text.text, zone, windowOf('file', now))
    : { kind: 'wrong', because: 'no-calendar' };
}

const filePage = (say: Speaker, status: number, trouble?: string): LinkPage => ({
  status,
  title: say('calendar.page-title'),
  body: html`${trouble === undefined ? html`` : troubleOf(trouble)}
<p>${say('calendar.what')}</p>
<form method="post" enctype="multipart/form-data">
<label for="calendar">${say('calendar.page-file')}</label>
<input id="calendar" type="file" name="calendar" required accept=".ics,text/calendar" aria-describedby="help">
<p id="help" class="soft">${say('calendar.page-help')} ${say('calendar.counts')}</p>
<button>${say('calendar.page-send')}</button>
</form>`,
});

const keptPage = (say: Speaker, read: { ahead: number; next: number; unread: number }): LinkPage => ({
  status: 200,
  title: say('calendar.page-title'),
  body: html`<p>${say('calendar.page-kept', { ahead: read.ahead })} ${say('calendar.next', { at: read.next })}</p>
${read.unread === 0 ? html`` : html`<p>${say('calendar.unread', { count: read.unread })}</p>`}
<p>${say('staff.page-close')}</p>`,
});
