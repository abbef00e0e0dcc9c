import { spawnSync } from 'node:child_process';
import { totalmem } from 'node:os';
import { describe, expect, it } from 'vitest';
import { heapFlags, limitsHeap } from '../../../src/pods/heap/heap-flags.js';
import { heapLimit } from '../../../src/pods/heap/heap-limit.js';

const MIB = 2 ** 20;

describe('heapFlags', () => {
  it.each([
    [['--max-old-space-size=64'], { oldSpace: 64 * MIB }],
    [['--max_old_space_size=64', '--max-old-space-size=96'], { oldSpace: 96 * MIB }],
    [['--max-heap-size=100', '--max-semi-space-size=2'], { heap: 100 * MIB, semiSpace: 2 * MIB }],
    [['--max-old-space-size-percentage=62.5'], { oldSpacePercentage: 62.5 }],
    [['--max-old-space-size=96', '--max-old-space-size=0'], {}],
    [['--max-old-space-size', '64'], {}],
    [['--max-old-space-size=lots', '--max-old-space-size-percentage=101', '--inspect'], {}],
  ])('of %j', (options, flags) => {
    const none = {
      oldSpace: undefined,
      oldSpacePercentage: undefined,
      semiSpace: undefined,
      heap: undefined,
    };
    expect(heapFlags(options)).toEqual({ ...none, ...flags });
  });

  it('tells whether they limit the heap', () => {
    expect(limitsHeap(heapFlags(['--max-semi-space-size=2']))).toBe(false);
    expect(limitsHeap(heapFlags(['--max-heap-size=2']))).toBe(true);
  });
});

describe('heapLimit', () => {
  // Measured in memory cgroups with Node.js 20.20.2, 22.23.3, 24.21.0 and 26.10.0: container and heap limits in MiB.
  it.each([
    [64, '', 259, 259, 259, 262],
    [128, '', 259, 259, 259, 262],
    [300, '', 259, 259, 259, 268],
    [512, '', 259, 259, 259, 268],
    [513, '', 268.5, 268.5, 304.5, 280.5],
    [768, '', 396, 396, 432, 408],
    [1024, '', 524, 524, 560, 536],
    [1300, '', 674, 674, 746, 698],
    [2048, '', 1048, 1048, 1120, 1072],
    [3072, '', 1584, 1584, 1728, 1632],
    [4096, '', 2096, 2096, 2240, 2144],
    [15000, '', 2096, 2096, 2240, 2144],
    [16384, '', 4144, 4144, 4288, 4192],
    [128, '--max-old-space-size=64', 67, 67, 67, 70],
    [512, '--max-old-space-size=300', 303, 303, 303, 312],
    [2048, '--max-old-space-size=40', 64, 64, 136, 88],
    [128, '--max-semi-space-size=3 --max-old-space-size=64', 76, 76, 76, 76],
    [1024, '--max-semi-space-size=1', 515, 515, 515, 515],
    [300, '--max-heap-size=100', 100, 100, 100, 100],
    [300, '--max-heap-size=300 --max-old-space-size=200', 392, 392, 392, 392],
    [300, '--max-heap-size=300 --max-semi-space-size=8', 300, 300, 300, 300],
    [128, '--max-old-space-size-percentage=60', undefined, 79, 79, 82],
    [1024, '--max-old-space-size-percentage=60 --max-old-space-size=8', undefined, 626, 662, 638],
  ])('of %d MiB with "%s"', (container, options, ...limits) => {
    const flags = heapFlags(options.split(' '));
    const majors = [20, 22, 24, 26];
    for (const [index, limit] of limits.entries()) {
      if (limit === undefined) continue;
      expect(heapLimit(flags, container * MIB, majors[index]) / MIB, `Node.js ${majors[index]!}`).toBe(limit);
    }
    expect(heapLimit(flags, container * MIB) / MIB).toBe(limits[1]);
  });

  it('is that of the node that runs this, on this machine', () => {
    const major = Number(process.versions.node.split('.')[0]);
    const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
    for (const options of [
      [],
      ['--max-old-space-size=100'],
      ['--max-old-space-size=100', '--max-old-space-size=200', '--max_semi_space_size=4'],
      ['--max-heap-size=120'],
    ]) {
      const script = 'console.log(v8.getHeapStatistics().heap_size_limit)';
      const { stdout } = spawnSync(process.execPath, [...options, '-e', script], {
        encoding: 'utf8',
        timeout: 20_000,
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      // Node.js rounds memory that is no whole number of MiB.
      expect(
        Math.abs(Number(stdout) - heapLimit(heapFlags(options), memory, major)),
        options.join(' '),
      ).toBeLessThan(MIB);
    }
  });
});
