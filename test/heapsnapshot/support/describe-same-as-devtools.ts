import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openHeapSnapshot } from '@heaptide/heapsnapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDevToolsGraph } from '../../support/devtools-oracle/read-devtools-graph.js';
import type { NodeVersion } from '../../support/node-releases.js';
import { differences } from './differences.js';
import type { HeapProgram } from './leak-programs.js';
import { writeHeap } from './write-heap.js';

const EVERY_KIND = fileURLToPath(new URL('../programs/every-kind.mjs', import.meta.url));
/** Ways to have a snapshot written; files differ in what they have nodes and columns for. */
const WAYS = ['written', 'numeric', 'internals', 'tracked', 'inspected'];

/**
 * Declares the tests that our graph equals that of DevTools, on every node of heap snapshots that this Node writes: of
 * `programs`, and of one that has every kind of node, in every way.
 */
export function describeSameAsDevTools(
  { version, execPath }: NodeVersion,
  programs: readonly HeapProgram[],
): void {
  describe(`heap snapshots of Node ${version} are to us what they are to DevTools`, () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'same-as-devtools-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it.each(programs)('$name', async ({ name, script }) => {
      const path = join(folder, `${name}.heapsnapshot`);
      await writeHeap(script, [path], execPath);
      await expectSame(path);
    });

    it.each(WAYS)('every kind of node, %s', async (way) => {
      const path = join(folder, `every-kind-${way}.heapsnapshot`);
      await writeHeap(EVERY_KIND, [way, path], execPath);
      await expectSame(path);
    });
  });
}

async function expectSame(path: string): Promise<void> {
  const [ours, theirs] = await Promise.all([
    openHeapSnapshot(path, { secondThread: true, layers: ['distances', 'classes'] }),
    readDevToolsGraph(path),
  ]);
  // Less than any Node has at its start would mean that nothing was compared.
  expect(theirs.nodeCount).toBeGreaterThan(20_000);
  expect(differences(ours, theirs)).toEqual([]);
  await rm(path);
}
