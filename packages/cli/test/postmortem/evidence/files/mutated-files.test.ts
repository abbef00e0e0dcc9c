import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { collectEvidence } from '../../../../src/postmortem/evidence/collect-evidence.js';
import { temporaryDirectory } from '../temporary-directory.js';

const ROUNDS = 60;

/** Numbers from 0 to 1 that are the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const POD = {
  kind: 'Pod',
  metadata: { name: 'web', uid: 'u' },
  spec: { containers: [{ name: 'a', env: [{ name: 'TOKEN', value: 'hunter2' }] }] },
  status: {
    containerStatuses: [{ name: 'a', lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } } }],
  },
};

function originals(): readonly (readonly [name: string, bytes: Buffer])[] {
  const report = JSON.stringify((process.report as unknown as { getReport(): unknown }).getReport());
  const log =
    '[7:0xabc]  10 ms: Mark-Compact 30.0 (40.0) -> 30.0 (40.0) MB, 1 / 0 ms\nFATAL ERROR: x\nexited with code 137\n';
  const snapshot =
    '{"snapshot":{"meta":{},"node_count":1,"edge_count":0},\n"nodes":[1],\n"edges":[],\n"strings":["a"]}';
  return [
    ['report.20261127.040506.7.0.001.json', Buffer.from(report)],
    ['pod.json', Buffer.from(JSON.stringify(POD))],
    ['app.log', Buffer.from(log)],
    ['app.log.gz', gzipSync(log)],
    ['Heap.20261127.040506.7.0.001.heapsnapshot', Buffer.from(snapshot)],
    ['Heap.20261127.040507.7.0.002.heapsnapshot.gz', gzipSync(snapshot)],
  ];
}

it('tells of damaged files, each in a line of its own, and throws at none', async () => {
  const random = seeded(7);
  const files = originals();
  for (let round = 0; round < ROUNDS; round++) {
    const directory = temporaryDirectory();
    for (const [name, bytes] of files) writeFileSync(join(directory, name), mutated(bytes, random));
    const evidence = await collectEvidence([directory]);
    expect(evidence.files.length).toBe(files.length);
    const words: string = JSON.stringify(evidence, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(words).not.toContain('hunter2');
  }
});

/** Cut, filled with other bytes, or repeated. */
function mutated(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let n = Math.floor(random() * 8); n > 0; n--)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  const kind = Math.floor(random() * 4);
  if (kind === 0) return copy.subarray(0, Math.floor(random() * copy.length));
  if (kind === 1) return Buffer.concat([copy, copy.subarray(Math.floor(random() * copy.length))]);
  return copy;
}
