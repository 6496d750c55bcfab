// What must hold on whatever the page shows: nothing that axe finds wrong, no sideways scroll on a small phone, no request to
// anywhere else; and what the first view weighs.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Fresh, freshDatabase } from '../support/database.ts';
import { key } from '../support/hospital.ts';
import { emptyFolder, type Program, startProgram } from '../support/program.ts';
import { closeAll, openBrowser } from './browser.ts';

let browser: Browser;
let fresh: Fresh;
let folder: Awaited<ReturnType<typeof emptyFolder>>;
let program: Program;
const visited = new Set<string>();

beforeAll(async () => {
  browser = await openBrowser();
  fresh = await freshDatabase(true);
  folder = await emptyFolder();
  program = await startProgram({
    PLAYGROUND: 'on',
    DATABASE_URL: fresh.url,
    DATA_DIR: folder.path,
    LAMPLIGHT_KEY: key.toString('base64'),
  });
});
afterAll(async () => {
  await program.stop();
  await fresh.drop();
  await folder.remove();
  await browser.close();
});

type Place = Pick<Page, 'getByRole' | 'getByText' | 'getByPlaceholder' | 'locator'>;

/** Whoever has sat down is told what can be typed; what lies over the page is there by then. */
const sits = (place: Place) => place.locator('#message[placeholder]:not([placeholder=""])').waitFor();

async function say(place: Place, text: string): Promise<void> {
  await sits(place);
  const box = place.getByRole('textbox', { name: 'Message', exact: true });
  await box.fill(text);
  await box.press('Enter');
}
const press = (place: Place, name: string) => place.getByRole('button', { name, exact: true }).last().click();
const shows = (place: Place, text: string | RegExp) => place.getByText(text).last().waitFor();

/** A view is one line: who looks, and what they do until it is there. */
const views: Readonly<Record<string, { at: string; see: (page: Page) => Promise<void> }>> = {
  'a talk in Slack with nothing in it yet': {
    at: '#/kwame.mensah/lamplight',
    see: (page) => page.getByPlaceholder('Message Lamplight').waitFor(),
  },
  'the list of people, opened': {
    at: '#/amara.bello/lamplight',
    async see(page) {
      const more = page.getByRole('button', { name: 'Be somebody else' });
      if (await more.isVisible()) await more.click();
      await page.getByRole('searchbox').fill('nurse');
    },
  },
  'three things to try': {
    at: '#/amara.bello/lamplight',
    async see(page) {
      const tour = page.getByRole('region', { name: 'Three things to try' });
      if (!(await tour.isVisible())) await press(page, 'What to try');
      await tour.waitFor();
    },
  },
  'the question of a check-in in Slack': {
    at: '#/amara.bello/lamplight',
    async see(page) {
      await say(page, '/checkin');
      await page.getByRole('dialog').waitFor();
    },
  },
  'what follows a check-in in Slack': {
    at: '#/hanna.berg/lamplight',
    async see(page) {
      await say(page, '/checkin');
      await page.getByRole('dialog').getByRole('radio').nth(1).check();
      await press(page, 'Keep it');
      await shows(page, 'What is it about?');
    },
  },
  'somebody’s own history in Slack': {
    at: '#/ravi.menon/lamplight',
    async see(page) {
      await say(page, '/checkin');
      await page.getByRole('dialog').getByRole('radio').nth(1).check();
      await press(page, 'Keep it');
      await shows(page, 'What is it about?');
      await closeAll(page);
      await say(page, '/lamp checkin history');
      await page.getByRole('dialog').getByRole('img').waitFor();
    },
  },
  'get help now in Slack': {
    at: '#/amara.bello/lamplight',
    see: async (page) => {
      await say(page, '/helpnow');
      await shows(page, 'Ireland');
    },
  },
  'a channel in Slack': {
    at: '#/amara.bello/ward-4',
    see: async (page) => {
      await say(page, '@lamplight help');
      await shows(page, /I answer this in private/);
    },
  },
  'the home view in Slack': { at: '#/amara.bello/home', see: (page) => shows(page, 'Count me in') },
  'settings in Slack': {
    at: '#/lucia.herrera/lamplight',
    see: async (page) => {
      await say(page, '/lamp ajustes');
      await shows(page, 'Español');
    },
  },
  'a newcomer’s first message in Slack': {
    at: '#/yusuf.demir/lamplight',
    see: (page) => shows(page, 'Count me in'),
  },
  'the choice of what to be sent in Slack': {
    at: '#/yusuf.demir/lamplight',
    async see(page) {
      await press(page, 'Choose what I get');
      await page.getByRole('dialog').waitFor();
    },
  },
  'admin in Slack': {
    at: '#/ruth.kaplan/lamplight',
    see: async (page) => {
      await say(page, '/lamp admin');
      await shows(page, 'Your programme');
    },
  },
  'naming somebody in Slack': {
    at: '#/ruth.kaplan/lamplight',
    async see(page) {
      await say(page, '/lamp admin roles');
      await press(page, 'Name somebody');
      await page.getByRole('dialog').waitFor();
    },
  },
  'the record in Slack': {
    at: '#/ruth.kaplan/lamplight',
    see: async (page) => {
      await say(page, '/lamp admin record');
      await shows(page, /Who changed the set-up/);
    },
  },
  'a check-in in Teams': {
    at: '#/dolores.vega/lamplight',
    see: async (page) => {
      await say(page, 'checkin');
      await page.getByRole('radio').first().waitFor();
    },
  },
  'get help now in Teams': {
    at: '#/theo.lindqvist/lamplight',
    see: async (page) => {
      await say(page, 'helpnow');
      await shows(page, 'Ireland');
    },
  },
  'settings in Teams': {
    at: '#/theo.lindqvist/lamplight',
    see: async (page) => {
      await say(page, 'settings');
      await shows(page, 'Settings');
    },
  },
  'admin in Teams': {
    at: '#/grace.osei/lamplight',
    see: async (page) => {
      await say(page, 'admin');
      await shows(page, 'Your programme');
    },
  },
  'a group chat in Teams': {
    at: '#/theo.lindqvist/night-shift',
    see: async (page) => {
      await say(page, '@Lamplight help');
      await shows(page, /What I can do/);
    },
  },
  'a newcomer’s first message in Teams': {
    at: '#/carmen.rios/lamplight',
    see: (page) => shows(page, 'Me apunto'),
  },
};

