import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { catalogues, type Key, type Language, languages, speaker } from '../../src/words/speak.ts';

const root = join(import.meta.dirname, '../..');
const keys = Object.keys(catalogues.en) as Key[];

/** Keys that are put together from a beginning and a value, as `beginning${…}`. */
const composed: readonly string[] = ['mood.', 'topic.', 'checkin.trend-'];

/** Words that are rightly the same in both languages. */
const alike: readonly Key[] = ['place.slack', 'place.teams', 'groups.bots'];

/** Whoever reads this must not feel watched over, judged, or promised what no machine can hold; and no word of our own trade. */
const forbidden: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    whole('monitor\\p{L}*|watch(es|ed|ing)?|diagnos\\p{L}*|untraceable|100 ?%'),
    whole('(someone|somebody) (will|is going to) (see|read|notice)'),
    whole(
      'ballots?|floors?|cuts?|rosters?|instruments?|waves?|climates?|releas(e|es|ed|ing)|guard(s|ed)?|hash(es|ed)?',
    ),
  ],
  es: [
    whole('monitor\\p{L}*|vigil\\p{L}*|diagn[oó]stic\\p{L}*|irrastreables?|imposible de rastrear|100 ?%'),
    whole('alguien (lo |la |te )?(verá|leerá|notará|va a (ver|leer|notar)\\p{L}*)'),
    whole(
      'papeletas?|urnas?|pisos?|umbral(es)?|cortes?|padr[oó]n|n[oó]minas?|instrumentos?|oleadas?|olas?|climas?',
    ),
    whole('liberaci(ó|o)n(es)?|guardi[áa]n(es)?|hash(es)?'),
  ],
};
/** It says that nobody is watching. */
const honest: readonly Key[] = ['any.unwatched'];

function whole(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(${words})(?![\\p{L}\\p{N}])`, 'iu');
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** Every part of a message, those inside plurals and selections too. */
function partsOf(language: Language, key: Key): readonly Part[] {
  const inside = (parts: readonly Part[]): readonly Part[] =>
    parts.flatMap((part) => [
      part,
      ...('options' in part ? Object.values(part.options).flatMap((option) => inside(option.value)) : []),
    ]);
  const text = catalogues[language][key];
  return inside(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst());
}

// The kinds of ICU parts, as the parser numbers them.
const kinds = ['literal', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'] as const;
const kindOf = (part: Part): (typeof kinds)[number] => kinds[part.type] ?? 'tag';

/** What is put into a message, as `n: plural`; sorted, each once. */
function argumentsOf(language: Language, key: Key): readonly string[] {
  const named = partsOf(language, key).flatMap((part) => {
    const kind = kindOf(part);
    if (kind === 'literal' || kind === 'pound' || !('value' in part)) return [];
    return [
      `${part.value}: ${kind}${'style' in part && typeof part.style === 'string' ? ` ${part.style}` : ''}`,
    ];
  });
  return [...new Set(named)].sort();
}

/** What is really said, without what is put in. */
const literally = (language: Language, key: Key): string =>
  partsOf(language, key)
    .map((part) => (kindOf(part) === 'literal' && 'value' in part ? part.value : ' '))
    .join('');

const claims = (language: Language, said: string): boolean =>
  forbidden[language].some((pattern) => pattern.test(said));

function sources(): string {
  const files = ['src', 'adapters'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  return files
    .filter((file) => file.endsWith('.ts') && !/^src\/words\/(en|es)\.ts$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
}

describe('the catalogues', () => {
  test('exist in English and Spanish at least', () => {
    expect(languages).toEqual(expect.arrayContaining(['en', 'es']));
  });

  test.each(languages)('are complete: %s has every key, and no other, and no empty text', (language) => {
    expect(Object.keys(catalogues[language]).sort()).toEqual([...keys].sort());
    const empty = keys.filter(
      (key) => literally(language, key).trim() === '' && argumentsOf(language, key).length === 0,
    );
    expect(empty).toEqual([]);
  });

  test.each(languages)('put the same things into the same sentences: %s', (language) => {
    const put = (which: Language) => Object.fromEntries(keys.map((key) => [key, argumentsOf(which, key)]));
    expect(put(language)).toEqual(put('en'));
  });

  test.each(languages)('know one from several, wherever they count: %s', (language) => {
    const uncounted = keys.filter((key) =>
      partsOf(language, key).some(
        (part) => kindOf(part) === 'plural' && 'options' in part && !('one' in part.options),
      ),
    );
    expect(uncounted).toEqual([]);
  });

  test.each(languages)('can be spoken, every one: %s', (language) => {
    const say = speaker(language, 'Europe/Madrid');
    const sample: Readonly<Record<string, string | number | Date>> = {
      argument: 'Ana',
      number: 3,
      plural: 3,
      select: 'other',
      date: new Date(0),
      time: new Date(0),
    };
    for (const key of keys) {
      const values = argumentsOf(language, key).map((argument) => {
        const [name = '', kind = ''] = argument.split(/: | /);
        return [name, sample[kind] ?? 'Ana'] as const;
      });
      expect(say(key, Object.fromEntries(values)), key).not.toMatch(/[{}]|undefined|Invalid/);
    }
  });

  test('are translated, not copied', () => {
    const copied = keys.filter(
      (key) =>
        /\p{L}/u.test(literally('en', key)) &&
        literally('en', key) === literally('es', key) &&
        !alike.includes(key),
    );
    expect(copied).toEqual([]);
    expect(alike.filter((key) => catalogues.en[key] !== catalogues.es[key])).toEqual([]);
  });

  test('hold nothing that nobody says', () => {
    const code = sources();
    const unsaid = keys.filter(
      (key) => !code.includes(`'${key}'`) && !composed.some((beginning) => key.startsWith(beginning)),
    );
    expect(unsaid).toEqual([]);
    const stale = composed.filter(
      (beginning) => !code.includes(`\`${beginning}\${`) || !keys.some((key) => key.startsWith(beginning)),
    );
    expect(stale).toEqual([]);
  });

  test.each(languages)('claim nothing that is not so, and use nobody’s jargon: %s', (language) => {
    const claimed = keys
      .filter((key) => !honest.includes(key) && claims(language, literally(language, key)))
      .map((key) => `${key}: ${catalogues[language][key]}`);
    expect(claimed).toEqual([]);
  });
});

describe('the search for claims', () => {
  test.each([
    ['en', 'We monitor this channel.'],
    ['en', 'Your answer is 100 % anonymous.'],
    ['en', 'It is 100% safe.'],
    ['en', 'Somebody will see this soon.'],
    ['en', 'A diagnosis'],
    ['en', 'The hash of your ballot'],
    ['en', 'Team climate'],
    ['es', 'Monitoreamos este canal.'],
    ['es', 'Alguien lo verá pronto.'],
    ['es', 'Es 100 % anónimo.'],
    ['es', 'Esto no es un diagnóstico.'],
    ['es', 'Tu papeleta'],
  ] as const)('finds, in %s: %s', (language, said) => {
    expect(claims(language, said)).toBe(true);
  });

  test.each([
    ['en', 'Please save this. We waved goodbye to 1100 % more paper.'],
    ['es', 'Guardado. Nadie está de guardia ahora.'],
    ['es', 'Hola, ¿cómo estás?'],
  ] as const)('leaves alone, in %s: %s', (language, said) => {
    expect(claims(language, said)).toBe(false);
  });
});
