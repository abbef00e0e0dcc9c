import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOf } from './process-identity.js';
import { type NotedProcess, ownerOf, parseChild, runPlaces } from './run-directory.js';

const GRACE_MS = 1_000;
const LOOK_EVERY_MS = 20;

/** Clears up after runs that were killed together with what would have done so: ends their kubectl, and removes their directories. Never rejects. */
export async function sweepRunDirectories(env: NodeJS.ProcessEnv): Promise<void> {
  for (const place of runPlaces(env)) {
    const names = await readdir(place).catch(() => []);
    await Promise.all(names.map((name) => sweep(join(place, name), name)));
  }
}

async function sweep(path: string, name: string): Promise<void> {
  const owner = ownerOf(name);
  if (owner === undefined || isRunning(owner)) return;
  try {
    // Others can make directories of any name in a place that all may write.
    const found = await lstat(path);
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return;
    const child = parseChild(await readFile(join(path, 'child'), 'utf8').catch(() => ''));
    if (child !== undefined) await end(child);
    await rm(path, { recursive: true, force: true });
  } catch {
    // Another run sweeps it at the same time, or will.
  }
}

/** A child leads a group of its own. */
async function end(child: NotedProcess): Promise<void> {
  if (!isRunning(child)) return;
  process.kill(-child.pid, 'SIGTERM');
  for (const deadline = performance.now() + GRACE_MS; performance.now() < deadline;) {
    if (!isRunning(child)) return;
    await sleep(LOOK_EVERY_MS);
  }
  process.kill(-child.pid, 'SIGKILL');
}

function isRunning({ pid, start }: NotedProcess): boolean {
  return startOf(pid) === start;
}
