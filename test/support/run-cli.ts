import { execFile } from 'node:child_process';
import { cliPath } from './session-story.js';

export interface CliRun {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Runs one heaptide command line to its end, within a bound. */
export function runCli(
  args: readonly string[],
  { env = {}, timeoutMs = 60_000 }: CliOptions = {},
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const options = {
      env: { ...process.env, ...env },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 2 ** 20,
    } as const;
    execFile(process.execPath, [cliPath, ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ exit: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ exit: error.code, stdout, stderr });
      else reject(new Error(`heaptide ${args.join(' ')}: ${error.message}\n${stderr}`, { cause: error }));
    });
  });
}
