import { setTimeout as sleep } from 'node:timers/promises';
import type { HolderOfMost } from '@heaptide/heapsnapshot';
import type { CaughtForSnapshot, LiveObjects } from '@heaptide/why';

/** What became of a holder after the snapshot. */
export interface WatchedHolder {
  /** The collection that grew: the holder, or one above it; the holder where none did. */
  readonly node: number;
  /** Its entries at each look; empty where it has no size. */
  readonly entries: readonly number[];
  readonly perSecond: number;
  /** Whether it keeps what it gets: it grew, or, where it has no size, what was caught is in it still. */
  readonly keeps: boolean;
}

export interface WatchOptions {
  readonly live: LiveObjects;
  readonly caught: CaughtForSnapshot;
  readonly signal: AbortSignal | undefined;
  /** Between two looks; half a second unless given. */
  readonly gapMs?: number;
}

const LOOKS = 4;
const GAP_MS = 500;
/** What is taken out between two looks may be a part of what came. */
const MOST_LOST = 0.25;
/** Of what lived before the snapshot, the share that has to live after it. */
const STAYS = 0.9;
const COLLECTIONS = new Set(['Map', 'Set', 'Array']);

/** Looks whether a holder that a snapshot has shown grows. A snapshot shows one moment, and a full cache holds as well. */
export async function watchHolder(
  most: HolderOfMost,
  { live, caught, signal, gapMs = GAP_MS }: WatchOptions,
): Promise<WatchedHolder> {
  const { holder, above } = most;
  const collections = hasEntries(most) ? [holder, ...above] : above;
  const ids = collections.map(({ id }) => id);
  const looks: (readonly (number | undefined)[])[] = [];
  const began = performance.now();
  for (let i = 0; i < LOOKS && ids.length > 0; i++) {
    if (i > 0) await sleep(gapMs, undefined, signal && { signal });
    looks.push(await live.sizesOf(ids));
  }
  const seconds = (performance.now() - began) / 1000;
  const watched = collections.map(({ node }, i): WatchedHolder => {
    const entries = looks.map((sizes) => sizes[i]).filter((size) => size !== undefined);
    const whole = entries.length === LOOKS ? entries : [];
    const perSecond = whole.length === 0 ? 0 : (whole.at(-1)! - whole[0]!) / seconds;
    return { node, entries: whole, perSecond, keeps: grows(whole) };
  });
  const growing = watched.find(({ keeps }) => keeps) ?? watched.find(({ entries }) => entries.length > 0);
  if (growing !== undefined) return growing;
  const keeps = (await live.countAlive()) >= caught.alive * STAYS;
  return { node: holder.node, entries: [], perSecond: 0, keeps };
}

/** What counts its entries, or has them by keys that the program makes up. */
function hasEntries({ holder, path, each }: HolderOfMost): boolean {
  if (each !== undefined) return false;
  if (COLLECTIONS.has(holder.class)) return true;
  const next = path.steps[path.steps.findLastIndex(({ node }) => node === holder.node) + 1];
  return next?.edge.isKey === true || next?.edge.type === 'element';
}

function grows(entries: readonly number[]): boolean {
  const steps = entries.slice(1).map((size, i) => size - entries[i]!);
  const net = steps.reduce((sum, step) => sum + step, 0);
  const lost = steps.reduce((sum, step) => sum + Math.max(0, -step), 0);
  return net > 0 && lost <= net * MOST_LOST;
}
