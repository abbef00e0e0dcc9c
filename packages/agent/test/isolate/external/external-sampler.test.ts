import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { garbageCollector } from '../../../src/isolate/collect-garbage.js';
import { ExternalSampler } from '../../../src/isolate/external/external-sampler.js';
import type { ExternalReading } from '../../../src/reading/external-reading.js';
import { externalWeight } from '../../../src/reading/external-weight.js';
import { APP_FILE, appCode } from './app-code.js';

const INTERVAL = 64 * 1024;
const collect = garbageCollector();
const installed: ExternalSampler[] = [];

afterEach(() => {
  for (const sampler of installed.splice(0)) sampler.uninstall();
});

/** Whose clock jumps by a second at each look, so that the interval stays as it is. */
function installedSampler(options: { maxSamples?: number } = {}): ExternalSampler {
  let time = 0;
  const sampler = new ExternalSampler({ interval: INTERVAL, now: () => (time += 1000), ...options });
  expect(sampler.install()).toBe(true);
  installed.push(sampler);
  return sampler;
}

async function readAfterCollection(sampler: ExternalSampler): Promise<ExternalReading> {
  for (let i = 0; i < 3; i++) {
    await sleep(10);
    collect();
  }
  await sleep(10);
  return sampler.read();
}

/** Estimated bytes by the function of the application that allocated them. */
function bytesByFunction(reading: ExternalReading): Record<string, number> {
  const bytes: Record<string, number> = {};
  for (const sample of reading.samples) {
    const leaf = reading.stacks[sample.stack]![0];
    if (leaf?.url !== APP_FILE) continue;
    bytes[leaf.name] = (bytes[leaf.name] ?? 0) + externalWeight(sample).bytes;
  }
  return bytes;
}

/** Of the estimate from allocations of one size (variance of Horvitz and Thompson's estimator). */
function standardDeviation(size: number, count: number): number {
  const sampled = 1 - Math.exp(-size / INTERVAL);
  return size * Math.sqrt((count * (1 - sampled)) / sampled);
}

type Leak = (count: number) => unknown[];

const leaks = appCode(`
  const list = (count, allocate) => Array.from({ length: count }, allocate);
  const bytes = new Uint8Array(20000);
  ({
    alloc: (count) => list(count, function alloc() { return Buffer.alloc(20000); }),
    filled: (count) => list(count, function filled() { return Buffer.alloc(20000, 1); }),
    unsafe: (count) => list(count, function unsafe() { return Buffer.allocUnsafe(20000); }),
    slow: (count) => list(count, function slow() { return Buffer.allocUnsafeSlow(20000); }),
    text: (count) => list(count, function text() { return Buffer.from('x'.repeat(20000)); }),
    copied: (count) => list(count, function copied() { return Buffer.from(bytes); }),
    copyBytes: (count) => list(count, function copyBytes() { return Buffer.copyBytesFrom(bytes); }),
    concat: (count) => list(count, function concat() { return Buffer.concat([bytes]); }),
    memory: (count) => list(count, function memory() { return new ArrayBuffer(20000); }),
    subclass: (count) => {
      class OwnMemory extends ArrayBuffer {
        constructor(bytes) {
          super(bytes);
        }
      }
      return list(count, () => new OwnMemory(20000));
    },
    sliced: (count) => list(count, function sliced() { return bytes.buffer.slice(0); }),
    subarray: (count) => list(count, function subarray() { return Buffer.alloc(20000).subarray(7, 8); }),
    pooled: (count) => list(100 * count, function pooled() { return Buffer.allocUnsafe(200); }),
  });
`) as Record<string, Leak>;

describe('what leaks', () => {
  it.each(Object.keys(leaks))('through %s is found, within the sampling error', async (name) => {
    const sampler = installedSampler();
    const kept = leaks[name]!(1000);
    const leaf = name === 'subclass' ? 'OwnMemory' : name;
    const bytes = bytesByFunction(await readAfterCollection(sampler))[leaf] ?? 0;
    const sd = name === 'pooled' ? standardDeviation(200, 100_000) : standardDeviation(20_000, 1000);
    expect(Math.abs(bytes - 20_000_000)).toBeLessThan(4 * sd);
    expect(kept.length).toBeGreaterThan(0);
  });

  it('is gone once it is freed', async () => {
    const sampler = installedSampler();
    leaks.alloc!(1000);
    leaks.text!(1000);
    leaks.memory!(1000);
    leaks.pooled!(1000);
    expect(sampler.read().samples.length).toBeGreaterThan(100);
    const bytes = bytesByFunction(await readAfterCollection(sampler));
    const most = Math.max(0, ...Object.values(bytes));
    expect(most).toBeLessThan(1_000_000);
    expect(sampler.state.live).toBeLessThan(4_000_000);
  });

  it('is told by line and column of the call', () => {
    const sampler = installedSampler();
    const allocate = appCode(
      '(function outer() {\n  const inner = () =>\n    Buffer.alloc(4e6);\n  return inner(); })',
    ) as () => unknown;
    const kept = allocate();
    const { stacks, samples } = sampler.read();
    const { stack, size } = samples.find((sample) => sample.size === 4e6)!;
    expect(size).toBe(4e6);
    expect(stacks[stack]!.slice(0, 2)).toEqual([
      { name: 'inner', url: APP_FILE, line: 3, column: 12 },
      { name: 'outer', url: APP_FILE, line: 4, column: 10 },
    ]);
    expect(kept).toBeDefined();
  });

  it('has the caller at the leaf also where Buffer takes detours', () => {
    const sampler = installedSampler();
    const kept = [leaks.text!(200), leaks.concat!(200), leaks.sliced!(200)];
    const { stacks } = sampler.read();
    const leaves = stacks
      .filter((frames) => frames.some(({ url }) => url === APP_FILE))
      .map(([leaf]) => leaf!.url);
    expect(leaves.length).toBeGreaterThanOrEqual(3);
    expect(new Set(leaves)).toEqual(new Set([APP_FILE]));
    expect(kept).toHaveLength(3);
  });

  it('does not include typed arrays that lie on the JS heap', async () => {
    const sampler = installedSampler();
    const kept = (
      appCode(
        '((count) => Array.from({ length: count }, function small() { return Buffer.alloc(64); }))',
      ) as Leak
    )(50_000);
    expect(bytesByFunction(await readAfterCollection(sampler)).small).toBeUndefined();
    expect(kept).toHaveLength(50_000);
  });
});

