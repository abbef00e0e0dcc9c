import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { buildSnapshot, type PlannedEdge, type PlannedNode } from '../support/build-snapshot.js';

const ROOT: PlannedNode = { type: 'synthetic', name: '' };
const object = (name: string, size = 16): PlannedNode => ({ type: 'object', name, size });

function graphOf(nodes: readonly PlannedNode[], edges: readonly PlannedEdge[]): Promise<HeapGraph> {
  return analyseHeapSnapshot(buildSnapshot({ nodes, edges }).snapshot);
}

/** Heaps of up to 24 objects, the first of which is the global object, with edges from anywhere to anywhere. */
const heaps = fc
  .integer({ min: 1, max: 24 })
  .chain((count) =>
    fc.tuple(
      fc.array(fc.nat({ max: 100 }), { minLength: count, maxLength: count }),
      fc.array(fc.tuple(fc.nat({ max: count }), fc.integer({ min: 1, max: count })), { maxLength: 60 }),
    ),
  );

describe('analyseHeapSnapshot', () => {
  it('retains what would go, on any graph', async () => {
    await fc.assert(
      fc.asyncProperty(heaps, async ([sizes, links]) => {
        const nodes = [ROOT, ...sizes.map((size, index) => object(`Object${index}`, size))];
        const edges: PlannedEdge[] = [
          [0, 'shortcut', 'global', 1],
          ...links.map(([from, to], index): PlannedEdge =>
            from === 0 ? [0, 'element', index, to] : [from, 'property', `p${index}`, to],
          ),
        ];
        const graph = await graphOf(nodes, edges);
        const reached = reachable(graph, -1);
        expect(graph.retainedSizes[0]).toBe(sizes.reduce((sum, size) => sum + size, 0));
        for (const node of reached) {
          if (node === 0) continue;
          const left = reachable(graph, node);
          const gone = [...reached].filter((other) => !left.has(other));
          expect(graph.retainedSizes[node], `node ${node}`).toBe(
            gone.reduce((sum, other) => sum + graph.selfSizes[other]!, 0),
          );
          const dominator = graph.dominators[node]!;
          if (dominator !== 0) expect(reachable(graph, dominator).has(node)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('follows a list of 100,000 links without recursion', async () => {
    const count = 100_000;
    const links = Array.from({ length: count }, (_, index) => object('Link', index === 0 ? 0 : 1));
    const edges = links.slice(1).map((_, index): PlannedEdge => [index + 1, 'property', 'next', index + 2]);
    const graph = await graphOf([ROOT, ...links], [[0, 'shortcut', 'global', 1], ...edges]);
    expect(graph.retainedSizes[1]).toBe(count - 1);
    expect(graph.retainedSizes[count]).toBe(1);
    expect(graph.dominators[count]).toBe(count - 1);
  });

  it('lets the key own the value of a WeakMap', async () => {
    const half = '1 / part of key (Key @7) -> value (Value @9) pair in WeakMap (table @5)';
    const otherHalf = half.replace('1', '2');
    const graph = await graphOf(
      [
        ROOT,
        object('global'),
        { ...object('table'), id: 5 },
        { ...object('Key'), id: 7 },
        { ...object('Value', 500), id: 9 },
      ],
      [
        [0, 'shortcut', 'global', 1],
        [1, 'property', 'table', 2],
        [1, 'property', 'key', 3],
        [2, 'internal', half, 4],
        [3, 'internal', otherHalf, 4],
      ],
    );
    expect(graph.dominators[4]).toBe(3);
    expect(graph.retainedSizes[3]).toBe(516);
    expect(graph.isEssential(3)).toBe(false);
  });

  it('keeps what V8 holds apart from what the program owns', async () => {
    const graph = await graphOf(
      [ROOT, object('global'), { type: 'synthetic', name: '(GC roots)' }, object('Session', 100)],
      [
        [0, 'shortcut', 'global', 1],
        [0, 'element', 1, 2],
        [1, 'property', 'session', 3],
        [2, 'element', 1, 3],
      ],
    );
    expect(graph.dominators[3]).toBe(1);
    expect(graph.retainedSizes[1]).toBe(116);
  });

  it('gives the bytes of a part to its only owner, and leaves those of a shared one', async () => {
    const graph = await graphOf(
      [
        ROOT,
        object('global', 0),
        object('Map', 10),
        object('Other', 10),
        { type: 'array', name: '', size: 100 },
        { type: 'array', name: '', size: 30 },
        { type: 'hidden', name: 'system / X', size: 7 },
      ],
      [
        [0, 'shortcut', 'global', 1],
        [1, 'property', 'map', 2],
        [1, 'property', 'other', 3],
        [2, 'internal', 'table', 4],
        [4, 'internal', 'part', 6],
        [2, 'internal', 'shared', 5],
        [3, 'internal', 'shared', 5],
      ],
    );
    expect([...graph.selfSizes]).toEqual([0, 0, 117, 10, 0, 30, 0]);
  });

  it('ignores weak edges', async () => {
    const graph = await graphOf(
      [ROOT, object('global', 0), object('Cache', 10), object('Entry', 100)],
      [
        [0, 'shortcut', 'global', 1],
        [1, 'property', 'cache', 2],
        [1, 'property', 'entry', 3],
        [2, 'weak', 'entry', 3],
      ],
    );
    expect(graph.retainedSizes[2]).toBe(10);
    expect(graph.dominators[3]).toBe(1);
  });

  it('lists who retains and who is dominated', async () => {
    const graph = await graphOf(
      [ROOT, object('global'), object('a'), object('b')],
      [
        [0, 'shortcut', 'global', 1],
        [1, 'property', 'a', 2],
        [1, 'property', 'b', 3],
        [2, 'property', 'b', 3],
      ],
    );
    const { first, edges } = graph.retainers;
    const retainersOf = (node: number) => [...edges.subarray(first[node], first[node + 1])];
    expect(retainersOf(3)).toEqual([2, 3]);
    expect(retainersOf(3).map((edge) => graph.sourceOf(edge))).toEqual([1, 2]);
    const { dominatorTree } = graph;
    expect([...dominatorTree.children.subarray(dominatorTree.first[1], dominatorTree.first[2])]).toEqual([
      2, 3,
    ]);
  });

  it('stops between stages when told to', async () => {
    const { snapshot } = buildSnapshot({ nodes: [ROOT], edges: [] });
    await expect(analyseHeapSnapshot(snapshot, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

/**
 * Nodes reached over essential edges, from the root and what hangs from it since nothing retains it, without passing the one
 * that is left out. Cycles that nothing reaches are left out altogether.
 */
function reachable(graph: HeapGraph, leftOut: number): Set<number> {
  const reached = reachedFrom(graph, [0], -1);
  const orphans = Array.from({ length: graph.snapshot.nodeCount }, (_, node) => node).filter(
    (node) => !reached.has(node) && !isRetained(graph, node),
  );
  return reachedFrom(
    graph,
    [0, ...orphans].filter((node) => node !== leftOut),
    leftOut,
  );
}

function reachedFrom(graph: HeapGraph, roots: readonly number[], leftOut: number): Set<number> {
  const { firstEdges, edgeTargets } = graph.snapshot;
  const seen = new Set(roots);
  for (const node of seen) {
    for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++) {
      const target = edgeTargets[edge]!;
      if (graph.isEssential(edge) && target !== leftOut) seen.add(target);
    }
  }
  return seen;
}

function isRetained(graph: HeapGraph, node: number): boolean {
  const { first, edges } = graph.retainers;
  return edges.subarray(first[node], first[node + 1]).some((edge) => graph.isEssential(edge));
}
