import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Unit tests run on the TypeScript sources (`source` export condition), so they need no build.
const fromSource = { ssr: { resolve: { conditions: ['source'] } } };

/** By itself vitest leaves one core of two alone. */
const WORKERS = Math.max(2, availableParallelism());

/** Folders whose tests do not mind what else runs on the machine; those of the others measure time or memory. */
const BESIDE_OTHERS = [
  'check',
  'cli',
  'deploy',
  'fake-kube',
  'flame',
  'heapsnapshot',
  'kube',
  'kube-peer',
  'kube-process',
  'matrix',
  'mcp',
  'packages',
  'pprof',
  'pprof-engine',
  'profile',
  'proxy',
  'proxy-cli',
  'run',
  'source-maps',
  'store',
  'structure',
  'testing',
  'tui',
  'watch',
  'web',
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
          include: BESIDE_OTHERS.map((folder) => `test/${folder}/**/*.test.ts`),
          maxWorkers: WORKERS,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e-alone',
          include: ['test/**/*.test.ts'],
          exclude: ['test/long/**', ...BESIDE_OTHERS.map((folder) => `test/${folder}/**`)],
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
