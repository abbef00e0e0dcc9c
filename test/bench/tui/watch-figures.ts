import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureServer } from './capture-server.js';
import type { TerminalSize } from './fake-terminal.js';
import { ScreenProcess } from './screen-process.js';
import { readThreadTimes, type ThreadTimes } from './thread-times.js';

/** Memory of the command at one moment, in bytes. */
export interface ScreenMemory {
  readonly moment: string;
  readonly resident: number;
  /** Without the pages that are those of the node program. */
  readonly anonymous: number;
  readonly peak: number;
}

export interface WatchFigures {
  /** Milliseconds from each key to the whole frame that shows what it did. */
  readonly keys: readonly number[];
  /** Shares of a core. */
  readonly cpu: readonly { readonly state: string; readonly seconds: number; readonly shares: ThreadTimes }[];
  readonly memory: readonly ScreenMemory[];
}

export interface WatchFiguresOptions {
  readonly server: CaptureServer;
  readonly size: TerminalSize;
  readonly keys: number;
  readonly seconds: number;
  readonly pausedSeconds: number;
  /** Captures after which memory is read. */
  readonly captures: number;
}

/** Between two keys; no multiple of which is that between two captures, so that keys fall into all that goes on. */
const BETWEEN_KEYS_MS = 317;
/** Rows that the cursor goes down and up again. */
const WITHIN_PAGE = 30;
const SETTLE_MS = 1500;
const KIB = 1024;
/** Keys, and what stands in the header of the screen that they lead to. */
const SCREENS = [
  ['2', '[2 Diff]'],
  ['3', '[3 Flame]'],
  ['4', '[4 Timeline]'],
  ['1', '[1 Live]'],
  ['\r', '[Detail]'],
] as const;

/** Watches at one capture a second, with the command as it is built. */
export async function measureWatch(options: WatchFiguresOptions): Promise<WatchFigures> {
  const { server, size, seconds, pausedSeconds, captures } = options;
  const screen = new ScreenProcess(['watch', server.url, '--every', '1s'], size);
  try {
    await screen.until((drawn) => drawn.selected() !== undefined && server.served() > 3, 60_000);
    const keys = await timeKeys(screen, options.keys);
    await sleep(SETTLE_MS);
    const cpu = [{ state: 'watching', seconds, shares: await sharesOf(screen, seconds) }];
    // Twice as long as it takes where nothing is late.
    for (let waited = 0; server.served() < captures; waited++) {
      if (waited > 2 * captures) throw new Error(`only ${server.served()} captures were asked for`);
      await sleep(1000);
    }
    await sleep(SETTLE_MS);
    const memory = [readMemory(screen.pid, `after ${server.served()} captures`)];
    for (const [key, heading] of SCREENS) {
      screen.type(key);
      await screen.until((drawn) => drawn.texts()[0]!.includes(heading));
      await sleep(SETTLE_MS);
    }
    screen.type('\u001B');
    await sleep(SETTLE_MS);
    memory.push(readMemory(screen.pid, 'after all screens'));
    screen.type('p');
    await screen.until((drawn) => drawn.texts()[0]!.includes('PAUSED'));
    cpu.push({ state: 'paused', seconds: pausedSeconds, shares: await sharesOf(screen, pausedSeconds) });
    return { keys, cpu, memory };
  } finally {
    await screen.close();
  }
}

async function timeKeys(screen: ScreenProcess, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const before = screen.drawn.selected();
    screen.type(turn % (2 * WITHIN_PAGE) < WITHIN_PAGE ? 'j' : 'k');
    const took = await screen.until((drawn) => drawn.selected() !== before);
    times.push(took);
    await sleep(Math.max(0, BETWEEN_KEYS_MS - took));
  }
  return times;
}

async function sharesOf({ pid }: ScreenProcess, seconds: number): Promise<ThreadTimes> {
  const before = readThreadTimes(pid);
  const begin = performance.now();
  await sleep(1000 * seconds);
  const after = readThreadTimes(pid);
  const wallMs = performance.now() - begin;
  const share = (part: keyof ThreadTimes): number => (after[part] - before[part]) / wallMs;
  return { main: share('main'), engine: share('engine'), others: share('others') };
}

/** @throws {Error} once the process has ended, and where there is no /proc. */
function readMemory(pid: number, moment: string): ScreenMemory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (field: string): number => {
    const kib = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1];
    if (kib === undefined) throw new Error(`process ${pid} has ended`);
    return Number(kib) * KIB;
  };
  return { moment, resident: bytes('VmRSS'), anonymous: bytes('RssAnon'), peak: bytes('VmHWM') };
}
