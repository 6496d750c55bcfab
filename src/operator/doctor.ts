// `npm run doctor`: each thing that an operator must know, and what to do about it, a line each. Changes nothing.
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  type Config,
  type DatabaseConfig,
  readConfig,
  readDatabaseConfig,
  settings,
  WrongSettings,
} from '../config.ts';
import { findCluster } from '../database/cluster.ts';
import { type Opened, openDatabase } from '../database/open.ts';
import type { KeyRing } from '../guard/seal.ts';
import {
  checkCoordinators,
  checkDeliveries,
  checkHelpLines,
  checkSealed,
  checkTimers,
} from './checks-contents.ts';
import {
  checkClock,
  checkConnecting,
  checkConnection,
  checkDurability,
  checkLog,
  checkMigrations,
  checkRoles,
  checkRowSecurity,
  checkServer,
} from './checks-database.ts';
import { checkInstallations } from './checks-installations.ts';
import { checkApart, checkFolder, checkKey, checkNode, checkRoom } from './checks-machine.ts';
import { checkSlack } from './checks-slack.ts';
import { checkTeams } from './checks-teams.ts';
import { explain } from './explain.ts';
import { type Finding, lineOf, look, ok, totalOf, wrong } from './finding.ts';

/** Counting a large table may take a while. */
const patienceMs = 30_000;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const findings: Finding[] = [];

function tell(...found: readonly Finding[]): void {
  for (const finding of found) print(lineOf(finding));
  findings.push(...found);
}

/** Undefined where settings are wrong; the database's own may be read all the same. */
function readOrTell<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    tell(...error.message.split('\n').map((sentence) => wrong('Settings', sentence)));
    return undefined;
  }
}

function readSettings(): { config: Config | undefined; place: DatabaseConfig | undefined } {
  const config = readOrTell(() => readConfig(process.env));
  if (config) {
    const given = settings.filter((name) => (process.env[name] ?? '').trim() !== '');
    tell(ok('Settings', given.length === 0 ? 'none is set: the playground.' : `${given.join(', ')}.`));
    return { config, place: config };
  }
  try {
    return { config, place: readDatabaseConfig(process.env) };
  } catch {
    // Told above: a setting that cannot be read here could not be read there.
    return { config, place: undefined };
  }
}

async function lookInto(
  opened: Opened,
  place: DatabaseConfig,
  config: Config | undefined,
  keys: KeyRing | undefined,
): Promise<void> {
  const { database, embedded } = opened;
  const now = (): number => Date.now();
  const where = embedded
    ? `The embedded server in ${embedded.folder}`
    : `The server at ${new URL(place.databaseUrl ?? '').host}`;
  tell(await checkServer(database, where));
  if (embedded) {
    // As root the data may have had to lie elsewhere.
    if (dirname(embedded.folder) !== (await realpath(place.dataDir))) tell(await checkRoom(embedded.folder));
    tell(await checkApart(place.keyringDir, embedded.folder));
    if (!embedded.joined)
      tell(ok('Embedded server', 'it was not running; it was started for this look, and is stopped again.'));
  }
  if (place.databaseUrl !== undefined) tell(await checkConnection(database, place.databaseUrl));
  tell(await checkConnecting(database));
  tell(await checkClock(database, now), await checkDurability(database), await checkLog(database));
  const [migrations, roles] = [await checkMigrations(database), await checkRoles(database)];
  tell(migrations, roles);
  if (migrations.verdict !== 'ok' || roles.verdict !== 'ok') return;
  tell(
    await checkRowSecurity(database),
    await checkSealed(database, keys),
    ...(await checkDeliveries(database, now())),
    await checkTimers(database, now()),
    await checkHelpLines(database, now()),
  );
  const slack = config?.slack && 'oauth' in config.slack ? config.slack : undefined;
  if (slack) tell(...(await checkInstallations(database, keys, slack.apiUrl, now())));
  // Where workspaces install it themselves, whoever installs runs the programme: no setting has to name anybody.
  const namesItself = config?.playground === true || slack !== undefined;
  if (config) tell(await checkCoordinators(database, config.coordinators, namesItself));
}

async function examineDatabase(place: DatabaseConfig, config: Config | undefined): Promise<void> {
  const dataDir = resolve(place.dataDir);
  const isThere = await stat(dataDir).then(
    () => true,
    () => false,
  );
  tell(await checkFolder('Data folder', 'DATA_DIR', dataDir));
  if (isThere) tell(await checkRoom(dataDir));
  tell(await checkFolder('Key folder', 'KEYRING_DIR', resolve(place.keyringDir)));
  const { findings: found, keys } = await checkKey(place);
  tell(...found);
  let opened: Opened | undefined;
  try {
    if (place.databaseUrl === undefined && !(await findCluster(dataDir)))
      return tell(look('Database', 'There is none yet. The first start (or npm run migrate) makes it.'));
    opened = await openDatabase(place, { say: () => undefined, problem: () => undefined }, patienceMs);
    await lookInto(opened, place, config, keys);
  } catch (error) {
    tell(wrong('Database', `${explain(error, place.databaseUrl)} What lies in it was not looked at.`));
  } finally {
    await opened?.database.close();
    await opened?.embedded?.stop();
  }
}

tell(checkNode());
const { config, place } = readSettings();
if (place) await examineDatabase(place, config);
if (config) {
  tell(...(await checkSlack(config, () => Date.now())));
  tell(...(await checkTeams(config, () => Date.now())));
} else
  for (const platform of ['Slack', 'Teams'])
    tell(look(platform, 'not looked at before the settings are right.'));
print(totalOf(findings));
process.exitCode = findings.some(({ verdict }) => verdict === 'wrong') ? 1 : 0;
