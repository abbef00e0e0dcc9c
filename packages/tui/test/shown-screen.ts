import { EventEmitter } from 'node:events';
import { createDrawingStyle } from '../src/drawing/drawing-style.js';
import { type MountedScreen, mountWatchScreen } from '../src/screen/mount-watch-screen.js';
import type { WatchSession } from '../src/session/watch-session.js';

/** A terminal that only counts what is written to it. */
export class CountingTerminal {
  columns: number;
  rows: number;
  readonly writes: string[] = [];

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  write(data: string): boolean {
    this.writes.push(data);
    return true;
  }

  /** Bytes since the last call. */
  takeBytes(): number {
    return Buffer.byteLength(this.writes.splice(0).join(''));
  }
}

const nothing = () => undefined;

/** A keyboard that Ink reads from. */
export class FakeKeyboard extends EventEmitter {
  readonly isTTY = true;
  readonly #chunks: string[] = [];

  type(chunk: string): void {
    this.#chunks.push(chunk);
    this.emit('readable');
  }

  read(): string | null {
    return this.#chunks.shift() ?? null;
  }

  readonly setEncoding = nothing;
  readonly setRawMode = nothing;
  readonly ref = nothing;
  readonly unref = nothing;
}

export interface ShownScreen {
  readonly mounted: MountedScreen;
  readonly terminal: CountingTerminal;
  /** Sends keys as one chunk and waits until they are drawn. */
  press(keys: string): Promise<void>;
  /** The lines on the screen. */
  lines(): readonly string[];
  quits: number;
  suspensions: number;
  close(): void;
}

export interface ShowOptions {
  readonly session: WatchSession;
  readonly columns: number;
  readonly rows: number;
  readonly now: number;
  readonly color?: boolean;
  readonly ascii?: boolean;
  readonly title?: string;
}

export async function showScreen(options: ShowOptions): Promise<ShownScreen> {
  const { session, columns, rows, now, color = false, ascii = false } = options;
  const terminal = new CountingTerminal(columns, rows);
  const keyboard = new FakeKeyboard();
  const mounted = mountWatchScreen({
    session,
    style: createDrawingStyle({ color, ascii }),
    title: options.title ?? session.getSnapshot().name,
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: terminal,
    now: () => now,
    quit: () => shown.quits++,
    suspend: () => shown.suspensions++,
  });
  const shown: ShownScreen = {
    mounted,
    terminal,
    quits: 0,
    suspensions: 0,
    lines: () => mounted.compositor.screen,
    press: async (keys) => {
      keyboard.type(keys);
      await settled();
    },
    close: () => mounted.unmount(),
  };
  mounted.compositor.open();
  await settled();
  return shown;
}

/** Ink hands a lone ESC on with the next turn of the event loop. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}
