// What an operator uploads to Teams, held against what Teams takes and against what the code answers.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { everyFeature } from '../../src/every-feature.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { mailDigest } from '../../src/people/mail.ts';
import { verbOf } from '../../src/words/verb.ts';
import { readPng } from '../support/png.ts';
import {
  iconFaults,
  languageFaults,
  manifestFaults,
  readTeamsManifest,
  schemaVersion,
  type TeamsManifest,
} from '../support/teams-manifest.ts';

const folder = join(import.meta.dirname, '../../manifest/teams');
const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
const manifest = readTeamsManifest(text);
const [bot] = manifest.bots;
const lists = bot?.commandLists ?? [];
const { additionalLanguages: languages } = manifest.localizationInfo;
const wordsOf = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const pngOf = (kind: 'color' | 'outline'): Buffer => readFileSync(join(folder, manifest.icons[kind]));

type Commands = { title: string; description: string }[];

/** The same with something broken, to see that it is noticed. */
function broken(change: (copy: TeamsManifest, commands: Commands) => unknown): unknown {
  const copy = readTeamsManifest(text);
  change(copy, copy.bots[0]?.commandLists[0]?.commands ?? []);
  return copy;
}

describe('what Teams takes', () => {
  test('is this manifest', () => {
    expect(manifestFaults(JSON.parse(text))).toEqual([]);
    expect(manifestFaults(broken(() => undefined))).toEqual([]);
  });

  test.each<[string, Parameters<typeof broken>[0], string]>([
    ['no id', (copy) => Reflect.deleteProperty(copy, 'id'), 'id'],
    ['an id that is none', (copy) => Object.assign(copy, { id: 'lamplight' }), '/id'],
    ['another version', (copy) => Object.assign(copy, { manifestVersion: '9.9' }), '/manifestVersion'],
    ['a property that nobody knows', (copy) => Object.assign(copy, { lamp: true }), 'additional'],
    [
      'a short description that is too long',
      (copy) => Object.assign(copy, { description: { short: 'x'.repeat(81), full: 'x' } }),
      '/description/short',
    ],
    [
      'pages that are not encrypted',
      (copy) => Object.assign(copy, { developer: { ...copy.developer, privacyUrl: 'ftp://x' } }),
      '/developer/privacyUrl',
    ],
    [
      'a title that is too long',
      (_, commands) => commands.push({ title: 'x'.repeat(33), description: 'x' }),
      'title of 33',
    ],
    [
      'a description that is too long',
      (_, commands) => commands.push({ title: 'x', description: 'x'.repeat(129) }),
      'description of 129',
    ],
    [
      'a command without a description',
      (_, commands) => Reflect.deleteProperty(commands[0] ?? {}, 'description'),
      'description',
    ],
    [
      'too many commands',
      (_, commands) =>
        commands.push(...Array.from({ length: 10 }, (_one, at) => ({ title: `x${at}`, description: 'x' }))),
      'commands',
    ],
  ])('is not %s', (_, change, names) => {
    expect(manifestFaults(broken(change)).join('\n')).toContain(names);
  });
});

describe('the words in other languages', () => {
  test.each(languages.map((one) => [one.languageTag, one.file] as const))('fit (%s)', (_, file) => {
    expect(languageFaults(wordsOf(file), manifest)).toEqual([]);
  });

  test('are those of Lamplight itself, beside English', () => {
    const files = readdirSync(join(import.meta.dirname, '../../src/words')).map((name) => name.slice(0, -3));
    const own = files.filter((name) => name.length === 2 && name !== 'en');
    expect(languages.map((one) => one.languageTag)).toEqual(own);
  });

  test('that are missing, too many, too long or for another place are noticed', () => {
    const place = 'bots[0].commandLists[0].commands[0]';
    const spanish = z.record(z.string(), z.string()).parse(wordsOf('es.json'));
    const { [`${place}.title`]: _, ...without } = spanish;
    const faults = (change: object): string => languageFaults({ ...spanish, ...change }, manifest).join();
    expect(languageFaults(without, manifest)).toEqual([`${place} is missing`]);
    expect(faults({ [`${place}.description`]: 'x'.repeat(129) })).toContain('129');
    expect(faults({ 'description.short': 'x'.repeat(81) })).toContain('description.short');
    expect(faults({ 'bots[0].commandLists[0].commands[9].title': 'x' })).toContain('not there');
    expect(faults({ greeting: 'x' })).toContain('additional');
  });
});

