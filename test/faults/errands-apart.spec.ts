// Leases of what asks the network are told by clocks (src/schedule/errands.ts): where those of two processes are apart, both may ask.
import { expect, it, onTestFinished } from 'vitest';
import type { Got } from '../../src/schedule/feed.ts';
import { calendar, entry } from '../support/calendar.ts';
import { follow, staff, waiting } from '../support/groups.ts';
import { lettersTo } from '../support/plans.ts';
import { brigid, openProgramme, type Process, someone, wordsOf } from '../support/programme.ts';
import { openSecondHouse, type SecondHouse } from '../support/second-house.ts';
import { type Office, openOffice } from '../support/staff.ts';
import { buttonsOf } from '../support/visitor.ts';

/** Longer than any of the leases: by the clock of the other, the first has had its time. */
const ahead = 10 * 60_000;

async function openBoth(): Promise<Office & { second: SecondHouse }> {
  const office = await openOffice();
  const second = await openSecondHouse(office.hospital, ahead);
  onTestFinished(() => second.end());
  return { ...office, second };
}

/** Slack answers the first late, and meanwhile the other looks as well: Slack is asked twice. */
async function bothAsk(
  { hospital, second }: Awaited<ReturnType<typeof openBoth>>,
  method: string,
  table: 'audience' | 'roster_draft',
  begin: () => Promise<unknown>,
): Promise<void> {
  const { owner } = hospital.database;
  hospital.slack.weather.slow(method, 6_000, 1);
  const first = begin();
  await expect
    .poll(() => owner.selectFrom(table).select('id').where('lease', 'is not', null).execute())
    .toHaveLength(1);
  const asked = (): number => hospital.slack.calls.filter((call) => call.method === method).length;
  // A row that somebody holds at that very moment is the next minute's.
  await expect
    .poll(async () => {
      await second.house.tick.minute();
      await second.house.bot.settle();
      return asked();
    })
    .toBe(1);
  await first;
  await hospital.settled();
  expect(asked()).toBe(2);
}

it('whoever makes a group that two processes count at once hears once, and what is kept is whole', async () => {
  const office = await openBoth();
  const { carla, group } = office;
  await bothAsk(office, 'conversations.members', 'audience', () => follow(office, 'Ward 4'));
  const counts = carla.notes().filter((note) => buttonsOf(note).includes(carla.hears('groups.keep')));
  expect(counts).toHaveLength(1);
  await carla.press(waiting(office), 'audiences.keep');
  expect(await group('Ward 4')).toEqual(staff);
});

it('whoever takes the staff from a directory that two processes ask at once hears once, and has the list', async () => {
  const office = await openBoth();
  const { carla, lines } = office;
  await carla.command('/lamp staff');
  await bothAsk(office, 'users.list', 'roster_draft', () => carla.press(carla.last(), 'roster.directory'));
  const shown = carla.notes().filter((note) => buttonsOf(note).includes(carla.hears('staff.use')));
  expect(shown).toHaveLength(1);
  for (const note of shown) await carla.press(note, 'roster.use');
  expect(await lines()).toHaveLength(staff.length);
});

it('whoever gives a calendar that two processes read at once hears once, and what was read later stands', async () => {
  const answers: ((got: Got) => void)[] = [];
  const programme = await openProgramme({ get: () => new Promise((answer) => answers.push(answer)) });
  onTestFinished(() => programme.end());
  const second = await programme.second(ahead);
  await second.house.bot.settle();
  const nora = someone(programme, brigid, 'nora');
  await nora.types('help');
  await nora.sends('settings.calendar', { address: 'https://calendar.example/nora.ics' });
  await expect.poll(() => answers.length).toBe(1);
  await second.house.tick.minute();
  await expect.poll(() => answers.length).toBe(2);
  const read = async (which: number, { house }: Process, shifts: number): Promise<void> => {
    const text = calendar(
      entry('DTSTART:20261201T190000Z', 'DURATION:PT12H', `RRULE:FREQ=DAILY;COUNT=${shifts}`),
    );
    answers[which]?.({ kind: 'text', text });
    await house.bot.settle();
    await house.outbox.drain();
  };
  await read(1, second, 3);
  await read(0, programme, 1);
  const heard = lettersTo(programme, nora)
    .map(({ card }) => card.name)
    .filter((name) => name.startsWith('settings.'));
  expect(heard).toEqual(['settings.calendar-read']);
  const { answer } = await nora.types('settings');
  expect(answer.kind === 'card' && wordsOf(answer.card)).toContain('3 shifts to come');
});
