// One plan for lists of any length. Seeing a length, PostgreSQL plans anew for each execution, in the hope of a better plan for so
// few, and planning costs more than what is then done.
import { type RawBuilder, sql } from 'kysely';

/** A list whose length is not looked at while a statement is planned. For statements that run for each event. */
export const listed = <Value>(
  values: readonly Value[],
  type: 'text' | 'uuid' | 'timestamptz',
): RawBuilder<readonly Value[]> => {
  const list = sql.raw(`${type}[]`);
  return sql`(select ${values}::${list})::${list}`;
};
