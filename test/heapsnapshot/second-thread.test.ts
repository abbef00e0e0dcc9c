import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HeapGraph, openHeapSnapshot, type OpenOptions } from '@heaptide/heapsnapshot';
import { HeaptideError } from '@heaptide/profile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../packages/heapsnapshot/test/hostile/mutate.js';
import { shrinkSnapshot } from '../../packages/heapsnapshot/test/hostile/shrink-snapshot.js';
import { graphDifference } from '../../packages/heapsnapshot/test/index-file/graph-difference.js';
import { writeOwnSnapshot } from '../../packages/heapsnapshot/test/support/write-own-snapshot.js';
import { randomSnapshot } from './support/random-snapshot.js';

const WITH: OpenOptions = { secondThread: true, layers: ['distances', 'classes', 'retainers'] };
const WITHOUT: OpenOptions = { secondThread: false };
const MUTANTS = 120;

let folder: string;
let own: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'second-thread-'));
  own = writeOwnSnapshot(join(folder, 'own.heapsnapshot'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a snapshot that two threads read and analyse', () => {
  it('is the same as with one', async () => {
    const paths = [own];
    for (const seed of [101, 102, 103]) {
      paths.push(join(folder, `${seed}.heapsnapshot`));
      await writeFile(paths.at(-1)!, randomSnapshot(seed, 800));
    }
    for (const path of paths)
      expectSame(await openHeapSnapshot(path, WITH), await openHeapSnapshot(path, WITHOUT));
  });

  it('may be one whose sections stand in another order', async () => {
    const { snapshot, nodes, edges, ...others } = JSON.parse(await readFile(own, 'utf8')) as Record<
      string,
      unknown
    >;
    const path = join(folder, 'reordered.heapsnapshot');
    await writeFile(
      path,
      JSON.stringify({ snapshot, nodes, other: { list: [1, [2, ']']] }, ...others, edges }, null, 1),
    );
    expectSame(await openHeapSnapshot(path, WITH), await openHeapSnapshot(own, WITHOUT), ['locations']);
  });

  it('is refused as with one when it is damaged', async () => {
    const small = Buffer.from(shrinkSnapshot(await readFile(own, 'utf8'), 300));
    const path = join(folder, 'mutant.heapsnapshot');
    const codes = new Set<string>();
    for (let seed = 1; seed <= MUTANTS; seed++) {
      await writeFile(path, mutate(small, seed));
      const [two, one] = [await outcome(path, WITH), await outcome(path, WITHOUT)];
      // Of several defects each way may meet another one first.
      expect(two === 'ok', `seed ${seed}: ${two}, ${one}`).toBe(one === 'ok');
      codes.add(two);
    }
    for (const code of ['ok', 'HT_E_SNAPSHOT_CUT', 'HT_E_BAD_SNAPSHOT']) expect(codes).toContain(code);
  });

  it('tells where it is cut as with one', async () => {
    const whole = await readFile(own);
    const path = join(folder, 'cut.heapsnapshot');
    for (const section of ['edges', 'samples', 'strings']) {
      // The last bytes of what stands before the section, and so within the one before that.
      await writeFile(path, whole.subarray(0, whole.indexOf(`"${section}":[`) - 40));
      const [two, one] = await Promise.all([cutOf(path, WITH), cutOf(path, WITHOUT)]);
      expect(two).toEqual(one);
      expect(two.code).toBe('HT_E_SNAPSHOT_CUT');
    }
  });

  it('is given up when asked to, and leaves no thread behind', async () => {
    for (const stage of ['reading', 'edges', 'dominators']) {
      const aborting = new AbortController();
      const opening = openHeapSnapshot(own, {
        ...WITH,
        signal: aborting.signal,
        onProgress: (at) => at === stage && aborting.abort(new Error(`given up at ${stage}`)),
      });
      await expect(opening).rejects.toThrow(`given up at ${stage}`);
    }
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Worker')).toEqual([]);
  });
});

function expectSame(two: HeapGraph, one: HeapGraph, except: readonly string[] = []): void {
  expect(one.snapshot.nodeCount).toBeGreaterThan(100);
  expect([undefined, ...except]).toContain(graphDifference(two, one));
  expect(two.retainers).toEqual(one.retainers);
}

async function cutOf(path: string, options: OpenOptions): Promise<{ code: string; message: string }> {
  try {
    await openHeapSnapshot(path, options);
  } catch (error) {
    if (error instanceof HeaptideError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('it was read');
}

async function outcome(path: string, options: OpenOptions): Promise<string> {
  try {
    await openHeapSnapshot(path, options);
    return 'ok';
  } catch (error) {
    if (error instanceof HeaptideError) return error.code;
    throw error;
  }
}
