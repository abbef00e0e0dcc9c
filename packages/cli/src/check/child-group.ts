import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { OutputTail } from './output-tail.js';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started at all. */
  readonly error?: string;
}

export interface ChildGroupOptions {
  readonly file: string;
  readonly args: readonly string[];
  /** Run `file` as a line of the shell. */
  readonly shell: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Gets all that it prints. */
  readonly pass: (text: string) => void;
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
  readonly #pid: number | undefined;
  #stopped: Promise<void> | undefined;

  constructor({ file, args, shell, env, pass }: ChildGroupOptions) {
    const child = spawn(file, [...args], {
      shell,
      env,
      detached: HAS_GROUPS,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#pid = child.pid;
    this.output.follow(child.stdout, pass);
    this.output.follow(child.stderr, pass);
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
  }

  async #stop(): Promise<void> {
    if (!this.#signal('SIGTERM')) return;
    if (await this.#isGoneWithin(GRACE_MS)) return;
    this.kill();
    await this.#isGoneWithin(LAST_WAIT_MS);
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
    if (this.#pid === undefined) return false;
    try {
      process.kill(HAS_GROUPS ? -this.#pid : this.#pid, signal);
      return true;
    } catch {
      return false;
    }
  }
}
