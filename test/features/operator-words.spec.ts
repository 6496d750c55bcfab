import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lines } from '../../src/features/help/lines.ts';
import { placesOf, sources } from '../../src/operator/words-places.ts';
import { catalogues } from '../../src/words/speak.ts';
import { operate } from '../support/operator.ts';

const root = join(import.meta.dirname, '../..');
const keys = Object.keys(catalogues.en);
type Row = { english: string; spanish: string; where: string; name: string };

/** The rows of all tables, the headings of tables left out. A row of other than four cells is a broken table. */
function rowsOf(markdown: string): readonly Row[] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  return rows
    .filter((line) => !line.startsWith('| ---') && !line.startsWith('| English |'))
    .map((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\(?=[\\|*_`<>#[\]])/g, ''));
      expect(cells, line).toHaveLength(6);
      const [, english = '', spanish = '', where = '', name = ''] = cells;
      return { english, spanish, where, name: name.replaceAll('`', '') };
    });
}

const listed = operate('words', {});
const rows = async (): Promise<readonly Row[]> => rowsOf((await listed).said);
const formsOf = async (name: string): Promise<readonly Row[]> => {
  const all = await rows();
  const from = all.findIndex((row) => row.name === name);
  const length = all.slice(from + 1).findIndex((row) => row.name !== '');
  return all.slice(from, length < 0 ? undefined : from + 1 + length);
};

describe('the list of words', () => {
  test('holds every text of the catalogue once, in both languages', async () => {
    expect(await listed).toMatchObject({ code: 0, complained: '' });
    const all = await rows();
    const names = all.map(({ name }) => name).filter((name) => name !== '');
    expect(names.filter((name) => !name.startsWith('manifest/')).toSorted()).toEqual(keys.toSorted());
    expect(new Set(names).size).toBe(names.length);
    for (const row of all) expect([row.english, row.spanish], row.name).not.toContain('');
    expect(await formsOf('checkin.how')).toMatchObject([
      { english: catalogues.en['checkin.how'], spanish: catalogues.es['checkin.how'] },
    ]);
  });

  test('says of each where it appears', async () => {
    const named = (await rows()).filter(({ name }) => name !== '');
    expect(named.filter(({ where }) => where === '').map(({ name }) => name)).toEqual([]);
    const about = named.find(({ name }) => name === 'line.es-024.about');
    expect(about?.where).toContain(lines.find(({ id }) => id === 'es-024')?.name);
    expect(named.find(({ name }) => name === 'checkin.how')?.where).toContain('checkins: mood');
  });

  test('names places that exist: a file, and what in it arranges the words', () => {
    const among = sources();
    const places = keys.flatMap((key) => placesOf(key, among).map((place) => ({ key, ...place })));
    const missing = places.filter(({ file, inside }) => {
      const text = among.find((source) => source.file === file)?.text ?? '';
      return !existsSync(join(root, file)) || !new RegExp(`(const|function) ${inside || '$'}\\b`).test(text);
    });
    expect(missing).toEqual([]);
    expect(keys.filter((key) => !places.some((place) => place.key === key))).toEqual([]);
    expect(placesOf('nobody.says-this', among)).toEqual([]);
  });

  test('spells out what is said of one and of several, and what is chosen', async () => {
    const old = await formsOf('lines.old');
    expect(old.map(({ english }) => english.split(' has ')[0]?.split(' have ')[0])).toEqual([
      '1 help line',
      '5 help lines',
    ]);
    expect(old[0]?.spanish).toMatch(/^1 línea de ayuda lleva .* Échale un vistazo/);
    expect(old[1]?.spanish).toMatch(/^5 líneas de ayuda llevan .* Échales un vistazo/);
    const when = (await formsOf('staff.when')).map(({ english }) => english);
    expect(when.map((one) => one.replace(/.*, /, ''))).toEqual([
      'from a file.',
      'from pasted text.',
      'from the directory.',
    ]);
    for (const { english, spanish } of await rows()) expect(english + spanish).not.toMatch(/[{}#]/);
  });

  test('holds what Slack and Teams show before anything is typed', async () => {
    const all = await rows();
    const spanish: unknown = JSON.parse(await readFile(join(root, 'manifest/teams/es.json'), 'utf8'));
    for (const [path, words] of Object.entries(spanish ?? {}).filter(([name]) => !name.startsWith('$')))
      expect(
        all.find(({ name }) => name === `manifest/teams: ${path}`),
        path,
      ).toMatchObject({ spanish: words });
    const said = all.filter(({ name }) => name.startsWith('manifest/slack: ')).map(({ english }) => english);
    const slack = await readFile(join(root, 'manifest/slack/manifest.json'), 'utf8');
    for (const [, words] of slack.matchAll(/"(?:description|long_description|usage_hint)": "([^"]*)"/g))
      expect(said).toContain(words);
  });

  test('stands in the order in which people meet it', async () => {
    const titles = [...(await listed).said.matchAll(/^## (.*)$/gm)].map(([, title]) => title ?? '');
    const at = (beginning: string): number => titles.findIndex((title) => title.startsWith(beginning));
    const order = ['In Slack', 'Help', 'Get help now', 'Check-ins', 'Settings', 'Admin', 'Installing'].map(
      at,
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    const coordinators = titles.findIndex((title) => title.includes('for coordinators'));
    expect(titles.slice(coordinators, -1).every((title) => title.includes('for coordinators'))).toBe(true);
  });

  test('can be written into a file, and says so where it cannot', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lamplight-words-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const out = join(folder, 'words.md');
    expect(await operate('words', {}, ['--out', out])).toMatchObject({ code: 0, said: `Wrote ${out}\n` });
    expect(await readFile(out, 'utf8')).toBe((await listed).said);

    const nowhere = await operate('words', {}, ['--out', join(folder, 'not', 'there.md')]);
    expect(nowhere).toMatchObject({ code: 1, said: '' });
    expect(nowhere.complained).toContain('npm run words -- --out words.md');
    expect(await operate('words', {}, ['everything'])).toMatchObject({ code: 1, said: '' });
  });
});
