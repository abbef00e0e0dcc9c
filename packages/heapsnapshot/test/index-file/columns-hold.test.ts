import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { columnsHold } from '../../src/index-file/columns-hold.js';
import { columnsOfGraph } from '../../src/index-file/graph-columns.js';
import type { IndexColumns } from '../../src/index-file/index-columns.js';
import { openHeapSnapshot } from '../../src/open-heap-snapshot.js';
import { buildSnapshot } from '../support/build-snapshot.js';

const { text } = buildSnapshot({
  nodes: ['synthetic', 'object', 'object', 'object'].map((type) => ({ type, name: type })),
  edges: [
    [0, 'element', 1, 1],
    [1, 'property', 'a', 2],
    [2, 'property', 'b', 3],
  ],
  locations: [{ node: 1, script: 1, line: 1, column: 1 }],
});

async function columns(): Promise<IndexColumns> {
  const directory = mkdtempSync(join(tmpdir(), 'heaptide-columns-'));
  try {
    const path = join(directory, 'x.heapsnapshot');
    writeFileSync(path, text);
    return columnsOfGraph(await openHeapSnapshot(path))!;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

it('columns of a graph hold', async () => {
  expect(columnsHold(await columns())).toBe(true);
});

it.each<[string, (columns: IndexColumns) => void]>([
  ['a type of node', ({ nodeTypes }) => (nodeTypes[1] = 17)],
  ['a name of a node', ({ nodeNames, strings }) => (nodeNames[3] = strings.starts.length)],
  ['edges that go back', ({ firstEdges }) => (firstEdges[1] = 3)],
  ['edges that begin late', ({ firstEdges }) => (firstEdges[0] = 1)],
  ['edges that end early', ({ firstEdges }) => (firstEdges[4] = 2)],
  ['a type of edge', ({ edgeTypes }) => (edgeTypes[0] = 8)],
  ['a name of an edge', ({ edgeNames, strings }) => (edgeNames[2] = strings.starts.length)],
  ['a target', ({ edgeTargets }) => (edgeTargets[2] = 4)],
  ['a location', ({ locationNodes }) => (locationNodes[0] = 4)],
  ['a dominator', ({ dominators }) => (dominators[3] = 4)],
  ['a root that is dominated', ({ dominators }) => (dominators[0] = 1)],
  ['a node that dominates itself', ({ dominators }) => (dominators[3] = 3)],
  ['nodes that dominate each other', ({ dominators }) => dominators.set([0, 3, 2, 2])],
  ['a class', ({ classOfNode, classNameEnds }) => (classOfNode[2] = classNameEnds.length)],
  ['a name of a class', ({ classNameEnds }) => (classNameEnds[0] = 1000)],
  ['names of classes that end late', ({ classNameEnds }) => classNameEnds[classNameEnds.length - 1]!++],
  ['a string that begins elsewhere', ({ strings }) => strings.starts[1]!++],
  ['strings out of order', ({ strings }) => strings.starts.reverse()],
  ['a string beyond the end', ({ strings }) => (strings.starts[strings.starts.length - 1] = 1e9)],
  ['a string at no place', ({ strings }) => (strings.starts[1] = NaN)],
])('%s that cannot be does not hold', async (_, change) => {
  const changed = await columns();
  change(changed);
  expect(columnsHold(changed)).toBe(false);
});

it('hidden edges may have any number', async () => {
  const { edgeNames, ...others } = await columns();
  edgeNames[0] = 0xffff_ffff;
  expect(columnsHold({ edgeNames, ...others })).toBe(true);
});
