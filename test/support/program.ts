// The program as an operator starts it: a process of its own, told by its environment, heard by its output.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = new URL('../../src/main.js', import.meta.url).pathname;

export type Program = {
  /** As its ready line says: `http://localhost:<port>`, unless it was given an address of its own. */
  url: string;
  output: () => string;
  process: ChildProcess;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
};

/** What Node has compiled once need not be compiled again by the next of many processes. */
const compiled = join(tmpdir(), 'lamplight-compiled');

/** Starts on a free port with nothing of this machine's environment but the path, and waits until it says that it is ready. */
export async function startProgram(
  environment: Readonly<Record<string, string>>,
  begin = main,
): Promise<Program> {
  const child = spawn(process.execPath, [begin], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const [, page, port] = /ready(?:\. Open (\S+)| on \S+?:(\d+)\.)\s/.exec(output) ?? [];
      if (page ?? port) resolve(page ?? `http://localhost:${port}`);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`It ended with ${code} before it was ready: ${output}`)));
  });
  return {
    url,
    process: child,
    output: () => output,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

export async function emptyFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'lamplight-program-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
