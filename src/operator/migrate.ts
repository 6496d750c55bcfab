// `npm run migrate`: brings the database up to date and says what it did. The bot does the same by itself when it starts.
import { type DatabaseConfig, readDatabaseConfig, WrongSettings } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { type Opened, openDatabase } from '../database/open.ts';
import { openKeys } from '../database/reach.ts';
import { askForGrants, explain, missingGrants } from './explain.ts';

/** A migration may rewrite a large table. */
const patienceMs = 30 * 60_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function apply(config: DatabaseConfig, { database }: Opened): Promise<void> {
  try {
    const applied = await migrate(database.owner);
    for (const name of applied) say(`Applied ${name}`);
    if (applied.length === 0) say('Nothing to do: the database is up to date.');
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && error.code === '42501';
    const grants = isRefused ? await missingGrants(database.owner).catch(() => []) : [];
    throw new Error(grants.length > 0 ? askForGrants(grants) : explain(error, config.databaseUrl), {
      cause: error,
    });
  }
}

async function main(): Promise<void> {
  const config = readDatabaseConfig(process.env);
  // An embedded database is never there without its key.
  if (config.databaseUrl === undefined) await openKeys(config);
  const opened = await openDatabase(config, { say, problem: () => undefined }, patienceMs);
  try {
    await apply(config, opened);
  } finally {
    await opened.database.close();
    await opened.embedded?.stop();
  }
}

try {
  await main();
} catch (error) {
  const words = error instanceof WrongSettings || error instanceof Error ? error.message : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
