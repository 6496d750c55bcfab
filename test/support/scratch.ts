// Where specs put what they throw away: thousands of small files and databases, which a disk is slow to make and to forget.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What is kept in memory on Linux. In containers it is often too small, and some forbid to run programs there. */
const inMemory = '/dev/shm';
const enoughBytes = 2 ** 31;

/** A folder in memory, made for this run and taken away after it; undefined where there is no place for it. */
export async function quickScratch(): Promise<{ folder: string; end(): Promise<void> } | undefined> {
  let folder: string | undefined;
  const end = async (): Promise<void> => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    const { bavail, bsize } = await statfs(inMemory);
    if (bavail * bsize < enoughBytes) return undefined;
    folder = await mkdtemp(join(inMemory, 'lamplight-test-'));
    // As root a database server is another user, who must get through.
    await chmod(folder, 0o711);
    const program = join(folder, 'program');
    await writeFile(program, '#!/bin/sh\n', { mode: 0o755 });
    await promisify(execFile)(program);
    return { folder, end };
  } catch {
    await end();
    return undefined;
  }
}
