import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHeapSnapshot } from '@heaptide/heapsnapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLeak } from './support/find-leak.js';
import { HEALTHY_PROGRAMS, LEAK_PROGRAMS } from './support/leak-programs.js';
import { writeHeap } from './support/write-heap.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leak-programs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the heap of a program that leaks', () => {
  it.each(LEAK_PROGRAMS)('$name holds what the manifest says', async ({ name, script, leak }) => {
    const path = join(folder, `${name}.heapsnapshot`);
    await writeHeap(script, [path]);
    const { share, counts } = findLeak(await openHeapSnapshot(path), leak!);
    await rm(path);
    expect(share).toBeGreaterThan(0.08);
    for (const count of counts) expect(count).toBeGreaterThanOrEqual(8);
  });

  it('grows by as much with each round', async () => {
    const paths = [1, 2, 3].map((round) => join(folder, `round-${round}.heapsnapshot`));
    const { script, leak } = LEAK_PROGRAMS.find(({ name }) => name === 'map-cache')!;
    await writeHeap(script, paths);
    const counts: number[] = [];
    for (const path of paths) counts.push(...findLeak(await openHeapSnapshot(path), leak!).counts);
    expect(counts).toEqual([4_000, 8_000, 12_000]);
  });
});

describe('the heap of a healthy server', () => {
  it.each(HEALTHY_PROGRAMS)('$name does not grow from the second round on', async ({ name, script }) => {
    const paths = [1, 2, 3].map((round) => join(folder, `${name}-${round}.heapsnapshot`));
    await writeHeap(script, paths);
    const [, second, third] = await Promise.all(
      paths.map(async (path) => (await openHeapSnapshot(path)).retainedSizes[0]!),
    );
    expect(third! / second!).toBeLessThan(1.02);
  });
});
