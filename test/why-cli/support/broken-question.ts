import { setTimeout as sleep } from 'node:timers/promises';
import { launchProgram } from '../../support/child-program.js';
import { cliPath } from '../../support/session-story.js';
import { descendants, isRunning } from '../../support/shell-job.js';
import { until } from '../../support/until.js';
import type { BeatingProgram } from './beating-program.js';

/** What a question goes through. */
export const STEPS = ['preparing', 'catching', 'walking', 'looking', 'catching again', 'confirming'] as const;

export interface Break {
  readonly step: (typeof STEPS)[number];
  /** Who is hit by it: the command, or the process that asks for it. */
  readonly victim: 'command' | 'asker';
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  /** After so long in that step. */
  readonly afterMs?: number;
}

export interface Broken {
  /** How long the main thread stood still at most, milliseconds. */
  readonly longest: number;
  /** Of a command that was not hit. */
  readonly exit: number | null | undefined;
  readonly stderr: string;
}

const STEP_LIMIT_MS = 30_000;
/** What would freeze the program would do so by then. */
const WATCH_MS = 1500;
const LEAVE_LIMIT_MS = 10_000;

/** Asks a program over its inspector, and breaks the question at a step. Nothing of it is left when this resolves. */
export async function breakQuestion(
  program: BeatingProgram,
  { step, victim, signal, afterMs = 0 }: Break,
): Promise<Broken> {
  const command = launchProgram({
    args: [cliPath, 'why', 'newSession', `inspect://127.0.0.1:${program.port}`, '--verbose'],
  });
  let askers: readonly number[] = [];
  try {
    await until(() => command.stderr().includes(`heaptide: ${step}\n`), STEP_LIMIT_MS).catch(
      (error: unknown) => {
        throw new Error(`it was never ${step}: ${command.stderr()}`, { cause: error });
      },
    );
    askers = descendants(command.pid);
    await sleep(afterMs);
    await program.longest();
    process.kill(victim === 'command' ? command.pid : askers[0]!, signal);
    await sleep(WATCH_MS);
    const longest = await program.longest();
    if (victim === 'command' && signal === 'SIGSTOP') process.kill(command.pid, 'SIGCONT');
    const exit = victim === 'command' && signal === 'SIGKILL' ? undefined : await command.exited;
    await until(() => !askers.some(isRunning), LEAVE_LIMIT_MS);
    return { longest: Math.max(longest, await program.longest()), exit, stderr: command.stderr() };
  } finally {
    await command.stop();
    for (const pid of askers) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  }
}
