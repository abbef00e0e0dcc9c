import { SessionStoreDown } from '../session-store.js';

/** Holds back what a server that has fallen silent would otherwise let pile up. */
const MAX_BYTES_UNANSWERED = 16 * 1024 ** 2;
/** About what a command without arguments takes until it is answered. */
const BYTES_PER_COMMAND = 1_024;
const MAX_REASON_LENGTH = 200;

/** Sends commands of which each ends in bounded time, with its answer or with {@link SessionStoreDown}. */
export class BoundedCommands {
  readonly #timeoutMs: number;
  #bytesUnanswered = 0;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** `bytes`: the size of its arguments. */
  async run<T>(send: () => Promise<T>, bytes = 0): Promise<T> {
    const size = BYTES_PER_COMMAND + bytes;
    if (this.#bytesUnanswered + size > MAX_BYTES_UNANSWERED) {
      throw new SessionStoreDown('the session store leaves too much unanswered');
    }
    this.#bytesUnanswered += size;
    const answer = send().finally(() => (this.#bytesUnanswered -= size));
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new SessionStoreDown(`the session store has not answered within ${this.#timeoutMs} ms`)),
        this.#timeoutMs,
      );
    });
    try {
      return await Promise.race([answer, timeout]);
    } catch (error) {
      throw error instanceof SessionStoreDown ? error : new SessionStoreDown(reasonOf(error));
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Of the error only its text is kept: the client hangs the command with all its arguments on it. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `session store: ${text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, MAX_REASON_LENGTH)}`;
}
