// The database server: whether it is one that we can rely on, and whether it keeps to itself what it is told.
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { missingMigrations, unknownMigrations } from '../database/migrate.ts';
import { askForGrants, missingGrants, roles } from './explain.ts';
import { type Finding, look, ok, wrong } from './finding.ts';

const oldest = 15;
const nowhere = '00000000-0000-0000-0000-000000000000';

/** Throws what the database throws: nothing else here makes sense then. */
export async function checkServer({ owner }: Database, where: string): Promise<Finding> {
  const { rows } = await sql<{ number: number; version: string; database: string }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
      current_database() as database`.execute(owner);
  const [{ number, version, database } = { number: 0, version: '', database: '' }] = rows;
  return Math.floor(number / 10_000) >= oldest
    ? ok('Database', `${where} answers: PostgreSQL ${version}, database ${database}.`)
    : wrong('Database', `${where} is PostgreSQL ${version}. Lamplight needs ${oldest} or newer.`);
}

/** `now` is ours in epoch ms. Leases and due times are written by our clock and read by every other process's. */
export async function checkClock({ owner }: Database, now: () => number): Promise<Finding> {
  const before = now();
  const { rows } = await sql<{ there: string }>`
    select (extract(epoch from clock_timestamp()) * 1000)::text as there`.execute(owner);
  const apart = Math.abs(Number(rows[0]?.there) - (before + now()) / 2) / 1_000;
  const says = `this machine and the database are ${apart.toFixed(1)} s apart`;
  if (apart > 30) return wrong('Clock', `${says}. Set both by the network's time (NTP).`);
  return apart > 2
    ? look('Clock', `${says}. Set both by the network's time (NTP).`)
    : ok('Clock', `${says}.`);
}

const strong: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'],
};

async function settingsOf(
  { owner }: Database,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; setting: string | null }>`
    select name, current_setting(name, true) as setting from unnest(${[...names]}::text[]) as name`.execute(
    owner,
  );
  return new Map(rows.map(({ name, setting }) => [name, setting ?? '']));
}

/** What is acknowledged must be on disk. */
export async function checkDurability(database: Database): Promise<Finding> {
  const settings = await settingsOf(database, Object.keys(strong));
  const weak = Object.entries(strong).filter(([name, fine]) => !fine.includes(settings.get(name) ?? ''));
  const named = weak.map(([name]) => `${name} is ${settings.get(name)}`).join(', ');
  return weak.length === 0
    ? ok(
        'Durability',
        'what is committed survives a power cut (fsync, full_page_writes, synchronous_commit).',
      )
    : wrong(
        'Durability',
        `${named}: a power cut may lose answers that were acknowledged. Switch on: ${weak.map(([name]) => name).join(', ')}.`,
      );
}

const logging = [
  'log_statement',
  'log_min_duration_statement',
  'log_min_duration_sample',
  'log_transaction_sample_rate',
  'log_parameter_max_length',
  'log_parameter_max_length_on_error',
  'auto_explain.log_min_duration',
  'auto_explain.log_parameter_max_length',
  'pgaudit.log_parameter',
] as const;

/** What people tell is sealed before SQL sees it; who did something, and when, would stand in the server's log. */
export async function checkLog(database: Database): Promise<Finding> {
  const settings = await settingsOf(database, logging);
  const value = (name: (typeof logging)[number]): string => settings.get(name) ?? '';
  const isOn = (name: (typeof logging)[number]): boolean =>
    !['', '-1', '0', 'off', 'none', 'ddl'].includes(value(name));
  // A threshold of 0 logs every statement.
  const isLogged = (name: (typeof logging)[number]): boolean => isOn(name) || value(name).startsWith('0');
  const causes = [
    ...(['log_statement', 'log_transaction_sample_rate'] as const).filter(isOn),
    ...(['log_min_duration_statement', 'log_min_duration_sample'] as const).filter(isLogged),
  ];
  const told: string[] = [];
  if (causes.length > 0 && value('log_parameter_max_length') !== '0')
    told.push(
      `${causes.map((name) => `${name} = ${value(name)}`).join(', ')}: set log_parameter_max_length = 0`,
    );
  if (value('log_parameter_max_length_on_error') !== '0')
    told.push('set log_parameter_max_length_on_error = 0');
  if (isLogged('auto_explain.log_min_duration') && value('auto_explain.log_parameter_max_length') !== '0')
    told.push('set auto_explain.log_parameter_max_length = 0');
  if (isOn('pgaudit.log_parameter')) told.push('set pgaudit.log_parameter = off');
  return told.length === 0
    ? ok('Server log', 'no values of statements are written to it.')
    : look(
        'Server log',
        `It keeps the values of statements: who answered and when (what they answered is sealed). For this user, ${told.join('; ')}.`,
      );
}

