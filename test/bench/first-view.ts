// How long whoever opens the playground waits until they can type, against the barest page of the same server.

import { openBrowser } from '../pages/browser.ts';
import { emptyFolder, startProgram } from '../support/program.ts';
import { compare, median, type Told, wandering } from './table.ts';

const rounds = 7;
const goalMs = 1_000;

export async function firstView(): Promise<readonly Told[]> {
  const folder = await emptyFolder();
  const program = await startProgram({ PLAYGROUND: 'on', DATA_DIR: folder.path });
  const browser = await openBrowser();
  const [views, bare]: [number[], number[]] = [[], []];
  async function timed(path: string, isThere: string): Promise<number> {
    // A new context each time: nothing is known from before.
    const context = await browser.newContext();
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(`${program.url}${path}`);
    await page.locator(isThere).waitFor();
    const took = performance.now() - began;
    await context.close();
    return took;
  }
  try {
    for (let round = 0; round < rounds; round += 1) {
      views.push(await timed('/', '#message[placeholder]:not([placeholder=""])'));
      bare.push(await timed('/healthz', 'body'));
    }
  } finally {
    await browser.close();
    await program.stop();
    await folder.remove();
  }
  const [value, baseline] = [median(views), median(bare)];
  return [
    compare('first-view', { value, baseline, unit: 'ms' }, 'lower', null, [
      `the playground until somebody can type, against /healthz; the median of ${rounds}; under ${goalMs} ms is asked: ${value < goalMs ? 'yes' : 'no'}`,
      ...wandering(bare),
    ]),
  ];
}
