// A table out of the bytes of a file: which letters they are, which sign stands between the cells, which line each row is on.
// RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), and what spreadsheets make of it in other countries.
import { CsvError, parse } from 'csv-parse/sync';
import { readable } from '../chat/check.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Row = {
  /** Where it begins, 1 for the first line of the file. */
  line: number;
  cells: readonly string[];
};
export type Table = { separator: string; rows: readonly Row[] };

/** Lines and columns count from 1. */
export type TableProblem =
  | { kind: 'empty' }
  /** A workbook or a picture, not text. */
  | { kind: 'not-text' }
  /** It says that it is UTF-8 or UTF-16, and is not. */
  | { kind: 'broken-letters' }
  | { kind: 'too-many'; most: number; lines: number }
  | { kind: 'quotes'; line: number }
  | { kind: 'unreadable'; line: number; column: number };

export type ReadText =
  | { kind: 'text'; text: string; encoding: Encoding }
  | { kind: 'wrong'; problem: TableProblem };
export type ReadTable = { kind: 'table'; table: Table } | { kind: 'wrong'; problem: TableProblem };

/** Of a list. A file may have as many again that are empty, or stand inside of a cell: reading more would hold everybody up. */
export const mostLines = 50_000;

const wrong = (problem: TableProblem): { kind: 'wrong'; problem: TableProblem } => ({
  kind: 'wrong',
  problem,
});

/** The first bytes of ZIP (xlsx, ods), of old Excel, PDF, PNG, JPEG. */
const otherFiles = ['504b0304', 'd0cf11e0', '25504446', '89504e47', 'ffd8ff'];

/** Every second byte of Western text in UTF-16 is zero; in no other encoding is any. */
function zeros(bytes: Buffer, from: 0 | 1): number {
  const sample = bytes.subarray(0, 2_000);
  let count = 0;
  for (let at = from; at < sample.length; at += 2) if (sample[at] === 0) count += 1;
  return count / Math.max(1, sample.length / 2);
}

function encodingOf(bytes: Buffer): { encoding: 'utf-8' | 'utf-16le' | 'utf-16be'; mark: number } {
  const head = bytes.subarray(0, 3).toString('hex');
  if (head === 'efbbbf') return { encoding: 'utf-8', mark: 3 };
  if (head.startsWith('fffe')) return { encoding: 'utf-16le', mark: 2 };
  if (head.startsWith('feff')) return { encoding: 'utf-16be', mark: 2 };
  if (zeros(bytes, 1) > 0.3 && zeros(bytes, 0) < 0.1) return { encoding: 'utf-16le', mark: 0 };
  if (zeros(bytes, 0) > 0.3 && zeros(bytes, 1) < 0.1) return { encoding: 'utf-16be', mark: 0 };
  return { encoding: 'utf-8', mark: 0 };
}

/**
 * UTF-8 and UTF-16 with or without a byte order mark; what is neither is read as Windows-1252, in which Excel writes CSV in
 * much of the world. Half a character stays half a character, so that it can be pointed at.
 */
export function readText(bytes: Buffer): ReadText {
  const head = bytes.subarray(0, 8).toString('hex');
  if (otherFiles.some((start) => head.startsWith(start))) return wrong({ kind: 'not-text' });
  const { encoding, mark } = encodingOf(bytes);
  const body = bytes.subarray(mark);
  if (body.length === 0) return wrong({ kind: 'empty' });
  if (encoding !== 'utf-8') {
    if (body.length % 2 !== 0) return wrong({ kind: 'broken-letters' });
    const little = encoding === 'utf-16le' ? body : Buffer.from(body).swap16();
    return { kind: 'text', text: little.toString('utf16le'), encoding };
  }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(body), encoding };
  } catch {
    if (mark > 0) return wrong({ kind: 'broken-letters' });
    const text = new TextDecoder('windows-1252').decode(body);
    // Five bytes mean nothing in Windows-1252.
    return /[\u0081\u008D\u008F\u0090\u009D]/.test(text)
      ? wrong({ kind: 'broken-letters' })
      : { kind: 'text', text, encoding: 'windows-1252' };
  }
}

export const separators = [',', ';', '\t', '|'] as const;

function split(text: string, separator: string, firstLine: number, to?: number): Row[] {
  const records: readonly unknown[] = parse(text, {
    delimiter: separator,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    raw: true,
    ...(to === undefined ? {} : { to }),
  });
  let line = firstLine;
  const rows: Row[] = [];
  for (const { record, raw } of records.filter(isRecord)) {
    // Lines that hold nothing, or separators only, are what spreadsheets leave behind.
    if (record.some((cell) => cell !== '')) rows.push({ line, cells: record });
    line += linesOf(raw);
  }
  return rows;
}

/** As csv-parse gives them with `raw`, which its types do not tell. */
const isRecord = (value: unknown): value is { record: readonly string[]; raw: string } =>
  typeof value === 'object' && value !== null && 'record' in value && 'raw' in value;

const badlySized = (rows: readonly Row[]): number =>
  rows.filter((row) => row.cells.length !== rows[0]?.cells.length).length;

const linesOf = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

/** The separators that make most sense of the first row; several where each makes as much. */
function likely(text: string, known: (cells: readonly string[]) => number): readonly string[] {
  const scores = separators.map((separator) => {
    try {
      return { separator, score: known(split(text, separator, 1, 1)[0]?.cells ?? []) };
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      return { separator, score: 0 };
    }
  });
  const most = Math.max(...scores.map(({ score }) => score));
  return scores.filter(({ score }) => score === most).map(({ separator }) => separator);
}

/** `known` counts the cells of a first row that mean something: the separator that makes most of them is the right one. */
export function readTable(text: string, known: (cells: readonly string[]) => number): ReadTable {
  if (text.trim() === '') return wrong({ kind: 'empty' });
  // Excel's own way to name the separator, which stands before the first row; and empty lines, which may as well.
  const [before = '', named] = /^(?:sep=([,;\t|])(?:\r\n|\n|\r))?(?:\r\n|\n|\r)*/i.exec(text) ?? [];
  const firstLine = linesOf(before) + 1;
  // The parser would turn half a character into a sign of its own: as NUL it is found again below, in its place.
  const body = text.slice(before.length).replaceAll(/\p{Cs}/gu, '\u0000');
  const lines = linesOf(body) + firstLine - 1;
  if (lines > 2 * mostLines) return wrong({ kind: 'too-many', most: mostLines, lines });
  let best: { separator: string; bad: number; rows: readonly Row[] } | undefined;
  let failed: TableProblem | undefined;
  for (const separator of named ? [named] : likely(body, known)) {
    try {
      const rows = split(body, separator, firstLine);
      const bad = badlySized(rows);
      if (!best || bad < best.bad) best = { separator, bad, rows };
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
      failed ??= { kind: 'quotes', line: line + firstLine - 1 };
    }
  }
  if (!best || (failed && known(best.rows[0]?.cells ?? []) === 0)) return wrong(failed ?? { kind: 'empty' });
  for (const row of best.rows)
    for (const [at, cell] of row.cells.entries())
      if (!readable(cell)) return wrong({ kind: 'unreadable', line: row.line, column: at + 1 });
  if (best.rows.length === 0) return wrong({ kind: 'empty' });
  return { kind: 'table', table: { separator: best.separator, rows: best.rows } };
}
