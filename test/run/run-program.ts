import { fileURLToPath } from 'node:url';
import { type LaunchedProgram, launchProgram } from '../support/child-program.js';
import { cliPath } from '../support/session-story.js';
import { until } from '../support/until.js';

const WAIT_MS = 20_000;

/** `heaptide run`, under way. */
export interface Run extends LaunchedProgram {
  /** What the first group of `pattern` is in what it has printed, once that is so. */
  says(pattern: RegExp): Promise<string>;
  signal(name: NodeJS.Signals): void;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function startRun(args: readonly string[], options: RunOptions = {}): Run {
  const program = launchProgram({ args: [cliPath, 'run', ...args], ...options });
  const all = (): string => program.stdout() + program.stderr();
  return {
    ...program,
    async says(pattern) {
      await until(() => pattern.test(all()), WAIT_MS).catch((error: unknown) => {
        throw new Error(`never said ${String(pattern)}:\n${all()}`, { cause: error });
      });
      return pattern.exec(all())![1] ?? '';
    },
    signal: (name) => void process.kill(program.pid, name),
  };
}

/** A program of this folder, as it is started. */
export function program(name: string, ...args: readonly string[]): readonly string[] {
  return [process.execPath, fileURLToPath(new URL(`programs/${name}`, import.meta.url)), ...args];
}

/** Resolves once none of them is there. */
export async function areGone(pids: readonly number[], withinMs = 8000): Promise<void> {
  await until(() => !pids.some(isAlive), withinMs);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
