import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHeapSnapshot } from '@heaptide/heapsnapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDevToolsGraph } from '../support/devtools-oracle/read-devtools-graph.js';
import { differences } from './support/differences.js';
import { randomSnapshot } from './support/random-snapshot.js';

const SEEDS = Array.from({ length: 24 }, (_, k) => k + 1);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'random-graphs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('snapshots that no V8 would write are to us what they are to DevTools', () => {
  it.each(SEEDS)('random graph %i', async (seed) => {
    const path = join(folder, `${seed}.heapsnapshot`);
    await writeFile(path, randomSnapshot(seed, seed % 4 === 0 ? 3_000 : 20 + 30 * seed));
    const [ours, theirs] = await Promise.all([openHeapSnapshot(path), readDevToolsGraph(path)]);
    expect(differences(ours, theirs)).toEqual([]);
  });
});