describe('samples', () => {
  it('have births that ascend and stay the same in later readings', () => {
    const sampler = installedSampler();
    const kept = [leaks.alloc!(500)];
    const first = sampler.read();
    kept.push(leaks.unsafe!(500));
    const second = sampler.read();
    const births = second.samples.map(({ born }) => born);
    expect(births).toEqual([...new Set(births)].sort((a, b) => a - b));
    expect(births.slice(0, first.samples.length)).toEqual(first.samples.map(({ born }) => born));
    expect(first.clock).toBeLessThan(second.clock);
    expect(births.at(-1)!).toBeLessThanOrEqual(second.clock);
    expect(second.clock - first.clock).toBeGreaterThanOrEqual(500 * 20_000);
  });

  it('carry the interval of their time, which rises under load and leaves the estimate unbiased', () => {
    const sampler = new ExternalSampler({ interval: 4096, now: () => 0 });
    expect(sampler.install()).toBe(true);
    installed.push(sampler);
    const kept = leaks.alloc!(2000);
    const reading = sampler.read();
    expect(reading.interval).toBeGreaterThan(32 * 4096);
    expect(reading.samples.length).toBeLessThan(400);
    expect(new Set(reading.samples.map(({ interval }) => interval)).size).toBeGreaterThan(5);
    const sd = Math.sqrt(reading.samples.reduce((sum, sample) => sum + externalWeight(sample).bytes ** 2, 0));
    expect(Math.abs(bytesByFunction(reading).alloc! - 40_000_000)).toBeLessThan(4 * sd);
    expect(kept).toHaveLength(2000);
  });

  it('beyond the most that are kept are counted', () => {
    const sampler = installedSampler({ maxSamples: 10 });
    const kept = leaks.alloc!(1000);
    const { samples, notKept } = sampler.read();
    expect(samples).toHaveLength(10);
    expect(notKept).toBeGreaterThan(100);
    expect(kept).toHaveLength(1000);
  });

  it('are taken deep in the stack without making an allocation fail', () => {
    const sampler = installedSampler();
    const fall = appCode(`(() => {
      let allocations = 0;
      let made = 0;
      const fall = () => {
        try {
          fall();
        } catch {}
        if (allocations === 200) return;
        allocations += 1;
        try {
          Buffer.alloc(300000);
          made += 1;
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
        }
      };
      fall();
      return made;
    })`) as () => number;
    const before = sampler.state.clock;
    const made = fall();
    expect(made).toBeGreaterThan(100);
    expect(sampler.state.clock - before).toBeGreaterThanOrEqual(made * 300_000);
    const { samples, notKept } = sampler.read();
    expect(samples.length + notKept).toBeGreaterThan(100);
  });
});

describe('installing', () => {
  it('happens once a thread', () => {
    const first = installedSampler();
    const second = new ExternalSampler();
    expect([second.install(), first.install()]).toEqual([false, false]);
    second.uninstall();
    expect(second.state).toMatchObject({ clock: 0, live: 0 });
    expect(() => second.read()).toThrow('not installed');
    first.uninstall();
    expect(second.install()).toBe(true);
    second.uninstall();
  });

  it('leaves no trace behind, and counts nothing afterwards', () => {
    const before = replaceable();
    let looks = 0;
    const sampler = new ExternalSampler({ interval: INTERVAL, now: () => ++looks * 1000 });
    expect(sampler.install()).toBe(true);
    const hooks = replaceable();
    sampler.uninstall();
    expect(hooks.filter((hook) => before.includes(hook))).toEqual([]);
    expect(replaceable()).toEqual(before);
    const { clock } = sampler.state;
    const looksBefore = looks;
    (hooks[0] as typeof Buffer.alloc)(10_000_000);
    expect(looks).toBe(looksBefore);
    expect(sampler.state).toEqual({ interval: INTERVAL, clock, live: 0 });
  });

  it('again goes on with the clock, and does not count twice under a wrapper of somebody else', () => {
    const native = Object.getOwnPropertyDescriptor(Buffer, 'alloc')!;
    const sampler = installedSampler();
    const ours = replaceable()[0] as typeof Buffer.alloc;
    Buffer.alloc = (size: number) => ours(size);
    try {
      Buffer.alloc(1_000_000);
      sampler.uninstall();
      const { clock } = sampler.state;
      expect(clock).toBeGreaterThanOrEqual(1_000_000);
      expect(sampler.install()).toBe(true);
      Buffer.alloc(1_000_000);
      expect(sampler.state.clock - clock).toBe(1_000_000);
    } finally {
      sampler.uninstall();
      Object.defineProperty(Buffer, 'alloc', native);
    }
  });
});

function replaceable(): unknown[] {
  const methods = ['alloc', 'allocUnsafe', 'allocUnsafeSlow', 'from', 'concat', 'copyBytesFrom'];
  const buffer = methods.map((name) => Reflect.get(Buffer, name) as unknown);
  return [...buffer, ArrayBuffer, ArrayBuffer.prototype.constructor];
}
