import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHeapSnapshot } from '@heaptide/heapsnapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLeak } from './find-leak.js';
import type { HeapProgram } from './leak-programs.js';
import { writeHeap } from './write-heap.js';

/** Declares the tests that the heaps of `programs` are what the manifest says: leaks are held as told, the others do not grow. */
export function describeLeakPrograms(programs: readonly HeapProgram[]): void {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leak-programs-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe('the heap of a program that leaks', () => {
    it.each(programs.filter(({ leak }) => leak !== undefined))(
      '$name holds what the manifest says',
      async ({ name, script, leak }) => {
        const path = join(folder, `${name}.heapsnapshot`);
        await writeHeap(script, [path]);
        const { share, counts } = findLeak(await openHeapSnapshot(path), leak!);
        await rm(path);
        expect(share).toBeGreaterThan(0.08);
        for (const count of counts) expect(count).toBeGreaterThanOrEqual(8);
      },
    );
  });

  describe('the heap of a healthy server', () => {
    it.each(programs.filter(({ leak }) => leak === undefined))(
      '$name does not grow from the second round on',
      async ({ name, script }) => {
        const paths = [1, 2, 3].map((round) => join(folder, `${name}-${round}.heapsnapshot`));
        await writeHeap(script, paths);
        const [, second, third] = await Promise.all(
          paths.map(async (path) => (await openHeapSnapshot(path)).retainedSizes[0]!),
        );
        expect(third! / second!).toBeLessThan(1.02);
      },
    );
  });
}
