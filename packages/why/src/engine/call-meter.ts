import type { InspectorConnection, InspectorRecord } from './inspector-connection.js';

/** A connection whose calls are counted, and that answers within a bound. */
export class CallMeter {
  readonly #connection: InspectorConnection;
  readonly #timeoutMs: number;
  #calls = 0;

  constructor(connection: InspectorConnection, timeoutMs: number) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
  }

  get calls(): number {
    return this.#calls;
  }

  call(method: string, parameters: InspectorRecord = {}): Promise<InspectorRecord> {
    this.#calls++;
    return this.#connection.call(method, parameters, { timeoutMs: this.#timeoutMs });
  }

  promptly(): () => void {
    return this.#connection.promptly?.() ?? (() => undefined);
  }

  on(event: string, listener: ((parameters: InspectorRecord) => void) | undefined): void {
    this.#connection.on(event, listener);
  }
}
