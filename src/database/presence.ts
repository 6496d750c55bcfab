// A server lives as long as somebody is present: each process that uses it keeps one connection open, known by its name.
import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { beat, findPostmaster } from './postmaster.ts';

const present = 'lamplight presence';
/** What the connections of a pool are called, by the address that they are given. */
export const poolName = 'lamplight';

export type Line = { client: Client; socket: Socket };

/** Its loss is not an exception. Throws what `pg` throws. */
export async function openLine(port: number, password: string, database = 'lamplight'): Promise<Line> {
  const socket = new Socket();
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'lamplight',
    password,
    database,
    application_name: present,
    ssl: false,
    connectionTimeoutMillis: 5_000,
    stream: () => socket,
  });
  client.on('error', () => {});
  await client.connect();
  return { client, socket };
}

/** Whether others have connections, once those that are just closing have had a moment to go. */
export async function othersStay(client: Client): Promise<boolean> {
  const end = performance.now() + 500;
  for (;;) {
    const { rows } = await client.query(
      'select 1 from pg_stat_activity where application_name = any($1) and pid <> pg_backend_pid() limit 1',
      [[poolName, present]],
    );
    if (rows.length === 0) return false;
    if (performance.now() > end) return true;
    await wait(beat);
  }
}

/** From here on another process that leaves does not take this closing connection for somebody who stays. */
export const sayLeaving = (client: Client) => client.query(`set application_name = 'lamplight leaving'`);

export type Presence = {
  /** Ends it, and hands the line over, if there is one. */
  leave(): Line | undefined;
  hasLeft(): boolean;
};

/**
 * Keeps a line open, and opens it again after a loss, without keeping our process alive. Where no server runs any more,
 * `bringBack` is asked for a line to one.
 */
export function keepPresent(
  first: Line,
  folder: string,
  password: string,
  bringBack: () => Promise<Line | undefined>,
): Presence {
  let line: Line | undefined;
  let left = false;
  const hold = (next: Line) => {
    line = next;
    next.socket.unref();
    next.client.once('end', () => {
      line = undefined;
      void comeBack();
    });
  };
  const comeBack = async () => {
    while (!left && line === undefined) {
      await wait(250, undefined, { ref: false });
      if (left) return;
      const postmaster = await findPostmaster(folder);
      const next = postmaster
        ? await openLine(postmaster.port, password).catch(() => undefined)
        : await bringBack();
      if (next === undefined) continue;
      if (left) await next.client.end();
      else hold(next);
    }
  };
  hold(first);
  return {
    leave() {
      left = true;
      line?.socket.ref();
      return line;
    },
    hasLeft: () => left,
  };
}
