import { expect, test } from 'vitest';
import { buildSnapshot } from './build-snapshot.js';

test('the file and the columns say the same', () => {
  const { text, snapshot } = buildSnapshot({
    nodes: [
      { type: 'synthetic', name: '' },
      { type: 'object', name: 'Registry', size: 40 },
      { type: 'string', name: 'a "quoted" text', id: 71 },
    ],
    edges: [
      [1, 'property', 'name', 2],
      [0, 'element', 1, 1],
      [1, 'weak', '3', 2],
    ],
    locations: [{ node: 1, script: 9, line: 3, column: 4 }],
    extraNativeBytes: 5,
  });
  const file = JSON.parse(text) as Record<string, number[]> & { snapshot: Record<string, number> };
  expect(file.nodes).toHaveLength(3 * 7);
  expect(file.nodes!.slice(14, 19)).toEqual([2, snapshot.nodeNames[2], 71, 16, 0]);
  expect(file.edges!.slice(0, 3)).toEqual([1, 1, 7]);
  expect(file.snapshot).toMatchObject({ node_count: 3, edge_count: 3, extra_native_bytes: 5 });
  expect(file.locations).toEqual([7, 9, 3, 4]);
  expect([...snapshot.firstEdges]).toEqual([0, 1, 3, 3]);
  expect(file.strings![snapshot.edgeNames[1]!]).toBe('name');
  expect(snapshot.strings.text(snapshot.nodeNames[2]!)).toBe('a "quoted" text');
});

test('a plan that cannot be is refused', () => {
  const nodes = [{ type: 'synthetic', name: '' }];
  expect(() => buildSnapshot({ nodes, edges: [[0, 'element', 0, 1]] })).toThrow('no such nodes');
  expect(() => buildSnapshot({ nodes, edges: [[0, 'element', 'x', 0]] })).toThrow('edge named');
  expect(() => buildSnapshot({ nodes: [{ type: 'thing', name: '' }], edges: [] })).toThrow('no such type');
});
