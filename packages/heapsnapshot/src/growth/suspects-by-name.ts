import { longBytes } from '@heaptide/profile';
import type { HeapGraph } from '../graph/heap-graph.js';
import { findSuspects } from '../views/find-suspects.js';
import { addWords } from '../views/suspect-text.js';
import type { Suspect } from '../views/suspect.js';

/** What grows takes so much of all that the heap grew by. */
const NEARLY_ALL = 0.5;
const LEAST_BYTES = 64 * 1024;

/**
 * Suspects of the last of several snapshots of one process whose ids do not mean the same objects: a leak is what the holder of
 * the same name held more of in each, if that is nearly all that the heap grew by. Leaks first.
 */
export function suspectsByName(graphs: readonly HeapGraph[]): readonly Suspect[] {
  const before = graphs.slice(0, -1).map((graph) => findSuspects(graph));
  const last = graphs[graphs.length - 1]!;
  const heap = last.retainedSizes[0]! - graphs[0]!.retainedSizes[0]!;
  const told = findSuspects(last).map((suspect) => withGrowth(suspect, before, heap));
  const isLeak = ({ severity }: Suspect): boolean => severity === 'leak';
  return [...told.filter(isLeak), ...told.filter((suspect) => !isLeak(suspect))];
}

function withGrowth(suspect: Suspect, before: readonly (readonly Suspect[])[], heap: number): Suspect {
  const { severity, holder, leakedClass } = suspect;
  // A name that is told by no field or variable may be that of any other, too.
  if (severity !== 'accumulation' || holder.field === undefined) return suspect;
  const history: Suspect[] = [];
  for (const suspects of before) {
    const same = suspects.find(
      (one) => one.holder.reached === holder.reached && one.leakedClass === leakedClass,
    );
    if (same === undefined) return suspect;
    history.push(same);
  }
  history.push(suspect);
  const rises = history.slice(1).every((one, at) => one.count > history[at]!.count);
  const retained = history.map(({ retainedSize }) => retainedSize);
  const newBytes = suspect.retainedSize - retained[0]!;
  if (!rises || newBytes < Math.max(LEAST_BYTES, NEARLY_ALL * heap)) return suspect;
  const counts = history.map(({ count }) => count.toLocaleString('en-US'));
  return {
    ...suspect,
    severity: 'leak',
    growth: { retained, arrivals: undefined, newBytes },
    ...addWords(suspect, `; by snapshot ${counts.join(', ')}, ${retained.map(longBytes).join(', ')}`),
  };
}
