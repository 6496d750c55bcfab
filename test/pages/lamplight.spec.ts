// The main job as a newcomer does it: the program started with nothing set up, its page in a real browser.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cable, layCable } from '../support/cable.ts';
import { type Fresh, freshDatabase } from '../support/database.ts';
import { key } from '../support/hospital.ts';
import { emptyFolder, type Program, startProgram } from '../support/program.ts';
import { closeAll, openBrowser } from './browser.ts';
import { choose } from './desk.ts';

let browser: Browser;
let fresh: Fresh;
let cable: Cable;
let folder: Awaited<ReturnType<typeof emptyFolder>>;
let program: Program;
let page: Page;
let visited: Set<string>;

const messageBox = (): Locator => page.getByRole('textbox', { name: 'Message', exact: true });
const dialog = (name: string): Locator => page.getByRole('dialog', { name });
const forYou = (): Locator => page.getByRole('article', { name: 'Lamplight, only visible to you' });

async function sitAs(name: string): Promise<void> {
  await page.goto(program.url);
  await choose(page, name);
}

async function type(text: string): Promise<void> {
  await messageBox().fill(text);
  await messageBox().press('Enter');
}

beforeAll(async () => {
  browser = await openBrowser();
  fresh = await freshDatabase(true);
  cable = await layCable(fresh.url);
  folder = await emptyFolder();
  program = await startProgram({
    PLAYGROUND: 'on',
    DATABASE_URL: cable.url,
    DATA_DIR: folder.path,
    LAMPLIGHT_KEY: key.toString('base64'),
  });
});
afterAll(async () => {
  await program.stop();
  await cable.end();
  await fresh.drop();
  await folder.remove();
  await browser.close();
});

beforeEach(async () => {
  cable.mend();
  page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  page.setDefaultTimeout(10_000);
  visited = new Set();
  page.on('request', (asked) => visited.add(new URL(asked.url()).hostname));
});
/** A form stays open for whoever it was opened for: the next test begins with a clear desk. */
afterEach(async () => {
  await closeAll(page);
  await page.close();
});

describe('the playground, with the real bot behind it', () => {
  it('lets a nurse check in, add a note, and look back at it', async () => {
    await sitAs('Amara Bello');
    await type('/checkin');
    await dialog('Check in').getByLabel('Having a hard time').check();
    await dialog('Check in').getByRole('button', { name: 'Keep it' }).click();
    await dialog('Kept').getByLabel('Sleep').check();
    await dialog('Kept').getByLabel('A note to yourself').fill('Third night in a row.');
    await dialog('Kept').getByRole('button', { name: 'Next' }).click();
    await dialog('Thank you').getByRole('button', { name: 'How I have been' }).click();

    const history = dialog('How I have been');
    await history.getByText('Third night in a row.').waitFor();
    const words = await history.innerText();
    expect(words).toContain('Having a hard time');
    expect(words).toContain('Sleep');
    const picture = history.getByRole('img');
    expect(await picture.getAttribute('alt')).toContain('you checked in on 1 day');
    const width =
      "(async (image) => (await image.decode(), image.naturalWidth))(document.querySelector('dialog img'))";
    expect(await page.evaluate(width)).toBe(1200);
  });

  it('shows nobody else any of it, and leaves nothing of it in the chat', async () => {
    for (const name of ['Amara Bello', 'Lucía Herrera', 'Ruth Kaplan']) {
      await sitAs(name);
      const talks = await page.getByRole('button', { name: /^(Home|Lamplight|#)/ }).all();
      expect(talks.length).toBeGreaterThanOrEqual(3);
      for (const talk of talks) {
        await talk.click();
        expect(await page.locator('body').innerText()).not.toContain('Third night');
      }
    }
  });

  it('keeps a check-in by keyboard alone', async () => {
    await sitAs('Ruth Kaplan');
    await messageBox().focus();
    await page.keyboard.type('/checkin');
    await page.keyboard.press('Enter');
    await dialog('Check in').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog('Kept').waitFor();
    await closeAll(page);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('speaks Spanish with somebody whose profile does', async () => {
    await sitAs('Lucía Herrera');
    await type('/checkin');
    await dialog('¿Cómo estás?').getByLabel('Más o menos').check();
    await dialog('¿Cómo estás?').getByRole('button', { name: 'Guardar' }).click();
    await dialog('Guardado').waitFor();
    expect(await dialog('Guardado').innerText()).toContain('Gracias.');
  });

  it('gets help with the database stopped', async () => {
    await sitAs('Amara Bello');
    cable.cut();
    await type('/helpnow');
    await forYou().last().getByRole('button', { name: 'United States' }).click();
    const help = forYou().last();
    await help.getByText('Is somebody in danger? Call 911.').waitFor();
    expect(await help.getByRole('link', { name: '988', exact: true }).first().getAttribute('href')).toBe(
      'tel:988',
    );
  });

  it('is told what was not saved while the database is stopped, and keeps what was typed', async () => {
    await sitAs('Amara Bello');
    await type('/checkin');
    await dialog('Check in').getByLabel('Doing well').check();
    cable.cut();
    await dialog('Check in').getByRole('button', { name: 'Keep it' }).click();
    await dialog('Check in').getByText('I could not save that just now.').waitFor();
    expect(await dialog('Check in').getByLabel('Doing well').isChecked()).toBe(true);
    cable.mend();
    await dialog('Check in').getByRole('button', { name: 'Keep it' }).click();
    await dialog('Kept').waitFor();
  });

  it('asks nothing of any other machine', async () => {
    await sitAs('Amara Bello');
    await type('/lamp');
    await forYou().last().getByText('What I can do for you').waitFor();
    expect([...visited]).toEqual(['localhost']);
  });
});
