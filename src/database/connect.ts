// The way to PostgreSQL. Who serves a request sees one organisation; who looks across sees ids and due times.
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { MaybeCommitted } from '../fault.ts';
import { openPool } from './pool.ts';
import type { Tables } from './tables.ts';

export type Transaction = KyselyTransaction<Tables>;

export type Database = {
  /**
   * One transaction that can see and touch this organisation only. While it runs nothing is moved out of the organisation:
   * what it has read stays true (people/moving.ts). Rolls back when `work` throws. Throws MaybeCommitted
   * where the line is lost after `work`, while it is being committed.
   */
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

/** What every transaction within an organisation shares, and whoever moves rows out of it takes alone. */
export const organisationLock = (organisation: string): RawBuilder<unknown> =>
  sql`hashtextextended(${sql.lit(`lamplight organisation ${organisation}`)}, 0)`;

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
    // A new line costs PostgreSQL as much as a dozen check-ins, and knows no plan yet: as many as usually work stay open.
    min: Math.min(connections, 6),
    query_timeout: statementMs + 500,
    statement_timeout: statementMs,
    lock_timeout: statementMs * 0.75,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    options: '-c TimeZone=UTC -c random_page_cost=1.1',
  };
  const pool = openPool(settings, log);
  const owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

  async function as<T>(
    role: string,
    organisation: string,
    together: RawBuilder<unknown>,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    let committing = false;
    try {
      return await owner.transaction().execute(async (tx) => {
        // Without values, so that `begin` goes along (pool.ts).
        await sql`select set_config('role', ${sql.lit(role)}, true), set_config('lamplight.organisation', ${sql.lit(organisation)}, true), ${together}`.execute(
          tx,
        );
        const result = await work(tx);
        committing = true;
        return result;
      });
    } catch (error) {
      throw committing && !isRefusal(error) ? new MaybeCommitted(error) : error;
    }
  }

  return {
    within: (organisation, work) =>
      as(
        'lamplight_serving',
        organisation,
        sql`pg_advisory_xact_lock_shared(${organisationLock(organisation)})`,
        work,
      ),
    across: (work) => as('lamplight_looking', '', sql`null`, work),
    owner,
    close: () => owner.destroy(),
  };
}

/** PostgreSQL itself said no to the commit, and went on: then nothing was kept. A server that goes away while it commits may have kept it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.severity === 'ERROR' || !/^(08|57P)/.test(error.code ?? ''));
