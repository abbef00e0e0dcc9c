import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withoutSettings } from '../proxy/without-settings.js';
import { writeFourfold } from './fourfold-snapshot.js';

/** Sessions of the made-up server by megabytes of its heap snapshot, about. */
const SESSIONS = { '50': 4_900, '250': 25_900, '1000': 104_000 } as const;

export type SnapshotSize = keyof typeof SESSIONS;
export const SNAPSHOT_SIZES = Object.keys(SESSIONS) as readonly SnapshotSize[];

/** In a cache outside of the clone, since the largest takes minutes and 5 GB of memory to write. */
const CACHE = process.env.HEAPTIDE_SNAPSHOT_CACHE ?? join(homedir(), '.cache', 'heaptide', 'heapsnapshots');

const PROGRAM = fileURLToPath(
  new URL('../../../test/bench/heapsnapshot/server-heap-program.mjs', import.meta.url),
);
const HEAP_LIMIT_MIB = 8_000;
const LIMIT_MS = 900_000;

const run = promisify(execFile);

/** Path of the snapshot of this size, which is written if it is not there. */
export async function provideSnapshot(size: SnapshotSize): Promise<string> {
  const path = join(CACHE, `server-${size}.heapsnapshot`);
  if (existsSync(path)) return path;
  console.error(`writing a heap snapshot of ${size} MB`);
  await inDraft(async (written) => {
    await run(
      process.execPath,
      [
        `--max-old-space-size=${HEAP_LIMIT_MIB}`,
        PROGRAM,
        '--sessions',
        `${SESSIONS[size]}`,
        '--out',
        written,
      ],
      { timeout: LIMIT_MS, killSignal: 'SIGKILL', env: { ...process.env, ...withoutSettings() } },
    );
    renameSync(written, path);
  });
  return path;
}

/** Gives work a snapshot of four times the largest, which is removed then: it takes 4 GB of the disk. */
export async function withFourfold(work: (path: string) => Promise<void>): Promise<void> {
  const largest = await provideSnapshot('1000');
  console.error('writing a heap snapshot four times as large');
  await inDraft(async (written) => {
    await writeFourfold(largest, written);
    await work(written);
  });
}

async function inDraft(work: (written: string) => Promise<void>): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(join(CACHE, 'draft-'));
  try {
    await work(join(draft, 'server.heapsnapshot'));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
