// Linked accounts, each of which has told of shifts, days off or a calendar: together it counts, and each has its own when they part.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type Export, exportOf } from '../../src/people/export.ts';
import type { Get } from '../../src/schedule/feed.ts';
import { calendar, entry } from '../support/calendar.ts';
import { key } from '../support/hospital.ts';
import { openConnected, settingsOf } from '../support/linked.ts';
import { addGroup, joins, passes, planFor } from '../support/plans.ts';
import {
  formIn,
  linkAccounts,
  luke,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from '../support/programme.ts';

let programme: Programme;
/** One nurse with an account here and there. */
let here: Someone;
let there: Someone;
const address = 'https://calendar.example/nora.ics';
/** At each address stands one shift, a night after the one at the other. */
const get: Get = async ({ href }) => {
  const day = Temporal.Instant.fromEpochMilliseconds(programme.clock.now)
    .toZonedDateTimeISO('UTC')
    .add({ days: href.endsWith('-here') ? 1 : 2 })
    .toPlainDate()
    .toString()
    .replaceAll('-', '');
  return { kind: 'text', text: calendar(entry(`DTSTART:${day}T190000Z`, 'DURATION:PT10H')) };
};
beforeEach(async () => {
  ({ programme, here, there } = await openConnected({ get }, 'nora-in-teams'));
});
afterEach(() => programme.end());

const accountId = async (person: Someone): Promise<string> => (await programme.rowOf(person)).id;

/** What the export holds. */
async function copyOf(account: Someone): Promise<Export['tables']> {
  const { house, database, clock } = programme;
  const { person, organisation } = await programme.rowOf(account);
  const copy = await database.within(organisation, (tx) =>
    exportOf(tx, makeKeyRing([key]), house.memory, { person, organisation }, clock.now),
  );
  return copy.tables;
}

describe('two accounts that are one', () => {
  it('are not woken after a night that one of them told, nor asked on a day off that the other did', async () => {
    const group = await addGroup(programme, luke, 'Ward 4', [there.who.account]);
    await planFor(programme, someone(programme, luke, 'lena'), group, { at: '10:00' });
    await joins(programme, there);
    // From Sunday noon on.
    await here.sends('settings.shifts', { pattern: 'nights Mon to Wed, 19:00 to 07:00', sleep: 8 });
    await there.sends('settings.off', { weekdays: ['2'], from: '', until: '' });
    await linkAccounts(here, there);
    const days: string[] = [];
    let before = 0;
    await passes(programme, 5 * 24, () => {
      const prompts = programme.letters.filter(({ card }) => card.name === 'checkins.prompt').length;
      if (prompts > before) days.push(new Date(programme.clock.now).toISOString().slice(0, 16));
      before = prompts;
    });
    // She marks Tuesday as off, and so does not work that night; after Wednesday's she sleeps.
    expect(days).toEqual(['2026-11-23T10:00', '2026-11-25T10:00', '2026-11-26T15:00']);
  });

  it('change by either what both have told, and are shown all of it before', async () => {
    await here.sends('settings.shifts', { pattern: 'nights Mon to Wed, 19:00 to 07:00', sleep: 4 });
    await here.sends('settings.off', { weekdays: [], from: '2026-12-01', until: '2026-12-03' });
    await here.sends('settings.pause', { until: '2026-11-24' });
    await there.sends('settings.shifts', { pattern: 'Sat 7-15', sleep: 10 });
    await there.sends('settings.off', { weekdays: [], from: '2026-12-24', until: '2026-12-24' });
    await there.sends('settings.pause', { until: '2026-11-25' });
    await linkAccounts(here, there);
    const shown = await settingsOf(here);
    for (const told of ['nights Mon to Wed', 'Sat 7-15', '1 December', '24 December', '25 November'])
      expect(shown.replaceAll(/(\w+) (\d+)(?=,| to| and|\n)/g, '$2 $1')).toContain(told);
    const form = formIn(await here.presses('settings.shifts'));
    expect(form.parts.find((part) => 'id' in part && part.id === 'sleep')).toMatchObject({ filled: 10 });
    expect(form.parts.find((part) => 'id' in part && part.id === 'pattern')).toMatchObject({
      filled: 'Sat 7-15\nnights Mon to Wed, 19:00 to 07:00',
    });
    expect(wordsOf(formIn(await here.presses('settings.off')))).toContain('takes its place');
    await here.sends('settings.shifts', { pattern: 'Fri 7-15', sleep: 8 });
    await there.sends('settings.off', { weekdays: ['7'], from: '', until: '' });
    await here.sends('settings.pause', { until: '' });
    for (const account of [here, there]) {
      const now = await settingsOf(account);
      for (const told of ['Fri 7-15', 'Sunday', 'Not paused']) expect(now).toContain(told);
      for (const told of ['nights Mon to Wed', 'Sat 7-15', 'December']) expect(now).not.toContain(told);
    }
  });

  it('have the calendar that is given last, in place of what either told of shifts', async () => {
    await here.sends('settings.shifts', { pattern: 'nights Mon to Wed, 19:00 to 07:00', sleep: 8 });
    await there.sends('settings.calendar', { address: `${address}-there`, sleep: 8 });
    await programme.house.bot.settle();
    await linkAccounts(here, there);
    const both = await settingsOf(here);
    for (const told of ['1 shift to come', 'nights Mon to Wed']) expect(both).toContain(told);
    await there.sends('settings.calendar', { address: `${address}-here`, sleep: 8 });
    await programme.house.bot.settle();
    expect(await settingsOf(here)).toContain('1 shift to come');
    expect(await settingsOf(here)).not.toContain('nights Mon to Wed');
    await here.presses('settings.calendar-forget');
    expect((await copyOf(there)).shift_calendar).toEqual([]);
  });
});

describe('two accounts that were one for a while', () => {
  it.each([
    ['the one that typed the code', true],
    ['the one that made it', false],
  ])('have each what they told of their shifts, where %s is unlinked', async (_, typedLeaves) => {
    const nights = 'nights Mon to Wed, 19:00 to 07:30';
    await here.sends('settings.shifts', { pattern: nights, sleep: 10 });
    await there.sends('settings.off', { weekdays: ['5'], from: '', until: '' });
    await linkAccounts(here, there);
    for (const account of [here, there]) {
      expect(await settingsOf(account)).toContain(nights);
      expect(await settingsOf(account)).toContain('Friday');
    }
    await (typedLeaves ? here : there).presses(
      'settings.unlink',
      await accountId(typedLeaves ? there : here),
    );
    expect(await settingsOf(here)).toContain(nights);
    expect(await settingsOf(here)).not.toContain('Friday');
    expect(await settingsOf(there)).not.toContain(nights);
    expect(await settingsOf(there)).toContain('Friday');
    expect(JSON.stringify(await copyOf(there))).not.toContain(nights);
  });

  it.each([
    ['the one that typed the code', true],
    ['the one that made it', false],
  ])('have each their own calendar, where %s is unlinked', async (_, typedLeaves) => {
    await here.sends('settings.calendar', { address: `${address}-here`, sleep: 8 });
    await there.sends('settings.calendar', { address: `${address}-there`, sleep: 8 });
    await programme.house.bot.settle();
    await linkAccounts(here, there);
    expect(await settingsOf(here)).toContain('2 shifts to come');
    const both = JSON.stringify(await copyOf(here));
    for (const one of ['-here', '-there']) expect(both).toContain(`${address}${one}`);
    await (typedLeaves ? here : there).presses(
      'settings.unlink',
      await accountId(typedLeaves ? there : here),
    );
    for (const [account, own, other] of [
      [here, '-here', '-there'],
      [there, '-there', '-here'],
    ] as const) {
      expect(await settingsOf(account)).toContain('1 shift to come');
      const copy = JSON.stringify(await copyOf(account));
      expect([copy.includes(`${address}${own}`), copy.includes(`${address}${other}`)]).toEqual([true, false]);
    }
  });

  it('keep what was told by an account that is gone, with the person whom it was told by', async () => {
    await here.sends('settings.off', { weekdays: ['5'], from: '', until: '' });
    await linkAccounts(here, there);
    await sql`delete from account where external_id = ${here.who.account}`.execute(programme.database.owner);
    expect(await settingsOf(there)).toContain('Friday');
    await there.sends('settings.off', { weekdays: ['6'], from: '', until: '' });
    expect(await settingsOf(there)).toContain('Saturday');
    expect(await settingsOf(there)).not.toContain('Friday');
  });
});
