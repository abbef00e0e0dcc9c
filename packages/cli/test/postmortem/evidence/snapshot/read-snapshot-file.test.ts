import { execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { collectEvidence } from '../../../../src/postmortem/evidence/collect-evidence.js';
import type { SnapshotFile } from '../../../../src/postmortem/evidence/evidence.js';
import { temporaryDirectory } from '../temporary-directory.js';

/** As V8 lays it out, small enough to be cut everywhere. */
const SMALL =
  '{"snapshot":{"meta":{"node_fields":["type"]},"node_count":2,"edge_count":1},\n"nodes":[1,2],\n"edges":[3],\n"trace_function_infos":[],\n"trace_tree":[],\n"samples":[],\n"locations":[],\n"strings":["\\"edges\\":[",\n"b"]}\n';

async function look(name: string, content: string | Uint8Array): Promise<SnapshotFile> {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, name), content);
  const { processes } = await collectEvidence([directory]);
  return processes[0]!.snapshots[0]!;
}

it('knows a whole one, packed or not', async () => {
  const expected = { state: 'ok', nodeCount: 2, edgeCount: 1 };
  expect(await look('a.heapsnapshot', SMALL)).toMatchObject(expected);
  expect(await look('a.heapsnapshot.gz', gzipSync(SMALL))).toMatchObject(expected);
  expect(await look('renamed.bin', SMALL)).toMatchObject(expected);
});

it('tells the section in which one ends, wherever it is cut', async () => {
  const sections = [
    'nodes',
    'edges',
    'trace_function_infos',
    'trace_tree',
    'samples',
    'locations',
    'strings',
  ];
  for (let length = 1; length < SMALL.trimEnd().length; length++) {
    const begun = sections.filter((name) => SMALL.slice(0, length).includes(`"${name}":[`));
    const found = await look('a.heapsnapshot', SMALL.slice(0, length));
    expect([length, found.state, found.section]).toEqual([length, 'cut', begun.at(-1) ?? 'snapshot']);
  }
});

it('takes an empty one for what its name says', async () => {
  expect(await look('Heap.20261127.045506.1962.0.002.heapsnapshot', '')).toMatchObject({
    state: 'empty',
    pid: 1962,
    sequence: 2,
    bytes: 0,
  });
});

it('knows packed data that breaks off', async () => {
  const packed = gzipSync(SMALL);
  expect(await look('a.heapsnapshot.gz', packed.subarray(0, packed.length - 12))).toMatchObject({
    state: 'cut',
  });
});

it('looks at one that Node.js wrote, and at what is left of it', async () => {
  const directory = temporaryDirectory();
  const path = join(directory, 'own.heapsnapshot');
  const program = 'require("v8").writeHeapSnapshot(process.argv[1])';
  execFileSync(process.execPath, ['-e', program, path], { timeout: 30_000 });
  const header = readFileSync(path, 'latin1').slice(0, 20_000);
  const [whole] = (await collectEvidence([path])).processes;
  expect(whole!.snapshots[0]).toMatchObject({
    state: 'ok',
    nodeCount: Number(/"node_count":(\d+)/.exec(header)![1]),
    edgeCount: Number(/"edge_count":(\d+)/.exec(header)![1]),
  });
  truncateSync(path, 100_000);
  const [cut] = (await collectEvidence([path])).processes;
  expect(cut!.snapshots[0]).toMatchObject({ state: 'cut', section: 'nodes' });
});
