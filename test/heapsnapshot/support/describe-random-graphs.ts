import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHeapSnapshot } from '@heaptide/heapsnapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDevToolsGraph } from '../../support/devtools-oracle/read-devtools-graph.js';
import { differences } from './differences.js';
import { randomSnapshot } from './random-snapshot.js';

/** Declares the tests that random graphs, `count` of them and each time the same, are to us what they are to DevTools. */
export function describeRandomGraphs(count: number): void {
  describe('snapshots that no V8 would write are to us what they are to DevTools', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'random-graphs-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it.each(Array.from({ length: count }, (_, k) => k + 1))('random graph %i', async (seed) => {
      const path = join(folder, `${seed}.heapsnapshot`);
      await writeFile(path, randomSnapshot(seed, seed % 4 === 0 ? 3_000 : 20 + 30 * seed));
      const [ours, theirs] = await Promise.all([
        openHeapSnapshot(path, { secondThread: seed % 3 === 0, layers: ['distances', 'classes'] }),
        readDevToolsGraph(path),
      ]);
      expect(differences(ours, theirs)).toEqual([]);
    });
  });
}
