import { EventEmitter } from 'node:events';

/** The terminal as far as it is written to. */
export interface TerminalOutput {
  readonly columns?: number;
  readonly rows?: number;
  write(data: string): unknown;
}

/**
 * Stands in Ink's output for the body. A private use character: safe text never holds one, so that no name from a
 * profile can forge it.
 */
export const BODY_MARK = '\uE000';

const BEGIN_SYNCHRONIZED = '\u001B[?2026h';
const END_SYNCHRONIZED = '\u001B[?2026l';
const ERASE_SCREEN = '\u001B[2J';
const FALLBACK = { columns: 80, rows: 24 };

/**
 * Stands between Ink and the terminal. Ink writes whole frames (its debug mode) to {@link sink}; the line that holds
 * {@link BODY_MARK} is replaced by the lines given to {@link setBody}. Frame and body are compared with
 * what is on the screen, and the lines that differ go out in one write. Ink alone turns every cell of the
 * body into an object on every frame, and erases the scrollback when its output is as tall as the terminal.
 */
export class Compositor {
  readonly sink: FrameSink;
  readonly #terminal: TerminalOutput;
  #frame = '';
  #body: readonly string[] = [];
  #screen: readonly string[] = [];
  #isBlank = true;
  #isOpen = false;
  #isScheduled = false;

  constructor(terminal: TerminalOutput) {
    this.#terminal = terminal;
    this.sink = new FrameSink(terminal, (frame) => {
      this.#frame = frame;
      this.#schedule();
    });
  }

  /** The lines on the screen, styling included. */
  get screen(): readonly string[] {
    return this.#screen;
  }

  readonly setBody = (lines: readonly string[]): void => {
    this.#body = lines;
    this.#schedule();
  };

  /** Frames are drawn from now on, the first one onto a blank screen. */
  open(): void {
    this.#isOpen = true;
    this.#isBlank = true;
    this.#schedule();
  }

  /** Nothing is written any more. */
  close(): void {
    this.#isOpen = false;
  }

  /** The terminal has another size: what is on it cannot be relied on. */
  resized(): void {
    this.#isBlank = true;
    this.sink.emit('resize');
    this.#schedule();
  }

  /** Frame and body change one after the other; drawing waits until both have. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (this.#isOpen && this.#frame !== '') this.#draw();
    });
  }

  #draw(): void {
    const lines = this.#compose();
    const before = this.#isBlank ? [] : this.#screen;
    let changes = this.#isBlank ? ERASE_SCREEN : '';
    for (let row = 0; row < Math.max(lines.length, before.length); row++) {
      const line = lines[row] ?? '';
      // Erased first, not last: after a full line the cursor still stands on the last cell.
      if (line !== (before[row] ?? '')) changes += `\u001B[${row + 1};1H\u001B[2K${line}`;
    }
    this.#screen = lines;
    this.#isBlank = false;
    if (changes !== '') this.#terminal.write(BEGIN_SYNCHRONIZED + changes + END_SYNCHRONIZED);
  }

  #compose(): readonly string[] {
    const lines = this.#frame.split('\n').flatMap((line) => (line.includes(BODY_MARK) ? this.#body : [line]));
    return lines.slice(0, this.sink.rows);
  }
}

/** Looks to Ink like the terminal, and hands every frame on. */
export class FrameSink extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly #terminal: TerminalOutput;
  readonly #onFrame: (frame: string) => void;

  constructor(terminal: TerminalOutput, onFrame: (frame: string) => void) {
    super();
    this.#terminal = terminal;
    this.#onFrame = onFrame;
  }

  get columns(): number {
    return this.#terminal.columns ?? FALLBACK.columns;
  }

  get rows(): number {
    return this.#terminal.rows ?? FALLBACK.rows;
  }

  /** Takes the arguments of `Writable.write`, and like it calls back. */
  write(frame: string, encoding?: unknown, callback?: () => void): boolean {
    // Ink ends with an empty write, to learn when all before it is out.
    if (frame !== '') this.#onFrame(frame);
    const done = typeof encoding === 'function' ? (encoding as () => void) : callback;
    if (done !== undefined) queueMicrotask(done);
    return true;
  }
}
