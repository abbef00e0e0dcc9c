import { expect, test } from 'vitest';
import { retainedByGroup } from '../../src/census/retained-by-group.js';
import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import { buildSnapshot, type PlannedEdge } from '../support/build-snapshot.js';

test('a member below another of its group counts once, one below another group counts in both', async () => {
  const object = { type: 'object', name: 'Link', size: 10 };
  const { snapshot } = buildSnapshot({
    nodes: [{ type: 'synthetic', name: '' }, object, object, object, object],
    edges: [
      [0, 'element', 0, 1],
      [1, 'property', 'a', 2],
      [2, 'property', 'a', 3],
      [0, 'element', 1, 4],
    ],
  });
  const graph = await analyseHeapSnapshot(snapshot);
  const retained = retainedByGroup(graph, Uint32Array.of(0, 1, 2, 1, 1), 2);
  expect([...retained]).toEqual([40, 20]);
});

test('a list of a hundred thousand links takes no stack', async () => {
  const count = 100_000;
  const { snapshot } = buildSnapshot({
    nodes: Array.from({ length: count + 1 }, (_, node) =>
      node === 0 ? { type: 'synthetic', name: '' } : { type: 'object', name: 'Link', size: 2 },
    ),
    edges: Array.from({ length: count }, (_, node): PlannedEdge =>
      node === 0 ? [0, 'element', 0, 1] : [node, 'property', 'next', node + 1],
    ),
  });
  const graph = await analyseHeapSnapshot(snapshot);
  expect([...retainedByGroup(graph, new Uint32Array(count + 1).fill(1), 1)]).toEqual([2 * count]);
});
