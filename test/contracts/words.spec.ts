import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everySection } from '../../src/operator/words-list.ts';
import { formsOf, kindOf, type Part, partsOf as partsIn } from '../../src/words/forms.ts';
import { catalogues, type Key, type Language, languages, speaker } from '../../src/words/speak.ts';
import { composed } from '../support/composed.ts';
import { readingOf, syllablesOf } from '../support/reading.ts';
import { addressesOtherwise, claims } from '../support/wording.ts';

const root = join(import.meta.dirname, '../..');
const keys = Object.keys(catalogues.en) as Key[];

/** Words that are rightly the same in both languages. */
const alike: readonly Key[] = ['place.slack', 'place.teams', 'groups.bots'];

/** A text as somebody reads it: each of its forms, in each language. Those of the manifests too. */
type Said = { name: string; language: Language; said: string };
const everythingSaid: readonly Said[] = everySection().flatMap(({ texts }) =>
  texts.flatMap(({ name, en, es }) =>
    formsOf(es === undefined ? [en] : [en, es]).flatMap(({ says }) =>
      says.map((said, at) => ({ name, language: at === 0 ? ('en' as const) : ('es' as const), said })),
    ),
  ),
);
const saidIn = (language: Language): readonly Said[] =>
  everythingSaid.filter((one) => one.language === language);
const shown = ({ name, said }: Said): string => `${name}: ${said}`;

/** Every part of a message, those inside plurals and selections too. */
function partsOf(language: Language, key: Key): readonly Part[] {
  const inside = (parts: readonly Part[]): readonly Part[] =>
    parts.flatMap((part) => [
      part,
      ...('options' in part ? Object.values(part.options).flatMap((option) => inside(option.value)) : []),
    ]);
  return inside(partsIn(catalogues[language][key]));
}

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
    expect(
      saidIn(language)
        .filter(({ said }) => claims(language, said))
        .map(shown),
    ).toEqual([]);
  });

  test('say beside a box that nobody is watching it', () => {
    expect(catalogues.en['any.unwatched']).toContain('Nobody is watching');
    expect(catalogues.es['any.unwatched']).toContain('Nadie está pendiente');
  });

  test('say tú to everybody in Spanish, and neither usted nor vosotros nor vos', () => {
    expect(
      saidIn('es')
        .filter(({ said }) => addressesOtherwise(said))
        .map(shown),
    ).toEqual([]);
  });
});

describe('English that somebody of 14 years reads easily', () => {
  /** The formula counts an average: on fewer words than this one long word is all that it sees. */
  const enough = 10;

  test('is each text of ten words or more, in each of its forms', () => {
    const hard = saidIn('en')
      .map((one) => ({ ...one, ...readingOf(one.said) }))
      .filter(({ words, age }) => words >= enough && age > 14)
      .map((one) => `${one.age.toFixed(1)} years, ${shown(one)}`);
    expect(hard).toEqual([]);
  });

  test('are the short texts too, read one after another', () => {
    const hard = everySection()
      .map(({ title, texts }) => ({
        title,
        ...readingOf(texts.flatMap(({ en }) => formsOf([en]).map(({ says }) => `${says[0]}.`)).join(' ')),
      }))
      .filter(({ age }) => age > 14)
      .map(({ title, age }) => `${age.toFixed(1)} years, ${title}`);
    expect(hard).toEqual([]);
  });

  test.each([
    'Participation necessitates authorisation by the responsible organisational administrator.',
    'Your responses are encrypted utilising contemporary cryptographic mechanisms before they are persisted.',
    'When you press this button, which you may do at any time, although we would ask you to read what stands above it first, what you wrote is kept until you, or somebody who holds the key, take it away again.',
  ])('is not: %s', (said) => {
    const { words, age } = readingOf(said);
    expect(words).toBeGreaterThanOrEqual(enough - 2);
    expect(age).toBeGreaterThan(14);
  });

  test.each([
    'Your answers are kept locked, and I show them to you alone.',
    'Call or open the page of a line before you say that it was checked.',
    'It is at https://suicidepreventionlifeline.example.org/organisations, or by code 7K3M-Q9ZD, and it opens ‹unpronounceability›.',
  ])('is: %s', (said) => {
    expect(readingOf(said).age).toBeLessThanOrEqual(14);
  });

  test('follows the published formula: 13 words, 24 syllables, one sentence are grade 11.3', () => {
    // https://en.wikipedia.org/wiki/Flesch–Kincaid_readability_tests gives this sentence and its count.
    const said = 'The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.';
    const { words, age } = readingOf(said);
    expect(words).toBe(13);
    expect(age - 5).toBeCloseTo(11.3, 1);
  });

  test.each([
    [1, 'you comes looked changed used their once please reach closed health'],
    [2, 'people programme wanted advice server minutes answered table places being trial really language'],
    [3, 'somebody idea another separate hospital addresses video area usual whoever'],
    [4, 'coordinator directory everybody anonymous psychologist'],
  ])('counts %i syllables in: %s', (syllables, words) => {
    expect(words.split(' ').filter((word) => syllablesOf(word) !== syllables)).toEqual([]);
  });
});

