import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cgroupMemory } from '../../../src/worker/cgroup.js';
import { MemoryGauge } from '../../../src/worker/ring/memory-gauge.js';

const MB = 1e6;
const DESCRIPTORS = '/proc/self/fd';
const readText = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8') : undefined;

const cgroup = cgroupMemory(readText);

describe('a memory gauge', () => {
  it.skipIf(cgroup === undefined)('reads the cgroup that this process is in', () => {
    const gauge = new MemoryGauge();
    const plain = gauge.cgroup(Infinity)!;
    const exact = gauge.cgroup(0)!;
    gauge.close();
    expect(plain.limit).toBe(cgroup!.limit);
    expect(plain.usage).toBe(plain.charged);
    expect(plain.charged).toBeGreaterThan(MB);
    expect(exact.usage).toBeGreaterThan(0);
    expect(exact.usage).toBeLessThanOrEqual(exact.charged);
    expect(gauge.cgroup(0)).toBeUndefined();
  });

  it.skipIf(cgroup !== undefined)('gives nothing for a cgroup without a limit', () => {
    const gauge = new MemoryGauge();
    expect(gauge.cgroup(0)).toBeUndefined();
    gauge.close();
  });

  it('tells resident memory as Node does', () => {
    const gauge = new MemoryGauge();
    const [ours, nodes] = [gauge.rss()!, process.memoryUsage.rss()];
    gauge.close();
    expect(ours / nodes).toBeGreaterThan(0.9);
    expect(ours / nodes).toBeLessThan(1.1);
    expect(gauge.rss()! / nodes).toBeGreaterThan(0.9);
  });

  it('sees resident memory grow', () => {
    const gauge = new MemoryGauge();
    const before = { ours: gauge.rss()!, nodes: process.memoryUsage.rss() };
    const filled = Buffer.alloc(64 * MB, 1);
    const after = { ours: gauge.rss()!, nodes: process.memoryUsage.rss() };
    gauge.close();
    // Other tests of the process may have left much that is let go of just then: Node sees that, too.
    const [ours, nodes] = [after.ours - before.ours, after.nodes - before.nodes];
    expect(Math.abs(ours - nodes)).toBeLessThan(16 * MB);
    expect(filled[0]).toBe(1);
  });

  it.skipIf(!existsSync(DESCRIPTORS))('leaves no file open', () => {
    const before = readdirSync(DESCRIPTORS).length;
    for (let round = 0; round < 8; round++) new MemoryGauge().close();
    expect(readdirSync(DESCRIPTORS).length).toBeLessThan(before + 8);
  });
});
