// The letters of our pictures: two TrueType files from the package, and how wide each letter is in them.
//
// Danger: resvg draws no text at all, without an error, where it finds no font. So the files are read here first, and a
// missing one ends the start.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export const fontFamily = 'DejaVu Sans';

export type Font = {
  file: string;
  /** In the unit of `size`, kerning apart. */
  width(text: string, size: number): number;
  /** The text on one line, without what the font has no letter for: controls, direction marks, pictographs. */
  drawable(text: string): string;
  /** The drawable text, cut with … where it is wider than `most`. Between letters and their accents nothing is cut. */
  fitted(text: string, size: number, most: number): string;
  /** The drawable text on at most two lines, broken between words; what does not fit is cut as above. */
  fittedOnTwo(text: string, size: number, most: number): string[];
};

/** Letter number by code point, from the table `cmap` in format 12 (OpenType specification, "cmap"). */
function readLetters(data: DataView, cmap: number): (codePoint: number) => number {
  const groups: { from: number; to: number; letter: number }[] = [];
  const count = data.getUint16(cmap + 2);
  for (let i = 0; i < count; i += 1) {
    const table = cmap + data.getUint32(cmap + 8 + i * 8);
    if (data.getUint16(table) !== 12) continue;
    const length = data.getUint32(table + 12);
    for (let group = 0; group < length; group += 1) {
      const at = table + 16 + group * 12;
      groups.push({ from: data.getUint32(at), to: data.getUint32(at + 4), letter: data.getUint32(at + 8) });
    }
    break;
  }
  return (codePoint) => {
    const group = groups.find(({ from, to }) => codePoint >= from && codePoint <= to);
    return group ? group.letter + codePoint - group.from : 0;
  };
}

function readFont(name: string): Font {
  const file = createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`);
  const bytes = readFileSync(file);
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < data.getUint16(4); i += 1) {
    const at = 12 + i * 16;
    tables.set(bytes.toString('latin1', at, at + 4), data.getUint32(at + 8));
  }
  const table = (tag: string): number => {
    const at = tables.get(tag);
    if (at === undefined) throw new Error(`The font ${file} has no table ${tag}.`);
    return at;
  };
  const unitsPerEm = data.getUint16(table('head') + 18);
  const widths = data.getUint16(table('hhea') + 34);
  const hmtx = table('hmtx');
  const letterOf = readLetters(data, table('cmap'));

  const width = (text: string, size: number): number => {
    let units = 0;
    for (const character of text) {
      const letter = letterOf(character.codePointAt(0) ?? 0);
      units += data.getUint16(hmtx + Math.min(letter, widths - 1) * 4);
    }
    return (units * size) / unitsPerEm;
  };
  const drawable = (text: string): string =>
    [...text.normalize('NFC').replace(/\s+/gu, ' ')]
      .filter((character) => !/\p{C}/u.test(character) && letterOf(character.codePointAt(0) ?? 0) !== 0)
      .join('')
      .trim();

  const fitted = (text: string, size: number, most: number): string => {
    const whole = drawable(text.slice(0, 300));
    if (width(whole, size) <= most) return whole;
    const letters = [...new Intl.Segmenter().segment(whole)].map(({ segment }) => segment);
    while (letters.length > 0 && width(`${letters.join('').trimEnd()}…`, size) > most) letters.pop();
    return `${letters.join('').trimEnd()}…`;
  };
  const fittedOnTwo = (text: string, size: number, most: number): string[] => {
    const words = drawable(text.slice(0, 300)).split(' ');
    let count = words.length;
    while (count > 1 && width(words.slice(0, count).join(' '), size) > most) count -= 1;
    const rest = words.slice(count).join(' ');
    return [words.slice(0, count).join(' '), rest]
      .filter((row) => row !== '')
      .map((row) => fitted(row, size, most));
  };
  return { file, width, drawable, fitted, fittedOnTwo };
}

export const regular = readFont('DejaVuSans.ttf');
export const bold = readFont('DejaVuSans-Bold.ttf');
