import type { TerminalOutput } from './compositor.js';

export interface TerminalInput {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

export interface TerminalGuardOptions {
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  /** The screen is ours: at the beginning and after every suspension. */
  readonly onEnter: () => void;
  /** The screen is about to be given back. */
  readonly onLeave: () => void;
  /** A signal asks us to end, and others that listened for it before us decide about the process. */
  readonly onSignal: () => void;
  /** The process is about to be ended by a signal: last chance to take down what else listens for it. */
  readonly onEnd: () => void;
}

// Alternate screen, cursor hidden, no automatic wrap: a name measured wrongly cannot shift the lines below it.
const ENTER = '\u001B[?1049h\u001B[?25l\u001B[?7l';
const LEAVE = '\u001B[0m\u001B[?7h\u001B[?25h\u001B[?1049l';
const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SETTLE_MS = 100;

/**
 * Owns the modes of the terminal, and gives it back as it was however the program ends: at its end, by a signal, by an
 * uncaught error, or for a while by Ctrl-Z.
 */
export class TerminalGuard {
  readonly #options: TerminalGuardOptions;
  readonly #foreign: ReadonlySet<NodeJS.Signals>;
  #isActive = false;
  #isStopped = false;
  #isLent = false;

  /** To be made before Ink is mounted: who listens for signals by then is not ours and decides about the process. */
  constructor(options: TerminalGuardOptions) {
    this.#options = options;
    this.#foreign = new Set(END_SIGNALS.filter((signal) => process.listenerCount(signal) > 0));
  }

  start(): void {
    for (const signal of END_SIGNALS) {
      process.on(signal, this.#end);
    }
    process.on('SIGTSTP', this.#suspendAlone);
    process.on('SIGCONT', this.#resume);
    process.on('uncaughtExceptionMonitor', this.#leave);
    process.on('exit', this.#leave);
    this.#enter();
  }

  /** Gives the terminal back for good. */
  stop(): void {
    this.#isStopped = true;
    this.#leave();
    for (const signal of END_SIGNALS) process.off(signal, this.#end);
    process.off('SIGTSTP', this.#suspendAlone);
    process.off('SIGCONT', this.#resume);
    process.off('uncaughtExceptionMonitor', this.#leave);
    process.off('exit', this.#leave);
  }

  /** Lends the terminal to another program until {@link enter}; signals are still looked after. */
  readonly leave = (): void => {
    this.#isLent = true;
    this.#leave();
  };

  /** Takes the terminal back. */
  readonly enter = (): void => {
    this.#isLent = false;
    if (!this.#isStopped) this.#enter();
  };

  /** What Ctrl-Z does outside raw mode: stops the whole job, until the shell goes on with it. */
  readonly suspend = (): void => this.#suspend(0);

  readonly #suspendAlone = (): void => this.#suspend(process.pid);

  /**
   * The default action is left to the kernel: it does not stop a program that no shell could go on with.
   * In that case no SIGCONT follows, hence the timer.
   */
  #suspend(pid: number): void {
    this.#leave();
    process.off('SIGTSTP', this.#suspendAlone);
    process.kill(pid, 'SIGTSTP');
    setTimeout(this.#resume, SETTLE_MS);
  }

  readonly #resume = (): void => {
    if (this.#isStopped) return;
    process.off('SIGTSTP', this.#suspendAlone);
    process.on('SIGTSTP', this.#suspendAlone);
    if (this.#isLent) return;
    // The shell has set its own modes meanwhile; Node believes that its own still hold.
    if (this.#isActive) this.#setRawMode(false);
    this.#enter();
  };

  #enter(): void {
    this.#isActive = true;
    this.#setRawMode(true);
    this.#options.stdout.write(ENTER);
    this.#options.onEnter();
  }

  readonly #leave = (): void => {
    if (!this.#isActive) return;
    this.#isActive = false;
    this.#options.onLeave();
    this.#options.stdout.write(LEAVE);
    this.#setRawMode(false);
  };

  /**
   * A signal that nobody else listened for keeps its meaning: it is sent again and ends the process. Not before the
   * other listeners have run: Ink's would take our absence for its own turn to end the process.
   */
  readonly #end = (signal: NodeJS.Signals): void => {
    this.#leave();
    if (this.#foreign.has(signal)) {
      this.#options.onSignal();
      return;
    }
    setImmediate(() => {
      this.stop();
      this.#options.onEnd();
      process.kill(process.pid, signal);
    });
  };

  #setRawMode(raw: boolean): void {
    const { stdin } = this.#options;
    if (stdin.isTTY === true) stdin.setRawMode?.(raw);
  }
}
