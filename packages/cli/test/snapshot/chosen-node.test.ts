import type { HeapGraph } from '@heaptide/heapsnapshot';
import { expect, test } from 'vitest';
import { chosenNode } from '../../src/snapshot/chosen-node.js';

const GRAPH = {
  snapshot: { nodeIds: Uint32Array.of(1, 3, 9, 7) },
  classes: { ofNode: Uint32Array.of(0, 1, 2, 1), names: ['', 'Session', 'Session'] },
  retainedSizes: Float64Array.of(100, 10, 30, 20),
} as unknown as HeapGraph;

const asked = (id: number | undefined, name: string | undefined) => chosenNode(GRAPH, { id, class: name });

test('by id, or the largest of a class wherever that was declared', () => {
  expect(asked(9, undefined)).toBe(2);
  expect(asked(undefined, 'Session')).toBe(2);
  expect(asked(undefined, undefined)).toBeUndefined();
});

test.each<[id: number | undefined, name: string | undefined, says: string]>([
  [4, undefined, 'no object @4'],
  [undefined, 'session', 'no object of a class "session"'],
  [1, 'Session', 'either --id or --class'],
])('%s and %s is wrong usage', (id, name, says) => {
  expect(() => asked(id, name)).toThrow(says);
});