const opened = async (width: number, colorScheme: 'light' | 'dark'): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('request', (asked) => visited.add(new URL(asked.url()).hostname));
  return page;
};

async function wrongIn(page: Page): Promise<readonly string[]> {
  // While something is on its way its button is dimmed.
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  const { violations } = await new AxeBuilder({ page })
    // Without frames one run in the page itself is enough, which takes half as long.
    .setLegacyMode(page.frames().length === 1)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id}: ${target.join(' ')} ${html.slice(0, 160)} ${failureSummary ?? ''}`,
    ),
  );
}

const sideways = (frame: Frame | Page): Promise<number> =>
  frame.evaluate<number>(`Math.max(...[document.documentElement, ...document.querySelectorAll('#scroll, #people, dialog')]
    .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))`);

it.each(Object.keys(views))(
  'axe finds nothing wrong with %s, and it does not scroll sideways: on a small phone in the dark, and on a large screen in the light',
  async (name) => {
    const view = views[name];
    const page = await opened(320, 'dark');
    await page.goto(`${program.url}/${view?.at ?? ''}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.locator('.person[aria-pressed="true"]').waitFor({ state: 'attached' });
    if (!view?.at.endsWith('/home')) await sits(page);
    // What an earlier look has left open, for the same person.
    await closeAll(page);
    await view?.see(page);
    expect([await wrongIn(page), await sideways(page)]).toEqual([[], 0]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 800 });
    expect([await wrongIn(page), await sideways(page)]).toEqual([[], 0]);
    await page.context().close();
  },
);

it('axe finds nothing wrong with two side by side, in either frame', async () => {
  const page = await opened(1440, 'light');
  await page.goto(
    `${program.url}/?beside=${encodeURIComponent('#/theo.lindqvist/lamplight')}#/amara.bello/lamplight`,
  );
  for (const name of ['First', 'Second'])
    await page.frameLocator(`iframe[name="${name}"]`).getByPlaceholder('Message Lamplight').waitFor();
  expect(await wrongIn(page)).toEqual([]);
  await page.context().close();
});

it('axe finds nothing wrong with the pages that links lead to: a copy of one’s data, a staff list to upload', async () => {
  for (const [at, words] of [
    ['#/amara.bello/lamplight', '/lamp export'],
    ['#/ruth.kaplan/lamplight', '/lamp staff'],
  ] as const) {
    const page = await opened(1440, 'light');
    await page.goto(`${program.url}/${at}`);
    await say(page, words);
    if (words === '/lamp staff') await press(page, 'Upload a list');
    const link = page.locator('a[href*="/export/"], a[href*="/upload/"]').last();
    const address = await link.getAttribute('href');
    await page.goto(address ?? '');
    await page.setViewportSize({ width: 320, height: 640 });
    expect([words, await wrongIn(page), await sideways(page)]).toEqual([words, [], 0]);
    await page.context().close();
  }
});

it('all of this asked nothing of any other machine', () => {
  expect(visited.size).toBeGreaterThan(0);
  for (const host of visited) expect(host).toMatch(/^(localhost|127\.0\.0\.1|\[::1\])$/);
});

it('the first view, in Slack, weighs less than 300 kB as it stands, uncompressed', async () => {
  const page = await opened(1440, 'light');
  let bytes = 0;
  page.on('response', (response) => {
    if (!response.url().includes('/stream'))
      response.body().then(
        (body) => {
          bytes += body.length;
        },
        () => undefined,
      );
  });
  await page.goto(`${program.url}/`);
  await page.getByPlaceholder('Message Lamplight').waitFor();
  await page.waitForTimeout(200);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(300_000);
  await page.context().close();
});
