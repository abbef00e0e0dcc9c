import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { PprofRun, RunOptions } from './run-in-process.js';

const run = promisify(execFile);

/** The oldest whose pprof merges profiles of unequal types, and knows columns. */
const OLDEST = 24;

/** Path of Go's own pprof, `undefined` where there is none that is new enough. */
export async function findGoPprof(): Promise<string | undefined> {
  for (const go of ['go', '/usr/local/go/bin/go']) {
    const version = await run(go, ['version']).catch(() => undefined);
    const minor = /go1\.(\d+)/.exec(version?.stdout ?? '')?.[1];
    if (minor === undefined || Number(minor) < OLDEST) continue;
    // Builds the tool where it is not there yet.
    const tool = await run(go, ['tool', '-n', 'pprof']).catch(() => undefined);
    const path = tool?.stdout.trim();
    if (path !== undefined && path !== '') return path;
  }
  return undefined;
}

export function runGoPprof(path: string, args: readonly string[], { cwd, stdin = '' }: RunOptions): PprofRun {
  // Without a home, Go keeps no telemetry there.
  const env = { PATH: process.env.PATH, TZ: 'UTC' };
  const { status, stdout, stderr, error } = spawnSync(path, args, {
    cwd,
    env,
    input: stdin,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error !== undefined) throw error;
  // About binaries, which it looks for in vain.
  const noise = 'Main binary filename not available.\n';
  return { exit: status ?? -1, stdout, stderr: stderr.replace(noise, '') };
}
