// Somebody brings their shifts as a calendar's file, in the chat and on the page that it leads to, on a phone.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { speaker } from '../../src/words/speak.ts';
import { calendar, entry } from '../support/calendar.ts';
import { sitInHospital } from './hospital.ts';

const there = sitInHospital();

/** Three nights from tomorrow on. */
function nights(): string {
  const tomorrow = Temporal.Now.plainDateISO('UTC').add({ days: 1 }).toString().replaceAll('-', '');
  return calendar(entry(`DTSTART:${tomorrow}T190000Z`, 'DURATION:PT12H', 'RRULE:FREQ=DAILY;COUNT=3'));
}

it.each([
  { where: 'amara.bello', language: 'en', call: '/lamp settings' },
  { where: 'carmen.rios', language: 'es', call: 'settings' },
] as const)('$where does', async ({ where, language, call }) => {
  const say = speaker(language, 'UTC');
  await there.sit(where);
  await there.say(call);
  await there.press(say('calendar.use'));
  await there.press(say('calendar.file'));
  const link = there.page.locator('a[href*="/shifts/"]').last();
  await link.waitFor();
  const address = (await link.getAttribute('href')) ?? '';

  const browser = there.page.context().browser();
  const phone = await browser?.newContext({
    viewport: { width: 320, height: 640 },
  });
  const page = await phone?.newPage();
  if (!page) throw new Error('there is no phone');
  await page.goto(address);
  const rightmost = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(rightmost).toBeLessThanOrEqual(320);
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations).toEqual([]);
  const file = { name: 'nights.ics', mimeType: 'text/calendar' };
  await page
    .getByLabel(say('calendar.page-file'))
    .setInputFiles({ ...file, buffer: Buffer.from('<html>Sign in</html>') });
  await page.getByRole('button', { name: say('calendar.page-send') }).click();
  await expect(page.getByRole('alert').innerText()).resolves.toBe(say('calendar.no-calendar'));
  await page.getByLabel(say('calendar.page-file')).setInputFiles({ ...file, buffer: Buffer.from(nights()) });
  await page.getByRole('button', { name: say('calendar.page-send') }).click();
  await expect(page.locator('main').innerText()).resolves.toContain(say('calendar.page-kept', { ahead: 3 }));
  await phone?.close();

  await there.sit(where);
  await there.say(call);
  await there.shows(language === 'en' ? /3 shifts to come/ : /3 turnos pendientes/);
  await there.press(say('calendar.forget'));
  expect(await there.shows(say('hours.shifts-none'))).toBe(true);
});
