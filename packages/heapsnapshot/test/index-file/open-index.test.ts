import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { columnsOfGraph, countsOfColumns } from '../../src/index-file/graph-columns.js';
import { partsOf } from '../../src/index-file/index-columns.js';
import { bytesOfColumns } from '../../src/index-file/index-counts.js';
import { openIndex } from '../../src/index-file/open-index.js';
import { identifySnapshot } from '../../src/index-file/snapshot-identity.js';
import { writeIndex } from '../../src/index-file/write-index.js';
import { openHeapSnapshot } from '../../src/open-heap-snapshot.js';
import { buildSnapshot } from '../support/build-snapshot.js';
import { writeOwnSnapshot } from '../support/write-own-snapshot.js';
import { graphDifference } from './graph-difference.js';

let directory: string;
let path: string;
let index: string;
let graph: HeapGraph;

const { text: SMALL } = buildSnapshot({
  nodes: [
    { type: 'synthetic', name: '' },
    { type: 'object', name: 'Registry \ud800', size: 40 },
    { type: 'object', name: 'Object', size: 24 },
    { type: 'native', name: 'system / JSArrayBufferData', size: 70 },
  ],
  edges: [
    [0, 'shortcut', 'global', 1],
    [1, 'property', 'first', 2],
    [1, 'element', 99_999, 3],
    [2, 'weak', '1', 1],
  ],
  locations: [{ node: 1, script: 3, line: 14, column: 15 }],
  extraNativeBytes: 77,
});

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-index-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeEach(async () => {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  path = join(directory, 'small.heapsnapshot');
  index = `${path}.heaptide-index`;
  writeFileSync(path, SMALL);
  graph = await openHeapSnapshot(path);
  expect(await writeIndex(graph, path)).toBe(true);
});

describe('an index', () => {
  it('gives back the same graph, is for its owner only, and leaves nothing else behind', async () => {
    const held = await openIndex(path);
    expect(graphDifference(held!, graph)).toBeUndefined();
    expect(held!.classes.names).toContain('Registry \ud800');
    expect(statSync(index).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).sort()).toEqual([
      'small.heapsnapshot',
      'small.heapsnapshot.heaptide-index',
    ]);
  });

  it('gives back the same graph of this Node.js itself', async () => {
    writeOwnSnapshot(path);
    const own = await openHeapSnapshot(path);
    await writeIndex(own, path);
    const shares: number[] = [];
    const held = await openIndex(path, { onProgress: (share) => shares.push(share) });
    expect(graphDifference(held!, own)).toBeUndefined();
    expect(shares.at(-1)).toBe(1);
  });

  it('is as large as is said before it is read', () => {
    const columns = columnsOfGraph(graph)!;
    const bytes = partsOf(columns).reduce((sum, part) => sum + part.length, 0);
    expect(bytesOfColumns(countsOfColumns(columns))).toBe(bytes);
  });

  it('is not trusted with any one byte changed, nor with its end missing', async () => {
    const whole = readFileSync(index);
    const trusted: number[] = [];
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1 << (at % 8);
      writeFileSync(index, changed);
      if ((await openIndex(path)) !== undefined) trusted.push(at);
    }
    expect(trusted).toEqual([]);
    for (const length of [0, 1, 15, 16, 40, whole.length - 4, whole.length - 1]) {
      writeFileSync(index, whole.subarray(0, length));
      expect(await openIndex(path)).toBeUndefined();
    }
    writeFileSync(index, whole);
    expect(await openIndex(path)).toBeDefined();
  });

  it('is not trusted with another snapshot than its own', async () => {
    const { atime, mtime } = statSync(path);
    writeFileSync(path, SMALL.replace('"first"', '"other"'));
    utimesSync(path, atime, mtime);
    expect(await openIndex(path)).toBeUndefined();
    writeFileSync(path, SMALL);
    expect(await openIndex(path)).toBeUndefined();
    rmSync(path);
    expect(await openIndex(path)).toBeUndefined();
  });

  it.each(['missing', 'a directory', 'text', 'of another version', 'of a machine of another kind'])(
    'is no index when it is %s',
    async (kind) => {
      const bytes = readFileSync(index);
      rmSync(index);
      if (kind === 'a directory') mkdirSync(index);
      if (kind === 'text') writeFileSync(index, 'x'.repeat(10_000));
      if (kind === 'of another version') writeFileSync(index, withHeader(bytes, '"version":', '"version":1'));
      if (kind === 'of a machine of another kind')
        writeFileSync(index, withHeader(bytes, `"${endianness()}"`, '"XE"'));
      expect(await openIndex(path)).toBeUndefined();
    },
  );

  it('makes no columns of lengths that its file cannot have', async () => {
    writeFileSync(index, withHeader(readFileSync(index), '"edges":4,', '"edges":4000000000,'));
    const before = process.memoryUsage().arrayBuffers;
    expect(await openIndex(path)).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 24);
  });

  it('is not written where that cannot be, or of a file that changed since', async () => {
    const identity = (await identifySnapshot(path))!;
    rmSync(index);
    appendFileSync(path, '\n');
    expect(await writeIndex(graph, path, { identity })).toBe(false);
    expect(await writeIndex(graph, join(directory, 'none', 'x'))).toBe(false);
    mkdirSync(index);
    expect(await writeIndex(graph, path)).toBe(false);
    expect(readdirSync(directory).sort()).toEqual([
      'small.heapsnapshot',
      'small.heapsnapshot.heaptide-index',
    ]);
    expect(
      await writeIndex(
        await analyseHeapSnapshot(
          buildSnapshot({ nodes: [{ type: 'synthetic', name: '' }], edges: [] }).snapshot,
        ),
        path,
      ),
    ).toBe(false);
    const signal = AbortSignal.abort();
    rmSync(index, { recursive: true });
    await expect(writeIndex(graph, path, { signal })).rejects.toThrow(/abort/i);
    expect(readdirSync(directory)).toEqual(['small.heapsnapshot']);
  });
});

