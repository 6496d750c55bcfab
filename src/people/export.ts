// All that is held about a person, opened.
import { sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';
import type { KeyRing } from '../guard/seal.ts';
import { heldParts, whoseOf } from './held.ts';
import type { Memory } from './memory.ts';
import { makeTombstones } from './tombstone.ts';

/** Plain data, ready to be written as JSON. `tables` by their names, columns by theirs; times in ISO 8601. */
export type Export = {
  made: string;
  tables: Readonly<Record<string, readonly unknown[]>>;
  /** Lines of the staff list that name this person as somebody's manager: the lines themselves are others'. */
  linesOfOthers: number;
  /** The copy for get help now, which stands outside of the database. */
  helpCopy: readonly unknown[];
};

/** What is sealed where, as those who seal it bind it: features/checkins/store.ts, delivery/attempt.ts, shift-calendar.ts. */
const sealed: Readonly<Record<string, string>> = {
  checkin: 'sealed',
  delivery: 'payload',
  shift_calendar: 'sealed',
};

export async function exportOf(
  tx: Transaction,
  keys: KeyRing,
  memory: Memory,
  whom: { person: string; organisation: string },
  now: number,
): Promise<Export> {
  const whose = await whoseOf(tx, makeTombstones(keys), whom.person);
  const tables: Record<string, readonly unknown[]> = {};
  let linesOfOthers = 0;
  for (const { table, parts } of heldParts()) {
    const found: Record<string, unknown>[] = [];
    for (const { rows, leaves = [], count } of parts) {
      const { rows: here } = await sql<Record<string, unknown>>`
        select * from ${sql.ref(table)} where ${rows(whose)}`.execute(tx);
      if (count) linesOfOthers += here.length;
      else found.push(...here.map((row) => shown(keys, table, row, leaves, whom.organisation)));
    }
    tables[table] = found;
  }
  return {
    made: new Date(now).toISOString(),
    tables,
    linesOfOthers,
    helpCopy: whose.own.flatMap(({ platform, workspace, account }) => {
      const who = { platform, workspace, account };
      return { ...who, ...memory.person(who) };
    }),
  };
}

function shown(
  keys: KeyRing,
  table: string,
  row: Readonly<Record<string, unknown>>,
  leaves: readonly string[],
  organisation: string,
): Record<string, unknown> {
  const { organisation_id: _same, bound_to: bound, ...rest } = row;
  const column = sealed[table];
  const bytes = column === undefined ? undefined : rest[column];
  const opened: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !leaves.includes(name) && name !== column),
  );
  // Emptied once it has arrived.
  if (bytes instanceof Uint8Array && bytes.length > 0)
    opened.told = JSON.parse(
      keys
        .open(bytes, [table, typeof bound === 'string' ? bound : organisation, row.id].join(':'))
        .toString('utf8'),
    );
  return opened;
}
