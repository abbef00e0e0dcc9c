import { expect, it } from 'vitest';
import { bytesUnder, startWorkbench, type Workbench } from '../agent/workbench.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { DEVTOOLS, type DevTools, devToolsOf } from './devtools.js';

const THEIR_INTERVAL = 8192;
const OUR_INTERVAL = 16_384;
const OBJECTS = 100_000;
/** 40 bytes each: three words of header and two properties. */
const KEPT_BYTES = 40 * OBJECTS;
const STOPPED = { reason: 'somebody else stopped the sampler' };

interface Stats {
  readonly sampler: { readonly owner: string; readonly interval?: number };
  readonly gaps: readonly { readonly reason: string }[];
}

await describeEachNode(({ execPath: node }) => {
  const withDevTools = async (
    env: Record<string, string>,
    test: (bench: Workbench, devTools: DevTools) => Promise<void>,
  ): Promise<void> => {
    const bench = await startWorkbench({
      node,
      nodeArgs: ['--import', DEVTOOLS],
      env: { HEAPTIDE_INTERVAL: String(OUR_INTERVAL), ...env },
    });
    try {
      await test(bench, await devToolsOf(bench.program));
    } finally {
      await bench.program.stop();
    }
  };

  const stats = async (bench: Workbench): Promise<Stats> =>
    (await (await bench.get('/debug/heap/stats')).json()) as Stats;

  const expectKept = async (bench: Workbench, interval: number): Promise<void> => {
    await bench.tell('/drop');
    await bench.tell(`/keep?n=${OBJECTS}`);
    const capture = await bench.capture('gc=1');
    expect(capture.metadata!.interval).toBe(interval);
    // Four standard deviations; the array that holds them counts as well, for less than twice its pointers, and so do
    // 16 bytes that V8 puts behind a literal until its function is optimized.
    const bytes = bytesUnder(capture, 'keepSessions');
    const error = 4 * Math.sqrt(interval * KEPT_BYTES);
    expect(bytes).toBeGreaterThan(KEPT_BYTES - error);
    expect(bytes).toBeLessThan(KEPT_BYTES + (16 + 16) * OBJECTS + error);
  };

  it('reads a sampler that runs already, and goes on by itself when that is stopped', async () => {
    await withDevTools({ DEVTOOLS_INTERVAL: String(THEIR_INTERVAL) }, async (bench, devTools) => {
      expect((await stats(bench)).sampler.owner).toBe('foreign');
      await expectKept(bench, THEIR_INTERVAL);
      expect((await bench.capture('births=1')).metadata!.gaps).toEqual([]);
      expect(await devTools.samples()).toBeGreaterThan((0.8 * KEPT_BYTES) / THEIR_INTERVAL);
      expect(bench.program.stderr()).toContain('heaptide: another tool runs the heap sampler already');

      await devTools.stop();
      expect(await devTools.samples()).toBeUndefined();
      expect((await bench.capture()).metadata!.gaps).toMatchObject([STOPPED]);
      await expectKept(bench, OUR_INTERVAL);
      const now = await stats(bench);
      expect(now.sampler).toMatchObject({ owner: 'heaptide', interval: OUR_INTERVAL });
      expect(now.gaps).toMatchObject([STOPPED]);
    });
  });

  it('goes on after DevTools have joined the sampler and stopped it, however often', async () => {
    await withDevTools({}, async (bench, devTools) => {
      await expectKept(bench, OUR_INTERVAL);
      for (const gaps of [1, 2]) {
        await devTools.start(THEIR_INTERVAL);
        await expectKept(bench, OUR_INTERVAL);
        expect((await stats(bench)).gaps).toHaveLength(gaps - 1);
        await devTools.stop();
        const first = await bench.capture();
        expect(first.metadata!.gaps).toMatchObject(Array.from({ length: gaps }, () => STOPPED));
        expect(Date.parse(first.metadata!.gaps.at(-1)!.to)).toBeLessThanOrEqual(
          Date.parse(first.metadata!.time) + 1,
        );
        await expectKept(bench, OUR_INTERVAL);
      }
      expect((await stats(bench)).sampler).toMatchObject({ owner: 'heaptide', interval: OUR_INTERVAL });
    });
  });

  it('notices that DevTools have stopped the sampler and started their own between two captures', async () => {
    await withDevTools({}, async (bench, devTools) => {
      await expectKept(bench, OUR_INTERVAL);
      const before = await bench.capture();
      await devTools.start(THEIR_INTERVAL);
      await devTools.stop();
      await devTools.start(THEIR_INTERVAL);
      await bench.tell(`/keep?n=${OBJECTS}`);
      const after = await bench.capture();
      expect(after.metadata!.gaps).toHaveLength(1);
      expect(after.metadata!.clock).toBeGreaterThan(before.metadata!.clock);
      await expectKept(bench, THEIR_INTERVAL);
    });
  });
});
