import { type RawBuilder, sql } from 'kysely';

/**
 * A list whose length PostgreSQL does not look at while it plans. Otherwise it makes a plan anew for each execution, in the hope
 * of a better one for so few, and planning costs more than what is then done. For statements that run for each event.
 */
export const listed = <Value>(
  values: readonly Value[],
  type: 'text' | 'uuid' | 'timestamptz',
): RawBuilder<readonly Value[]> => {
  const list = sql.raw(`${type}[]`);
  return sql`(select ${values}::${list})::${list}`;
};
