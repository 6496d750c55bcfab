// The killed hospital for longer than a suite can wait: `npm run soak` kills 200 times, `npm run soak -- --kills 50` so many
// times, `npm run soak -- --minutes 60` for an hour. The spec's own code; it prints its ledger and its seed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireRuntime } from './runtime.ts';

requireRuntime('npm run soak');

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, minutes: { type: 'string', default: '0' } },
});
const root = join(import.meta.dirname, '../..');
for (const [name, value] of Object.entries(values))
  if (!/^\d+$/.test(value)) {
    console.error(`--${name} is a whole number.`);
    process.exit(1);
  }
const child = spawn(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/faults/kill.spec.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      LAMPLIGHT_MINUTES: values.minutes,
      LAMPLIGHT_KILLS: values.kills,
    },
  },
);
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
