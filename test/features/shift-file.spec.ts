// Shifts from a calendar's file, by a page that one person can use once: what it takes, what it keeps, and whom it is open to.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Server, startServer } from '../../src/web/server.ts';
import { speaker } from '../../src/words/speak.ts';
import { calendar, entry } from '../support/calendar.ts';
import {
  brigid,
  formIn,
  openProgramme,
  type Programme,
  type Someone,
  someone,
} from '../support/programme.ts';

const say = speaker('en', 'UTC');
const nights = calendar(
  entry('DTSTART:20261201T190000Z', 'DURATION:PT12H', 'LOCATION:canary', 'RRULE:FREQ=DAILY;COUNT=3'),
);

let programme: Programme;
let server: Server;
let nora: Someone;
let coordinator: Someone;

beforeEach(async () => {
  programme = await openProgramme({ base: () => server.address });
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    routes: programme.house.routes,
    log: (fact) => void programme.facts.push(fact),
  });
  nora = someone(programme, brigid, 'nora');
  coordinator = someone(programme, brigid, 'carla');
  for (const one of [nora, coordinator]) await one.types('help');
});
afterEach(async () => {
  await server.close(200);
  await programme.end();
});

async function linkOf(person: Someone): Promise<string> {
  const form = formIn(await person.presses('settings.calendar-file'));
  const links = form.parts.flatMap((part) =>
    part.kind === 'text' && typeof part.text !== 'string'
      ? part.text.flatMap((one) => (typeof one !== 'string' && one.kind === 'link' ? [one.to] : []))
      : [],
  );
  return links[0] ?? '';
}

async function bring(
  link: string,
  text: string | Buffer | undefined,
): Promise<{ status: number; text: string }> {
  const form = new FormData();
  if (text !== undefined) form.set('calendar', new Blob([new Uint8Array(Buffer.from(text))]), 'nora.ics');
  const answer = await fetch(link, { method: 'POST', body: form });
  return { status: answer.status, text: await answer.text() };
}
const look = async (link: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(link);
  return { status: answer.status, text: await answer.text() };
};
const kept = () => programme.database.owner.selectFrom('shift_calendar').selectAll().execute();

describe('the page for a calendar’s file', () => {
  it('reads it, says what it found, and keeps when each shift begins and ends', async () => {
    const link = await linkOf(nora);
    expect((await look(link)).text).toContain('<form');
    const answer = await bring(link, nights);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(say('calendar.page-kept', { ahead: 3 }));
    const rows = await kept();
    expect(rows).toMatchObject([
      { sealed: null, due_at: null, known_until: new Date('2026-12-04T07:00:00Z') },
    ]);
    expect(JSON.stringify([rows, programme.facts])).not.toMatch(/canary|Night/);
    expect(rows[0]?.person_id).toBe((await programme.rowOf(nora)).person);
  });

  it('says in which zone times count that name none, and that the file is to be given again where that changes', async () => {
    const zone = 'America/New_York';
    const { person } = await programme.rowOf(nora);
    const { owner } = programme.database;
    await owner.updateTable('person').set({ time_zone: zone }).where('id', '=', person).execute();
    const link = await linkOf(nora);
    expect((await look(link)).text).toContain(
      'name no time zone count in yours as your settings have it now. If that changes',
    );
    await bring(link, calendar(entry('DTSTART:20261201T190000', 'DURATION:PT12H')));
    expect(await kept()).toMatchObject([{ known_until: new Date('2026-12-02T12:00:00Z') }]);
  });

  it('takes the place of an address that was given before', async () => {
    const { organisation, person, id } = await programme.rowOf(nora);
    await programme.database.owner
      .insertInto('shift_calendar')
      .values({
        id: '11111111-2222-4333-8444-555555555555',
        organisation_id: organisation,
        person_id: person,
        account_id: id,
        sealed: Buffer.from('any'),
        bound_to: null,
        known_until: null,
        read_at: null,
        is_awaited: true,
        problem: null,
        failing_since: null,
        due_at: new Date(programme.clock.now),
        lease: null,
        lease_until: null,
      })
      .execute();
    await bring(await linkOf(nora), nights);
    expect(await kept()).toMatchObject([{ sealed: null, due_at: null, is_awaited: false }]);
  });

  it.each([
    ['a page to sign in', '<html>Sign in</html>', 422, say('calendar.no-calendar')],
    ['another kind of file', Buffer.from('89504e470d0a1a0a', 'hex'), 422, say('calendar.no-calendar')],
    ['nothing', undefined, 422, say('staff.page-no-file')],
    [
      'no shift to come',
      calendar(entry('DTSTART:20200101T190000Z', 'DURATION:PT12H')),
      422,
      say('calendar.page-none'),
    ],
    ['more than a megabyte', 'a'.repeat(1024 * 1024 + 1), 413, say('calendar.too-large')],
    ['far more than a megabyte', 'a'.repeat(3 * 1024 * 1024), 413, say('calendar.too-large')],
  ])('says what is wrong with %s, keeps nothing, and takes another', async (_what, file, status, words) => {
    const link = await linkOf(nora);
    const answer = await bring(link, file);
    expect([answer.status, answer.text.includes(words)]).toEqual([status, true]);
    expect(await kept()).toEqual([]);
    expect((await bring(link, nights)).status).toBe(200);
  });

  it('tells how many entries were left out', async () => {
    const one = calendar(
      entry('DTSTART;TZID=Ward/Four:20261201T190000', 'DURATION:PT12H'),
      entry('DTSTART:20261201T190000Z', 'DURATION:PT12H'),
    );
    expect((await bring(await linkOf(nora), one)).text).toContain(say('calendar.unread', { count: 1 }));
  });
});

