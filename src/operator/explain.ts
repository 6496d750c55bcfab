// What keeps us from the database, and what to do about it. Never the password, and never a row's contents.
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

export const roles = ['lamplight_serving', 'lamplight_looking'] as const;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

type Target = { user: string; database: string; server: string };

/** `url` undefined is the embedded server. */
function targetOf(url: string | undefined): Target {
  if (url === undefined)
    return { user: 'lamplight', database: 'lamplight', server: 'The embedded PostgreSQL server' };
  const { username, hostname, port, pathname } = new URL(url);
  const user = decodeURIComponent(username);
  const database = decodeURIComponent(pathname.slice(1)) || user;
  return { user, database, server: `PostgreSQL at ${hostname || 'localhost'}:${port || 5432}` };
}

/** A name as SQL takes it. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** One sentence or two: what happened, and what to do. `url` undefined is the embedded server. */
export function explain(error: unknown, url: string | undefined): string {
  const { user, database, server } = targetOf(url);
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `${server} is not there: nothing listens. Start it, or correct DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${server} is not there: no machine has that name. Correct the host in DATABASE_URL.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${server} does not answer. Look at the network between here and there, or correct DATABASE_URL.`;
    case '28P01':
    case '28000':
      return `${server} refuses user ${user} (${message}). Correct the user and the password in DATABASE_URL, or the server's pg_hba.conf.`;
    case '3D000':
      return `${server} has no database ${database}. Let an administrator run: create database ${quoted(database)} owner ${quoted(user)};`;
    case '53300':
      return `${server} has no connection left. Raise max_connections there, or stop what else uses it.`;
    case '57P03':
      return `${server} is just starting or recovering. Try again in a minute.`;
    case '57014':
    case '55P03':
      return `${server} did not get to it in time: somebody else holds a lock. Try again when nobody else migrates.`;
    case '42501':
      if (/schema/.test(message))
        return `User ${user} may not make tables in database ${database}. Let an administrator run: alter database ${quoted(database)} owner to ${quoted(user)};`;
      break;
    case '':
      if (/password must be a string/.test(message))
        return `${server} asks for a password, and DATABASE_URL holds none. Write it as postgres://user:password@host:5432/database.`;
      if (/SSL/.test(message))
        return `${server} speaks no TLS. Take sslmode out of DATABASE_URL, or switch TLS on there.`;
      if (/timeout|timed out/i.test(message))
        return `${server} does not answer. Look at the network between here and there, or correct DATABASE_URL.`;
      // A sentence of ours, from the embedded server.
      return message;
  }
  if (/CERT|SIGNATURE|TLS/.test(code))
    return `${server} shows a certificate that is not trusted here (${code}). Name its authority with sslrootcert in DATABASE_URL.`;
  return `${server} says: ${message}${code === '' ? '' : ` (${code})`}.`;
}

/**
 * What an administrator of the server has to run so that this user can take the two roles; empty where nothing is missing.
 * Throws what the database throws.
 */
export async function missingGrants(owner: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ me: string; role: string; made: boolean }>`
    select current_user as me, wanted.role, pg_roles.rolname is not null as made
    from unnest(${[...roles]}::text[]) as wanted (role) left join pg_roles on rolname = wanted.role
    order by 2 desc`.execute(owner);
  const statements: string[] = [];
  for (const { me, role, made } of rows) {
    const takes = made && (await canTake(owner, role));
    if (!made) statements.push(`create role ${role} nologin;`);
    if (!takes) statements.push(`grant ${role} to ${quoted(me)};`);
  }
  return statements;
}

async function canTake(owner: Kysely<Tables>, role: string): Promise<boolean> {
  try {
    await owner.transaction().execute((tx) => sql`select set_config('role', ${role}, true)`.execute(tx));
    return true;
  } catch (error) {
    if (codeOf(error) === '42501') return false;
    throw error;
  }
}

export const askForGrants = (statements: readonly string[]): string =>
  `The user of DATABASE_URL can neither make nor take the roles that keep organisations apart. Let an administrator of the server run: ${statements.join(' ')}`;
