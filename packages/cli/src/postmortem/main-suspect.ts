import type { Frame } from '@heaptide/growth';
import {
  findSuspects,
  type HeapGraph,
  NodeType,
  relateSnapshots,
  type Suspect,
  suspectsByName,
} from '@heaptide/heapsnapshot';
import type { PathStep } from '@heaptide/report/postmortem';
import { shownEdge } from '@heaptide/report/snapshot';
import type { SnapshotFindings } from './snapshot-findings.js';

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
  const leak = first === undefined || first === last ? undefined : leakOf(first, last);
  const inLast = findSuspects(last);
  if (leak !== undefined) {
    // What grew may be told by what is new; how much there is by now, the last snapshot tells.
    const { count } = inLast.find((one) => isSame(one, leak)) ?? leak;
    return { ...told(leak, last, options), severity: 'leak', count: Math.max(count, leak.count) };
  }
  const largest = inLast.find(({ severity }) => severity === 'accumulation');
  return largest && { ...told(largest, last, options), severity: 'accumulation' };
}

/** What was seen to grow between two snapshots, if that can be told. */
function leakOf(first: HeapGraph, last: HeapGraph): Suspect | undefined {
  const isLeak = ({ severity }: Suspect): boolean => severity === 'leak';
  switch (relateSnapshots(first, last)) {
    case 'same':
      return findSuspects(last, { earlier: [first] }).find(isLeak);
    case 'renumbered':
    case 'unknown':
      return suspectsByName([first, last]).find(isLeak);
    default:
      return undefined;
  }
}

function isSame(one: Suspect, other: Suspect): boolean {
  return one.holder.id === other.holder.id && one.leakedClass === other.leakedClass;
}

function told(
  { holder, leakedClass, count, retainedSize, path, place, growth }: Suspect,
  graph: HeapGraph,
  { showStrings, mapPlace }: SuspectOptions,
): Omit<NonNullable<SnapshotFindings['suspect']>, 'severity'> {
  // What groups of roots are called, the name of the root says.
  const named = path.steps.filter(({ node }) => graph.snapshot.nodeTypes[node] !== NodeType.synthetic);
  const steps = named.map((step): PathStep => ({
    class: step.class,
    id: step.id,
    edge: shownEdge(step.edge, { showStrings }).text + (step.file === undefined ? '' : ` of ${step.file}`),
    ...(step.repeats > 1 ? { repeats: step.repeats } : {}),
  }));
  const [first, ...others] = steps;
  const isRoot = first?.class === path.root;
  const root = { class: path.root, id: isRoot ? first.id : graph.snapshot.nodeIds[0]!, edge: '' };
  const frame = place && { function: leakedClass, ...place };
  return {
    holder: { class: holder.class, id: holder.id, name: showStrings ? holder.reached : holder.shown },
    leakedClass,
    count,
    retainedSize,
    heapSize: graph.retainedSizes[0]!,
    path: [root, ...(isRoot ? others : steps)],
    ...(growth === undefined
      ? {}
      : {
          ...(growth.arrivals && {
            arrived: growth.arrivals.slice(1).reduce((sum, many) => sum + many, 0),
          }),
          retained: growth.retained,
        }),
    ...(frame === undefined || frame.file === '' ? {} : { declaredAt: mapPlace(frame) }),
  };
}
