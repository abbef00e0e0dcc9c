import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ending } from './ending.js';
import { GroupGuard } from './group-guard.js';
import { OutputTail } from './output-tail.js';

/** Gets a piece of what a process prints. */
export type OutputListener = (text: string, stream: 'stdout' | 'stderr') => void;

export interface ChildGroupOptions {
  readonly file: string;
  readonly args: readonly string[];
  /** Run `file` as a line of the shell. */
  readonly shell: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Nothing by default. */
  readonly stdin?: 'ignore' | 'inherit';
  /** Gets all that it prints. */
  readonly pass: OutputListener;
}

/** From SIGTERM to SIGKILL, and from that until nobody waits any more. */
const GRACE_MS = 5000;
const LAST_WAIT_MS = 2000;
const LOOK_EVERY_MS = 20;
/** What a process wrote last may come after its end. */
const LAST_OUTPUT_MS = 200;
const HAS_GROUPS = process.platform !== 'win32';

/** A process in a process group of its own, with all that it starts. */
export class ChildGroup {
  readonly output = new OutputTail();
  /** Resolves when the process itself has ended; what it started may still run. */
  readonly ended: Promise<Ending>;
  /** Absent when it could not be started. */
  readonly pid: number | undefined;
  readonly #guard: GroupGuard | undefined;
  readonly #closeOutput: () => void;
  #stopped: Promise<void> | undefined;

  constructor({ file, args, shell, env, stdin = 'ignore', pass }: ChildGroupOptions) {
    const child = spawn(file, [...args], {
      shell,
      env,
      detached: HAS_GROUPS,
      stdio: [stdin, 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.pid = child.pid;
    if (HAS_GROUPS && child.pid !== undefined)
      this.#guard = new GroupGuard({ group: child.pid, graceSeconds: GRACE_MS / 1000 });
    const { stdout, stderr } = child;
    this.output.follow(stdout, (text) => pass(text, 'stdout'));
    this.output.follow(stderr, (text) => pass(text, 'stderr'));
    this.#closeOutput = () => [stdout, stderr].forEach((stream) => stream.destroy());
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: null, signal: null, error: error.message }));
      child.once('exit', (code, signal) => {
        // Pipes that a grandchild holds open would keep `close` from ever coming.
        const timer = setTimeout(() => resolve({ code, signal }), LAST_OUTPUT_MS);
        child.once('close', () => {
          clearTimeout(timer);
          resolve({ code, signal });
        });
      });
    });
  }

  /** SIGTERM to the whole group, SIGKILL after a grace. Resolves once nothing of it is left. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  /** Ends the whole group at once. */
  kill(): void {
    this.#signal('SIGKILL');
    this.#guard?.dismiss();
  }

  async #stop(): Promise<void> {
    if (this.#signal('SIGTERM') && !(await this.#isGoneWithin(GRACE_MS))) {
      this.kill();
      await this.#isGoneWithin(LAST_WAIT_MS);
    }
    this.#guard?.dismiss();
    // Who has left the group may hold the pipes open for ever.
    this.#closeOutput();
  }

  async #isGoneWithin(milliseconds: number): Promise<boolean> {
    const deadline = performance.now() + milliseconds;
    while (this.#signal(0)) {
      if (performance.now() > deadline) return false;
      await sleep(LOOK_EVERY_MS);
    }
    return true;
  }

  /** `false` when nobody is left to get it. */
  #signal(signal: NodeJS.Signals | 0): boolean {
    if (this.pid === undefined) return false;
    try {
      process.kill(HAS_GROUPS ? -this.pid : this.pid, signal);
      return true;
    } catch {
      return false;
    }
  }
}
