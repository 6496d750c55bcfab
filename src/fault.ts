// Tells an outage of the database from a fault of ours, and describes either without a word that a person wrote.

/**
 * The line was lost while a transaction was being committed: it may be kept, or not. `cause` is what was thrown. Whoever
 * runs it again must be sure that a second effect does no harm.
 */
export class MaybeCommitted extends Error {
  constructor(cause: unknown) {
    super('Nobody knows whether this was committed.', { cause });
    this.name = 'MaybeCommitted';
  }
}

/** PostgreSQL says by its code class what is wrong with itself (08, 53, 57, 58), that we waited in vain (55P03), or that it is not set up yet. */
const ofPostgres = /^(08|53|57|58|55P03|25006|3D000|28|42P01)/;
/** The wire broke, or leads nowhere. A file that is not there has such a code as well, and is no outage. */
const ofTheWire =
  /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENETRESET|EADDRNOTAVAIL|ENOTFOUND|EAI_[A-Z]+|EPROTO|ERR_SOCKET_CLOSED|ERR_STREAM_(DESTROYED|WRITE_AFTER_END))$/;
/** node-postgres gives its own errors no code, so that their words have to do: these are how they begin. */
const ofTheClient =
  /^(timeout expired|timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end|The server does not support SSL|There was an error establishing an SSL connection)/;

export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof MaybeCommitted) return true;
  const code = 'code' in error ? error.code : undefined;
  if (code === undefined) return ofTheClient.test(error.message);
  if (typeof code !== 'string') return false;
  if (/^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE') return ofPostgres.test(code);
  // Nobody listens at a socket that is a file.
  return ofTheWire.test(code) || ('syscall' in error && error.syscall === 'connect');
}

/** Two transactions stood in each other's way, and PostgreSQL ended this one: the same again may well succeed. */
export const isCollision = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

/** The lock was not to be had in time (lock_not_available), or the statement's time was up first (query_canceled). */
export const isHeld = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '57014');

/** Only what kind of problem it is. A database error's message may hold a value that a person wrote. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error';
  if (error instanceof MaybeCommitted) return `${error.name}: ${describeFault(error.cause)}`;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  // A stack begins with the message, whose lines may look like any other.
  const trace = (error.stack ?? '').replace(error.message, '').split('\n');
  const where = trace.find((line) => /^\s+at .*\/(src|adapters)\//.test(line)) ?? '';
  return `${error.name}${code} ${where.replace(/.*\/((?:src|adapters)\/[^)]*)\)?$/, '$1')}`.trim();
}
