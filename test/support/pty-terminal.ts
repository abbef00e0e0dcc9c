import { spawn, type IPty } from '@lydell/node-pty';
import xterm, { type IBufferCell } from '@xterm/headless';

export interface PtyOptions {
  readonly columns: number;
  readonly rows: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The screen is wider and taller by so many cells than the program is told: what is too wide or too long stands there. */
  readonly beyond?: number;
}

/** What would change what the program draws. */
const NOT_INHERITED = new Set([
  'CI',
  'CONTINUOUS_INTEGRATION',
  'NO_COLOR',
  'FORCE_COLOR',
  'NODE_ENV',
  'VITEST',
  'TMUX',
  'STY',
  'ACCESSIBLE',
]);
const END_OF_FRAME = '\u001B[?2026l';
const WAIT_MS = 20_000;
const POLL_MS = 15;
/** Far more than a test reads back; a watch of an hour writes ten times as much. */
const RAW_LIMIT = 8 * 2 ** 20;

/** One cell of the screen as a terminal would draw it. */
export interface ScreenCell {
  /** Empty in the second cell of a wide character. */
  readonly text: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
  /** Number among the terminal's 16 colours; -1 is its own. */
  readonly color: number;
  /** Something else is there that a cell can have: a background, an underline, a colour of no palette ... */
  readonly other: boolean;
}

const BLANK: ScreenCell = { text: ' ', bold: false, dim: false, inverse: false, color: -1, other: false };

/** A program under a real pseudo terminal, and what a terminal would show of it. */
export class PtyTerminal {
  /** Its exit code, once all that it wrote is on the screen. */
  readonly exited: Promise<number>;
  /** What the program has written, the last 8 Mi characters of it. */
  raw = '';
  #written = 0;
  readonly #beyond: number;
  readonly #pty: IPty;
  readonly #screen: InstanceType<typeof xterm.Terminal>;

  constructor(file: string, args: readonly string[], options: PtyOptions) {
    const { columns, rows, cwd, env = {}, beyond = 0 } = options;
    this.#beyond = beyond;
    this.#screen = new xterm.Terminal({
      cols: columns + beyond,
      rows: rows + beyond,
      allowProposedApi: true,
    });
    const inherited = Object.entries(process.env).filter(
      ([name]) => !NOT_INHERITED.has(name) && !name.startsWith('HEAPTIDE_'),
    );
    this.#pty = spawn(file, [...args], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...Object.fromEntries(inherited), LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
    });
    this.#pty.onData((data) => {
      this.#written += data.length;
      this.raw += data;
      if (this.raw.length > 2 * RAW_LIMIT) this.raw = this.raw.slice(-RAW_LIMIT);
      this.#screen.write(data);
    });
    const exited = new Promise<number>((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)));
    this.exited = exited.then(async (code) => {
      await this.quiet(100);
      await new Promise<void>((resolve) => this.#screen.write('', resolve));
      return code;
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  get buffer(): 'normal' | 'alternate' {
    return this.#screen.buffer.active.type;
  }

  get isCursorHidden(): boolean {
    return this.raw.lastIndexOf('\u001B[?25l') > this.raw.lastIndexOf('\u001B[?25h');
  }

  /** The lines on the screen, without trailing space. */
  lines(): readonly string[] {
    const { active } = this.#screen.buffer;
    return Array.from(
      { length: this.#screen.rows },
      (_, row) =>
        active
          .getLine(active.viewportY + row)
          ?.translateToString(true)
          .trimEnd() ?? '',
    );
  }

  text(): string {
    return this.lines().join('\n');
  }

  /** The screen cell by cell, row after row. */
  cells(): readonly (readonly ScreenCell[])[] {
    const { active } = this.#screen.buffer;
    return Array.from({ length: this.#screen.rows }, (_, row) => {
      const line = active.getLine(active.viewportY + row);
      return Array.from({ length: this.#screen.cols }, (_, column): ScreenCell => {
        const cell = line?.getCell(column);
        if (cell === undefined) return BLANK;
        return {
          text: cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
          bold: cell.isBold() !== 0,
          dim: cell.isDim() !== 0,
          inverse: cell.isInverse() !== 0,
          color: cell.isFgPalette() ? cell.getFgColor() : -1,
          other: hasOther(cell),
        };
      });
    });
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns + this.#beyond, rows + this.#beyond);
    this.#pty.resize(columns, rows);
  }

  /** Waits until the screen shows `wanted`. */
  async shows(wanted: string | RegExp): Promise<void> {
    await this.until(
      () => (typeof wanted === 'string' ? this.text().includes(wanted) : wanted.test(this.text())),
      wanted,
    );
  }

  async until(condition: () => boolean, what: unknown = condition): Promise<void> {
    const end = Date.now() + WAIT_MS;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`never came: ${String(what)}\n${this.text()}`);
      await pause(POLL_MS);
    }
  }

  /** Waits until nothing has been written for `ms`. */
  async quiet(ms = 300): Promise<void> {
    let seen = -1;
    while (seen !== this.#written) {
      seen = this.#written;
      await pause(ms);
    }
  }

  /** Waits until the last frame is on the screen, whole: each is sent between the marks of mode 2026. */
  async drawn(): Promise<void> {
    let parsed: number;
    do {
      await this.until(() => this.raw.endsWith(END_OF_FRAME), 'the end of a frame');
      parsed = this.#written;
      await new Promise<void>((resolve) => this.#screen.write('', resolve));
    } while (parsed !== this.#written);
  }

  kill(): void {
    this.#pty.kill('SIGKILL');
  }
}

function hasOther(cell: IBufferCell): boolean {
  return (
    !cell.isBgDefault() ||
    cell.isFgRGB() ||
    [
      cell.isItalic(),
      cell.isUnderline(),
      cell.isStrikethrough(),
      cell.isOverline(),
      cell.isBlink(),
      cell.isInvisible(),
    ].some((flag) => flag !== 0)
  );
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
