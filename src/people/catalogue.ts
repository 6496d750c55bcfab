// What the database's own catalogue says about whose a row is: a table of tomorrow is moved along without being named here.
import { sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';

/** A column that holds the id of a row elsewhere. `parent` is that table. */
export type Reference = { table: string; column: string; parent: string; nullable: boolean };

/** Every reference between two tables that carry an organisation, each column once. */
export async function references(tx: Transaction): Promise<readonly Reference[]> {
  const { rows } = await sql<Reference>`
    select distinct child.relname as table, own.attname as column, parent.relname as parent,
      not own.attnotnull as nullable
    from pg_constraint
    join pg_class child on child.oid = conrelid
    join pg_class parent on parent.oid = confrelid
    cross join lateral unnest(conkey, confkey) as key (own, theirs)
    join pg_attribute own on own.attrelid = conrelid and own.attnum = key.own
    join pg_attribute theirs on theirs.attrelid = confrelid and theirs.attnum = key.theirs
    where contype = 'f' and child.relnamespace = 'public'::regnamespace and theirs.attname = 'id'
      and exists (select from pg_attribute where attrelid = conrelid and attname = 'organisation_id')
      and exists (select from pg_attribute where attrelid = confrelid and attname = 'organisation_id')
    order by 1, 2`.execute(tx);
  return rows;
}

/** The names of all references that can wait until a transaction ends. */
export async function waitingReferences(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct conname as name from pg_constraint
    where condeferrable and contype = 'f' and connamespace = 'public'::regnamespace order by 1`.execute(tx);
  return rows.map((row) => row.name);
}

/** Every table that has this column. */
export async function tablesWith(tx: Transaction, column: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_attribute join pg_class on pg_class.oid = attrelid
    where attname = ${column} and not attisdropped and relkind in ('r', 'p')
      and relnamespace = 'public'::regnamespace
    order by 1`.execute(tx);
  return rows.map((row) => row.name);
}

/**
 * Before the rows of `gone` become rows of `kept` by this column: takes out those of which `kept` has one with the same key
 * already. What is kept stays as it is.
 */
export async function dropTwins(
  tx: Transaction,
  table: string,
  column: string,
  gone: string,
  kept: string,
): Promise<void> {
  const { rows } = await sql<{ columns: string[]; alike: boolean }>`
    select array(
        select attname::text from unnest(indkey) with ordinality as key (attnum, place)
        join pg_attribute on attrelid = indrelid and pg_attribute.attnum = key.attnum
        where place <= indnkeyatts) as columns,
      indnullsnotdistinct as alike
    from pg_index
    where indrelid = ${table}::regclass and indisunique and indpred is null and indexprs is null`.execute(tx);
  for (const { columns, alike } of rows) {
    const others = columns.filter((name) => name !== column);
    if (others.length === columns.length) continue;
    // A key that has no need of this column is unique without it.
    const isKey = rows.some((key) => key.columns.every((name) => others.includes(name)));
    if (isKey) continue;
    const same = others.map((name) =>
      alike
        ? sql`twin.${sql.ref(name)} is not distinct from old.${sql.ref(name)}`
        : sql`twin.${sql.ref(name)} = old.${sql.ref(name)}`,
    );
    await sql`
      delete from ${sql.ref(table)} old using ${sql.ref(table)} twin
      where ${sql.join(
        [sql`old.${sql.ref(column)} = ${gone}`, sql`twin.${sql.ref(column)} = ${kept}`, ...same],
        sql` and `,
      )}`.execute(tx);
  }
}
