// Migrations are forward only and never edited. Two processes that migrate at once behave: one waits for the other.
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from './tables.ts';

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url));

async function known(): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}

async function seen(owner: Kysely<Tables>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(owner);
  if (!tables[0]?.there) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    owner,
  );
  return rows.map(({ name }) => name);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  for (const name of await known()) {
    const module: Migration = await import(`../../migrations/${name}.ts`);
    migrations[name] = { up: module.up };
  }
  return migrations;
}

/**
 * On a new database no statement takes long, and half of what they take is the way there and back: all of a migration go at once.
 * Where something is there already each has its own time, and an error says whose it is. A migration is made of statements
 * alone, without values (`sql.lit`), and reads no answer.
 */
async function inOneGo(db: Kysely<unknown>, { up }: Migration): Promise<void> {
  const statements: string[] = [];
  const driver = new DummyDriver();
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      if (parameters.length > 0) throw new Error(`A statement of a migration has values: ${text}`);
      statements.push(text);
      return { rows: [] };
    },
    streamQuery: () => {
      throw new Error('A migration reads no answer.');
    },
  };
  driver.acquireConnection = async () => connection;
  const gathering = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (one) => new PostgresIntrospector(one),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  await up(gathering);
  await sql.raw(statements.join(';\n')).execute(db);
}

/** Loads what makes the tables: for a first start, which has to wait for its server anyway. */
export const readAhead = (): Promise<unknown> => Promise.all([import('kysely/migration'), readMigrations()]);

/** Applies what is missing and returns the names of what it applied. Throws the database's own error; a failed one leaves nothing behind. */
export async function migrate(owner: Kysely<Tables>): Promise<readonly string[]> {
  // Most starts find nothing to do, and need not load what does it.
  const before = await seen(owner);
  if (String(await known()) === String(before)) return [];
  const { Migrator } = await import('kysely/migration');
  const getMigrations = async (): Promise<Record<string, Migration>> => {
    const migrations = Object.entries(await readMigrations());
    if (before.length > 0) return Object.fromEntries(migrations);
    return Object.fromEntries(
      migrations.map(([name, migration]) => [name, { up: (db) => inOneGo(db, migration) }]),
    );
  };
  const migrator = new Migrator({ db: owner, provider: { getMigrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}

/** Names of migrations that this database has not seen. */
export async function missingMigrations(owner: Kysely<Tables>): Promise<readonly string[]> {
  const done = new Set(await seen(owner));
  return (await known()).filter((name) => !done.has(name));
}

/** Names of migrations that this database has seen and this program does not know: a newer one was here. */
export async function unknownMigrations(owner: Kysely<Tables>): Promise<readonly string[]> {
  const ours = new Set(await known());
  return (await seen(owner)).filter((name) => !ours.has(name));
}
