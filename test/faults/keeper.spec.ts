import { once } from 'node:events';
import { createServer } from 'node:net';
import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { answers, ask, clearPlaces, place, serverOn, start } from '../support/embedded-places.ts';

afterEach(clearPlaces);

describe('an embedded server that is kept', { timeout: 60_000 }, () => {
  it('comes back by itself at the same address, with all that was saved, as often as it is killed', async () => {
    const said: string[] = [];
    const embedded = await start(await place(), said);
    embedded.keep();
    await ask(embedded.url, 'create table notes as select 7 as number');
    for (let kills = 1; kills <= 3; kills += 1) {
      const pid = await serverOn(embedded.folder);
      process.kill(pid, 'SIGKILL');
      await until(async () => (await serverOn(embedded.folder).catch(() => pid)) !== pid);
      await until(() => answers(embedded.url));
      expect(await ask(embedded.url, 'select number from notes')).toEqual([[7]]);
      // A power cut cannot hurt what came back either.
      for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
        expect(await ask(embedded.url, `show ${setting}`)).toEqual([['on']]);
      await until(() => said.length === kills);
    }
    await embedded.stop();
    expect(await answers(embedded.url)).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'comes back also where a child of the dead server hangs and would keep the folder for ever (Linux)',
    async () => {
      const said: string[] = [];
      const embedded = await start(await place(), said);
      embedded.keep();
      await ask(embedded.url, 'create table notes as select 7 as number');
      const client = new Client({ connectionString: embedded.url });
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      // Asleep, it never learns that its server is gone: so it is with one that waits for a lock of somebody killed.
      process.kill(Number(rows[0]?.pid), 'SIGSTOP');
      process.kill(await serverOn(embedded.folder), 'SIGKILL');
      await until(() => answers(embedded.url));
      expect(await ask(embedded.url, 'select number from notes')).toEqual([[7]]);
      await embedded.stop();
    },
  );

  it('says that its port is taken, keeps trying, and comes back when it is free', async () => {
    const said: string[] = [];
    const embedded = await start(await place(), said);
    embedded.keep();
    const { port } = new URL(embedded.url);
    process.kill(await serverOn(embedded.folder), 'SIGKILL');
    const intruder = createServer((socket) => socket.destroy());
    const take = async (): Promise<boolean> => {
      intruder.listen(Number(port), '127.0.0.1');
      return once(intruder, 'listening').then(
        () => true,
        () => false,
      );
    };
    // The dead server's children let go of the port a moment later.
    await until(take);
    await until(() => said.length > 0);
    expect(said).toEqual([
      `PostgreSQL has to come back on port ${port}, and another program has that now. Stop it.`,
    ]);
    intruder.close();
    await until(() => answers(embedded.url));
    await embedded.stop();
  });

  it('is not brought back once its last user has left', async () => {
    const embedded = await start(await place());
    embedded.keep();
    process.kill(await serverOn(embedded.folder), 'SIGKILL');
    await embedded.stop();
    expect(await answers(embedded.url)).toBe(false);
  });

  it('that nobody keeps stays away', async () => {
    const said: string[] = [];
    const where = await place();
    const first = await start(where, said);
    process.kill(await serverOn(first.folder), 'SIGKILL');
    await until(async () => !(await answers(first.url)));
    const second = await start(where);
    expect(second.joined).toBe(false);
    expect(said).toEqual([]);
    await first.stop();
    await second.stop();
  });
});
