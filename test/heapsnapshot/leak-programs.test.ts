/** Some of the programs; test/long has all. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHeapSnapshot } from '@heaptide/heapsnapshot';
import { expect, it, onTestFinished } from 'vitest';
import { describeLeakPrograms } from './support/describe-leak-programs.js';
import { findLeak } from './support/find-leak.js';
import { heapPrograms } from './support/leak-programs.js';
import { writeHeap } from './support/write-heap.js';

describeLeakPrograms(heapPrograms('listeners', 'timers', 'private-fields', 'healthy-lru'));

it('the heap of a program that leaks grows by as much with each round', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leak-programs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const paths = [1, 2, 3].map((round) => join(folder, `round-${round}.heapsnapshot`));
  const { script, leak } = heapPrograms('map-cache')[0]!;
  await writeHeap(script, paths);
  const counts: number[] = [];
  for (const path of paths) counts.push(...findLeak(await openHeapSnapshot(path), leak!).counts);
  expect(counts).toEqual([4_000, 8_000, 12_000]);
});
