import { EventEmitter } from 'node:events';
import { createDrawingStyle } from '../src/drawing/drawing-style.js';
import type { WatchEngine } from '../src/engine/watch-engine.js';
import type { MountedController } from '../src/screen/mount-controller.js';
import { mountScreen } from '../src/screen/mount-screen.js';

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
  readonly mounted: MountedController;
  readonly terminal: CountingTerminal;
  /** Sends keys as one chunk and waits until they are drawn. */
  press(keys: string): Promise<void>;
  /** The lines on the screen. */
  lines(): readonly string[];
  /** The lines without trailing space, each with its line feed. */
  text(): string;
  readonly copied: string[];
  readonly edited: unknown[];
  quits: number;
  suspensions: number;
  close(): void;
}

export interface ShowOptions {
  readonly engine: WatchEngine;
  readonly columns: number;
  readonly rows: number;
  readonly now: number;
  readonly color?: boolean;
  readonly ascii?: boolean;
  readonly title?: string;
  readonly readOnly?: boolean;
}

export async function showScreen(options: ShowOptions): Promise<ShownScreen> {
  const { engine, columns, rows, now, color = false, ascii = false, readOnly = false } = options;
  const terminal = new CountingTerminal(columns, rows);
  const keyboard = new FakeKeyboard();
  const mounted = mountScreen({
    engine,
    style: createDrawingStyle({ color, ascii }),
    title: options.title ?? engine.getSnapshot().name,
    readOnly,
    first: 'live',
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: terminal,
    now: () => now,
    takeAway: {
      copy: (markdown) => {
        shown.copied.push(markdown);
        return 'copied';
      },
      edit: (place) => {
        shown.edited.push(place);
        return Promise.resolve(undefined);
      },
    },
    quit: () => shown.quits++,
    suspend: () => shown.suspensions++,
  });
  const shown: ShownScreen = {
    mounted,
    terminal,
    copied: [],
    edited: [],
    quits: 0,
    suspensions: 0,
    lines: () => mounted.compositor.screen,
    text: () => `${mounted.compositor.screen.map((line) => line.trimEnd()).join('\n')}\n`,
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
