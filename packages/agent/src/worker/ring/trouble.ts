/** What went wrong last. */
export interface RingError {
  /** ISO 8601. */
  readonly time: string;
  readonly message: string;
}

/** Remembers what went wrong with the files of the ring, and tells each kind of it once. */
export class Trouble {
  readonly #tell: (message: string) => void;
  readonly #told = new Set<string>();
  #last: RingError | undefined;

  constructor(tell: (message: string) => void) {
    this.#tell = tell;
  }

  get last(): RingError | undefined {
    return this.#last;
  }

  /** Takes note of `error`, met on the way to `what`: told unless an error of its code has been before. */
  note(what: string, error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    const text = `cannot ${what}: ${message}`;
    this.#last = { time: new Date().toISOString(), message: text };
    const kind = code ?? text;
    if (this.#told.has(kind)) return;
    this.#told.add(kind);
    this.#tell(text);
  }
}
