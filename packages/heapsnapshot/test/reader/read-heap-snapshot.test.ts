import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeOwnSnapshot } from '../support/write-own-snapshot.js';
import type { HeapSnapshot } from '../../src/model/heap-snapshot.js';
import { EDGE_TYPE_NAMES } from '../../src/model/edge-type.js';
import { NODE_TYPE_NAMES } from '../../src/model/node-type.js';
import { readHeapSnapshot } from '../../src/reader/read-heap-snapshot.js';
import { buildSnapshot } from '../support/build-snapshot.js';

interface SnapshotJson {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]]; edge_types: [string[]] } };
  nodes: number[];
  edges: number[];
  locations: number[];
  strings: string[];
}

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-read-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const SMALL = buildSnapshot({
  nodes: [
    { type: 'synthetic', name: '' },
    { type: 'object', name: 'Café', id: 7, size: 40 },
    { type: 'string', name: 'a "text"', id: 9, size: 24 },
  ],
  edges: [
    [0, 'element', 1, 1],
    [1, 'property', 'name', 2],
  ],
  locations: [{ node: 1, script: 3, line: 14, column: 15 }],
});

describe('readHeapSnapshot', () => {
  it('reads what this Node.js writes as JSON.parse does', async () => {
    const path = writeOwnSnapshot(join(directory, 'own.heapsnapshot'));
    const snapshot = await readHeapSnapshot(path);
    const json = JSON.parse(readFileSync(path, 'utf8')) as SnapshotJson;
    expect(firstDifference(snapshot, json)).toBeUndefined();
    expect(snapshot.locations.nodes.length).toBe(json.locations.length / 4);
    expect(snapshot.locations.lines[5]).toBe(json.locations[5 * 4 + 2]);
  });

  it('reads packed files', async () => {
    const packed = join(directory, 'small.gz');
    writeFileSync(packed, zlib.gzipSync(SMALL.text));
    expect(namesOf(await readHeapSnapshot(packed))).toEqual(['', 'Café', 'a "text"']);
    const { zstdCompressSync } = zlib as { zstdCompressSync?: (text: string) => Buffer };
    if (zstdCompressSync === undefined) return;
    writeFileSync(packed, zstdCompressSync(SMALL.text));
    expect(namesOf(await readHeapSnapshot(packed))).toEqual(['', 'Café', 'a "text"']);
  });

  it('tells progress up to the end, and stops when told to', async () => {
    const path = join(directory, 'small.heapsnapshot');
    writeFileSync(path, SMALL.text);
    const shares: number[] = [];
    await readHeapSnapshot(path, { onProgress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    await expect(readHeapSnapshot(path, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });

  it.each([
    ['a count too high', /"node_count":3/, '"node_count":4', 'it claims 4 nodes and has 3'],
    ['a count too low', /"node_count":3/, '"node_count":2', 'it has more than the 2 nodes it claims'],
    ['edges too many', /"edge_count":2/, '"edge_count":3', 'it claims 3 edges and has 2'],
    ['edges too few', /"edge_count":2/, '"edge_count":1', 'more edges than the 1 it claims'],
    ['nodes without end', /"node_count":3/, '"node_count":4000000000', 'bytes cannot hold'],
    ['no nodes', /"node_count":3/, '"node_count":0', 'it claims 0 nodes'],
    ['a name that is not there', /"strings":\["<dummy>",/, '"strings":[', /a name is string \d of \d/],
    ['a header of another kind', /"node_fields":/, '"other_fields":', 'meta.node_fields is no list of names'],
    ['a missing column', /"self_size"/, '"size"', 'it has no column self_size'],
  ])('says what does not hold: %s', async (_, pattern, replacement, words) => {
    expect(SMALL.text).toMatch(pattern);
    const path = join(directory, 'bad.heapsnapshot');
    writeFileSync(path, SMALL.text.replace(pattern, replacement));
    await expect(readHeapSnapshot(path)).rejects.toThrow(words);
  });

  it('tells files that are not there and directories', async () => {
    await expect(readHeapSnapshot(join(directory, 'none'))).rejects.toMatchObject({
      code: 'HT_E_NO_SUCH_FILE',
    });
    await expect(readHeapSnapshot(directory)).rejects.toMatchObject({ code: 'HT_E_UNREADABLE' });
  });
});

function namesOf(snapshot: HeapSnapshot): string[] {
  return Array.from(snapshot.nodeNames, (name) => snapshot.strings.text(name));
}

/** Where the columns say something else than the file, in words. */
function firstDifference(snapshot: HeapSnapshot, json: SnapshotJson): string | undefined {
  const { node_fields: fields, node_types: nodeTypes, edge_types: edgeTypes } = json.snapshot.meta;
  const column = (name: string) => fields.indexOf(name);
  if (snapshot.nodeCount * fields.length !== json.nodes.length) return 'number of nodes';
  if (snapshot.edgeCount * 3 !== json.edges.length) return 'number of edges';
  for (let node = 0; node < snapshot.nodeCount; node++) {
    const at = node * fields.length;
    const isSame =
      NODE_TYPE_NAMES[snapshot.nodeTypes[node]!] === nodeTypes[0][json.nodes[at]!] &&
      snapshot.nodeNames[node] === json.nodes[at + column('name')] &&
      snapshot.nodeIds[node] === json.nodes[at + column('id')] &&
      snapshot.fileSizes[node] === json.nodes[at + column('self_size')] &&
      json.nodes[at + column('edge_count')] === snapshot.firstEdges[node + 1]! - snapshot.firstEdges[node]!;
    if (!isSame) return `node ${node}`;
  }
  for (let edge = 0; edge < snapshot.edgeCount; edge++) {
    const isSame =
      EDGE_TYPE_NAMES[snapshot.edgeTypes[edge]!] === edgeTypes[0][json.edges[edge * 3]!] &&
      snapshot.edgeNames[edge] === json.edges[edge * 3 + 1] &&
      snapshot.edgeTargets[edge]! * fields.length === json.edges[edge * 3 + 2];
    if (!isSame) return `edge ${edge}`;
  }
  const differing = json.strings.findIndex((text, index) => snapshot.strings.text(index) !== text);
  return differing < 0 ? undefined : `string ${differing}`;
}
