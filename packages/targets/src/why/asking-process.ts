import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HeaptideError } from '@heaptide/profile';
import type { WhyAnswer, WhyStep } from '@heaptide/why';
import { removeWhatIsLeft } from './remove-what-is-left.js';
import { type AskingCommand, type AskingOrder, type AskingReport, SILENCE_MS } from './asking-protocol.js';

export interface AskingOptions {
  /** What asks: a program that serves asking. */
  readonly program: URL;
  /** It may be busy for long while it can stop nothing. */
  readonly isBusy: boolean;
  readonly order: AskingOrder;
  readonly onStep: ((step: WhyStep) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

const LOOK_EVERY_MS = 50;
/** Beyond the bound of the question itself. */
const SLACK_MS = 3000;
/** A process that is to end has so long to leave in order. */
const LEAVE_MS = 2000;

/**
 * Has a process of its own ask another by its inspector. It is in no process group of ours, so that what stops or ends this
 * one does not stop it while it has stopped a main thread; it leaves when this one is gone. Should it fall silent while it can
 * stop that thread, it is killed, with which its connection ends and the thread goes on.
 * @throws {HeaptideError} what the question meets, `HT_E_WHY` where the process ends before it has answered; the signal's reason.
 */
export async function askInProcess(options: AskingOptions): Promise<WhyAnswer> {
  const { program, signal } = options;
  signal?.throwIfAborted();
  const child = fork(fileURLToPath(program), {
    detached: true,
    execArgv: [],
    env: withoutNodeOptions(process.env),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, killedBy) => resolve(`ended with ${killedBy ?? `exit code ${code ?? '?'}`}`));
  });
  const isGone = exited.then(() => undefined);
  const talk = new AskingTalk(child, options, exited);
  try {
    return await talk.answer();
  } finally {
    tell(child, { kind: 'end' });
    const timer = setTimeout(() => child.kill('SIGKILL'), LEAVE_MS);
    await isGone;
    clearTimeout(timer);
    if (!talk.isOver) await removeWhatIsLeft(options.order);
    signal?.throwIfAborted();
  }
}

/** What is loaded into Node.js by them is meant for a program of the user. */
function withoutNodeOptions(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, NODE_OPTIONS: '' };
}

/** What is said with one process that asks. */
class AskingTalk {
  readonly #child: ChildProcess;
  readonly #options: AskingOptions;
  readonly #exited: Promise<string>;
  #isArmed = false;
  #heardAt = performance.now();
  #wasSilent = false;
  /** The other side has said its last word, so that the process that is asked is as it was. */
  isOver = false;

  constructor(child: ChildProcess, options: AskingOptions, exited: Promise<string>) {
    this.#child = child;
    this.#options = options;
    this.#exited = exited;
  }

  async answer(): Promise<WhyAnswer> {
    const { order, signal } = this.#options;
    const end = performance.now() + order.timeoutMs + SLACK_MS;
    const looking = setInterval(() => this.#look(end), LOOK_EVERY_MS);
    const onAbort = (): void => tell(this.#child, { kind: 'end' });
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await new Promise<WhyAnswer>((resolve, reject) => {
        this.#child.on('message', (message) => {
          const report = message as AskingReport;
          this.isOver = report.kind === 'answer' || report.kind === 'failure';
          if (report.kind === 'answer') resolve(report.answer);
          else if (report.kind === 'failure') reject(new HeaptideError(report.code, report.message));
          else this.#take(report);
        });
        void this.#exited.then((how) => reject(this.#endedEarly(how)));
        tell(this.#child, { kind: 'ask', order });
      });
    } finally {
      clearInterval(looking);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #take(report: Exclude<AskingReport, { readonly kind: 'answer' | 'failure' }>): void {
    this.#heardAt = performance.now();
    switch (report.kind) {
      case 'arming':
        this.#isArmed = true;
        tell(this.#child, { kind: 'watched' });
        break;
      case 'disarmed':
        this.#isArmed = false;
        break;
      case 'step':
        this.#options.onStep?.(report.step);
        break;
      case 'beat':
    }
  }

  #look(end: number): void {
    if (performance.now() > end) this.#child.kill('SIGKILL');
    if (!this.#isSilent()) return;
    // What it has said while this process was busy is read first.
    setImmediate(() => {
      if (!this.#isSilent()) return;
      this.#wasSilent = true;
      this.#child.kill('SIGKILL');
    });
  }

  #isSilent(): boolean {
    const silentMs = performance.now() - this.#heardAt;
    if (this.#isArmed) return silentMs > SILENCE_MS.armed;
    return !this.#options.isBusy && silentMs > SILENCE_MS.disarmed;
  }

  #endedEarly(how: string): HeaptideError {
    const why = this.#wasSilent ? 'was silent for too long, and was ended' : how;
    return new HeaptideError('HT_E_WHY', `what asks ${this.#options.order.name} ${why}: the process goes on`);
  }
}

/** To one that is gone nothing is said. */
function tell(child: ChildProcess, command: AskingCommand): void {
  if (child.connected) child.send(command, () => undefined);
}
