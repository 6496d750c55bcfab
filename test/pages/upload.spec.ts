// The page that takes a staff list, in a real browser that runs no script: narrow, wide, by keyboard.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOffice } from '../support/staff.ts';
import { openBrowser } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const file = (text: string) => ({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

it.each([
  ['narrow', 320, 'light'],
  ['wide', 1_280, 'dark'],
] as const)('takes a list, shows it and uses it: %s', async (name, width, colorScheme) => {
  const { carla, lines, link } = await openOffice();
  const page = await browser.newPage({
    javaScriptEnabled: false,
    viewport: { width, height: 700 },
    colorScheme,
  });
  const shots = process.env.SHOTS;
  const look = async (what: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/upload-${name}-${what}.png`, fullPage: true });
    const rightmost = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(rightmost).toBeLessThanOrEqual(width);
  };
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));

  await page.goto(await link());
  await look('begin');
  await page
    .getByLabel(carla.hears('staff.page-file'))
    .setInputFiles(file('mail,unit\nnora,Ward 4\nelena@x.org\n'));
  await page.getByRole('button', { name: carla.hears('staff.page-send') }).click();
  await look('wrong');
  await expect(page.getByRole('alert').innerText()).resolves.toContain('Line 2, column 1 (“mail”)');

  const people = Array.from(
    { length: 40 },
    (_, n) => `p${n}@x.org,${'Long-named unit '.repeat(1 + (n % 5))}${n % 7},Nurse,p0@y.org`,
  );
  await page
    .getByLabel(carla.hears('staff.page-file'))
    .setInputFiles(
      file(`mail,unit,profession,manager,Name\n${people.map((line) => `${line},x`).join('\n')}`),
    );
  await page.getByRole('button', { name: carla.hears('staff.page-send') }).click();
  await look('preview');
  expect(await lines()).toEqual([]);
  await page.getByRole('button', { name: carla.hears('staff.use') }).click();
  await look('done');
  await expect(page.locator('main').innerText()).resolves.toContain(
    carla.hears('staff.used', { people: 40 }),
  );
  expect(await lines()).toHaveLength(40);
  await page.reload().catch(() => undefined);
  expect(new Set(asked).size).toBe(1);
  await page.close();
});
