// Everything that a machine can say about the house without running it: `npm run check`.
// Two checks at a time, a line for each, and the words of those that failed.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireRuntime } from './runtime.ts';

requireRuntime('npm run check');

type Check = { name: string; run: readonly string[] };
type Result = { name: string; passed: boolean; seconds: number; said: string };

const root = join(import.meta.dirname, '../..');
const tool = (path: string): string => join(root, 'node_modules', path);

const rooms = ['src', 'adapters', 'migrations', 'test'];

const checks: readonly Check[] = [
  { name: 'types', run: [tool('typescript/bin/tsc'), '-p', '.', '--pretty', 'false'] },
  { name: 'lint', run: [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', '.'] },
  { name: 'format', run: [tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'walls',
    run: [tool('dependency-cruiser/bin/dependency-cruiser.mjs'), '--output-type', 'err-long', ...rooms],
  },
  { name: 'unused', run: [tool('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] },
];

/** Runs a tool under this very Node, so that none falls back on the machine's own. */
function outcome(check: Check): Promise<Result> {
  const started = performance.now();
  return new Promise((done) => {
    const said: Buffer[] = [];
    const child = spawn(process.execPath, check.run, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = (passed: boolean): void => {
      const seconds = (performance.now() - started) / 1000;
      done({ name: check.name, passed, seconds, said: Buffer.concat(said).toString('utf8').trim() });
    };
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error) => {
      said.push(Buffer.from(error.message));
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

function report(result: Result): void {
  const { name, passed, seconds, said } = result;
  console.log(`${passed ? 'ok    ' : 'failed'}  ${name.padEnd(8)}${seconds.toFixed(1).padStart(6)} s`);
  if (!passed) console.log(`\n${said.replaceAll(/^/gm, '    ')}\n`);
}

const waiting = [...checks];
const results: Result[] = [];

async function workThrough(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const result = await outcome(check);
    results.push(result);
    report(result);
  }
}

await Promise.all([workThrough(), workThrough()]);

/** For what machines read, see vitest.config.ts. */
const folder = process.env.LAMPLIGHT_RESULTS;
if (folder) {
  mkdirSync(folder, { recursive: true });
  const kept = results.map(({ name, passed, seconds }) => ({ name, passed, seconds }));
  writeFileSync(join(folder, 'checks.json'), JSON.stringify(kept));
}
process.exitCode = results.every((result) => result.passed) ? 0 : 1;