describe('the search for claims', () => {
  test.each([
    ['en', 'We monitor this channel.'],
    ['en', 'We keep track of how you feel.'],
    ['en', 'Your answer is 100 % anonymous.'],
    ['en', 'It is 100% safe.'],
    ['en', 'This is completely anonymous.'],
    ['en', 'Your answers are totally confidential.'],
    ['en', 'Your answer cannot be traced to you.'],
    ['en', 'Your answers are untraceable.'],
    ['en', 'We guarantee that nobody sees it.'],
    ['en', 'Somebody will see this soon.'],
    ['en', 'We are always watching out for you.'],
    ['en', 'I can detect burnout.'],
    ['en', 'A diagnosis'],
    ['en', 'The hash of your ballot'],
    ['en', 'Nothing is shown below the floor.'],
    ['en', 'Team climate'],
    ['es', 'Monitoreamos este canal.'],
    ['es', 'Estamos pendientes de lo que escribes.'],
    ['es', 'Vigilamos este cuadro.'],
    ['es', 'Alguien lo verá pronto.'],
    ['es', 'Es 100 % anónimo.'],
    ['es', 'Es cien por cien anónimo.'],
    ['es', 'Es completamente anónimo.'],
    ['es', 'Tus respuestas son totalmente confidenciales.'],
    ['es', 'Nadie puede rastrear tu respuesta.'],
    ['es', 'Garantizamos tu anonimato.'],
    ['es', 'Esto no es un diagnóstico.'],
    ['es', 'Tu papeleta'],
    ['es', 'El clima del equipo'],
    ['es', 'La segunda oleada'],
  ] as const)('finds, in %s: %s', (language, said) => {
    expect(claims(language, said)).toBe(true);
  });

  test.each([
    ['en', 'Please save this. We waved goodbye to 1100 % more paper.'],
    ['en', 'Nobody is watching this box. For urgent help press the button.'],
    ['es', 'Guardado. Nadie está de guardia ahora.'],
    ['es', 'Nadie está pendiente de lo que escribes aquí.'],
    ['es', 'Hola, ¿cómo estás?'],
  ] as const)('leaves alone, in %s: %s', (language, said) => {
    expect(claims(language, said)).toBe(false);
  });
});

describe('the search for another address than tú', () => {
  test.each([
    'Usted puede cerrar esta página.',
    'Pulse el botón.',
    'Por favor, escriba un número.',
    'No ha cambiado nada. Inténtelo de nuevo.',
    'No ponga nada que permita saber quién es un paciente.',
    '¿Cómo está ahora mismo?',
    '¿Desea continuar?',
    'Si lo desea, puede añadir una nota.',
    'Su respuesta está guardada.',
    'Gracias por su respuesta.',
    'Le escribo aquí.',
    'Vuestras líneas se quedan.',
    'Podéis deshacerlo.',
    'Vos podés cambiarlo.',
  ])('finds: %s', (said) => {
    expect(addressesOtherwise(said)).toBe(true);
  });

  test.each([
    'Su gente se ha llevado sus respuestas.',
    'No le digo a nadie que lo has pedido.',
    'Pulsa el botón: lo que se abra solo lo verás tú.',
    'Pide a quien lleva este servidor que mire su registro.',
    'Puede estar mal escrito o tener más de diez minutos.',
    'Tiene 300 caracteres y caben 200.',
    'Además, son dieciséis.',
  ])('leaves alone: %s', (said) => {
    expect(addressesOtherwise(said)).toBe(false);
  });
});
