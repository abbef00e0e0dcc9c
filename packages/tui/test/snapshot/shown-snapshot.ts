import type { BrowseAnswer, BrowseQuestion, SnapshotSource } from '@heaptide/report/snapshot-browse';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import type { SnapshotEngine, SnapshotState } from '../../src/snapshot/engine/snapshot-engine.js';
import { SnapshotController } from '../../src/snapshot/screen/snapshot-controller.js';

/** An engine in this thread, which answers in the next turn of the event loop, and not before it is open. */
export class NearSnapshot implements SnapshotEngine {
  readonly ended = new Promise<void>(() => undefined);
  readonly #source: SnapshotSource;
  readonly #listeners = new Set<() => void>();
  #state: SnapshotState;

  constructor(source: SnapshotSource, name = 'dumps/api-7f9c.heapsnapshot') {
    this.#source = source;
    this.#state = { name, opening: undefined, summary: source.summary };
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = () => this.#state;

  tell(state: Partial<SnapshotState>): void {
    this.#state = { ...this.#state, ...state };
    for (const listener of [...this.#listeners]) listener();
  }

  async ask<Question extends BrowseQuestion>(question: Question): Promise<BrowseAnswer<Question>> {
    await new Promise((resolve) => setImmediate(resolve));
    return this.#source.answer(question);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export interface ShowOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly ascii?: boolean;
  readonly color?: boolean;
}

/** A screen that has been drawn, and has its answers. */
export async function showSnapshot(source: SnapshotSource, options: ShowOptions = {}) {
  const { columns = 100, rows = 30, ascii = false, color = false } = options;
  const engine = new NearSnapshot(source);
  const copied: string[] = [];
  const size = { columns, rows };
  let quits = 0;
  const controller = new SnapshotController({
    engine,
    style: createDrawingStyle({ color, ascii }),
    size: () => size,
    copy: (markdown) => {
      copied.push(markdown);
      return 'copied';
    },
    quit: () => quits++,
    suspend: () => undefined,
  });
  const lines = () => controller.getSnapshot().lines;
  await answered();
  return {
    engine,
    controller,
    size,
    copied,
    quits: () => quits,
    lines,
    text: () =>
      `${lines()
        .map((line) => line.trimEnd())
        .join('\n')}\n`,
    /** The line of the row that the cursor is on. */
    selected: () => lines().find((line) => line.startsWith('> ')) ?? '',
    press: async (...keys: readonly string[]) => {
      for (const key of keys) {
        controller.press([key]);
        await answered();
      }
    },
  };
}

/** Lets questions that are under way, and those that wait for them, be answered. */
async function answered(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
}
