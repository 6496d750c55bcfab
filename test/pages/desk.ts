// What the specs about Teams begin with: a playground of their own for each test, a page in it, and somebody who sits there.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openBrowser } from './browser.ts';
import { type House, openHouse } from './house.ts';

export const resident = '29:theo.lindqvist';
export const coordinator = '29:grace.osei';
export const ward = '19:ward4general@thread.tacv2';

const manifest = {
  localizationInfo: {
    defaultLanguageTag: 'en',
    additionalLanguages: [{ languageTag: 'es', file: 'es.json' }],
  },
  bots: [
    {
      commandLists: [
        {
          scopes: ['personal'],
          commands: [
            { title: 'helpnow', description: 'Crisis lines' },
            { title: 'checkin', description: 'How are you?' },
          ],
        },
        { scopes: ['team'], commands: [{ title: 'helpnow', description: 'Crisis lines' }] },
      ],
    },
  ],
};

const spanish = {
  'bots[0].commandLists[0].commands[1].title': 'cómo estoy',
  'bots[0].commandLists[0].commands[1].description': '¿Cómo estás?',
};

export type Desk = {
  house: House;
  page: Page;
  /** Hosts that the page asked anything of. */
  visited: Set<string>;
  /** What the browser itself found wrong. */
  complaints: string[];
  messageBox(): Locator;
  fromBot(): Locator;
  notice(): Locator;
  sitAs(name: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Sits as the resident, before a form of the bot's. */
  openForm(): Promise<Locator>;
  /** The name of the field that has the focus. */
  focused(): Promise<unknown>;
  /** The playground ends and starts again, without a manifest of Teams. */
  restartBare(): Promise<void>;
};

type Setting = { browser: Browser; folder: string } & Pick<Desk, 'house' | 'page' | 'visited' | 'complaints'>;

/** Waits for it; false where it does not come. */
export const appears = (what: Locator): Promise<boolean> =>
  what.waitFor().then(
    () => true,
    () => false,
  );

/** Sits down as this person, in the page or in one of two frames; where there is no room for the list it is opened first. */
export async function choose(where: Page | FrameLocator, name: string): Promise<void> {
  await satDown(where);
  const more = where.getByRole('button', { name: 'Be somebody else' });
  if (await more.isVisible()) await more.click();
  await where
    .getByRole('button', { name, pressed: false })
    .or(where.getByRole('button', { name, pressed: true }))
    .first()
    .click();
  await sitting(where, name);
}

const satDown = (where: Page | FrameLocator): Promise<void> =>
  where.locator('.person[aria-pressed="true"]').waitFor({ state: 'attached' });

/** Waits until this person sits there. */
export const sitting = (where: Page | FrameLocator, name: string): Promise<void> =>
  where.locator('.person[aria-pressed="true"]', { hasText: name }).waitFor({ state: 'attached' });

/** Call it where a spec begins: it opens before each test and closes after it. */
export function layDesk(): Desk {
  let browser: Browser;
  let now: Setting;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lamplight-teams-'));
    await writeFile(join(folder, 'teams-manifest.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'es.json'), JSON.stringify(spanish));
    const house = await openHouse(folder);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(10_000);
    now = { browser, folder, house, page, visited: new Set(), complaints: [] };
    const { visited, complaints } = now;
    page.on('request', (asked) => visited.add(new URL(asked.url()).hostname));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(async () => {
    await now.page.close();
    await now.house.close();
    await rm(now.folder, { recursive: true, force: true });
  });

  const desk: Desk = {
    get house() {
      return now.house;
    },
    get page() {
      return now.page;
    },
    get visited() {
      return now.visited;
    },
    get complaints() {
      return now.complaints;
    },
    messageBox: () => now.page.getByRole('textbox', { name: 'Message', exact: true }),
    fromBot: () => now.page.getByRole('article', { name: 'Lamplight', exact: true }),
    notice: () => now.page.getByRole('alert'),
    async sitAs(name) {
      await now.page.goto(now.house.url);
      await choose(now.page, name);
      await now.page.getByRole('heading', { name: 'Lamplight', level: 2 }).waitFor();
    },
    async type(text) {
      await desk.messageBox().fill(text);
      await desk.messageBox().press('Enter');
    },
    async openForm() {
      await desk.sitAs('Theo Lindqvist');
      await desk.type('form');
      await desk.fromBot().getByText('Take your time.').waitFor();
      return desk.fromBot().last();
    },
    focused: () => now.page.evaluate('document.activeElement.closest("[data-key]")?.dataset.key'),
    async restartBare() {
      await now.house.close();
      await rm(join(now.folder, 'teams-manifest.json'));
      now.house = await openHouse(now.folder);
    },
  };
  return desk;
}
