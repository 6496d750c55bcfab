// One hospital across both platforms, as its people do it: the program started with nothing set up, and two clients side by
// side in a real browser, a Slack beside a Teams.
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabase } from '../support/database.ts';
import { key } from '../support/hospital.ts';
import { emptyFolder, type Program, startProgram } from '../support/program.ts';
import { openBrowser } from './browser.ts';

let browser: Browser;
let fresh: Fresh;
let folder: Awaited<ReturnType<typeof emptyFolder>>;
let program: Program;
let page: Page;
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
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(10_000);
  page.on('request', (asked) => visited.add(new URL(asked.url()).hostname));
});
afterAll(async () => {
  await program.stop();
  await fresh.drop();
  await folder.remove();
  await browser.close();
});

/** Somebody on the left in Slack, somebody on the right in Teams. */
async function sit(left: string, right: string): Promise<[slack: FrameLocator, teams: FrameLocator]> {
  await page.goto('about:blank');
  await page.goto(`${program.url}/?beside=${encodeURIComponent(`#/${right}/lamplight`)}#/${left}/lamplight`);
  const panes: [FrameLocator, FrameLocator] = [
    page.frameLocator('iframe[name="First"]'),
    page.frameLocator('iframe[name="Second"]'),
  ];
  // A pane that has sat down says what can be typed in it; what was typed before that is taken away again.
  for (const pane of panes) await pane.getByPlaceholder('Message Lamplight').waitFor();
  return panes;
}

const box = (pane: FrameLocator): Locator => pane.getByRole('textbox', { name: 'Message', exact: true });

async function type(pane: FrameLocator, text: string): Promise<void> {
  // A window that closes in the other pane takes the focus back there, perhaps in the middle of the typing.
  await expect
    .poll(async () => {
      await box(pane).fill(text);
      return box(pane).inputValue();
    })
    .toBe(text);
  await expect
    .poll(async () => {
      if ((await box(pane).inputValue()) === text) await box(pane).press('Enter');
      return box(pane).inputValue();
    })
    .toBe('');
}

/** The latest that the bot said there and that holds these words. */
const said = (pane: FrameLocator, words: string): Locator =>
  pane.getByRole('article').filter({ hasText: words }).last();

const codeIn = async (where: Locator): Promise<string> =>
  /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(await where.innerText())?.[0] ?? 'no code';

describe('a hospital on both platforms', () => {
  it('lets a resident in Teams check in with a note, and look back at it', async () => {
    const [, teams] = await sit('ruth.kaplan', 'theo.lindqvist');
    await type(teams, 'checkin');
    const card = said(teams, 'How are you, right now?');
    await card.getByLabel('Having a hard time').check();
    await card.getByRole('button', { name: 'Keep it' }).click();
    const more = said(teams, 'A note to yourself');
    await more.getByLabel('Sleep').check();
    await more.getByLabel('A note to yourself').fill('Third night in a row.');
    await more.getByRole('button', { name: 'Next' }).click();
    await said(teams, 'What would help now?').getByRole('button', { name: 'How I have been' }).click();
    const history = said(teams, 'Third night in a row.');
    await history.waitFor();
    expect(await history.innerText()).toContain('Having a hard time');
    expect(await history.innerText()).toContain('you checked in on 1 day');
  });

  it('becomes one programme when a coordinator there types the code of a coordinator here', async () => {
    const [slack, teams] = await sit('ruth.kaplan', 'grace.osei');
    await type(slack, '/lamp admin workspaces');
    await said(slack, 'belongs to it').getByRole('button', { name: 'Connect another workspace' }).click();
    const shown = slack.getByRole('dialog');
    await shown.getByText('It works once').waitFor();
    const code = await codeIn(shown);
    await type(teams, 'admin workspaces');
    await said(teams, 'belongs to it').getByRole('button', { name: 'I have a code' }).click();
    const asks = said(teams, 'The code');
    await asks.getByLabel('The code').fill(code);
    await asks.getByRole('button', { name: 'Next' }).click();
    const sure = said(teams, 'become one programme');
    expect(await sure.innerText()).toContain('Either side can undo it');
    await sure.getByRole('button', { name: 'Connect them' }).click();
    await said(teams, 'are one programme now').waitFor();
    await said(slack, 'are one programme now').waitFor();
  });

  it('knows a nurse with an account in both as one person once she says so, and her history is one', async () => {
    const [slack, teams] = await sit('amara.bello', 'amara.bello@teams');
    await type(slack, '/checkin');
    const first = slack.getByRole('dialog');
    await first.getByLabel('Doing well').check();
    await first.getByRole('button', { name: 'Keep it' }).click();
    await first.getByLabel('A note to yourself').fill('Told in Slack.');
    await first.getByRole('button', { name: 'Next' }).click();
    await first.getByRole('button', { name: 'Nothing now' }).click();
    await first.waitFor({ state: 'hidden' });
    await type(teams, 'checkin history');
    await said(teams, 'There is nothing here yet').waitFor();

    await type(slack, '/lamp settings');
    await said(slack, 'Settings').getByRole('button', { name: 'Link my other account' }).click();
    const shown = slack.getByRole('dialog');
    await shown.getByText('It works once').waitFor();
    const code = await codeIn(shown);
    await shown.getByRole('button', { name: 'Close' }).click();
    await shown.waitFor({ state: 'hidden' });
    await type(teams, 'settings');
    await said(teams, 'Settings').getByRole('button', { name: 'I have a code' }).click();
    const asks = said(teams, 'The code');
    await asks.getByLabel('The code').fill(code);
    await asks.getByRole('button', { name: 'Next' }).click();
    await said(teams, 'Go on only if both are yours')
      .getByRole('button', { name: 'Both are mine: link' })
      .click();
    await said(teams, 'Your accounts are one now').waitFor();
    await said(slack, 'Your accounts are one now').waitFor();

    await type(teams, 'checkin history');
    await said(teams, 'Only you will see it').getByRole('button', { name: 'Check in' }).click();
    await said(teams, 'Told in Slack.').waitFor();
    // Asked again on the other side within the hour, it is the same moment: the answer changes, and does not double.
    await type(teams, 'checkin');
    const again = said(teams, 'How are you, right now?');
    expect(await again.innerText()).toContain('it changes that answer');
  });

  it('asks nothing of any other machine', () => {
    expect([...visited].filter((host) => host !== '')).toEqual(['localhost']);
  });
});
