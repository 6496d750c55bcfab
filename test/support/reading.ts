// How old one has to be to read something easily, by a published formula.
//
// Flesch-Kincaid grade level: 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
// J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom: Derivation of New Readability Formulas for Navy Enlisted
// Personnel. Research Branch Report 8-75, Naval Technical Training, Millington 1975 (https://stars.library.ucf.edu/istlibrary/56).
// A grade is a year of school in the United States, which begins there at six: whoever is in grade 9 is 14.

/** Names and codes are known or not, whatever their length: each counts as a word of one syllable, as does what is put in. */
const asOneWord: readonly RegExp[] = [
  /‹[^›]*›/g,
  /https?:\/\/\S*/g,
  /\b(?:Lamplight|Microsoft|PUBLIC_URL|CSV|UTF-8|AYUDA|[0-9A-Z]{4}-[0-9A-Z]{4})\b/g,
  /[0-9][0-9.,:]*/g,
];

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}][\p{L}’'-]*/gu) ?? [];

/**
 * Groups of vowels, at least one. A silent e counts for nothing: at the end (`come`, `comes`, `looked`) and inside of `some…`
 * and `every…`; it is spoken after a consonant and l (`people`), and in -ted and -ded (`wanted`). Where two vowels that
 * stand together are mostly two syllables (`idea`, `being`, `video`, `usual`, `trial`), both count.
 */
export function syllablesOf(word: string): number {
  const spoken = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/some(?=[a-z])/, 'som')
    .replace(/every/, 'evry')
    .replace(/(?<=[a-z]{2})(?<![aeiouy]|[^aeiouy]l|[szxcg]|ch|sh)es$/, 's')
    .replace(/(?<=[a-z]{2})(?<![aeioutdy])ed$/, 'd')
    .replace(/(?<=[a-z]{2})(?<![aeiouy]|[^aeiouy]l)e$/, '');
  const together = spoken.match(/[aeiouy]+/g)?.length ?? 0;
  const parted =
    spoken.match(/(?<![tcsg])i[ao](?<!li[ao](?=[nr]))|oe(?=v)|ea$|eo(?!p)|[aeiouy]ing|(?<![gq])ua(?!r)/g)
      ?.length ?? 0;
  return Math.max(1, together + parted);
}

/** Sentences end by . ! ? or a colon, where what follows stands by itself. */
function sentencesOf(text: string): readonly string[] {
  return text.split(/[.!?…:;]+(?=\s|$|[”"»)])/).filter((sentence) => wordsOf(sentence).length > 0);
}

export type Reading = { words: number; age: number };

/** The age in years, as a school year in the United States counts them (grade + 5). */
export function readingOf(text: string): Reading {
  const plain = asOneWord.reduce((all, pattern) => all.replace(pattern, 'it'), text);
  const words = wordsOf(plain);
  const sentences = sentencesOf(plain);
  if (words.length === 0) return { words: 0, age: 0 };
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const grade = (0.39 * words.length) / sentences.length + (11.8 * syllables) / words.length - 15.59;
  return { words: words.length, age: grade + 5 };
}
