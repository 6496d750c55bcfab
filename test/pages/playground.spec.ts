import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { appears, choose, sitting } from './desk.ts';
import { type House, openHouse } from './house.ts';

const nurse = 'U0AMARA026';

let browser: Browser;
let folder: string;
let house: House;
let page: Page;
let visited: Set<string>;

const messageBox = (): Locator => page.getByRole('textbox', { name: 'Message', exact: true });
const forYou = (): Locator => page.getByRole('article', { name: 'Lamplight, only visible to you' });
const dialog = (name: string): Locator => page.getByRole('dialog', { name });
const focused = (): Promise<string> =>
  page.evaluate('document.activeElement.textContent || document.activeElement.id');

async function sitAs(name: string): Promise<void> {
  await page.goto(house.url);
  await choose(page, name);
}

async function type(text: string): Promise<void> {
  await messageBox().fill(text);
  await messageBox().press('Enter');
}

async function openForm(): Promise<void> {
  await type('/checkin');
  await forYou().getByRole('button', { name: 'Answer' }).click();
  await dialog('How are you?').waitFor();
}

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lamplight-playground-'));
  house = await openHouse(folder);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(10_000);
  visited = new Set();
  page.on('request', (asked) => visited.add(new URL(asked.url()).hostname));
});
afterEach(async () => {
  await page.close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

describe('sitting in the playground', () => {
  test('one of the persons is chosen, and the address remembers who and where', async () => {
    await sitAs('Lucía Herrera');
    expect(await page.locator('.person').count()).toBeGreaterThanOrEqual(24);
    await page.getByRole('button', { name: '#ward-4' }).click();
    await page.reload();
    await sitting(page, 'Lucía Herrera');
    await page.getByRole('heading', { name: '#ward-4' }).waitFor();
  });

  test('a slash lists the commands, and one is taken by keyboard', async () => {
    await sitAs('Amara Bello');
    await messageBox().pressSequentially('/');
    await page.getByRole('option', { name: '/helpnow' }).waitFor();
    await messageBox().pressSequentially('check');
    await messageBox().press('ArrowDown');
    await messageBox().press('Enter');
    expect(await messageBox().inputValue()).toBe('/checkin ');
  });

  test('an answer to a command is seen by whoever asked and by nobody else', async () => {
    await sitAs('Amara Bello');
    await page.getByRole('button', { name: '#ward-4' }).click();
    await type('/checkin');
    await forYou().getByText('Only visible to you').waitFor();
    await sitAs('Lucía Herrera');
    await page.getByRole('button', { name: '#ward-4' }).click();
    await page.getByRole('heading', { name: '#ward-4' }).waitFor();
    expect(await forYou().count()).toBe(0);
  });

  test('a moment stands in the zone and the language of whoever reads it', async () => {
    await sitAs('Amara Bello');
    await type('/checkin');
    expect(await forYou().getByText('Next circle').textContent()).toMatch(
      /Sunday, November 22, 2026 7:30\sPM/,
    );
    await sitAs('Lucía Herrera');
    await type('/checkin');
    expect(await forYou().getByText('Next circle').textContent()).toMatch(
      /domingo, 22 de noviembre de 2026 6:30/,
    );
  });

  test('plain text stays as it was written, and a picture has its words', async () => {
    await sitAs('Amara Bello');
    await type('/checkin');
    await forYou().getByText('*Stars* and <!channel> stay as they are').waitFor();
    await type('<img src=x onerror=alert(1)> *b* & <!here>');
    await page
      .getByRole('article', { name: 'Amara Bello' })
      .getByText('<img src=x onerror=alert(1)> *b* & <!here>')
      .waitFor();
    await forYou().getByRole('img', { name: 'Your mood over two weeks, rising' }).waitFor();
    await expect.poll(() => page.evaluate('document.querySelector("figure img").naturalWidth')).toBe(2000);
  });

  test('what others do appears by itself', async () => {
    await sitAs('Lucía Herrera');
    await page.getByRole('button', { name: '#ward-4' }).click();
    await house.pretend.message(nurse, 'C0WARD4026', 'Coffee at ten?');
    await page.getByRole('article', { name: 'Amara Bello' }).getByText('Coffee at ten?').waitFor();
    await house.pretend.message(nurse, 'C0GENERAL6', 'Good morning');
    expect(await appears(page.getByRole('button', { name: '#general 1 new' }))).toBe(true);
  });

  test('a reply stands in the thread', async () => {
    await house.pretend.message(nurse, 'C0WARD4026', 'Who is on tonight?');
    await sitAs('Lucía Herrera');
    await page.getByRole('button', { name: '#ward-4' }).click();
    await page.getByRole('button', { name: 'Reply in thread' }).click();
    await type('I am.');
    const first = page.getByRole('article', { name: 'Amara Bello' });
    expect(await appears(first.getByRole('article', { name: 'Lucía Herrera' }).getByText('I am.'))).toBe(
      true,
    );
  });

  test('a press that cannot be taken back is asked about first', async () => {
    await sitAs('Amara Bello');
    await type('/checkin');
    await page.getByRole('button', { name: 'Erase all' }).click();
    const question = page.getByRole('alertdialog', { name: 'Erase everything?' });
    await question.getByRole('button', { name: 'Keep' }).click();
    expect(house.bot.heard).toEqual([]);
    await page.getByRole('button', { name: 'Erase all' }).click();
    await question.getByRole('button', { name: 'Erase' }).click();
    await forYou().getByText('Everything is erased.').waitFor();
    expect(await page.getByRole('button', { name: 'Erase all' }).count()).toBe(0);
  });

  test('Home is drawn, and its button opens a form', async () => {
    await sitAs('Ruth Kaplan');
    await page.getByRole('button', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    await page.getByRole('button', { name: 'Check in' }).click();
    expect(await appears(dialog('How are you?'))).toBe(true);
  });
});

describe('a form', () => {
  test('says at the field what is wrong, keeps what was typed, and is sent', async () => {
    await sitAs('Amara Bello');
    await openForm();
    const form = dialog('How are you?');
    await form.getByLabel('Note').fill('no');
    await form.getByRole('button', { name: 'Keep it' }).click();
    await form.getByText('Please complete this required field.').waitFor();
    expect(await form.getByRole('radiogroup', { name: 'Mood' }).getAttribute('aria-invalid')).toBe('true');

    await form.getByRole('radio', { name: 'Good' }).check();
    await form.getByRole('checkbox', { name: 'Sleep' }).check();
    await form.getByLabel('What would help').selectOption({ label: 'A talk' });
    await form.getByLabel('Hours slept').fill('6');
    await form.getByLabel('Day').fill('2026-11-22');
    await form.getByLabel('Time').fill('19:30');
    await form.getByLabel('With whom').selectOption({ label: 'Ruth Kaplan' });
    await form.getByRole('button', { name: 'Keep it' }).click();
    await form.getByText('Say a little more.').waitFor();
    const note = form.getByLabel('Note');
    expect(await note.getAttribute('aria-invalid')).toBe('true');
    expect(await note.inputValue()).toBe('no');
    await form.getByText('2 of 40 characters').waitFor();

    await note.fill('A long night');
    await form.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('article', { name: 'Lamplight', exact: true }).getByText('Kept.').waitFor();
    await dialog('How are you?').waitFor({ state: 'detached' });
    expect(house.bot.heard.at(-1)).toMatchObject({
      type: 'view_submission',
      user: { id: nurse },
      view: {
        state: {
          values: {
            mood: { it: { selected_option: { value: '4' } } },
            topics: { it: { selected_options: [{ value: 'sleep' }] } },
            note: { it: { value: 'A long night' } },
            help: { it: { selected_option: { value: 'talk' } } },
            hours: { it: { value: '6' } },
            day: { it: { selected_date: '2026-11-22' } },
            time: { it: { selected_time: '19:30' } },
            who: { it: { selected_user: 'U0RUTHK026' } },
          },
        },
      },
    });
  });

  test('waits beneath another with what was typed in it', async () => {
    await sitAs('Amara Bello');
    await openForm();
    await dialog('How are you?').getByLabel('Note').fill('half a sentence');
    await page.getByRole('button', { name: 'Who sees this?' }).click();
    await dialog('Who sees this?').getByRole('button', { name: 'Back', exact: true }).click();
    expect(await dialog('How are you?').getByLabel('Note').inputValue()).toBe('half a sentence');
  });

  test('needs no pointer: focus goes in, stays in, and comes back', async () => {
    await sitAs('Amara Bello');
    await type('/checkin');
    await forYou().waitFor();
    for (let presses = 0; presses < 12 && (await focused()) !== 'Answer'; presses += 1)
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await dialog('How are you?').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.type')).toBe('radio');
    await page.keyboard.press('ArrowDown');
    expect(await dialog('How are you?').getByRole('radio', { name: 'Hard', exact: true }).isChecked()).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await dialog('How are you?').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Answer');
  });
});

describe('the page', () => {
  test('says what Slack shows where the bot cannot be reached, and keeps the words', async () => {
    await sitAs('Amara Bello');
    house.bot.deaf = true;
    await type('/checkin');
    await page.getByRole('alert').getByText('Slack shows: “/checkin failed with the error').waitFor();
    expect(await messageBox().inputValue()).toBe('/checkin');
    house.bot.deaf = false;
    await messageBox().press('Enter');
    await forYou().waitFor();
    expect(await page.getByRole('alert').textContent()).toBe('');
  });

  test('says inside the form where it could not be sent, and keeps it', async () => {
    await sitAs('Amara Bello');
    await openForm();
    const form = dialog('How are you?');
    await form.getByRole('radio', { name: 'Good' }).check();
    house.bot.deaf = true;
    await form.getByRole('button', { name: 'Keep it' }).click();
    await form.getByRole('alert').getByText('trouble connecting').waitFor();
    expect(await form.getByRole('radio', { name: 'Good' }).isChecked()).toBe(true);
  });

  test.for([
    { width: 320, height: 640, colorScheme: 'light' },
    { width: 320, height: 640, colorScheme: 'dark' },
    { width: 1440, height: 900, colorScheme: 'light' },
    { width: 1440, height: 900, colorScheme: 'dark' },
  ] as const)(
    'never scrolls sideways: $width pixels, $colorScheme',
    async ({ width, height, colorScheme }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await sitAs('Lucía Herrera');
      const sideways = (): Promise<number> =>
        page.evaluate(`Math.max(...['html', '#scroll', '.modal-body'].map((name) => {
        const { scrollWidth, clientWidth } = document.querySelector(name);
        return scrollWidth - clientWidth;
      }))`);
      await type(`https://example.org/${'long'.repeat(60)} ${'word'.repeat(60)}`);
      await openForm();
      expect(await sideways()).toBe(0);
      await page.keyboard.press('Escape');
      await dialog('How are you?').waitFor({ state: 'detached' });
      expect(await sideways()).toBe(0);
    },
  );

  test('asks nothing of anybody but this computer', async () => {
    await sitAs('Amara Bello');
    await openForm();
    expect([...visited]).toEqual(['localhost']);
  });
});
