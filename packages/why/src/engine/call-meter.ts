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

  /** `timeoutMs`: another bound than the one of all calls. */
  call(
    method: string,
    parameters: InspectorRecord = {},
    timeoutMs: number = this.#timeoutMs,
  ): Promise<InspectorRecord> {
    this.#calls++;
    return this.#connection.call(method, parameters, { timeoutMs });
  }

  promptly(): () => void {
    return this.#connection.promptly?.() ?? (() => undefined);
  }

  on(event: string, listener: ((parameters: InspectorRecord) => void) | undefined): void {
    this.#connection.on(event, listener);
  }
}
