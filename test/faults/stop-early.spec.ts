import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findCluster } from '../../src/database/cluster.ts';
import { findPostmaster } from '../../src/database/postmaster.ts';
import { until } from '../support/checkins.ts';
import { emptyFolder, startProgram } from '../support/program.ts';

const main = new URL('../../src/main.js', import.meta.url).pathname;

describe('a process that has not reached its database yet', { timeout: 30_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends at once when %s asks it to', async (signal) => {
    const folder = await emptyFolder();
    const child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env.PATH ?? '',
        PORT: '0',
        PLAYGROUND: 'on',
        DATA_DIR: folder.path,
        // Nobody listens there.
        DATABASE_URL: 'postgres://me@127.0.0.1:1/lamplight',
        LAMPLIGHT_KEY: Buffer.alloc(32, 3).toString('base64'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await folder.remove();
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    await until(() => said.split('reaching the database').length > 2);
    const ended = once(child, 'exit');
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(said).not.toContain('is ready');
  });
});

it('a start that fails while its database server is on its way leaves none running', {
  timeout: 30_000,
}, async () => {
  const folder = await emptyFolder();
  onTestFinished(folder.remove);
  // As root the database server is another user, who must get through.
  await chmod(folder.path, 0o711);
  const dataDir = join(folder.path, 'data');
  // No file can be read or written there.
  await mkdir(join(dataDir, 'playground.json'), { recursive: true });
  await expect(startProgram({ PLAYGROUND: 'on', DATA_DIR: dataDir })).rejects.toThrow('EISDIR');
  const cluster = await findCluster(dataDir);
  expect(cluster && (await findPostmaster(cluster))).toBeUndefined();
  expect(cluster).toBeDefined();
});
