// Planned check-ins by two processes whose clocks are apart, with hours in which neither runs: each is asked once a day or, where
// it would be too late, not at all.
import { afterEach, expect, it } from 'vitest';
import { balanced, openLedger } from '../support/ledger.ts';
import { addGroup, joins, lettersTo, planFor } from '../support/plans.ts';
import { brigid, openProgramme, type Process, type Programme, someone } from '../support/programme.ts';

const hour = 3_600_000;
const accounts = ['nora', 'liam', 'mara'];

let programme: Programme;
afterEach(() => programme.end());

it('everybody is asked once on each day on which anybody was there to ask', async () => {
  programme = await openProgramme({
    profiles: Object.fromEntries(
      [...accounts, 'carla'].map((account) => [
        account,
        { language: 'en', timeZone: 'UTC', bot: false, guest: false },
      ]),
    ),
  });
  // A Monday, noon. They are asked at 16:00.
  programme.clock.now = Date.UTC(2026, 10, 30, 12);
  const coordinator = someone(programme, brigid, 'carla');
  const people = accounts.map((account) => someone(programme, brigid, account));
  for (const one of [coordinator, ...people]) await one.types('help');
  const group = await addGroup(programme, brigid, 'Ward 4', accounts);
  await planFor(programme, coordinator, group);
  for (const one of people) await joins(programme, one);
  programme.letters.length = 0;

  const processes: readonly Process[] = [
    programme,
    await programme.second(90_000),
    await programme.second(-90_000),
  ];
  async function minute(): Promise<void> {
    await Promise.all(processes.map(({ house }) => house.tick.minute()));
    await Promise.all(processes.map(({ house }) => house.outbox.drain()));
  }
  const ledger = openLedger();
  const counted = new Map<string, number>();
  /** Enters what each was asked since the last day. */
  function count(day: string): void {
    for (const [index, one] of people.entries()) {
      const name = accounts[index] ?? '';
      const prompts = lettersTo(programme, one).filter(({ card }) => card.name === 'checkins.prompt').length;
      for (let more = counted.get(name) ?? 0; more < prompts; more += 1) ledger.arrive(`${name} ${day}`);
      counted.set(name, prompts);
    }
  }

  for (const [day, hours] of [
    ['Monday', 1],
    // Nobody is there from noon to nine in the evening: too late to ask.
    ['Tuesday', 9],
    // Back an hour after the time.
    ['Wednesday', 5],
    ['Thursday', 1],
  ] as const) {
    const noon = programme.clock.now;
    if (hours < 9) for (const name of accounts) ledger.accept(`${name} ${day}`);
    for (let gone = 0; gone < 10; gone += hours) {
      programme.clock.now += hours * hour;
      await minute();
    }
    count(day);
    programme.clock.now = noon + 24 * hour;
  }
  expect(
    ledger.tell('planned check-ins of 3 days and a day of downtime, three clocks 90 s apart'),
  ).toMatchObject(balanced);
});
