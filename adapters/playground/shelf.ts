// All that the page is made of: its own files, and two of other hands that draw what Teams shows.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export type Held = { type: string; body: Buffer };

const script = 'text/javascript; charset=utf-8';

const modules =
  'page beside blocks cards chat composer controls conversations element fields markdown messages modal people slack teams text time tour where wire'.split(
    ' ',
  );

const own: Readonly<Record<string, string>> = {
  'page.html': 'text/html; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'teams.css': 'text/css; charset=utf-8',
  'lamp.svg': 'image/svg+xml',
  ...Object.fromEntries(modules.map((name) => [`${name}.js`, script])),
};

/** Microsoft's drawing of Adaptive Cards, and the Markdown that it leaves to whoever shows them. */
const require = createRequire(import.meta.url);
const borrowed: Readonly<Record<string, string>> = {
  'adaptivecards.js': require.resolve('adaptivecards/dist/adaptivecards.min.js'),
  'markdown-it.js': require.resolve('markdown-it/browser'),
};

/** By file name. Throws where one is missing. */
export async function stockShelf(): Promise<ReadonlyMap<string, Held>> {
  const shelf = new Map<string, Held>();
  for (const [name, type] of Object.entries(own))
    shelf.set(name, { type, body: await readFile(new URL(`page/${name}`, import.meta.url)) });
  for (const [name, path] of Object.entries(borrowed))
    shelf.set(name, { type: script, body: await readFile(path) });
  return shelf;
}
