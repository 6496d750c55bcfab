// From nothing to ready, as an operator waits for it, and what it then holds in memory: against bare Bolt that listens.
//
// Ours is `node src/main.js` with nothing set up: the embedded server, migrations, the pretend Slack and its page.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { residentOf, startChild } from './child.ts';
import { compare, median, type Told, wandering } from './table.ts';

const rounds = 5;
const bolt = join(import.meta.dirname, 'bolt.ts');
const bundle = join(import.meta.dirname, '../../src/operator/bundle.ts');
const main = join(import.meta.dirname, '../../src/main.js');

type Start = { took: number; resident: number };

async function startOnce(command: readonly string[], settings: Record<string, string> = {}): Promise<Start> {
  const child = await startChild(command, settings);
  try {
    return { took: child.took, resident: await residentOf(child.process.pid ?? 0) };
  } finally {
    await child.end();
  }
}

export async function starts(): Promise<readonly Told[]> {
  // As `npm ci` leaves it: after a change of a source it would be ours from the sources.
  await promisify(execFile)(process.execPath, [bundle]);
  const bare: Start[] = [];
  const first: Start[] = [];
  const existing: Start[] = [];
  const folders: string[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const folder = await mkdtemp(join(tmpdir(), 'lamplight-bench-start-'));
      folders.push(folder);
      // As root the database server is another user, who must get through.
      await chmod(folder, 0o711);
      const settings = { DATA_DIR: join(folder, 'data'), PORT: '0' };
      bare.push(await startOnce([bolt]));
      first.push(await startOnce([main], settings));
      bare.push(await startOnce([bolt]));
      existing.push(await startOnce([main], settings));
      // A start that left nothing behind would be measured for nothing.
      const left = await readdir(settings.DATA_DIR);
      if (!left.includes('playground.json')) throw new Error('a start left no playground behind');
    }
  } finally {
    // At the end: for a minute after a thousand files have gone, ext4 takes several times as long to make a thousand others.
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
  const took = (list: readonly Start[]): number => median(list.map((one) => one.took));
  const megabytes = (list: readonly Start[]): number => median(list.map((one) => one.resident)) / 1_048_576;
  const notes = wandering(bare.map((one) => one.took));
  const inMs = (list: readonly Start[]): { value: number; baseline: number; unit: string } => ({
    value: took(list),
    baseline: took(bare),
    unit: 'ms',
  });
  return [
    compare('start-existing', inMs(existing), 'lower', 2.5, notes),
    compare('start-first', inMs(first), 'lower', 5),
    compare('memory', { value: megabytes(existing), baseline: megabytes(bare), unit: 'MB' }, 'lower', null, [
      'Our own process; the embedded server beside it holds about 60 MB more.',
    ]),
  ];
}