describe('openHeapSnapshot', () => {
  it('opens an index that is there, when told so, and else reads', async () => {
    const stages: string[] = [];
    const onProgress = (stage: string) => stages.push(stage);
    await openHeapSnapshot(path, { cache: true, onProgress });
    expect(new Set(stages)).toEqual(new Set(['reading']));
    await openHeapSnapshot(path, { onProgress });
    expect(stages).toContain('dominators');
  });

  it('leaves an index of a large file only', async () => {
    rmSync(index);
    await openHeapSnapshot(path, { cache: true });
    expect(readdirSync(directory)).toEqual(['small.heapsnapshot']);
    // Blanks may stand behind the end.
    writeFileSync(path, SMALL + ' '.repeat((1 << 26) - SMALL.length));
    await openHeapSnapshot(path, { cache: true });
    expect(graphDifference((await openIndex(path))!, graph)).toBeUndefined();
  });

  it('says what is wrong with a file as if there were no index', async () => {
    await expect(openHeapSnapshot(join(directory, 'none'), { cache: true })).rejects.toMatchObject({
      code: 'HT_E_NO_SUCH_FILE',
    });
    await expect(openHeapSnapshot(directory, { cache: true })).rejects.toMatchObject({
      code: 'HT_E_UNREADABLE',
    });
    writeFileSync(path, '');
    await expect(openHeapSnapshot(path, { cache: true })).rejects.toMatchObject({
      code: 'HT_E_SNAPSHOT_CUT',
    });
  });
});

/** The index with other words in its header, whose checksum holds. */
function withHeader(index: Buffer, words: string, others: string): Buffer {
  const length = index.readUInt32LE(8);
  const json = index.toString('utf8', 16, 16 + length);
  expect(json).toContain(words);
  const header = Buffer.from(json.replace(words, others));
  const prefix = Buffer.from(index.subarray(0, 16));
  prefix.writeUInt32LE(header.length, 8);
  prefix.writeUInt32LE(crc32(header), 12);
  return Buffer.concat([prefix, header, index.subarray(16 + length)]);
}
