// Folders for embedded servers, processes that use them, and the end of both.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Client } from 'pg';
import { z } from 'zod';
import { type Embedded, startEmbedded } from '../../src/database/embedded.ts';
import { findPostmaster } from '../../src/database/postmaster.ts';

const childFile = join(import.meta.dirname, 'embedded-child.ts');

const places: string[] = [];
const folders = new Set<string>();
const children: ChildProcessByStdio<Writable, Readable, null>[] = [];

/** A folder with a space in its name, open to other users unless `mode` says otherwise. */
export async function place(mode = 0o755): Promise<{ dataDir: string; keyDir: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'lamplight embedded-'));
  places.push(folder);
  await chmod(folder, mode);
  const where = { dataDir: join(folder, 'data'), keyDir: join(folder, 'keys') };
  folders.add(join(where.dataDir, 'postgres'));
  return where;
}

export async function start(
  where: { dataDir: string; keyDir: string },
  said: string[] = [],
): Promise<Embedded> {
  const embedded = await startEmbedded({ ...where, say: (line) => said.push(line) });
  folders.add(embedded.folder);
  return embedded;
}

export async function ask(url: string, query: string, values: readonly unknown[] = []): Promise<unknown[][]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: query, values: [...values], rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

export const answers = (url: string): Promise<boolean> =>
  ask(url, 'select 1').then(
    () => true,
    () => false,
  );

export async function serverOn(folder: string): Promise<number> {
  const [pid] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
}

const heard = z.object({ url: z.string(), folder: z.string(), joined: z.boolean() });

/** Another process that uses the same folder; in a group of its own, as a terminal would start it. */
export function otherProcess(where: { dataDir: string; keyDir: string }) {
  const child = spawn(process.execPath, [childFile, where.dataDir, where.keyDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  children.push(child);
  const gone = once(child, 'exit');
  const told = once(createInterface(child.stdout), 'line').then(([line]) =>
    heard.parse(JSON.parse(String(line))),
  );
  return {
    told,
    /** To it and to all that it started in its group, which is what Ctrl-C does. */
    async signal(signal: 'SIGKILL' | 'SIGINT') {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
      await gone;
    },
    async leave() {
      child.stdin.end();
      await gone;
    },
  };
}

/** Ends and removes all that was made here, however the test ended. */
export async function clearPlaces(): Promise<void> {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders) {
    const running = await findPostmaster(folder);
    if (running) process.kill(running.pid, 'SIGKILL');
    if (folder.startsWith('/var/lib/lamplight-')) await rm(dirname(folder), { recursive: true, force: true });
  }
  folders.clear();
  for (const folder of places.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