describe('the icons', () => {
  test.each(['color', 'outline'] as const)('%s has the size and the colours that Teams asks for', (kind) => {
    expect(iconFaults(kind, pngOf(kind))).toEqual([]);
  });

  test.each(['color', 'outline'] as const)('%s is what its drawing shows', (kind) => {
    const svg = readFileSync(join(folder, `${kind}.svg`), 'utf8');
    expect(readPng(pngOf(kind))).toEqual(readPng(new Resvg(svg).render().asPng()));
  });

  test('mixed up, empty or too large are noticed', () => {
    const drawn = (body: string, size = 32): Buffer =>
      new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${body}</svg>`)
        .render()
        .asPng();
    expect(iconFaults('color', pngOf('outline'))).toContain('it is 32 by 32');
    expect(iconFaults('outline', pngOf('color'))).toContain('it is not only white');
    expect(iconFaults('outline', drawn(''))).toEqual(['nothing is drawn']);
    expect(iconFaults('outline', drawn('<rect width="9" height="9" fill="#fff"/>', 33))).toHaveLength(1);
    expect(iconFaults('outline', drawn('<rect width="9" height="9" fill="#eee"/>'))).toHaveLength(1);
    expect(iconFaults('color', drawn('<circle cx="96" cy="96" r="96" fill="#123"/>', 192))).toEqual([
      'it can be seen through',
    ]);
  });
});

describe('the commands', () => {
  const keys = makeKeyRing([Buffer.alloc(32)]);
  const digest = mailDigest(keys);
  const features = everyFeature({
    keys,
    digest,
    base: () => undefined,
    hasDirectory: () => true,
    readsAddresses: true,
  });
  /** What a programme may switch on is not named before: a manifest is the same for all. */
  const anybody = features
    .filter((feature) => !feature.optional)
    .flatMap((feature) => feature.commands)
    .filter((one) => !one.roles && !one.unlisted);
  const verbs = anybody.map((one) => one.verb).toSorted();

  test('every feature in the house is looked at here', () => {
    const folders = readdirSync(join(import.meta.dirname, '../../src/features'));
    const names = features.map((feature) => feature.name);
    for (const folder of folders) expect(names).toContain(folder);
  });

  test.each(lists.map((list) => [list.scopes.join(' and '), list.commands] as const))(
    'are what anybody can ask for (%s), and nothing else',
    (_, commands) => {
      expect(commands.map((one) => one.title).toSorted()).toEqual(verbs);
    },
  );

  test('are listed wherever people can speak to it', () => {
    expect(lists.flatMap((list) => list.scopes).toSorted()).toEqual(bot?.scopes.toSorted());
  });

  test.each(languages.map((one) => [one.languageTag, one.file] as const))(
    'are understood in another language (%s)',
    (_, file) => {
      const words = z.record(z.string(), z.string()).parse(wordsOf(file));
      for (const [list, { commands }] of lists.entries())
        for (const [at, { title }] of commands.entries()) {
          const typed = words[`bots[0].commandLists[${list}].commands[${at}].title`] ?? '';
          expect(verbOf(typed, anybody)).toEqual({ verb: title, words: '' });
        }
    },
  );
});

describe('what it asks for', () => {
  test('is a bot for people, teams and group chats, without files, calls or tabs', () => {
    expect(manifest).toMatchObject({
      manifestVersion: schemaVersion,
      bots: [
        {
          scopes: ['personal', 'team', 'groupChat'],
          isNotificationOnly: false,
          supportsFiles: false,
          supportsCalling: false,
          supportsVideo: false,
        },
      ],
    });
    expect(manifest.bots).toHaveLength(1);
  });

  test.each([
    'permissions',
    'devicePermissions',
    'authorization',
    'webApplicationInfo',
    'composeExtensions',
    'staticTabs',
    'configurableTabs',
    'meetingExtensionDefinition',
  ])('is no right beyond that: no %s', (right) => {
    expect(manifest).not.toHaveProperty(right);
  });

  test('comes from one address and one app, both to be replaced', () => {
    const addresses = Object.values(manifest.developer).filter((value) => value.startsWith('http'));
    const hosts = addresses.map((address) => new URL(address).hostname);
    expect(new Set([...hosts, ...manifest.validDomains])).toEqual(new Set(['lamplight.example.org']));
    expect(bot?.botId).toBe(manifest.id);
    expect(manifest.id).toMatch(/^[0-]{36}$/);
  });
});
