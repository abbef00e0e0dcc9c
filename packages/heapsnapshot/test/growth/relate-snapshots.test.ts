import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { likenessOfKeyOrders } from '../../src/growth/key-orders.js';
import { relateSnapshots } from '../../src/growth/relate-snapshots.js';
import { readHeapSnapshot } from '../../src/reader/read-heap-snapshot.js';
import { graphOf } from '../support/graph-of.js';
import { HeapPlan } from '../support/heap-plan.js';

/** Writes two snapshots; then an inspector has its heap profiler on, and goes; then a third; a thread of it writes a fourth. */
const PROGRAM = `
  const { Session } = require('node:inspector/promises');
  const { writeHeapSnapshot } = require('node:v8');
  const { Worker } = require('node:worker_threads');
  const kept = [];
  const work = () => { for (let k = 0; k < 500; k++) kept.push({ k, text: 'x' + k }); };
  const [first, second, third, fourth] = process.argv.slice(1);
  (async () => {
    work();
    writeHeapSnapshot(first);
    work();
    writeHeapSnapshot(second);
    const session = new Session();
    session.connect();
    await session.post('HeapProfiler.enable');
    await session.post('HeapProfiler.disable');
    session.disconnect();
    work();
    writeHeapSnapshot(third);
    const ofThread = 'require("node:v8").writeHeapSnapshot(require("node:worker_threads").workerData)';
    const thread = new Worker(ofThread, { eval: true, workerData: fourth });
    await new Promise((resolve) => thread.once('exit', resolve));
    process.exit(kept.length === 1500 ? 0 : 1);
  })();
`;

describe('snapshots of real processes', () => {
  let directory: string;
  let one: readonly HeapGraph[];
  let other: readonly HeapGraph[];
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'heaptide-relate-'));
    [one, other] = [await heapsOf('one'), await heapsOf('other')];
  }, 60_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  async function heapsOf(name: string): Promise<readonly HeapGraph[]> {
    const paths = [1, 2, 3, 4].map((number) => join(directory, `${name}-${number}.heapsnapshot`));
    const node = process.env.HEAPTIDE_TEST_NODE ?? process.execPath;
    await promisify(execFile)(node, ['-e', PROGRAM, ...paths], { timeout: 60_000 });
    const graphs: HeapGraph[] = [];
    for (const path of paths) graphs.push(await analyseHeapSnapshot(await readHeapSnapshot(path)));
    return graphs;
  }

  test('one process, in order and not', () => {
    expect(relateSnapshots(one[0]!, one[1]!)).toBe('same');
    expect(relateSnapshots(one[1]!, one[0]!)).toBe('reversed');
    expect(relateSnapshots(one[0]!, one[0]!)).toBe('same');
  });

  test('one process that was asked to count anew, and a thread of it', () => {
    expect(relateSnapshots(one[1]!, one[2]!)).toBe('renumbered');
    expect(relateSnapshots(one[2]!, one[3]!)).toBe('renumbered');
  });

  test('two processes of the same program', () => {
    for (const [at, graph] of other.entries()) {
      expect(relateSnapshots(one[0]!, graph)).toBe('foreign');
      expect(relateSnapshots(graph, one[at]!)).toBe('foreign');
    }
  });
});

const KEYS = Array.from({ length: 100 }, (_, index) => `key${index}`);

/** A heap with closures of these names, and an object that has these keys in a table with room for 128. */
function heapOf(closures: readonly string[], keys: readonly string[], room = 128): Promise<HeapGraph> {
  const heap = new HeapPlan();
  for (const name of closures) heap.link(HeapPlan.GLOBAL, 'property', name, heap.add('closure', name, 64));
  const dictionary = heap.object('Object');
  heap.link(HeapPlan.GLOBAL, 'property', 'dictionary', dictionary);
  heap.link(dictionary, 'internal', 'properties', heap.add('array', '', 16 + 8 * (6 + 3 * room)));
  for (const key of keys) heap.link(dictionary, 'property', key, heap.object('Thing'));
  return graphOf(heap);
}

test('keys that lie in another order are of another process', async () => {
  const heap = await heapOf(['a', 'b'], KEYS);
  expect(relateSnapshots(heap, await heapOf(['b', 'a'], KEYS))).toBe('renumbered');
  expect(relateSnapshots(heap, await heapOf(['b', 'a'], KEYS.toReversed()))).toBe('foreign');
  const moved = [...KEYS.slice(60), ...KEYS.slice(0, 60)];
  expect(likenessOfKeyOrders(heap, await heapOf(['b', 'a'], moved))).toBeCloseTo(98 / 99);
});

test('where no dictionary is the same, nothing tells', async () => {
  const heap = await heapOf(['a', 'b'], KEYS);
  expect(relateSnapshots(heap, await heapOf(['b', 'a'], KEYS, 256))).toBe('unknown');
  expect(relateSnapshots(heap, await heapOf(['b', 'a'], KEYS.slice(1)))).toBe('unknown');
});
