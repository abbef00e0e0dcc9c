import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startWorkbench } from '../agent/workbench.js';

interface Stats {
  readonly sampler: {
    readonly interval: number;
    readonly reason: { readonly asked: number | 'auto'; readonly rate?: number; readonly text: string };
  };
  readonly gaps: readonly { readonly reason: string }[];
}

const KIB = 1024;

it('the interval is chosen from how fast the program allocates, and made coarser when it comes to allocate faster', async () => {
  const bench = await startWorkbench({ env: { HEAPTIDE_INTERVAL: 'auto' } });
  const stats = async (): Promise<Stats> => (await (await bench.get('/debug/heap/stats')).json()) as Stats;
  const garbageFor = async (ms: number, n: number, pauseMs: number): Promise<void> => {
    const end = performance.now() + ms;
    while (performance.now() < end) {
      await bench.tell(`/garbage?n=${n}`);
      await sleep(pauseMs);
    }
  };
  try {
    expect((await stats()).sampler).toMatchObject({ interval: 512 * KIB, reason: { asked: 'auto' } });
    // Some 10 MB/s.
    await garbageFor(8000, 20_000, 100);
    const calm = await stats();
    expect(calm.sampler.interval).toBeLessThanOrEqual(64 * KIB);
    expect(calm.sampler.reason.text).toMatch(/^[\d.]+ MiB\/s of allocation/);
    expect(calm.gaps).toMatchObject([
      { reason: `the sampling interval was changed from ${512 * KIB} to ${calm.sampler.interval} bytes` },
    ]);
    // As much as a core can do.
    await garbageFor(7000, 2_000_000, 0);
    const busy = await stats();
    expect(busy.sampler.interval).toBeGreaterThan(calm.sampler.interval);
    expect(busy.sampler.reason.rate).toBeGreaterThan(2 * (calm.sampler.reason.rate ?? 0));
    expect(busy.gaps.length).toBeGreaterThan(1);
    const { metadata } = await bench.capture('births=1');
    expect(metadata).toMatchObject({ interval: busy.sampler.interval, gaps: busy.gaps });
    expect(metadata!.clock).toBeGreaterThan(0);
  } finally {
    await bench.program.stop();
  }
});
