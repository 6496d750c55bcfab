// The same in Teams: a coordinator plans a check-in there, colleagues say yes, and a week goes by in which the clocks change.
import { expect, it } from 'vitest';
import { colleagues } from '../../adapters/playground/colleagues.ts';
import { sitInHospital } from './hospital.ts';
import { asked, restartBeforeChange, saysYes } from './planned.ts';

const there = sitInHospital();
const idOf = (name: string): string => colleagues.find((one) => one.name === name)?.teams ?? '';
const askedOf = (name: string) => asked(there, idOf(name));
const field = (name: string) => there.page.getByLabel(name).last();

it('asks everybody who said yes once a day at their own hour, and nobody who sleeps, pauses or did not say yes', async () => {
  const change = await restartBeforeChange(there);

  // In Teams a list finds whoever has met us.
  const staff = ['theo.lindqvist', 'adaeze.eze', 'mei.tanaka', 'noor.haddad'];
  for (const who of staff) {
    await there.sit(who);
    await there.say('help');
    await there.shows('Get help now');
  }
  await there.sit('grace.osei');
  await there.say('groups');
  await there.press('From a list');
  await field('Who belongs to it').fill(staff.map(idOf).join('\n'));
  await field('Name of the group').fill('Intensive care');
  await there.press('Count');
  await there.press('Keep this group');
  await there.shows('Kept. “Intensive care” is a group now.');

  await there.say('schedule');
  await there.press('Plan a check-in');
  await there.shows('Whom do I ask?');
  for (const day of ['Monday', 'Wednesday', 'Friday', 'Saturday', 'Sunday']) await field(day).check();
  await there.page.getByRole('radio', { name: 'Intensive care' }).last().check();
  await there.press('See what would happen');
  await there.shows('4 people are asked');
  await there.press('Ask them');
  await there.shows(/It is on its way/);
  await there.press('+1 day');
  await there.page.getByText('A day later.').waitFor({ timeout: 60_000 });

  await saysYes(there, 'theo.lindqvist');
  await there.sit('adaeze.eze');
  await there.say('settings');
  await there.press('Tell me my shifts');
  await field('When do you work?').fill('every day 19:00 to 08:30');
  await there.press('Save');
  await there.shows('every day 19:00 to 08:30');
  await saysYes(there, 'adaeze.eze');
  await saysYes(there, 'mei.tanaka');
  await there.press('Pause or stop');
  const untilThen = change.add({ days: 20 }).toPlainDate().toString();
  await there.page.locator('input[type="date"]').last().fill(untilThen);
  await there.press('Pause until then');
  await there.shows(/I ask you again from/);

  await there.sit('theo.lindqvist');
  await there.press('+1 week');
  await expect
    .poll(async () => (await askedOf('theo.lindqvist')).days.length, { timeout: 120_000 })
    .toBeGreaterThanOrEqual(6);
  await there.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  const [theo, adaeze] = [await askedOf('theo.lindqvist'), await askedOf('adaeze.eze')];
  expect(new Set(theo.days).size).toBe(theo.days.length);
  expect(theo.hours.every((hour) => hour === 16)).toBe(true);
  expect(theo.days.some((day) => day < change.toPlainDate().toString())).toBe(true);
  expect(theo.days.some((day) => day > change.toPlainDate().toString())).toBe(true);
  // Eight hours after half past eight: 16:00 is too early for her.
  expect(adaeze.days.length).toBeGreaterThanOrEqual(6);
  expect(new Set(adaeze.days).size).toBe(adaeze.days.length);
  expect(adaeze.hours.every((hour) => hour === 16 || hour === 17)).toBe(true);
  expect((await askedOf('mei.tanaka')).days).toEqual([]);
  expect((await askedOf('noor.haddad')).days).toEqual([]);

  await there.sit('theo.lindqvist');
  // Prompts of the days before have closed, and say so where they stand.
  const toPress = there.page.getByRole('button', { name: 'Getting by' });
  await expect.poll(() => toPress.count(), { timeout: 60_000 }).toBe(1);
  await there.press('Getting by');
  await there.shows('Thank you. It is kept, for you alone.');
  expect(await toPress.count()).toBe(0);
  await there.say('checkin');
  await there.press('How I have been');
  await there.shows(/you checked in on 1 day/);
}, 240_000);
