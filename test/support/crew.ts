// Processes of the program on one data folder, what became of them, and the database that they leave.
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from '../../src/database/connect.ts';
import { readOrMakeKey } from '../../src/guard/keys.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type Stored, storedCheckins } from './checkins.ts';
import { ask, clearPlaces, place, serverOn, start } from './embedded-places.ts';
import { type Program, startProgram } from './program.ts';

export type Crew = {
  /** Starts one more process on the folder. */
  join(more?: Readonly<Record<string, string>>): Promise<Program>;
  kill(program: Program): Promise<void>;
  /** Kills the server alone, or with every process that works for it. */
  killServer(withAll: boolean): Promise<void>;
  isServerThere(): Promise<boolean>;
  /**
   * What the dead had taken up is given back, and what was to be tried later is due at once. Only while no process runs:
   * whatever is in the air would be taken up a second time.
   */
  hurry(): Promise<void>;
  /** How many deliveries have not come to an end, and how many were given up. While a process runs. */
  deliveries(): Promise<{ open: number; dead: number }>;
  /** Every check-in in the folder's database, opened with the folder's key, when nobody else uses it. */
  stored(): Promise<readonly Stored[]>;
  /** Nothing of it is left. */
  end(): Promise<void>;
};

export async function gatherCrew(environment: Readonly<Record<string, string>>): Promise<Crew> {
  const where = await place(0o711);
  const folder = join(where.dataDir, 'postgres');
  const programs = new Set<Program>();

  async function kill(program: Program): Promise<void> {
    programs.delete(program);
    const { process: child } = program;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async function theirs(url: string): Promise<readonly number[]> {
    const rows = await ask(url, 'select pid from pg_stat_activity where pid <> pg_backend_pid()').catch(
      () => [],
    );
    return rows.map(([pid]) => Number(pid));
  }

  let url = '';
  async function urlOfServer(): Promise<string> {
    if (url !== '') return url;
    const joined = await start(where);
    url = joined.url;
    await joined.stop();
    return url;
  }

  return {
    async join(more = {}) {
      const program = await startProgram({
        ...environment,
        DATA_DIR: where.dataDir,
        KEYRING_DIR: where.keyDir,
        LOG_LEVEL: 'silent',
        ...more,
      });
      programs.add(program);
      return program;
    },
    kill,
    async killServer(withAll) {
      const postmaster = await serverOn(folder);
      const pids = withAll ? await theirs(await urlOfServer()) : [];
      for (const pid of [postmaster, ...pids]) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It went by itself meanwhile.
        }
      }
    },
    isServerThere: () =>
      serverOn(folder).then(
        (pid) => pid > 0,
        () => false,
      ),
    async hurry() {
      const embedded = await start(where);
      const now = new Date();
      await ask(
        embedded.url,
        `update delivery set state = 'new', due_at = least(due_at, $1), lease = null, lease_until = null
         where state in ('new', 'sending')`,
        [now],
      );
      await embedded.stop();
    },
    async deliveries() {
      const [row] = await ask(
        await urlOfServer(),
        `select count(*) filter (where state in ('new', 'sending'))::int,
           count(*) filter (where state in ('dead', 'unreachable'))::int from delivery`,
      );
      return { open: Number(row?.[0]), dead: Number(row?.[1]) };
    },
    async stored() {
      const embedded = await start(where);
      const database = connect(embedded.url, () => undefined, 1);
      try {
        return await storedCheckins(database, makeKeyRing([await readOrMakeKey(where.keyDir)]));
      } finally {
        await database.close();
        await embedded.stop();
      }
    },
    async end() {
      for (const program of programs) await kill(program);
      await clearPlaces();
    },
  };
}
