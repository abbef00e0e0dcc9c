import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const CACHE = fileURLToPath(new URL('../../../.build/devtools-oracle/', import.meta.url));
const ENTRY = 'front_end/entrypoints/heap_snapshot_worker/heap_snapshot_worker.ts';

/** DevTools' build generates this module, which the package therefore lacks. No text that we read passes through it. */
const LOCALES = `export const LOCALES = ['en-US'];
export const BUNDLED_LOCALES = ['en-US'];
export const DEFAULT_LOCALE = 'en-US';
export const REMOTE_FETCH_PATTERN = '';
export const LOCAL_FETCH_PATTERN = '';
`;

let bundled: Promise<string> | undefined;

/**
 * Path of an ES module with Chrome DevTools' heap snapshot worker, bundled from the sources of `chrome-devtools-frontend`
 * once for each version of it. It exports the worker's own modules, `HeapSnapshotLoader` and `HeapSnapshot` among them.
 */
export function bundleSnapshotWorker(): Promise<string> {
  return (bundled ??= bundle());
}

async function bundle(): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve('chrome-devtools-frontend/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const folder = join(CACHE, version);
  const path = join(folder, 'heap-snapshot-worker.mjs');
  if (existsSync(path)) return path;

  await mkdir(CACHE, { recursive: true });
  // Several test files may bundle at the same time: each in a folder of its own, which is whole when it gets its name.
  const draft = await mkdtemp(join(CACHE, 'draft-'));
  try {
    await write(join(dirname(manifest), ENTRY), draft);
    await rename(draft, folder);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return path;
}

async function write(entry: string, folder: string): Promise<void> {
  const build = await rolldown({
    input: { 'heap-snapshot-worker': entry },
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins: [
      {
        name: 'locales',
        resolveId: (source) => (source.endsWith('/locales.js') ? '\0locales' : undefined),
        load: (id) => (id === '\0locales' ? LOCALES : undefined),
      },
    ],
    logLevel: 'silent',
  });
  try {
    await build.write({
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name]-[hash].mjs',
    });
  } finally {
    await build.close();
  }
}
