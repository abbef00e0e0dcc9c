import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Profile, stackFrames } from '@heaptide/profile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importHeapTimeline } from '../../src/profiles/import-heap-timeline.js';
import { buildSnapshot } from '../support/build-snapshot.js';

const PROGRAM = `
  const { openSync, writeSync, closeSync } = require('node:fs');
  const session = new (require('node:inspector').Session)();
  session.connect();
  const file = openSync(process.argv[1], 'w');
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => writeSync(file, params.chunk));
  class Kept { constructor(i) { this.pad = new Array(50).fill(i); } }
  const kept = [];
  function keepOne(i) { kept.push(new Kept(i)); }
  function dropOne(i) { return new Array(100).fill(i).length; }
  session.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
  for (let i = 0; i < 500; i++) keepOne(i);
  for (let i = 0; i < 300; i++) dropOne(i);
  session.post('HeapProfiler.stopTrackingHeapObjects', { reportProgress: false }, () => closeSync(file));
`;

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-timeline-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

async function imported(text: string): Promise<Profile> {
  const path = join(directory, 'one.heaptimeline');
  await writeFile(path, text);
  return importHeapTimeline(path);
}

/** A timeline with these functions and tree, of which two nodes live: 10 bytes by stack 3, 30 by stack 2. */
function timeline(functions: readonly (readonly (string | number)[])[], tree: unknown): string {
  const { text } = buildSnapshot({
    nodes: [
      { type: 'synthetic', name: '' },
      { type: 'object', name: 'inner', size: 10 },
      { type: 'object', name: 'outer', size: 30 },
    ],
    edges: [
      [0, 'element', 0, 1],
      [0, 'property', '/app/main.js', 2],
    ],
  });
  const file = JSON.parse(text) as {
    snapshot: { trace_function_count: number };
    nodes: number[];
    trace_function_infos: number[];
    trace_tree: unknown;
    strings: string[];
  };
  file.snapshot.trace_function_count = functions.length;
  file.nodes[7 + 5] = 3;
  file.nodes[14 + 5] = 2;
  file.trace_tree = tree;
  file.trace_function_infos = functions.flatMap((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell : file.strings.push(cell) - 1)),
  );
  return JSON.stringify(file);
}

const FUNCTIONS = [
  [0, '(root)', '', 0, 0, 0],
  [1, 'outerOne', '/app/main.js', 7, 3, 5],
  [2, '', '/app/main.js', 7, 9, 1],
];
const TREE = [1, 0, 0, 0, [2, 1, 4, 120, [3, 2, 2, 20, []], 4, 2, 0, 0, [], 5, 2, 1, 8, []]];

function valuesOf({ samples, sampleTypes }: Profile, sample: number): number[] {
  const types = sampleTypes.length;
  return Array.from(samples.values.slice(sample * types, (sample + 1) * types), Number);
}

function rowsOf(profile: Profile): unknown[] {
  return Array.from({ length: profile.samples.length }, (_, sample) => [
    stackFrames(profile, sample).map(({ name, file, line, column }) => `${name} ${file}:${line}:${column}`),
    valuesOf(profile, sample),
  ]);
}

test('one sample per stack that allocated, with what lived of it', async () => {
  const profile = await imported(timeline(FUNCTIONS, TREE));
  expect(rowsOf(profile)).toEqual([
    [['outerOne /app/main.js:3:5'], [4, 120, 1, 30]],
    [
      ['(anonymous) /app/main.js:9:1', 'outerOne /app/main.js:3:5'],
      [2, 20, 1, 10],
    ],
    [['(anonymous) /app/main.js:9:1'], [1, 8, 0, 0]],
  ]);
});

test('columns are found by their names, wherever the children stand', async () => {
  const fields = '"trace_node_fields":["id","function_info_index","count","size","children"]';
  const text = timeline(FUNCTIONS, [1, 0, [2, 1, [3, 2, [], 2, 20], 4, 120], 0, 0]);
  expect(text).toContain(fields);
  const moved = fields.replace('"count","size","children"', '"children","count","size"');
  expect(rowsOf(await imported(text.replace(fields, moved)))).toEqual([
    [['outerOne /app/main.js:3:5'], [4, 120, 1, 30]],
    [
      ['(anonymous) /app/main.js:9:1', 'outerOne /app/main.js:3:5'],
      [2, 20, 1, 10],
    ],
  ]);
});

test('a stack of five thousand functions is read without one of our own', async () => {
  const depth = 5_000;
  const text = timeline(FUNCTIONS, [1, 0, 0, 0, []]);
  const tree = `${Array.from({ length: depth }, (_, at) => `[${at + 1},${at === 0 ? 0 : 1},0,0,`).join('')}[${depth + 1},1,1,8,[]]${']'.repeat(depth)}`;
  const profile = await imported(text.replace('"trace_tree":[1,0,0,0,[]]', `"trace_tree":${tree}`));
  const leaf = profile.samples.length - 1;
  expect(stackFrames(profile, leaf)).toHaveLength(depth);
});

test.each([
  ['a snapshot without stacks', timeline([], []), 'HT_E_NOT_A_PROFILE'],
  ['a function that is not there', timeline(FUNCTIONS, [1, 0, 0, 0, [2, 9, 1, 8, []]]), 'HT_E_BAD_SNAPSHOT'],
  ['a tree that ends within a node', timeline(FUNCTIONS, [1, 0, 0, 0, [2, 1, 4]]), 'HT_E_BAD_SNAPSHOT'],
  ['a tree of texts', timeline(FUNCTIONS, ['x']), 'HT_E_BAD_SNAPSHOT'],
  ['something else', '{"head": 1}', 'HT_E_NOT_A_SNAPSHOT'],
  ['nothing', '', 'HT_E_SNAPSHOT_CUT'],
])('%s is refused', async (_, text, code) => {
  await expect(imported(text)).rejects.toMatchObject({ code });
});

test('wherever it is cut, it is refused as cut', async () => {
  const text = timeline(FUNCTIONS, TREE);
  for (let length = 1; length < text.length; length += 23) {
    await expect(imported(text.slice(0, length))).rejects.toMatchObject({ code: 'HT_E_SNAPSHOT_CUT' });
  }
});

test('what this Node.js writes: who keeps is live, who drops is not', async () => {
  const path = join(directory, 'real.heaptimeline');
  const node = process.env.HEAPTIDE_TEST_NODE ?? process.execPath;
  await promisify(execFile)(node, ['-e', PROGRAM, path], { timeout: 60_000 });
  const profile = await importHeapTimeline(path);
  const live = { keepOne: 0, Kept: 0, dropOne: 0 };
  const allocated = { dropOne: 0 };
  for (let sample = 0; sample < profile.samples.length; sample++) {
    const { name, line } = stackFrames(profile, sample)[0]!;
    const [, allocatedBytes, liveObjects] = valuesOf(profile, sample);
    if (name in live) live[name as keyof typeof live] += liveObjects!;
    if (name === 'dropOne') {
      allocated.dropOne += allocatedBytes!;
      expect(line).toBe(10);
    }
  }
  // V8 does not know the stack of every first one.
  expect(live.keepOne).toBeGreaterThanOrEqual(480);
  expect(live.Kept).toBeGreaterThanOrEqual(480);
  expect(allocated.dropOne).toBeGreaterThanOrEqual(300 * 800);
  // All are garbage, collected before the snapshot is made; V8 knows objects by address, where others may stand by then.
  expect(live.dropOne).toBeLessThan(100);
}, 90_000);
