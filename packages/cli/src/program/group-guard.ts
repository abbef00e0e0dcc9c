import { type ChildProcess, spawn } from 'node:child_process';

/** Waits for the end of its input, which comes with the end of whoever holds the other side, whatever that was. */
const SCRIPT = `read -r _
kill -s TERM -- "-$1" || exit
seconds=0
while [ "$seconds" -lt "$2" ] && kill -s 0 -- "-$1"; do
  sleep 1
  seconds=$((seconds + 1))
done
kill -s KILL -- "-$1"`;

export interface GuardOptions {
  /** Number of the process group. */
  readonly group: number;
  /** Seconds from SIGTERM to SIGKILL. */
  readonly graceSeconds: number;
}

/** Ends a process group when this process dies and cannot do so itself, as of SIGKILL. POSIX only. */
export class GroupGuard {
  readonly #shell: ChildProcess;

  constructor({ group, graceSeconds }: GuardOptions) {
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(group), String(graceSeconds)], {
      // What the terminal sends to our process group must not reach it.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // Without it the group is as it would be without a guard.
    this.#shell.on('error', () => undefined);
    this.#shell.stdin?.on('error', () => undefined);
    this.#shell.unref();
  }

  /** To be called when nothing is left of the group, whose number may be given to another then. */
  dismiss(): void {
    this.#shell.kill('SIGKILL');
  }
}
