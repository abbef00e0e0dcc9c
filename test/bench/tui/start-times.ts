import { measureProcess } from '../measure-process.js';
import type { TerminalSize } from './fake-terminal.js';
import { ScreenProcess } from './screen-process.js';

export interface SavedSeries {
  readonly name: string;
  readonly directory: string;
  readonly rounds: number;
}

/** How long `heaptide open` takes, in milliseconds. */
export interface StartTimes {
  readonly name: string;
  /** Until the verdict is on the screen. */
  readonly opened: readonly number[];
  /** Of a node that does nothing, from its start to its end; one beside each. */
  readonly floor: readonly number[];
}

const VERDICT = /^ !! LEAK {2}.* captures/;
const LIMIT_MS = 120_000;

/** Opens a saved series that leaks, again and again; the first time is not counted. */
export async function measureStart(
  { name, directory, rounds }: SavedSeries,
  size: TerminalSize,
): Promise<StartTimes> {
  const opened: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    opened.push(await timeOpen(directory, size));
    floor.push((await measureProcess([process.execPath, '-e', '0'])).wallMs);
  }
  return { name, opened: opened.slice(1), floor: floor.slice(1) };
}

async function timeOpen(directory: string, size: TerminalSize): Promise<number> {
  const begin = performance.now();
  const screen = new ScreenProcess(['open', directory], size);
  try {
    await screen.until((drawn) => drawn.texts().some((line) => VERDICT.test(line)), LIMIT_MS);
    return performance.now() - begin;
  } finally {
    await screen.close();
  }
}
