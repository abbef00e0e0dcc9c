import type { Frame } from '@heaptide/growth';
import { findSuspects, type HeapGraph, NodeType, type Suspect } from '@heaptide/heapsnapshot';
import type { PathStep } from '@heaptide/report/postmortem';
import { idsAgree } from './ids-agree.js';
import { sameHolderGrowth } from './same-holder-growth.js';
import type { SnapshotFindings } from './snapshot-findings.js';
import { withoutKeys } from './without-keys.js';

export interface SuspectOptions {
  readonly showStrings: boolean;
  readonly mapPlace: (frame: Frame) => Frame;
}

/**
 * What piles up by one heap snapshot, or by two of one process in their order: what was seen to grow and to stay, else what
 * is largest in the last. Objects are followed by their ids, and holders by their names where the ids mean nothing.
 */
export function mainSuspect(
  graphs: readonly HeapGraph[],
  options: SuspectOptions,
): SnapshotFindings['suspect'] {
  const last = graphs.at(-1);
  if (last === undefined) return undefined;
  const [first] = graphs;
  const areTwo = first !== undefined && first !== last;
  const isComparable = areTwo && idsAgree(first, last);
  const leak = isComparable
    ? findSuspects(last, { earlier: [first] }).find(({ severity }) => severity === 'leak')
    : undefined;
  const inLast = findSuspects(last);
  if (leak !== undefined) {
    // What grew may be told by what is new; how much there is by now, the last snapshot tells.
    const { count } = inLast.find((one) => isSame(one, leak)) ?? leak;
    return { ...told(leak, last, options), severity: 'leak', count: Math.max(count, leak.count) };
  }
  const largest = inLast.find(({ severity }) => severity === 'accumulation');
  if (largest === undefined) return undefined;
  const growth = areTwo && !isComparable ? sameHolderGrowth(first, last, largest) : undefined;
  const shown = told(largest, last, options);
  if (growth === undefined) return { ...shown, severity: 'accumulation' };
  return { ...shown, severity: 'leak', retained: growth };
}

function isSame(one: Suspect, other: Suspect): boolean {
  return one.holder.id === other.holder.id && one.leakedClass === other.leakedClass;
}

function told(
  { holder, leakedClass, count, retainedSize, path, place, growth }: Suspect,
  graph: HeapGraph,
  { showStrings, mapPlace }: SuspectOptions,
): Omit<NonNullable<SnapshotFindings['suspect']>, 'severity'> {
  const shown = showStrings ? (words: string) => words : withoutKeys;
  // What groups of roots are called, the name of the root says.
  const named = path.steps.filter(({ node }) => graph.snapshot.nodeTypes[node] !== NodeType.synthetic);
  const steps = named.map((step): PathStep => ({
    class: step.class,
    id: step.id,
    edge: shown(step.edge.text) + (step.file === undefined ? '' : ` of ${step.file}`),
    ...(step.repeats > 1 ? { repeats: step.repeats } : {}),
  }));
  const [first, ...others] = steps;
  const isRoot = first?.class === path.root;
  const root = { class: path.root, id: isRoot ? first.id : graph.snapshot.nodeIds[0]!, edge: '' };
  const frame = place && { function: leakedClass, ...place };
  return {
    holder: { class: holder.class, id: holder.id, name: shown(holder.reached) },
    leakedClass,
    count,
    retainedSize,
    heapSize: graph.retainedSizes[0]!,
    path: [root, ...(isRoot ? others : steps)],
    ...(growth === undefined
      ? {}
      : {
          arrived: growth.arrivals.slice(1).reduce((sum, many) => sum + many, 0),
          retained: growth.retained,
        }),
    ...(frame === undefined || frame.file === '' ? {} : { declaredAt: mapPlace(frame) }),
  };
}
