import { expect, test } from 'vitest';
import { NodesById } from '../../src/growth/nodes-by-id.js';
import { buildSnapshot } from '../support/build-snapshot.js';

test('every id is found, dense and scattered ones, and none that is not there', () => {
  const ids = [
    ...Array.from({ length: 500 }, (_, index) => 2 * index + 1),
    ...Array.from({ length: 500 }, (_, index) => (0x9e3779b1 * (index + 1)) % 2 ** 32),
    2 ** 32 - 1,
  ];
  const { snapshot } = buildSnapshot({
    nodes: ids.map((id) => ({ type: 'object', name: 'Thing', id })),
    edges: [],
  });
  const table = new NodesById(snapshot);
  for (const [node, id] of ids.entries()) expect(ids[table.find(id)!]).toBe(ids[node]);
  expect(table.find(2_000)).toBe(ids.includes(2_000) ? ids.indexOf(2_000) : undefined);
  expect(table.find(4)).toBeUndefined();
});
