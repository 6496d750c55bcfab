// `npm run words`: every text that a person can read, English and Spanish side by side, with where it appears, so that a
// clinician can review all of it in one sitting. Markdown on standard output, or into the file given by --out.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formsOf } from '../words/forms.ts';
import { everySection, type Section, type Text } from './words-list.ts';

const aloud = 200; // words a minute: slow enough to weigh them

const cell = (words: string): string => words.replace(/[\\|*_`<>#[\]]/g, String.raw`\$&`).replace(/\n/g, ' ');
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function rowsOf({ name, places, en, es }: Text): readonly string[] {
  const where = places.length > 3 ? [...places.slice(0, 3), `${places.length - 3} more`] : places;
  return formsOf(es === undefined ? [en] : [en, es]).map(({ when, says: [english = '', spanish] }, at) =>
    row(
      cell(english),
      spanish === undefined ? '(Slack is given English only)' : cell(spanish),
      [when && `(${when})`, at === 0 ? where.join('; ') : ''].filter(Boolean).map(cell).join(' '),
      at === 0 ? `\`${name}\`` : '',
    ),
  );
}

const tableOf = ({ title, texts }: Section): string =>
  [
    `## ${title}`,
    '',
    row('English', 'Español', 'where it appears', 'its name'),
    row('---', '---', '---', '---'),
    ...texts.flatMap(rowsOf),
    '',
  ].join('\n');

function listing(): string {
  const sections = everySection();
  const texts = sections.flatMap((section) => section.texts);
  const words = texts.map(({ en }) => en.split(/\s+/).length).reduce((sum, count) => sum + count, 0);
  return [
    '# Every text that a person can read in Lamplight',
    '',
    `${texts.length} texts; about ${Math.ceil(words / aloud)} minutes to read in one language. They stand in the order in which people meet them.`,
    'What is put in by the bot stands in ‹ ›. A text that counts has a row for each of its forms. To change one, say its name.',
    'Names of countries, languages and help lines, and what people write themselves, are not here.',
    '',
    ...sections.map(tableOf),
  ].join('\n');
}

try {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined) process.stdout.write(listing());
  else {
    writeFileSync(values.out, listing());
    process.stdout.write(`Wrote ${values.out}\n`);
  }
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\nIt takes nothing but a file to write into: npm run words -- --out words.md\n`,
  );
  process.exitCode = 1;
}
