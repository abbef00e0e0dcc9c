import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Unit tests run on the TypeScript sources (`source` export condition), so they need no build.
const fromSource = { ssr: { resolve: { conditions: ['source'] } } };

/** By itself vitest leaves one core of two alone. */
const WORKERS = Math.max(2, availableParallelism());

/** End-to-end tests that hold a program, or the test runner itself, to times or to an amount of memory: nothing may run beside them. */
const ALONE = [
  'test/agent/{blocked,captures,exact-sites,exit,go-contract,hostile-http,threads,why,why-broken}.test.ts',
  'test/attach/**/*.test.ts',
  'test/why-cli/broken-question.test.ts',
  'test/profile/{bombs,fuzz}.test.ts',
  'test/why/traps.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        ...fromSource,
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.{ts,tsx}'],
          maxWorkers: WORKERS,
          // Hundreds of files that load the same modules: each for itself would take twice the time.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/**/*.test.ts'],
          exclude: ['test/long/**', ...ALONE],
          // Most of them wait for programs of their own half of the time.
          maxWorkers: WORKERS + 1,
          isolate: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e-alone',
          include: ALONE,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
