// A server in a process of its own, from the first moment of its life until it says that it is ready.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export type Child = {
  /** The words after `ready: ` or `Open `, which hold addresses. */
  said: readonly string[];
  /** From the start of the process to that line, in ms. */
  took: number;
  process: ChildProcess;
  /** Ends it as its owner would, and waits until it is gone. */
  end(): Promise<void>;
};

const readyLine = /(?:ready: |Open )(.+)/;
const patienceMs = 60_000;

/** Nothing of this machine's settings reaches it: only the way to its programs and `settings`. */
export async function startChild(
  command: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const began = performance.now();
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, command, {
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...settings },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { stdout } = child;
  if (!stdout) throw new Error('a child without an output');
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error(`${command[0]} was not ready in time`)), patienceMs);
    const end = (): void => clearTimeout(late);
    stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = readyLine.exec(text)?.[1];
      if (found === undefined || !text.endsWith('\n')) return;
      end();
      resolve(found);
    });
    child.once('exit', (code) => {
      end();
      reject(new Error(`${command[0]} ended with code ${code} before it was ready`));
    });
  });
  return {
    said: said.trim().split(' '),
    took: performance.now() - began,
    process: child,
    async end() {
      child.kill('SIGINT');
      await gone;
    },
  };
}

const run = promisify(execFile);

/** What a process holds in memory, in bytes: its resident set. */
export async function residentOf(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(found) * 1_024;
  }
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) * 1_024;
}
