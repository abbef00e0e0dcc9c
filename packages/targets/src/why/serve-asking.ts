import { HeaptideError } from '@heaptide/profile';
import type { InspectorConnection, WhyAnswer, WhyQuestion } from '@heaptide/why';
import { CdpConnection } from '../inspector/cdp-connection.js';
import { type AskingCommand, type AskingOrder, type AskingReport, BEAT_MS } from './asking-protocol.js';
import { type Guard, guardedConnection } from './guarded-connection.js';

/** Asks over a connection. `order` has what goes beyond a question. */
export type Ask = (
  connection: InspectorConnection,
  question: WhyQuestion,
  order: AskingOrder,
) => Promise<WhyAnswer>;

/** Who wants the answer may have been stopped; it is not asked then. */
const WATCHED_WITHIN_MS = 1000;
/** Of whom nobody wants an answer any more. */
const LEAVE_MS = 800;
const SLACK_MS = 5000;

/**
 * The main program of a process that asks another, for one who talks to it over IPC and watches it: what stops a main thread
 * must not be what may be stopped with it. It leaves once it has answered, and when the one it answers is gone.
 */
export function serveAsking(ask: Ask): void {
  const ending = new AbortController();
  const guard = new BeatingGuard();
  const leave = (): void => {
    ending.abort(new HeaptideError('HT_E_WHY', 'nobody waits for the answer any more'));
    setTimeout(() => process.exit(1), LEAVE_MS);
  };
  process.once('disconnect', leave);
  process.once('uncaughtException', (error) => {
    void report(failureOf(error)).finally(() => process.exit(1));
    setTimeout(() => process.exit(1), LEAVE_MS);
  });
  process.on('message', (command: AskingCommand) => {
    switch (command.kind) {
      case 'ask':
        setTimeout(() => process.exit(1), command.order.timeoutMs + SLACK_MS).unref();
        void answer(ask, command.order, { guard, signal: ending.signal }).then(async (last) => {
          await report(last);
          process.exit(0);
        });
        break;
      case 'watched':
        guard.isWatched();
        break;
      case 'end':
        leave();
    }
  });
}

async function answer(
  ask: Ask,
  order: AskingOrder,
  { guard, signal }: { readonly guard: Guard; readonly signal: AbortSignal },
): Promise<AskingReport> {
  const { name, host, port, site, unit, collect, timeoutMs } = order;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = AbortSignal.any([signal, timeout]);
  try {
    const cdp = await CdpConnection.open({ host, port }, { name, signal: ends });
    try {
      const question: WhyQuestion = {
        site,
        signal: ends,
        onStep: (step) => void report({ kind: 'step', step }),
        ...(unit === undefined ? {} : { unit }),
        ...(collect === undefined ? {} : { collect }),
      };
      return { kind: 'answer', answer: await ask(guardedConnection(cdp, guard), question, order) };
    } finally {
      await cdp.close();
      guard.disarm();
    }
  } catch (error) {
    if (!timeout.aborted || signal.aborted) return failureOf(error);
    const late = `${name} was not asked to the end within ${timeoutMs / 1000} s`;
    return failureOf(new HeaptideError('HT_E_TIMEOUT', late));
  }
}

/** Says that this process runs, and whether it may have stopped another. */
class BeatingGuard implements Guard {
  #isArmed = false;
  #onWatched: (() => void) | undefined;

  constructor() {
    setInterval(() => void report({ kind: 'beat' }), BEAT_MS).unref();
  }

  async arm(): Promise<void> {
    if (this.#isArmed) return;
    const watched = new Promise<void>((resolve, reject) => {
      this.#onWatched = resolve;
      const late = new HeaptideError('HT_E_WHY', 'who asks does not answer');
      setTimeout(() => reject(late), WATCHED_WITHIN_MS).unref();
    });
    await Promise.all([watched, report({ kind: 'arming' })]);
    this.#isArmed = true;
  }

  isWatched(): void {
    this.#onWatched?.();
  }

  disarm(): void {
    if (!this.#isArmed) return;
    this.#isArmed = false;
    void report({ kind: 'disarmed' });
  }
}

/** Never rejects: where nobody listens any more, this process ends. */
function report(message: AskingReport): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected) resolve();
    else process.send!(message, undefined, undefined, () => resolve());
  });
}

function failureOf(error: unknown): AskingReport {
  if (error instanceof HeaptideError) return { kind: 'failure', code: error.code, message: error.message };
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: 'failure', code: 'HT_E_WHY', message: `the question failed: ${words}` };
}
