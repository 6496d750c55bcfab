import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bundled, bundleOf, root, stamp, stampFile } from '../../src/operator/bundled.ts';
import { until } from '../support/checkins.ts';
import { emptyFolder, startProgram } from '../support/program.ts';

describe('the bundle', () => {
  let where = '';
  const write = (name: string, text: string): void => writeFileSync(join(where, name), text);

  beforeEach(() => {
    where = mkdtempSync(join(tmpdir(), 'lamplight-bundle-'));
    for (const folder of ['src/chat', 'adapters', 'migrations', 'node_modules/.cache/lamplight'])
      mkdirSync(join(where, folder), { recursive: true });
    write('src/chat/card.ts', 'export const card = 1;');
    write('package-lock.json', '{}');
    writeFileSync(join(bundleOf(where), stampFile), stamp(where));
  });
  afterEach(() => rmSync(where, { recursive: true, force: true }));

  it('is used while the sources are those that it was made of', () => {
    expect(bundled(where)).toMatch(/^file:.*node_modules\/\.cache\/lamplight\/program\.js$/);
  });

  it.each([
    ['a source was changed', () => write('src/chat/card.ts', 'export const card = 22;')],
    ['a source came', () => write('migrations/0001-new.ts', '')],
    ['a source went', () => rmSync(join(where, 'src/chat/card.ts'))],
    ['packages were changed', () => write('package-lock.json', '{ }')],
    ['it was cut off while it was made', () => rmSync(join(bundleOf(where), stampFile))],
  ])('is not used where %s', (_, happen) => {
    happen();
    expect(bundled(where)).toBeUndefined();
  });

  it('starts, makes its tables, and starts again on what is there', { timeout: 120_000 }, async () => {
    // As deep as where it usually lies, and not in its way.
    const folder = join(root, `node_modules/.cache/lamplight-${process.pid}`);
    const data = await emptyFolder();
    onTestFinished(async () => {
      rmSync(folder, { recursive: true, force: true });
      await data.remove();
    });
    const made = await promisify(execFile)(process.execPath, [join(root, 'src/operator/bundle.ts'), folder]);
    expect(made.stderr).toBe('');
    for (const _ of ['first', 'again']) {
      const program = await startProgram({ DATA_DIR: data.path }, join(folder, 'program.js'));
      // Teams reads its keys a moment after the start.
      await until(async () => (await fetch(`${program.url}/readyz`)).status === 200);
      const page = await fetch(program.url);
      expect(await page.text()).toContain('<title>');
      expect(await program.stop()).toBe(0);
    }
  });
});
