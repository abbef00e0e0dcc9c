import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import { DrawnLines } from './drawn-lines.js';
import type { TerminalSize } from './fake-terminal.js';

const COMMAND = fileURLToPath(import.meta.resolve('../../../packages/cli/bin/heaptide.js'));
/** What would change what the program draws. */
const NOT_INHERITED = /^(CI|CONTINUOUS_INTEGRATION|NO_COLOR|FORCE_COLOR|NODE_ENV|NODE_OPTIONS|HEAPTIDE_.*)$/;
const QUIT_LIMIT_MS = 5000;

/** The command under a pseudo terminal. */
export class ScreenProcess {
  readonly pid: number;
  /** What it has drawn so far. */
  readonly drawn = new DrawnLines();
  private readonly pty: IPty;
  private readonly ended: Promise<void>;
  private hasEnded = false;
  private onFrame: () => void = () => undefined;

  constructor(args: readonly string[], { columns, rows }: TerminalSize) {
    const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name));
    this.pty = spawn(process.execPath, [COMMAND, ...args], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      env: { ...Object.fromEntries(inherited), LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    });
    this.pid = this.pty.pid;
    this.pty.onData((data) => {
      if (this.drawn.take(data) > 0) this.onFrame();
    });
    this.ended = new Promise((resolve) => {
      this.pty.onExit(() => {
        this.hasEnded = true;
        this.onFrame();
        resolve();
      });
    });
  }

  type(keys: string): void {
    this.pty.write(keys);
  }

  /**
   * Milliseconds until a frame is on the screen, whole, with which `holds` does.
   *
   * @throws {Error} when that takes longer than `timeoutMs`, or the program ends before.
   */
  async until(holds: (drawn: DrawnLines) => boolean, timeoutMs = 20_000): Promise<number> {
    const begin = performance.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.fail('it did not come', reject), timeoutMs);
      this.onFrame = () => {
        const at = performance.now();
        if (holds(this.drawn)) resolve(at - begin);
        else if (this.hasEnded) this.fail('it has ended', reject);
        else return;
        clearTimeout(timer);
        this.onFrame = () => undefined;
      };
      this.onFrame();
    });
  }

  /** Has the program quit, and ends it where it does not. */
  async close(): Promise<void> {
    if (!this.hasEnded) this.pty.write('q');
    const timer = setTimeout(() => this.pty.kill('SIGKILL'), QUIT_LIMIT_MS);
    await this.ended;
    clearTimeout(timer);
  }

  private fail(why: string, reject: (error: Error) => void): void {
    this.onFrame = () => undefined;
    reject(new Error(`${why}; on the screen:\n${this.drawn.texts().join('\n')}`));
  }
}
