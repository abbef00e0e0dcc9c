import { EventEmitter } from 'node:events';

const LIMIT_MS = 5000;
const TURNS = 4;
const nothing = () => undefined;

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** What a change led to on a terminal. */
export interface DrawnFrame {
  /** From the change to the first write of more than a mode switch. */
  readonly wallMs: number;
  /** User and system time of the whole process until nothing more was to do. */
  readonly cpuMs: number;
  readonly bytes: number;
  readonly writes: number;
}

/** A terminal that draws nothing, but notes when it is written to. */
export class FakeTerminal extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly columns: number;
  readonly rows: number;
  private readonly onWrite: (data: string) => void;
  private writes: { readonly at: number; readonly data: string }[] = [];

  constructor({ columns, rows }: TerminalSize, onWrite: (data: string) => void = () => undefined) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.onWrite = onWrite;
  }

  /** Takes the arguments of `Writable.write`. */
  write(data: string, encoding?: unknown, callback?: () => void): boolean {
    this.writes.push({ at: performance.now(), data });
    this.onWrite(data);
    const done = typeof encoding === 'function' ? (encoding as () => void) : callback;
    if (done !== undefined) queueMicrotask(done);
    return true;
  }

  /**
   * Makes a change and waits for what is drawn.
   *
   * @throws {Error} when nothing is, within 5 s.
   */
  async frame(change: () => void): Promise<DrawnFrame> {
    this.writes = [];
    const cpu = process.cpuUsage();
    const begin = performance.now();
    change();
    while (!this.writes.some(isFrame)) {
      if (performance.now() - begin > LIMIT_MS) throw new Error('nothing was drawn');
      await turn();
    }
    const { at } = this.writes.find(isFrame)!;
    for (let i = 0; i < TURNS; i++) await turn();
    const { user, system } = process.cpuUsage(cpu);
    return {
      wallMs: at - begin,
      cpuMs: (user + system) / 1000,
      bytes: this.bytes(),
      writes: this.writes.length,
    };
  }

  /** Makes a change that need not be drawn. Gives the bytes that were written. */
  async settle(change: () => void): Promise<number> {
    this.writes = [];
    change();
    for (let i = 0; i < 2 * TURNS; i++) await turn();
    return this.bytes();
  }

  private bytes(): number {
    return this.writes.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
  }
}

/** A keyboard that Ink reads from. */
export class FakeKeyboard extends EventEmitter {
  readonly isTTY = true;
  readonly setEncoding = nothing;
  readonly setRawMode = nothing;
  readonly ref = nothing;
  readonly unref = nothing;
  readonly pause = nothing;
  private readonly chunks: string[] = [];

  type(chunk: string): void {
    this.chunks.push(chunk);
    this.emit('readable');
  }

  read(): string | null {
    return this.chunks.shift() ?? null;
  }
}

/** Plain Ink switches synchronized output on and off in writes of their own. */
function isFrame({ data }: { readonly data: string }): boolean {
  return data.length > '\u001B[?2026h'.length;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