describe('its link', () => {
  it('works once, and not after a quarter of an hour', async () => {
    const link = await linkOf(nora);
    await bring(link, nights);
    for (const answer of [await look(link), await bring(link, nights)]) {
      expect(answer.status).toBe(410);
      expect(answer.text).toContain(say('calendar.page-used'));
    }
    const late = await linkOf(nora);
    programme.clock.now += 16 * 60_000;
    expect((await bring(late, nights)).status).toBe(410);
  });

  it('used twice at the same moment, takes one file', async () => {
    const link = await linkOf(nora);
    const answers = await Promise.all([bring(link, nights), bring(link, nights), bring(link, nights)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
  });

  it('opens no staff list, and a staff list’s opens no calendar, not even a coordinator’s own', async () => {
    const link = await linkOf(coordinator);
    expect((await look(link.replace('/shifts/', '/upload/'))).status).toBe(404);
    const answer = await coordinator.presses('roster.upload');
    const card = answer.answer.kind === 'card' ? JSON.stringify(answer.answer.card) : '';
    const staff = /https?:[^"]+\/upload\/[\w-]+/.exec(card)?.[0] ?? '';
    expect((await look(staff)).status).toBe(200);
    expect((await bring(staff.replace('/upload/', '/shifts/'), nights)).status).toBe(404);
    expect(await kept()).toEqual([]);
  });

  it('that somebody made up leads nowhere, and all guesses look alike', async () => {
    const { organisation } = await programme.rowOf(nora);
    const ours = Buffer.concat([Buffer.from(organisation.replaceAll('-', ''), 'hex'), randomBytes(32)]);
    const guesses = ['x', '%00', 'a'.repeat(64), ours.toString('base64url')];
    for (const guess of guesses)
      for (const answer of [
        await look(`${server.address}/shifts/${guess}`),
        await bring(`${server.address}/shifts/${guess}`, nights),
      ])
        expect([answer.status, guess]).toEqual([404, guess]);
  });

  it('is not offered where no browser reaches us, and an address is not where we ask nobody', async () => {
    const alone = await openProgramme();
    try {
      const mara = someone(alone, brigid, 'mara');
      await mara.types('help');
      const form = formIn(await mara.presses('settings.calendar'));
      expect(JSON.stringify(form)).not.toContain('settings.calendar-file');
      expect(form.parts.some((part) => 'id' in part && part.id === 'address')).toBe(false);
      expect(formIn(await mara.presses('settings.calendar-file')).name).toBe('settings.calendar');
    } finally {
      await alone.end();
    }
  });
});
