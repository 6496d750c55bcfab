// A planned check-in as people live it: a coordinator makes it by forms, colleagues say yes, a week goes by in which the clocks change;
// one of them works nights, one has paused, one has told before and sees it.
import { expect, it } from 'vitest';
import { colleagues } from '../../adapters/playground/colleagues.ts';
import { closeAll } from './browser.ts';
import { sitInHospital } from './hospital.ts';
import { asked, restartBeforeChange, saysYes } from './planned.ts';

const there = sitInHospital();

const idOf = (name: string): string => colleagues.find((one) => one.name === name)?.slack ?? '';

it('is made by forms, asks everybody who said yes once a day, and nobody who sleeps, pauses or did not say yes', async () => {
  const change = await restartBeforeChange(there);

  // In the channel, so that its people are the group.
  await there.sit('ruth.kaplan/general');
  await there.say('/lamp audiences');
  await there.press('Follow the people of this channel');
  await there.dialog().getByRole('textbox', { name: 'Name of the group' }).fill('Everybody');
  await there.press('Count');
  await closeAll(there.page);
  await there.sit('ruth.kaplan');
  await there.press('Keep this group');
  await there.shows('Kept. “Everybody” is a group now.');

  await there.say('/lamp schedule');
  await there.press('Plan a check-in');
  const form = there.dialog();
  await form.getByText('Whom do I ask?').waitFor();
  for (const day of ['Monday', 'Wednesday', 'Friday', 'Saturday', 'Sunday'])
    await form.getByRole('checkbox', { name: day }).check();
  const group = form.getByRole('combobox', { name: 'Whom do I ask?' });
  if (await group.isVisible()) await group.selectOption({ label: 'Everybody' });
  else await form.getByRole('radio', { name: 'Everybody' }).check();
  await there.press('See what would happen');
  await there.shows(/people are asked/);
  const shown = await there.page
    .getByText(/people are asked/)
    .last()
    .innerText();
  await there.press('Ask them');
  await there.shows(/It is on its way/);
  await closeAll(there.page);
  // Invitations come by day.
  await there.press('+1 day');
  await there.page.getByText('A day later.').waitFor({ timeout: 60_000 });
  const { invited } = await there.database.owner
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll<number>().as('invited'))
    .where('kind', '=', 'checkins.invitation')
    .executeTakeFirstOrThrow();
  expect(shown).toContain(`${invited} people are asked`);

  await saysYes(there, 'amara.bello');
  await there.sit('hanna.berg');
  await there.say('/lamp settings');
  await there.press('Tell me my shifts');
  await there.dialog().getByRole('textbox', { name: 'When do you work?' }).fill('every day 19:00 to 08:30');
  await there.press('Save');
  await there.shows('every day 19:00 to 08:30');
  await closeAll(there.page);
  await saysYes(there, 'hanna.berg');
  await saysYes(there, 'kwame.mensah');
  await there.press('Pause or stop');
  const untilThen = change.add({ days: 20 }).toPlainDate().toString();
  await there.dialog().locator('input[type="date"]').fill(untilThen);
  await there.press('Pause until then');
  await there.shows(/I ask you again from/);
  await closeAll(there.page);

  await there.sit('amara.bello');
  await there.press('+1 week');
  await expect
    .poll(async () => (await asked(there, idOf('amara.bello'))).days.length, { timeout: 120_000 })
    .toBeGreaterThanOrEqual(6);
  await there.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  const [amara, hanna] = [await asked(there, idOf('amara.bello')), await asked(there, idOf('hanna.berg'))];
  expect(new Set(amara.days).size).toBe(amara.days.length);
  expect(amara.hours.every((hour) => hour === 16)).toBe(true);
  // Eight hours after half past eight: 16:00 is too early for her.
  expect(hanna.days.length).toBeGreaterThanOrEqual(6);
  expect(hanna.hours.every((hour) => hour === 16 || hour === 17)).toBe(true);
  expect((await asked(there, idOf('kwame.mensah'))).days).toEqual([]);
  expect((await asked(there, idOf('lucia.herrera'))).days).toEqual([]);

  const before = Temporal.PlainDate.from(amara.days[0] ?? '');
  const after = Temporal.PlainDate.from(amara.days.at(-1) ?? '');
  expect(Temporal.PlainDate.compare(before, change.toPlainDate())).toBeLessThan(0);
  expect(Temporal.PlainDate.compare(after, change.toPlainDate())).toBeGreaterThan(0);

  await there.sit('amara.bello');
  // Prompts of the days before have closed, and say so where they stand.
  const toPress = there.page.getByRole('button', { name: 'Getting by' });
  await expect.poll(() => toPress.count(), { timeout: 60_000 }).toBe(1);
  await there.press('Getting by');
  await there.shows('Thank you. It is kept, for you alone.');
  expect(await toPress.count()).toBe(0);
  await closeAll(there.page);
  await there.say('/lamp checkin history');
  await there.dialog().getByText('Getting by').first().waitFor();
}, 240_000);
