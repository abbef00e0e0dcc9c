import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeOwnSnapshot } from '../support/write-own-snapshot.js';
import { NODE_TYPE_NAMES } from '../../src/model/node-type.js';
import { readClassHistogram } from '../../src/lite/read-class-histogram.js';
import { readHeapSnapshot } from '../../src/reader/read-heap-snapshot.js';

let directory: string;
let path: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-lite-'));
  path = writeOwnSnapshot(join(directory, 'own.heapsnapshot'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('readClassHistogram', () => {
  it('counts what the whole reader counts', async () => {
    const snapshot = await readHeapSnapshot(path);
    const histogram = await readClassHistogram(path);
    expect(histogram).toMatchObject({
      nodesRead: snapshot.nodeCount,
      edgeCount: snapshot.edgeCount,
      cutIn: undefined,
    });
    expect(histogram.totalSize).toBe(snapshot.fileSizes.reduce((sum, size) => sum + size, 0));
    for (const { kind, count, size } of histogram.kinds) {
      const nodes = Array.from(snapshot.nodeTypes.keys()).filter(
        (node) => NODE_TYPE_NAMES[snapshot.nodeTypes[node]!] === kind,
      );
      expect(count, kind).toBe(nodes.length);
      expect(size, kind).toBe(nodes.reduce((sum, node) => sum + snapshot.fileSizes[node]!, 0));
    }
    const buffers = histogram.classes.find(({ name }) => name === 'ArrayBuffer')!;
    const named = Array.from(snapshot.nodeNames).filter(
      (name, node) => snapshot.nodeTypes[node] === 3 && snapshot.strings.text(name) === 'ArrayBuffer',
    );
    expect(buffers.count).toBe(named.length);
  });

  it.each([
    ['edges', '"edges":['],
    ['locations', '"locations":['],
    ['strings', '"strings":['],
  ])('gives the kinds of a file that is cut within its %s', async (section, mark) => {
    const text = readFileSync(path, 'latin1');
    const cut = join(directory, 'cut.heapsnapshot');
    writeFileSync(cut, text.slice(0, text.indexOf(mark) + mark.length + 20), 'latin1');
    const whole = await readClassHistogram(path);
    const histogram = await readClassHistogram(cut);
    expect(histogram).toMatchObject({ cutIn: `section ${section}`, classes: [], kinds: whole.kinds });
  });

  it('gives the part of the nodes that is there', async () => {
    const text = readFileSync(path, 'latin1');
    const cut = join(directory, 'cut.heapsnapshot');
    writeFileSync(cut, text.slice(0, text.indexOf('"nodes":[') + 100_000), 'latin1');
    const histogram = await readClassHistogram(cut);
    expect(histogram.cutIn).toBe('section nodes');
    expect(histogram.nodesRead).toBeGreaterThan(1000);
    expect(histogram.nodesRead).toBeLessThan(histogram.nodeCount);
  });

  it('has nothing to tell of a file that ends before its nodes', async () => {
    const cut = join(directory, 'cut.heapsnapshot');
    writeFileSync(cut, readFileSync(path, 'latin1').slice(0, 100), 'latin1');
    await expect(readClassHistogram(cut)).rejects.toMatchObject({ code: 'HT_E_SNAPSHOT_CUT' });
    writeFileSync(cut, '');
    await expect(readClassHistogram(cut)).rejects.toMatchObject({ code: 'HT_E_SNAPSHOT_CUT' });
  });
});
