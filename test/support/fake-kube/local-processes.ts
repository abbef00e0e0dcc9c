import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { LocalProgram } from './pod-runtime.js';

const living = new Set<ChildProcessWithoutNullStreams>();

function killLiving(): void {
  for (const child of living) killGroup(child);
}

/** With what it has started itself. */
function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

process.once('exit', killLiving);
// A test worker whose runner was killed lives on without it.
process.once('disconnect', killLiving);

/** The programs that stand in for what pods run; they end with the cluster, and with this process at the latest. */
export class LocalProcesses {
  readonly #children = new Set<ChildProcessWithoutNullStreams>();

  /** Programs that run. */
  get running(): number {
    return this.#children.size;
  }

  start({ argv, env, cwd }: LocalProgram): ChildProcessWithoutNullStreams {
    const [program = '', ...args] = argv;
    const child = spawn(program, args, { cwd, env, detached: true });
    this.#children.add(child);
    living.add(child);
    const forget = () => {
      this.#children.delete(child);
      living.delete(child);
    };
    child.once('exit', forget).once('error', forget);
    // It may end before it has read all.
    child.stdin.on('error', () => undefined);
    return child;
  }

  /** Ends a program that runs, and what it has started. */
  end(child: ChildProcessWithoutNullStreams): void {
    if (this.#children.has(child)) killGroup(child);
  }

  close(): void {
    for (const child of this.#children) killGroup(child);
  }
}
