// In which words people are spoken to who did not ask just now.
import type { Transaction } from '../database/connect.ts';
import { type Speaker, speakerOf } from '../words/speak.ts';

/** By the person's id; whoever is not there is absent. */
export async function speakersOf(
  tx: Transaction,
  persons: readonly string[],
): Promise<ReadonlyMap<string, Speaker>> {
  if (persons.length === 0) return new Map();
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'language', 'time_zone as timeZone'])
    .where('id', 'in', [...new Set(persons)])
    .execute();
  return new Map(rows.map((row) => [row.id, speakerOf(row)]));
}
