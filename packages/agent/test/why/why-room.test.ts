import { expect, it } from 'vitest';
import { limitsWithin, memoryLeft, whyTooTight } from '../../src/why/why-room.js';

const MIB = 2 ** 20;

const files = (usage: number, cache: number): Record<string, string> => ({
  '/proc/self/cgroup': '0::/pod\n',
  '/sys/fs/cgroup/pod/memory.max': `${128 * MIB}\n`,
  '/sys/fs/cgroup/pod/memory.current': `${usage}\n`,
  '/sys/fs/cgroup/pod/memory.stat': `anon 1\ninactive_file ${cache}\nactive_file 5\n`,
});
const left = (usage: number, cache: number): number | undefined =>
  memoryLeft((path) => files(usage, cache)[path]);

it('counts the page cache that the kernel gives up first as left', () => {
  expect(left(100 * MIB, 0)).toBe(28 * MIB);
  expect(left(120 * MIB, 15 * MIB)).toBe(23 * MIB);
  expect(left(130 * MIB, 0)).toBe(0);
  expect(memoryLeft(() => undefined)).toBeUndefined();
});

it('refuses where it would not fit, and keeps the walk small where it is tight', () => {
  expect(whyTooTight(19 * MIB)).toBe('to ask takes up to 20.0 MiB, and 19.0 MiB are left');
  expect([whyTooTight(20 * MIB), whyTooTight(undefined)]).toEqual([undefined, undefined]);
  expect(limitsWithin(28 * MIB)).toEqual({ freeMemory: 8 * MIB, calls: 120, nodes: 10_000 });
  expect([limitsWithin(64 * MIB), limitsWithin(undefined)]).toEqual([
    { freeMemory: 8 * MIB },
    { freeMemory: 8 * MIB },
  ]);
});
