import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';

/** Whether the user has said that a capture matters. */
export function isMarked({ pinned, note }: CaptureEntry): boolean {
  return pinned || note !== '';
}

/**
 * Which of `entries`, in order, a series can do without; `undefined` where it is none.
 *
 * Never the latest, one that the user marked, or the baseline; the first and the last of a life only when nothing else is
 * left, the oldest of them. Otherwise that of the older half whose loss tears the smallest hole for its age: so the newer half is
 * whole, and before it captures lie the further apart the older they are, all the way back to the first.
 */
export function nextToDrop(
  entries: readonly CaptureEntry[],
  baseline: CaptureNumber | undefined,
): CaptureEntry | undefined {
  const latest = entries.length - 1;
  const edges = edgesOfLives(entries);
  const isOpen = (entry: CaptureEntry, index: number): boolean =>
    index !== latest && !isMarked(entry) && entry.number !== baseline;
  const isFree = (entry: CaptureEntry, index: number): boolean => isOpen(entry, index) && !edges.has(index);
  const holeOf = (index: number): number =>
    (entries[index + 1]!.number - entries[index - 1]!.number) /
    (entries[latest]!.number - entries[index]!.number);
  const leastMissed = (from: number, to: number): CaptureEntry | undefined => {
    let best: number | undefined;
    for (let index = from; index < to; index++) {
      if (isFree(entries[index]!, index) && (best === undefined || holeOf(index) < holeOf(best)))
        best = index;
    }
    return best === undefined ? undefined : entries[best];
  };
  const half = entries.length >> 1;
  return leastMissed(0, half) ?? leastMissed(half, latest) ?? entries.find(isOpen);
}

/** Indices of the first and the last capture of every life. */
function edgesOfLives(entries: readonly CaptureEntry[]): ReadonlySet<number> {
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  entries.forEach(({ life }, index) => {
    if (!first.has(life)) first.set(life, index);
    last.set(life, index);
  });
  return new Set([...first.values(), ...last.values()]);
}
