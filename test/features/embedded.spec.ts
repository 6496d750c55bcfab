import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { findBinaries, type Runner, reachableBinaries } from '../../src/database/binaries.ts';
import {
  answers,
  ask,
  clearPlaces,
  otherProcess,
  place,
  serverOn,
  start,
} from '../support/embedded-places.ts';

const root = process.getuid?.() === 0;
const someoneElse: Runner = root ? { uid: 65534, gid: 65534 } : {};
afterEach(clearPlaces);

describe('the embedded server', { timeout: 60_000 }, () => {
  it('is a real one, there at the first start, that a power cut cannot hurt', async () => {
    const embedded = await start(await place());
    expect(embedded.joined).toBe(false);
    expect(await ask(embedded.url, 'select current_user, current_database()')).toEqual([
      ['lamplight', 'lamplight'],
    ]);
    for (const [setting, value] of [
      ['fsync', 'on'],
      ['full_page_writes', 'on'],
      ['synchronous_commit', 'on'],
      ['server_encoding', 'UTF8'],
    ]) {
      expect(await ask(embedded.url, `show ${setting}`)).toEqual([[value]]);
    }
    expect(
      await ask(
        embedded.url,
        `select datlocprovider, datlocale from pg_database where datname = 'lamplight'`,
      ),
    ).toEqual([['b', 'C.UTF-8']]);
    await embedded.stop();
    expect(await answers(embedded.url)).toBe(false);
  });

  it('is reached from this machine only, and only with the password that lies in the key folder', async () => {
    const where = await place();
    const embedded = await start(where);
    expect(await ask(embedded.url, 'show listen_addresses')).toEqual([['127.0.0.1']]);
    expect(await ask(embedded.url, 'show unix_socket_directories')).toEqual([['']]);
    const wrong = new URL(embedded.url);
    wrong.password = 'guessed';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(where.keyDir)).mode & 0o777).toBe(0o700);
    const [file = ''] = await readdir(where.keyDir);
    expect((await stat(join(where.keyDir, file))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(where.keyDir, file), 'utf8')).toBe(new URL(embedded.url).password);
    await embedded.stop();
  });

  it('has everything at the second start as it was', async () => {
    const where = await place();
    const first = await start(where);
    await ask(first.url, 'create table notes (words text)');
    await ask(first.url, 'insert into notes values ($1)', ['señal ✓']);
    await first.stop();
    const second = await start(where);
    expect(second.joined).toBe(false);
    expect(await ask(second.url, 'select words from notes')).toEqual([['señal ✓']]);
    await second.stop();
  });

  it('keeps every committed row when it is killed under load, and starts again', async () => {
    const where = await place();
    const first = await start(where);
    await ask(first.url, 'create table rows (id int primary key)');
    const kept: number[] = [];
    const writer = async (client: Client, from: number) => {
      try {
        for (let id = from; ; id += 4) {
          await client.query('insert into rows values ($1)', [id]);
          kept.push(id);
          if (kept.length === 200) process.kill(await serverOn(first.folder), 'SIGKILL');
        }
      } catch {
        // The server is gone, which is what was asked for.
      }
    };
    // All are connected before the first writes: on a slow machine the server was gone before the last had come in.
    const clients = [0, 1, 2, 3].map(() => new Client({ connectionString: first.url }));
    for (const client of clients) {
      client.on('error', () => {});
      await client.connect();
    }
    await Promise.all(clients.map(writer));

    const second = await start(where);
    expect(second.joined).toBe(false);
    const found = new Set((await ask(second.url, 'select id from rows')).map(([id]) => id));
    expect(kept.length).toBeGreaterThanOrEqual(200);
    expect(kept.filter((id) => !found.has(id))).toEqual([]);
    await first.stop();
    expect(await answers(second.url)).toBe(true);
    await second.stop();
    expect(await answers(second.url)).toBe(false);
  });

  it('starts again once the children of a killed server have gone', async () => {
    const where = await place();
    const first = await start(where);
    const [[checkpointer] = []] = await ask(
      first.url,
      `select pid from pg_stat_activity where backend_type = 'checkpointer'`,
    );
    process.kill(Number(checkpointer), 'SIGSTOP');
    process.kill(await serverOn(first.folder), 'SIGKILL');
    const starting = start(where);
    const log = join(where.dataDir, 'postgres.log');
    const refused = async () => (await readFile(log, 'utf8')).includes('pre-existing shared memory block');
    try {
      while (!(await refused())) await wait(10);
    } finally {
      process.kill(Number(checkpointer), 'SIGCONT');
    }
    const second = await starting;
    expect(await answers(second.url)).toBe(true);
    await second.stop();
  });

  it('starts beside the note of a dead server whose number a stranger has now', async () => {
    const where = await place();
    const first = await start(where);
    const { uid, gid } = await stat(first.folder);
    const stranger = spawn('sleep', ['60'], { uid, gid });
    try {
      const note = join(first.folder, 'postmaster.pid');
      const pid = await serverOn(first.folder);
      process.kill(pid, 'SIGKILL');
      await writeFile(note, (await readFile(note, 'utf8')).replace(String(pid), String(stranger.pid)));
      const second = await start(where);
      expect(second.joined).toBe(false);
      expect(await answers(second.url)).toBe(true);
      await second.stop();
    } finally {
      stranger.kill();
    }
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'outlives its process and all its group at %s, and is joined',
    async (signal) => {
      const where = await place();
      const other = otherProcess(where);
      const { url, folder } = await other.told;
      await ask(url, 'create table notes as select 7 as number');
      const pid = await serverOn(folder);
      await other.signal(signal);
      const next = await start(where);
      expect(next).toMatchObject({ url, folder, joined: true });
      expect(await serverOn(folder)).toBe(pid);
      expect(await ask(next.url, 'select number from notes')).toEqual([[7]]);
      await next.stop();
      expect(await answers(url)).toBe(false);
    },
  );

  it('is one for two processes that start at once, and stops with the last of them', async () => {
    const where = await place();
    const others = [otherProcess(where), otherProcess(where)];
    const [one, two] = await Promise.all(others.map((other) => other.told));
    expect(one?.url).toBe(two?.url);
    expect(one?.joined).toBe(!two?.joined);
    const url = one?.url ?? '';
    await others[0]?.leave();
    expect(await answers(url)).toBe(true);
    await others[1]?.leave();
    expect(await answers(url)).toBe(false);
  });

  it('goes on while a connection of somebody else is open, however it was come by', async () => {
    const where = await place();
    const embedded = await start(where);
    const doctor = new Client({ connectionString: embedded.url });
    await doctor.connect();
    await embedded.stop();
    expect((await doctor.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await doctor.end();
    const last = await start(where);
    expect(last.joined).toBe(true);
    await last.stop();
    expect(await answers(embedded.url)).toBe(false);
  });

  it('is made anew where the making was killed in the middle', async () => {
    const where = await place();
    const other = otherProcess(where);
    const halfMade = async () => {
      const names = await readdir(where.dataDir).catch(() => []);
      const making = names.find((name) => name.startsWith('postgres-making-'));
      if (making === undefined) return false;
      return stat(join(where.dataDir, making, 'postgres', 'PG_VERSION')).then(
        () => true,
        () => false,
      );
    };
    while (!(await halfMade())) await wait(2);
    await other.signal('SIGKILL');
    expect(await readdir(where.dataDir)).not.toContain('postgres');
    const embedded = await start(where);
    expect(
      await ask(embedded.url, 'select count(*)::int from pg_stat_activity where pid = pg_backend_pid()'),
    ).toEqual([[1]]);
    // As root below a folder that is root's alone, the server's user has a copy of the programs there.
    const left = (await readdir(where.dataDir)).filter((name) => !name.startsWith('postgres-binaries-'));
    expect(left.sort()).toEqual(['postgres', 'postgres.lock', 'postgres.log']);
    await embedded.stop();
  });

  it('writes nothing into its log that a person wrote', async () => {
    const where = await place();
    const embedded = await start(where);
    const words = 'i-cannot-sleep';
    await ask(embedded.url, 'create table notes (words text primary key)');
    await ask(embedded.url, 'insert into notes values ($1)', [words]);
    await expect(ask(embedded.url, 'insert into notes values ($1)', [words])).rejects.toThrow(/duplicate/);
    await expect(ask(embedded.url, 'select $1::text::int', [words])).rejects.toThrow(words);
    await expect(ask(embedded.url, `select '${words}'::int`)).rejects.toThrow(words);
    await expect(ask(embedded.url, `do $$ begin raise log '%', 'it-does-log'; end $$`)).resolves.toEqual([]);
    await embedded.stop();
    const log = await readFile(join(where.dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('it-does-log');
    expect(log).not.toContain(words);
  });

  it('does not open data whose password is gone, and says where it was', async () => {
    const where = await place();
    await (await start(where)).stop();
    const [file = ''] = await readdir(where.keyDir);
    await unlink(join(where.keyDir, file));
    await expect(start(where)).rejects.toThrow(join(where.keyDir, file));
  });
});

describe('the embedded server below a folder that nobody else can enter', { timeout: 60_000 }, () => {
  it('runs, keeps its data, and says so where the data had to lie elsewhere', async () => {
    const where = await place(0o700);
    const said: string[] = [];
    const first = await start(where, said);
    await ask(first.url, 'create table notes as select 7 as number');
    await first.stop();
    expect(first.folder === join(where.dataDir, 'postgres')).toBe(!root);
    expect(first.folder.startsWith('/var/lib/lamplight-')).toBe(root);
    expect(said.map((line) => line.includes(first.folder))).toEqual(root ? [true] : []);
    expect((await stat(first.folder)).uid).toBeGreaterThan(0);
    // Opening the way later must not make the data disappear.
    await chmod(dirname(where.dataDir), 0o755);
    const second = await start(where);
    expect(second.folder).toBe(first.folder);
    expect(await ask(second.url, 'select number from notes')).toEqual([[7]]);
    await second.stop();
  });
});

describe('the programs from npm', { timeout: 60_000 }, () => {
  const versionOf = async (bin: string) =>
    (await promisify(execFile)(join(bin, 'postgres'), ['--version'], { ...someoneElse, cwd: '/' })).stdout;

  it('are named in a sentence that says what to do where npm did not bring them', async () => {
    await expect(findBinaries('plan9')).rejects.toThrow(/plan9.*DATABASE_URL/);
  });

  it('get the library links that npm was not allowed to make, also from two processes at once', async () => {
    const found = await findBinaries();
    const { dataDir } = await place();
    await mkdir(dataDir);
    const folder = join(dataDir, 'native');
    await cp(found.folder, folder, { recursive: true, verbatimSymlinks: true });
    for (const { target } of found.links) await unlink(join(dataDir, target));
    const bare = { ...found, folder };
    const bins = await Promise.all([1, 2].map(() => reachableBinaries(bare, someoneElse, dataDir)));
    expect(bins).toEqual([join(folder, 'bin'), join(folder, 'bin')]);
    expect(await versionOf(join(folder, 'bin'))).toContain('PostgreSQL');
  });

  it('are copied to where the server’s user can run them, where that user cannot run npm’s', async () => {
    const found = await findBinaries();
    const [hidden, open] = [await place(0o700), await place()];
    await Promise.all([mkdir(hidden.dataDir), mkdir(open.dataDir)]);
    const folder = join(hidden.dataDir, 'native');
    await cp(found.folder, folder, { recursive: true, verbatimSymlinks: true });
    // An ordinary user enters the own folder, so there the programs themselves are closed.
    if (!root) await chmod(join(folder, 'bin', 'postgres'), 0o600);
    const bin = await reachableBinaries({ ...found, folder }, someoneElse, open.dataDir);
    expect(bin.startsWith(open.dataDir)).toBe(true);
    expect(await versionOf(bin)).toContain('PostgreSQL');
    expect(await reachableBinaries({ ...found, folder }, someoneElse, open.dataDir)).toBe(bin);
  });
});
