// Migrations are forward only and never edited. Two processes that migrate at once behave: one waits for the other.
import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Tables } from './tables.ts';

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url));

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const migrations: Record<string, Migration> = {};
  for (const file of files) {
    const module: Migration = await import(pathToFileURL(`${folder}${file}`).href);
    migrations[file.slice(0, -3)] = { up: module.up };
  }
  return migrations;
}

const migrator = (owner: Kysely<Tables>): Migrator =>
  new Migrator({ db: owner, provider: { getMigrations: readMigrations } });

/** Applies what is missing and returns the names of what it applied. Throws the database's own error; a failed one leaves nothing behind. */
export async function migrate(owner: Kysely<Tables>): Promise<readonly string[]> {
  const { error, results } = await migrator(owner).migrateToLatest();
  if (error) throw error;
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}

/** Names of migrations that this database has not seen. */
export async function missingMigrations(owner: Kysely<Tables>): Promise<readonly string[]> {
  const all = await migrator(owner).getMigrations();
  return all.filter((migration) => !migration.executedAt).map((migration) => migration.name);
}

/** Names of migrations that this database has seen and this program does not know: a newer one was here. */
export async function unknownMigrations(owner: Kysely<Tables>): Promise<readonly string[]> {
  const table = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(owner);
  if (!table.rows[0]?.there) return [];
  const known = await readMigrations();
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    owner,
  );
  return rows.map(({ name }) => name).filter((name) => !(name in known));
}