export async function checkConnection({ owner }: Database, url: string): Promise<Finding> {
  const { rows } = await sql<{ ssl: boolean; near: boolean }>`
    select ssl, coalesce(inet_server_addr() <<= '127.0.0.0/8' or host(inet_server_addr()) = '::1', true) as near
    from pg_stat_ssl where pid = pg_backend_pid()`.execute(owner);
  const [{ ssl, near } = { ssl: false, near: false }] = rows;
  if (ssl) return ok('Connection', 'it is encrypted.');
  return near
    ? ok('Connection', 'it does not leave this machine.')
    : look(
        'Connection',
        `What goes to ${new URL(url).hostname} is not encrypted. Add sslmode=verify-full to DATABASE_URL.`,
      );
}

/** The two roles belong to the whole server: whoever took them for another database would see every row of this one. */
export async function checkConnecting({ owner }: Database): Promise<Finding> {
  const about = 'Who may connect';
  const { rows } = await sql<{ open: boolean; statement: string }>`
    select has_database_privilege('public', current_database(), 'connect') as open,
      format('revoke connect on database %I from public;', current_database()) as statement`.execute(owner);
  const [{ open, statement } = { open: false, statement: '' }] = rows;
  return open
    ? look(about, `Every user of this server may connect to this database. Let its owner run: ${statement}`)
    : ok(about, 'only users who were let in.');
}

/** Also says whether the tables are there to be looked into. */
export async function checkMigrations({ owner }: Database): Promise<Finding> {
  const about = 'Migrations';
  const strange = await unknownMigrations(owner);
  if (strange.length > 0)
    return wrong(
      about,
      `The database is newer than this program (${strange.join(', ')}). Run the newer version, or restore the copy from before.`,
    );
  const missing = await missingMigrations(owner);
  return missing.length === 0
    ? ok(about, 'all are applied.')
    : wrong(about, `${missing.join(', ')} not applied yet. Run: npm run migrate (a start does the same).`);
}

/** Whoever serves takes a role that sees one organisation at a time. */
export async function checkRoles({ owner }: Database): Promise<Finding> {
  const about = 'Roles';
  const missing = await missingGrants(owner);
  if (missing.length > 0) return wrong(about, askForGrants(missing));
  const { rows } = await sql<{ name: string }>`
    select rolname as name from pg_roles where rolname = any(${[...roles]}) and (rolsuper or rolbypassrls)`.execute(
    owner,
  );
  if (rows.length === 0) return ok(about, `${roles.join(' and ')} are there and can be taken.`);
  const [{ name } = { name: '' }] = rows;
  return wrong(
    about,
    `${name} goes past row-level security. Let an administrator run: alter role ${name} nosuperuser nobypassrls;`,
  );
}

/** By the catalogue, so that a table of tomorrow is held to it too. Needs the migrations and the roles. */
export async function checkRowSecurity(database: Database): Promise<Finding> {
  const about = 'Row security';
  const { rows } = await sql<{ name: string; guarded: boolean }>`
    select relname as name, relrowsecurity as guarded from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'kysely_migration%'
    order by relname`.execute(database.owner);
  const bare = rows.filter(({ guarded }) => !guarded).map(({ name }) => name);
  if (bare.length > 0)
    return wrong(
      about,
      `It is off on ${bare.join(', ')}. If these are Lamplight's own, run: alter table … enable row level security; else give Lamplight a database of its own.`,
    );
  const seen = await database.within(nowhere, (tx) =>
    tx.selectFrom('workspace').select('id').limit(1).execute(),
  );
  return seen.length === 0
    ? ok(
        about,
        `it is on for all ${rows.length} tables, and nobody sees a row without naming an organisation.`,
      )
    : wrong(
        about,
        'A query that names no organisation sees rows. Stop the bot, and restore the policies (migrations/).',
      );
}
