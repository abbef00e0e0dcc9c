import { expect, test } from 'vitest';
import { largestNodes } from '../../src/snapshot/largest-nodes.js';
import { renderNodesJson, renderNodesText } from '../../src/snapshot/nodes.js';
import { sampleGraph } from './sample-graph.js';

test('the largest nodes are those that sorting all of them gives', () => {
  let seed = 1;
  const sizes = Float64Array.from({ length: 3000 }, () => (seed = (seed * 48_271) % 2_147_483_647) % 500);
  const sorted = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  for (const most of [0, 1, 2, 20, 2999, 3000, 9999])
    expect(largestNodes(sizes, most)).toEqual(sorted.slice(0, most));
});

test('the largest objects as a table', () => {
  const graph = sampleGraph([
    { name: '' },
    { name: 'Registry', self: 100 },
    { name: 'Map\u001B[2J', self: 2_000_000, dominator: 1 },
    { name: 'Entry', self: 50, dominator: 2 },
  ]);
  expect(renderNodesText(graph, 3)).toMatchInlineSnapshot(`
    "1.91 MiB in 4 objects
    RETAINED   SHARE   SHALLOW  ID  TYPE    CLASS
    1.91 MiB  100.0%      16 B  @1  object  (no name)
    1.91 MiB  100.0%     100 B  @3  object  Registry
    1.91 MiB  100.0%  1.91 MiB  @5  object  Map␛[2J
    and 1 smaller ones
    "
  `);
  expect(JSON.parse(renderNodesJson(graph, 1))).toEqual({
    schema: 'heaptide.snapshot-nodes/1',
    total: 2_000_166,
    nodeCount: 4,
    nodes: [
      {
        id: 1,
        type: 'object',
        class: '',
        selfSize: 16,
        retainedSize: 2_000_166,
        distance: 1,
        dominatorId: 1,
      },
    ],
  });
});
