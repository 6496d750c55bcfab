// The real program on its playground, and somebody in a browser before it, for specs that do what people do.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { connect, type Database } from '../../src/database/connect.ts';
import { type Fresh, freshDatabase } from '../support/database.ts';
import { key } from '../support/hospital.ts';
import { emptyFolder, type Program, startProgram } from '../support/program.ts';
import { closeAll, openBrowser } from './browser.ts';

export type Sitting = {
  readonly page: Page;
  readonly program: Program;
  readonly database: Database;
  /** Sits down there: `amara.bello` in the talk with Lamplight, or `amara.bello/ward-4`. */
  sit(where: string): Promise<void>;
  say(text: string): Promise<void>;
  press(name: string): Promise<void>;
  /** Waits for the last thing that says this; true when it is there. */
  shows(text: string | RegExp): Promise<true>;
  dialog(): Locator;
  restart(): Promise<void>;
  /** Business time is that moment from here on, in epoch ms; never before the machine's. */
  restartAt(moment: number): Promise<void>;
};

/** Call it where a spec begins. */
export function sitInHospital(): Sitting {
  let browser: Browser;
  let fresh: Fresh;
  let folder: Awaited<ReturnType<typeof emptyFolder>>;
  let program: Program;
  let database: Database;
  let page: Page | undefined;

  const start = (): Promise<Program> =>
    startProgram({
      PLAYGROUND: 'on',
      DATABASE_URL: fresh.url,
      DATA_DIR: folder.path,
      LAMPLIGHT_KEY: key.toString('base64'),
    });
  beforeAll(async () => {
    browser = await openBrowser();
    fresh = await freshDatabase(true);
    folder = await emptyFolder();
    program = await start();
    database = connect(fresh.url, () => undefined, 2);
  });
  afterEach(async () => {
    await page?.context().close();
    page = undefined;
  });
  afterAll(async () => {
    await program.stop();
    await database.close();
    await fresh.drop();
    await folder.remove();
    await browser.close();
  });

  const current = (): Page => {
    if (!page) throw new Error('nobody sits here');
    return page;
  };
  return {
    get page() {
      return current();
    },
    get program() {
      return program;
    },
    get database() {
      return database;
    },
    async sit(where) {
      await page?.context().close();
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      page = await context.newPage();
      page.setDefaultTimeout(10_000);
      await page.goto(`${program.url}/#/${where.includes('/') ? where : `${where}/lamplight`}`);
      // Whoever has sat down is told what can be typed; what was typed before that is taken away again.
      await page.locator('#message[placeholder]:not([placeholder=""])').waitFor();
      // What an earlier test has left open, for the same person.
      await closeAll(page);
    },
    async say(text) {
      const box = current().getByRole('textbox', { name: 'Message', exact: true });
      await box.fill(text);
      await box.press('Enter');
    },
    press: (name) => current().getByRole('button', { name, exact: true }).last().click(),
    async shows(text) {
      await current().getByText(text).last().waitFor();
      return true;
    },
    dialog: () => current().getByRole('dialog'),
    async restart() {
      await program.stop();
      program = await start();
    },
    async restartAt(moment) {
      await program.stop();
      const file = join(folder.path, 'playground.json');
      const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
      await writeFile(file, JSON.stringify(Object.assign({}, kept, { ahead: moment - Date.now() })));
      program = await start();
    },
  };
}
