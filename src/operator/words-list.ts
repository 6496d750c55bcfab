// Every text that a person can read, in both languages, with where it appears: the catalogue, and what Slack and Teams are
// given to show before anything is typed.
import { readFileSync } from 'node:fs';
import { countries, fallback, lines } from '../features/help/lines.ts';
import { catalogues, type Key } from '../words/speak.ts';
import { placesOf, placeWords, sources } from './words-places.ts';

/** `es` is undefined where a platform knows one language only. `name` is unique. */
export type Text = { name: string; places: readonly string[]; en: string; es: string | undefined };
export type Section = { title: string; texts: readonly Text[] };

const file = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** How people meet them: by the beginnings of keys. What is not named here comes after all that is for everybody. */
const met = [
  'membership',
  'kind',
  'help',
  'command',
  'any',
  'bot',
  'home',
  'teams',
  'refused',
  'helpnow',
  'line',
  'mood',
  'topic',
  'checkin',
  'invite',
  'prompt',
  'question',
  'agree',
];
const later = [
  'membership',
  'kind',
  'settings',
  'place',
  'link',
  '',
  'admin',
  'lines',
  'staff',
  'groups',
  'install',
];
const order = [...met, ...later];
const rankOf = (key: string): number => order.indexOf(key.split('.')[0] ?? '');
/** A group is met when all of it has been. */
const rank = ({ title, keys }: Group): number => {
  const ranks = keys.map(rankOf);
  return ranks.includes(-1)
    ? order.indexOf(title.includes('for coordinators') ? 'admin' : '')
    : Math.max(...ranks);
};

type Group = { title: string; keys: readonly Key[] };
const isKey = (name: string): name is Key => Object.hasOwn(catalogues.en, name);

/** The catalogue's own grouping: a comment, then its keys. */
function groups(): readonly Group[] {
  const found: { title: string; keys: Key[] }[] = [];
  for (const line of file('src/words/en.ts').split('\n')) {
    const title = /^ {2}\/\/ (.+?)(?: \(.*\))?$/.exec(line)?.[1];
    if (title !== undefined) found.push({ title, keys: [] });
    const key = /^ {2}'([^']+)':/.exec(line)?.[1];
    if (key !== undefined && isKey(key)) found.at(-1)?.keys.push(key);
  }
  return found.filter(({ keys }) => keys.length > 0).toSorted((one, other) => rank(one) - rank(other));
}

const countryOf = new Intl.DisplayNames('en', { type: 'region' });

/** What stands below the name of a help line is placed by that name. */
const helpLines = new Map<string, string>([
  ...countries.flatMap((country) =>
    lines.flatMap((line): readonly [string, string][] =>
      line.country === country && line.about
        ? [[line.about, `get help now: below “${line.name}”, ${countryOf.of(country) ?? country}`]]
        : [],
    ),
  ),
  ...fallback.directories.map((one): [string, string] => [one.about, `get help now: below “${one.name}”`]),
]);

function catalogueSections(): readonly Section[] {
  const among = sources();
  const places = (key: Key): readonly string[] => {
    const line = helpLines.get(key);
    return line === undefined ? placesOf(key, among).map(placeWords) : [line];
  };
  return groups().map(({ title, keys }) => ({
    title,
    texts: keys.map((key) => ({
      name: key,
      places: places(key),
      en: catalogues.en[key],
      es: catalogues.es[key],
    })),
  }));
}

/** What stands in JSON at `bots[0].title`; undefined where nothing does, or no text. */
function textAt(json: unknown, path: string): string | undefined {
  let here = json;
  for (const step of path.split(/[.[\]]+/))
    here = Object.entries(here !== null && typeof here === 'object' ? here : {}).find(
      ([name]) => name === step,
    )?.[1];
  return typeof here === 'string' ? here : undefined;
}

/** Braces of a manifest are letters, those of the catalogue are not. */
const literal = (text: string): string => text.replace(/[{}]/g, (brace) => `'${brace}'`);

function manifestSection(
  title: string,
  platform: string,
  paths: Readonly<Record<string, string | undefined>>,
): Section {
  const english: unknown = JSON.parse(file(`manifest/${platform}/manifest.json`));
  return {
    title,
    texts: Object.entries(paths).flatMap(([path, es]) => {
      const en = textAt(english, path);
      const name = `manifest/${platform}: ${path}`;
      return en === undefined
        ? []
        : [
            {
              name,
              places: [`manifest/${platform}/manifest.json`],
              en: literal(en),
              es: es && literal(es),
            },
          ];
    }),
  };
}

function manifestSections(): readonly Section[] {
  const spanish: unknown = JSON.parse(file('manifest/teams/es.json'));
  const translated = Object.entries(spanish ?? {}).filter(([path]) => !path.startsWith('$'));
  const commands = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((at) => [
    `features.slash_commands[${at}].description`,
    `features.slash_commands[${at}].usage_hint`,
  ]);
  const info = ['name', 'description', 'long_description'].map((path) => `display_information.${path}`);
  return [
    manifestSection(
      'In Slack, before anything is typed',
      'slack',
      Object.fromEntries([...info, ...commands].map((path) => [path, undefined])),
    ),
    manifestSection('In Microsoft Teams, before anything is typed', 'teams', Object.fromEntries(translated)),
  ];
}

/** In the order in which people meet them. */
export const everySection = (): readonly Section[] => [...manifestSections(), ...catalogueSections()];
