import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { KubeError } from '../kube-error.js';
import { findProgram } from './find-program.js';
import { OutputTail } from './output-tail.js';
import { TETHER_SCRIPT } from './tether-script.js';

export interface TetheredChildOptions {
  readonly env: NodeJS.ProcessEnv;
  /** A directory or file that is removed when our process dies without stopping the child; else it is the caller's. */
  readonly remove?: string;
  /** Whether something will be written to the child's stdin; else it is empty. */
  readonly hasInput?: boolean;
  /** Gets what the child prints; else it is thrown away. */
  readonly onStdout?: (stdout: Readable) => void;
  /** Gets the end of what the child has printed to stderr, at each addition. */
  readonly onStderr?: (tail: string) => void;
}

/** How a child ended. */
export interface ChildEnding {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const GRACE_MS = 2_000;
/** What a program wrote last may come after its end, and pipes that others hold open keep `close` from ever coming. */
const LAST_OUTPUT_MS = 200;
const SHELL = '/bin/sh';
const HAS_SHELL = process.platform !== 'win32' && existsSync(SHELL);

/**
 * A process that ends, with all that it starts, when ours does, whatever ends ours. A Ctrl-C in the terminal does not reach it, so that what runs
 * through it can be put in order first. It does not keep our process alive unless asked to. Where there is no shell, as on Windows, it outlives
 * a process that is ended by force.
 */
export class TetheredChild {
  readonly pid: number;
  readonly stdin: Writable | null;
  /** Never rejects. */
  readonly exited: Promise<ChildEnding>;
  readonly #child: ChildProcess;
  readonly #stderr: OutputTail;
  #hasExited = false;
  #isStopping = false;

  private constructor(child: ChildProcess, pid: number, options: TetheredChildOptions) {
    this.#child = child;
    this.pid = pid;
    this.stdin = child.stdin;
    this.#stderr = new OutputTail(child.stderr!, options.onStderr);
    if (child.stdout !== null) options.onStdout?.(child.stdout);
    // Whoever it was written to has gone; `exited` tells.
    this.#tether?.on('error', () => undefined);
    child.stdin?.on('error', () => undefined);
    child.on('error', () => undefined);
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#onExit();
        const timer = setTimeout(() => resolve({ code, signal }), LAST_OUTPUT_MS);
        child.once('close', () => {
          clearTimeout(timer);
          resolve({ code, signal });
        });
      });
    });
    if (!HAS_SHELL) process.once('exit', this.#kill);
    this.unref();
  }

  /**
   * Starts `name` with `args`, which no shell interprets.
   * @throws {KubeError} `no-kubectl` where it cannot be started.
   */
  static async start(
    name: string,
    args: readonly string[],
    options: TetheredChildOptions,
  ): Promise<TetheredChild> {
    const { env, hasInput = false, onStdout, remove = '' } = options;
    const file = findProgram(name, env);
    const stdio = [hasInput ? 'pipe' : 'ignore', onStdout === undefined ? 'ignore' : 'pipe', 'pipe'] as const;
    const child = HAS_SHELL
      ? spawn(SHELL, ['-c', TETHER_SCRIPT, remove, file, ...args], {
          env,
          detached: true,
          stdio: [...stdio, 'pipe'],
        })
      : spawn(file, [...args], { env, stdio: [...stdio], windowsHide: true });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) =>
        reject(new KubeError('no-kubectl', `cannot start ${name}: ${error.message}`, { cause: error })),
      );
    });
    return new TetheredChild(child, child.pid!, options);
  }

  get hasExited(): boolean {
    return this.#hasExited;
  }

  /** The end of what it printed to stderr. */
  get stderr(): string {
    return this.#stderr.text;
  }

  /** SIGTERM, and SIGKILL to whatever of it is left after two seconds. Resolves when it has ended; may be called twice. */
  async stop(): Promise<void> {
    this.ref();
    if (!this.#isStopping && !this.#hasExited) {
      this.#isStopping = true;
      this.#signal('SIGTERM');
      const timer = setTimeout(this.#kill, GRACE_MS);
      void this.exited.then(() => clearTimeout(timer));
    }
    await this.exited;
  }

  /** Keeps our process alive as long as it runs. */
  ref(): void {
    this.#child.ref();
    for (const stream of this.#child.stdio) refOf(stream)?.ref();
  }

  unref(): void {
    this.#child.unref();
    for (const stream of this.#child.stdio) refOf(stream)?.unref();
  }

  get #tether(): Writable | undefined {
    return (this.#child.stdio[3] as Writable | null | undefined) ?? undefined;
  }

  /** To the whole group; its id is nobody else's before the end of the child has been told. */
  #signal(signal: NodeJS.Signals): void {
    if (this.#hasExited) return;
    try {
      process.kill(HAS_SHELL ? -this.pid : this.pid, signal);
    } catch {
      // It has ended in this moment.
    }
  }

  readonly #kill = (): void => {
    this.#signal('SIGKILL');
  };

  #onExit(): void {
    this.#hasExited = true;
    process.off('exit', this.#kill);
    this.#tether?.end(this.#isStopping ? 'kill\n' : 'over\n');
  }
}

/** Streams of a child are sockets, though their types do not say so. */
function refOf(stream: unknown): { ref(): void; unref(): void } | undefined {
  const socket = stream as Partial<{ ref(): void; unref(): void }> | null | undefined;
  return typeof socket?.ref === 'function' ? (socket as { ref(): void; unref(): void }) : undefined;
}
