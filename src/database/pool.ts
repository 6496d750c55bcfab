// Lines to PostgreSQL, lent out one by one. A line that is in doubt is given up, not lent out again.
import pg from 'pg';

/** What Kysely asks of a pool. */
export type Pool = Pick<pg.Pool, 'connect' | 'end' | 'options'>;

/** Stands before a statement that nobody in a chat waits for in vain: it may take this long, where others have a few seconds. */
export const atLength = '/* at length */';
const lengthMs = 60_000;

/** What comes of a statement that need not be sent. */
const nothing = { command: '', rowCount: null, rows: [] };

const mostNames = 200;
const names = new Map<string, string>();

/**
 * A statement with a name is read and planned once a line, which is half of what most of ours cost. Without values it is a
 * one-off; and lists that are written out make ever new statements, so that after so many the rest goes without a name.
 */
function nameOf(text: string, values: readonly unknown[]): string | undefined {
  if (values.length === 0) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `lamplight_${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * `log` hears of idle lines that break; the pool replaces them by itself. A statement that failed without a word from
 * PostgreSQL (no answer in time, a broken wire) leaves a line on which the next one would wait behind it in vain, for as
 * long as nobody tells us that the other end is gone: such a line refuses what follows and ends with its transaction.
 */
export function openPool(options: pg.PoolConfig, log: (problem: string) => void): Pool {
  const pool = new pg.Pool(options);
  pool.on('error', (error) => log(error.message));
  // While a line is lent out the pool does not listen to it, and its breaking then would end our process. Whoever has
  // borrowed it hears of it by their statement.
  pool.on('connect', (client) => client.on('error', () => undefined));

  async function connect(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    let doubt: { because: unknown } | undefined;
    // A transaction begins with its first statement. Where that has no values, both are one way to PostgreSQL and back.
    let isToBegin = false;
    const query = async (text: string, values: unknown[] = []): Promise<unknown> => {
      if (text === 'begin' || (isToBegin && (text === 'commit' || text === 'rollback'))) {
        isToBegin = text === 'begin';
        return nothing;
      }
      if (!isToBegin) return send(text, values);
      isToBegin = false;
      if (values.length > 0) {
        await send('begin', []);
        return send(text, values);
      }
      const results = await send(`begin; ${text}`, []);
      return Array.isArray(results) ? results.at(-1) : results;
    };
    const send = async (text: string, values: unknown[]): Promise<unknown> => {
      if (doubt) throw doubt.because;
      const name = nameOf(text, values);
      const patience = text.includes(atLength) ? { query_timeout: lengthMs } : {};
      try {
        return await client.query({ ...(name === undefined ? {} : { name }), text, values, ...patience });
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) doubt = { because: error };
        throw error;
      }
    };
    const release = (destroy?: boolean): void => client.release(destroy === true || doubt !== undefined);
    return new Proxy(client, {
      get(lent, name): unknown {
        if (name === 'query') return query;
        return name === 'release' ? release : Reflect.get(lent, name);
      },
    });
  }
  return {
    options: pool.options,
    // The pool's own `connect` may also be given a callback; Kysely gives none.
    connect: connect as Pool['connect'],
    end: () => pool.end(),
  };
}
