import { setTimeout as sleep } from 'node:timers/promises';
import { RemoteEngine, runScreen } from '@heaptide/tui';
import { DrawnLines } from './drawn-lines.js';
import { type DrawnFrame, FakeKeyboard, FakeTerminal, type TerminalSize } from './fake-terminal.js';
import { mountPlainInk } from './plain-ink.js';
import { ReplayedThread } from './replayed-thread.js';

/** The same frames drawn by us, and by plain Ink from the same lines. */
export interface FrameSeries {
  readonly name: string;
  readonly ours: readonly DrawnFrame[];
  readonly plain: readonly DrawnFrame[];
}

export interface FrameTimes {
  readonly series: readonly FrameSeries[];
  /** Bytes written when a state came that says the same as the one before. */
  readonly unchangedBytes: number;
}

export interface FrameTimesOptions {
  readonly size: TerminalSize;
  /** Captures that the states are of. */
  readonly paths: readonly string[];
  readonly moves: number;
  readonly data: number;
}

const WARM_UP = { data: 12, moves: 60 };
/** Rows that the cursor goes down and up again without scrolling. */
const WITHIN_PAGE = 30;
/** Ink draws at most 30 frames a second, and lets later ones wait. */
const BETWEEN_FRAMES_MS = 36;
const BURST = 200;

/** Draws the live screen in this process onto terminals that are none. */
export async function measureFrames({ size, paths, moves, data }: FrameTimesOptions): Promise<FrameTimes> {
  const thread = await ReplayedThread.record(paths);
  const drawn = new DrawnLines();
  const terminal = new FakeTerminal(size, (written) => void drawn.take(written));
  const keyboard = new FakeKeyboard();
  const engine = new RemoteEngine(thread, {
    name: 'replayed',
    everyMs: 1000,
    isLive: true,
    savedIn: undefined,
  });
  const now = Date.now();
  const closing = new AbortController();
  const running = runScreen({
    engine,
    drawing: { color: true, colors: 256, theme: 'default', ascii: false },
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: terminal as unknown as NodeJS.WriteStream,
    signal: closing.signal,
    // It stands still, so that what is drawn is what the change led to.
    clock: { now: () => now, sleep: () => Promise.resolve() },
  });
  try {
    while (drawn.lines().length === 0) await sleep(BETWEEN_FRAMES_MS);
    // A row more than there are lines: where they fill the terminal, Ink 6 erases all before each frame.
    const plainTerminal = new FakeTerminal({ ...size, rows: size.rows + 1 });
    const plain = await mountPlainInk(plainTerminal);
    const compare = async (
      name: string,
      count: number,
      change: (turn: number) => void,
      prepare: () => Promise<unknown> = () => Promise.resolve(),
    ): Promise<FrameSeries> => {
      const ours: DrawnFrame[] = [];
      const theirs: DrawnFrame[] = [];
      for (let turn = 0; turn < count; turn++) {
        await prepare();
        ours.push(await terminal.frame(() => change(turn)));
        await sleep(BETWEEN_FRAMES_MS);
        const lines = drawn.lines();
        theirs.push(await plainTerminal.frame(() => plain.draw(lines)));
      }
      return { name, ours, plain: theirs };
    };
    const move = (turn: number): void => keyboard.type(turn % (2 * WITHIN_PAGE) < WITHIN_PAGE ? 'j' : 'k');
    const scroll = (): void => keyboard.type('j');
    const newData = (): void => thread.next();
    const untilNewData = async (): Promise<void> => {
      while (thread.nextHasFigures === false) await terminal.settle(newData);
    };
    await compare('', WARM_UP.data, newData, untilNewData);
    await compare('', WARM_UP.moves, move);
    const series = [
      await compare('cursor move', moves, move),
      await compare('new data', data, newData, untilNewData),
    ];
    await terminal.settle(() => keyboard.type('j'.repeat(2 * size.rows)));
    series.push(await compare('cursor move that scrolls', moves >> 2, scroll));
    series.push(await compare(`${BURST} × j in one chunk`, 12, () => keyboard.type('j'.repeat(BURST))));
    const same = structuredClone(engine.getSnapshot());
    const unchangedBytes = await terminal.settle(() =>
      thread.emit('message', { kind: 'state', state: same, gone: [], columns: same.columns, added: [] }),
    );
    plain.unmount();
    return { series, unchangedBytes };
  } finally {
    closing.abort();
    await running;
    await engine.close();
  }
}
