// The way to PostgreSQL. Who serves a request sees one organisation; who looks across sees ids and due times.
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { openPool } from './pool.ts';
import type { Tables } from './tables.ts';

export type Transaction = KyselyTransaction<Tables>;

export type Database = {
  /** One transaction that can see and touch this organisation only. Rolls back when `work` throws. */
  within<T>(organisation: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** One transaction across organisations, under the role that reads ids and due times only. */
  across<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The owner of the tables: migrations, installing a workspace, doctor. Row-level security does not hold it back. */
  owner: Kysely<Tables>;
  close(): Promise<void>;
};

// A date is a day, not local midnight; counts fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Nobody in a chat waits longer than this for a statement: the platform gives a request three seconds in all. */
const usualMs = 2_000;

/**
 * Opens a pool on `url` (postgres://…). Connecting happens with the first statement: nothing is thrown here when the server is down.
 * `log` hears of idle connections that break; the pool replaces them by itself.
 */
export function connect(
  url: string,
  log: (problem: string) => void,
  connections = 10,
  statementMs = usualMs,
): Database {
  const settings = {
    connectionString: url,
    max: connections,
    application_name: 'lamplight',
    connectionTimeoutMillis: 1_500,
    idleTimeoutMillis: 30_000,
    query_timeout: statementMs + 500,
    statement_timeout: statementMs,
    lock_timeout: statementMs * 0.75,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    options: '-c TimeZone=UTC -c random_page_cost=1.1',
  };
  const pool = openPool(settings, log);
  const owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

  const as = <T>(role: string, organisation: string, work: (tx: Transaction) => Promise<T>): Promise<T> =>
    owner.transaction().execute(async (tx) => {
      await sql`select set_config('role', ${role}, true), set_config('lamplight.organisation', ${organisation}, true)`.execute(
        tx,
      );
      return work(tx);
    });

  return {
    within: (organisation, work) => as('lamplight_serving', organisation, work),
    across: (work) => as('lamplight_looking', '', work),
    owner,
    close: () => owner.destroy(),
  };
}
