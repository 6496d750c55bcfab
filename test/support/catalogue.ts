// What is in a database, as its own catalogue says: a new table is covered without being named here.
import { sql } from 'kysely';
import type { Database } from '../../src/database/connect.ts';

/** Every table of ours, sorted. Those of the migrator hold names of files. */
export async function tablesOf(database: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'kysely%'
    order by 1`.execute(database.owner);
  return rows.map((row) => row.name);
}

/** How many rows each table has. */
export async function countRows(database: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(database)) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.ref(table)}`.execute(
      database.owner,
    );
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
}

/** All that a thief of the database could read, one line a value. Bytes come as text where they are text. */
export async function everythingIn(database: Database): Promise<string> {
  const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
    select table_name as table, column_name as column, data_type as type
    from information_schema.columns where table_schema = 'public'`.execute(database.owner);
  const lines: string[] = [];
  for (const { table, column, type } of columns) {
    const value =
      type === 'bytea' ? sql`encode(${sql.ref(column)}, 'escape')` : sql`${sql.ref(column)}::text`;
    const { rows } = await sql<{ value: string | null }>`
      select ${value} as value from ${sql.ref(table)}`.execute(database.owner);
    lines.push(...rows.map((row) => `${table}.${column} ${row.value ?? ''}`));
  }
  return lines.join('\n');
}
