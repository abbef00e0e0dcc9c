import { type HeapGraph, NodeType } from '@heaptide/heapsnapshot';

/** Closures looked at of each snapshot: their names tell one from another, and most live as long as the program. */
const MOST_CLOSURES = 5000;
/** Ids that V8 gave out anew meet by chance, and then the names differ. */
const LEAST_AGREEMENT = 0.8;
/** Of fewer nothing can be said. */
const FEWEST_IN_BOTH = 20;

/**
 * Whether the ids of two snapshots mean the same objects. V8 forgets them when an inspector that had its heap profiler on goes
 * away, as tools that sample the heap do between two captures, and then counts from the beginning.
 */
export function idsAgree(earlier: HeapGraph, later: HeapGraph): boolean {
  const names = new Map(closures(earlier));
  let inBoth = 0;
  let alike = 0;
  for (const [id, name] of closures(later)) {
    const before = names.get(id);
    if (before === undefined) continue;
    inBoth++;
    if (before === name) alike++;
  }
  return inBoth >= FEWEST_IN_BOTH && alike >= LEAST_AGREEMENT * inBoth;
}

/** Ids of named closures, with their names. */
function* closures({ snapshot }: HeapGraph): Generator<readonly [id: number, name: string]> {
  const { nodeCount, nodeTypes, nodeNames, nodeIds, strings } = snapshot;
  let many = 0;
  for (let node = 0; node < nodeCount && many < MOST_CLOSURES; node++) {
    if (nodeTypes[node] !== NodeType.closure) continue;
    const name = strings.beginning(nodeNames[node]!, 100);
    if (name === '') continue;
    many++;
    yield [nodeIds[node]!, name];
  }
}
