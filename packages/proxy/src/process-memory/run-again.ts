import { accessSync, constants } from 'node:fs';

/** What is used of a process. */
export interface RunningProcess {
  readonly execPath: string;
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Node.js from 22.15 and 23.11 on, not on Windows. */
  readonly execve?: (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => never;
}

/**
 * Whether this program is the second start of one that ran itself again. Takes HEAPTIDE_RUN_AGAIN out of the environment,
 * which stands there from the second start to this moment, so that there is no third.
 */
export function isSecondStart(env: NodeJS.ProcessEnv): boolean {
  const isMarked = env.HEAPTIDE_RUN_AGAIN !== undefined;
  delete env.HEAPTIDE_RUN_AGAIN;
  return isMarked;
}

/**
 * Starts the program of this process anew in its place, under the same pid, with further options of node; from there on
 * nothing of this run is left. Returns the reason where that is not possible.
 */
export function runAgain(flags: readonly string[], running: RunningProcess = process): string {
  const { execPath, execArgv, argv, env } = running;
  if (running.execve === undefined) {
    return 'this release of Node.js cannot replace a process: 22.15, 23.11 and later can';
  }
  try {
    // A failure beyond this point would end the process.
    accessSync(execPath, constants.X_OK);
    return running.execve(execPath, [execPath, ...execArgv, ...flags, ...argv.slice(1)], {
      ...env,
      HEAPTIDE_RUN_AGAIN: '1',
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
