import type { InspectorConnection, InspectorRecord } from '@heaptide/why';
import type { Session } from 'node:inspector';
import type { QuestionPulse } from './question-pulse.js';

const CALL_MS = 5000;

type Listener = (parameters: InspectorRecord) => void;

/** An inspector session within the process, which notes each stop of the main thread and each order to go on. */
export class SessionConnection implements InspectorConnection {
  readonly #session: Session;
  readonly #pulse: QuestionPulse;
  readonly #listeners = new Map<string, Listener>();

  /** `session`: connected to the main thread. */
  constructor(session: Session, pulse: QuestionPulse) {
    this.#session = session;
    this.#pulse = pulse;
    session.on('inspectorNotification', ({ method, params }: Notification) => {
      pulse.beat();
      if (method === 'Debugger.paused') pulse.pause();
      try {
        this.#listeners.get(method)?.(params ?? {});
      } catch (error) {
        // The session would only warn of it, and the main thread stay stopped. By this the thread ends, and the stop with it.
        queueMicrotask(() => {
          throw error;
        });
      }
    });
  }

  on(event: string, listener: Listener | undefined): void {
    if (listener === undefined) this.#listeners.delete(event);
    else this.#listeners.set(event, listener);
  }

  call(
    method: string,
    parameters: InspectorRecord = {},
    { timeoutMs = CALL_MS }: { readonly timeoutMs?: number } = {},
  ): Promise<InspectorRecord> {
    const pulse = this.#pulse;
    // A program may have a `debugger` statement, which stops it from here on.
    if (method === 'Debugger.enable') pulse.arm();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${method} was not answered within ${timeoutMs / 1000} s`)),
        timeoutMs,
      );
      this.#session.post(method, parameters, (error: Error | null, result?: object) => {
        clearTimeout(timer);
        if (method === 'Debugger.disable') pulse.disarm();
        if (error === null) resolve((result ?? {}) as InspectorRecord);
        else reject(new Error(`${method}: ${error.message}`));
      });
      if (method === 'Debugger.resume') pulse.resume();
    });
  }
}

interface Notification {
  readonly method: string;
  readonly params?: InspectorRecord;
}
