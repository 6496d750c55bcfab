import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/sequence.ts';

/** A folder for what machines read (`.ci/run` counts from it). Absent: people read the terminal. */
const results = process.env.LAMPLIGHT_RESULTS;

export default defineConfig({
  test: {
    include: ['test/**/*.spec.ts'],
    exclude: ['**/node_modules/**', 'test/walls/**'],
    globalSetup: ['test/support/setup.ts'],
    pool: 'forks',
    fileParallelism: true,
    // A worker loads every module once, not once a file: that took a quarter of the time. A spec leaves nothing behind in them.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: results ? ['default', ['json', { outputFile: join(results, 'tests.json') }]] : ['default'],
  },
});
