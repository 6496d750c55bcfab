// The employer's own lines and the days on which somebody here made sure of a line: rows, and their copy in memory.
import { z } from 'zod';
import type { Transaction } from '../../database/connect.ts';
import type { OwnLines } from '../../people/memory.ts';
import { countries, type Line, lines } from './lines.ts';

const ownShape = z.object({
  id: z.string(),
  name: z.string(),
  call: z.string().optional(),
  chat: z.string().optional(),
  when: z.string().optional(),
  checkedOn: z.string(),
});

/** A line of the employer's own. `when` is in the coordinator's words: whom it is for and its hours. */
export type OwnLine = {
  id: string;
  name: string;
  call?: string | undefined;
  chat?: string | undefined;
  when?: string | undefined;
  checkedOn: string;
};

/** What the memory holds, read with care: the file on disk may be of another version. */
export function readOwn(own: OwnLines): readonly OwnLine[] {
  return own.lines.flatMap((line) => {
    const read = ownShape.safeParse(line);
    return read.success ? [{ ...read.data, checkedOn: own.checks[read.data.id] ?? read.data.checkedOn }] : [];
  });
}

/** Our lines, with the day on which this organisation last made sure, where that is later. */
export const readShipped = (own: OwnLines): readonly Line[] =>
  lines.map((line) => {
    const checked = own.checks[line.id];
    return checked && checked > line.checkedOn ? { ...line, checkedOn: checked } : line;
  });

/** Every line that coordinators here answer for: the employer's own, and ours of the countries they serve. */
export const lookedAfter = (own: OwnLines, served: ReadonlySet<string>): readonly (OwnLine | Line)[] => [
  ...readOwn(own),
  ...readShipped(own).filter((line) => served.has(line.country)),
];

export async function loadOwn(tx: Transaction): Promise<OwnLines> {
  const own = await tx.selectFrom('help_line').select('line').orderBy('created_at').execute();
  const checks = await tx.selectFrom('help_line_check').select(['line', 'checked_on']).execute();
  return {
    lines: own.map((row) => row.line),
    checks: Object.fromEntries(checks.map((check) => [check.line, check.checked_on])),
  };
}

export async function addOwn(
  tx: Transaction,
  organisation: string,
  line: OwnLine,
  now: number,
): Promise<void> {
  await tx
    .insertInto('help_line')
    .values({
      id: line.id,
      organisation_id: organisation,
      line: JSON.stringify(line),
      created_at: new Date(now),
    })
    .execute();
}

export async function removeOwn(tx: Transaction, id: string): Promise<void> {
  await tx
    .deleteFrom('help_line')
    .where((line) => line.cast('id', 'text'), '=', id)
    .execute();
  await tx.deleteFrom('help_line_check').where('line', '=', id).execute();
}

export async function noteCheck(
  tx: Transaction,
  organisation: string,
  line: string,
  day: string,
): Promise<void> {
  await tx
    .insertInto('help_line_check')
    .values({ organisation_id: organisation, line, checked_on: day })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'line']).doUpdateSet({ checked_on: day }))
    .execute();
}

/**
 * Countries whose lines the coordinators here look after; every country of ours where they chose none. What people chose
 * for themselves must never show in it: that would tell who asked for help.
 */
export async function countriesServed(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('help_country').select('country').execute();
  return new Set(rows.length > 0 ? rows.map((row) => row.country) : countries);
}

export async function serveCountries(
  tx: Transaction,
  organisation: string,
  chosen: readonly string[],
): Promise<void> {
  await tx.deleteFrom('help_country').execute();
  if (chosen.length === 0) return;
  await tx
    .insertInto('help_country')
    .values(chosen.map((country) => ({ organisation_id: organisation, country })))
    // Two coordinators may choose at the same moment.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
