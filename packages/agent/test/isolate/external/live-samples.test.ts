import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { garbageCollector } from '../../../src/isolate/collect-garbage.js';
import { LiveSamples } from '../../../src/isolate/external/live-samples.js';
import type { ExternalFrame } from '../../../src/reading/external-reading.js';

const collect = garbageCollector();

async function collectAndNotice(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await sleep(10);
    collect();
  }
  await sleep(10);
}

function frames(line: number): ExternalFrame[] {
  return [{ name: 'f', url: '/app/leak.js', line, column: 1 }];
}

const SAMPLE = { size: 1000, interval: 1000, born: 1 };

it('keeps equal stacks once and samples in the order of their births', () => {
  const live = new LiveSamples({ samples: 10, stacks: 10 });
  const memory = [1, 2, 3].map((born) => {
    const buffer = Buffer.alloc(1000);
    expect(live.add(buffer, { ...SAMPLE, born }, frames(born === 2 ? 7 : 5))).toBe(true);
    return buffer;
  });
  expect(live.read()).toEqual({
    stacks: [frames(5), frames(7)],
    samples: [
      { ...SAMPLE, stack: 0, born: 1 },
      { ...SAMPLE, stack: 1, born: 2 },
      { ...SAMPLE, stack: 0, born: 3 },
    ],
  });
  expect(live.liveBytes).toBe(Math.round(3000 / (1 - Math.exp(-1))));
  expect(memory).toHaveLength(3);
});

it('has no room beyond its limits, and room again once memory is gone', async () => {
  const live = new LiveSamples({ samples: 2, stacks: 1 });
  const addTo = (line: number): boolean => live.add(Buffer.alloc(1000), SAMPLE, frames(line));
  expect([addTo(1), addTo(2), addTo(1), addTo(1)]).toEqual([true, false, true, false]);
  await collectAndNotice();
  expect(live.read()).toEqual({ stacks: [], samples: [] });
  expect(live.liveBytes).toBe(0);
  expect(addTo(2)).toBe(true);
});

it('holds a sample as long as any view of its memory, but a slice of a pool on its own', async () => {
  const live = new LiveSamples({ samples: 10, stacks: 10 });
  const views = (() => {
    const big = Buffer.alloc(100_000);
    const small = Buffer.allocUnsafe(100);
    const dropped = Buffer.allocUnsafe(100);
    live.add(big, { ...SAMPLE, born: 1 }, frames(1));
    live.add(small, { ...SAMPLE, born: 2 }, frames(1));
    live.add(dropped, { ...SAMPLE, born: 3 }, frames(1));
    expect(dropped.buffer).toBe(small.buffer);
    return [big.subarray(10, 20), small];
  })();
  await collectAndNotice();
  expect(live.read().samples.map(({ born }) => born)).toEqual([1, 2]);
  expect(views.map(({ byteLength }) => byteLength)).toEqual([10, 100]);
});
