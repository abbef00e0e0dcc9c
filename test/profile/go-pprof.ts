import { execFile, type ExecFileException } from 'node:child_process';
import { promisify } from 'node:util';
import { findGoPprof } from '../pprof/find-go-pprof.js';

const run = promisify(execFile);

export interface Finished {
  readonly exit: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export type Pprof = (...args: readonly string[]) => Promise<Finished>;

/** Go's own pprof, `undefined` where there is none that is new enough. `directory` takes what it writes. */
export async function findPprof(directory: string): Promise<Pprof | undefined> {
  const path = await findGoPprof();
  return path === undefined ? undefined : (...args) => runPprof(path, args, directory);
}

async function runPprof(path: string, args: readonly string[], directory: string): Promise<Finished> {
  const env = { PATH: process.env.PATH, HOME: directory, PPROF_TMPDIR: directory, TZ: 'UTC' };
  const options = { env, cwd: directory, encoding: 'buffer', maxBuffer: 1 << 28, timeout: 60_000 } as const;
  try {
    const { stdout, stderr } = await run(path, ['-symbolize=none', ...args], options);
    return { exit: 0, stdout, stderr: stderr.toString() };
  } catch (error) {
    const { code, stdout, stderr } = error as ExecFileException & { stdout: Buffer; stderr: Buffer };
    if (typeof code !== 'number') throw error;
    return { exit: code, stdout, stderr: stderr.toString() };
  }
}
