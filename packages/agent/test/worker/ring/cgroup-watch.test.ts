import { expect, it } from 'vitest';
import { CgroupWatch } from '../../../src/worker/ring/cgroup-watch.js';
import type { ChargedMemory } from '../../../src/worker/ring/memory-gauge.js';

const MB = 1e6;

/** A cgroup of 100 MB. */
class Group {
  used = 0;
  cache = 0;
  exactReadings = 0;

  cgroup(exactFrom: number): ChargedMemory {
    const charged = this.used + this.cache;
    const exact = charged >= exactFrom;
    if (exact) this.exactReadings++;
    return { charged, usage: exact ? this.used : charged, limit: 100 * MB };
  }
}

it('takes page cache for no usage, and reads what it is only where that matters', () => {
  const group = new Group();
  const watch = new CgroupWatch(group);
  group.used = 50 * MB;
  watch.look(0);
  expect(group.exactReadings).toBe(1);
  watch.look(100);
  expect(group.exactReadings).toBe(1);
  group.cache = 45 * MB;
  expect(watch.look(200).step).toBeUndefined();
  expect(group.exactReadings).toBe(2);
  group.used = 62 * MB;
  expect(watch.look(300).step).toBe(60);
  expect(watch.nextStep).toBe(65);
});

it('is not alarmed by page cache that grows', () => {
  const group = new Group();
  const watch = new CgroupWatch(group);
  group.used = 50 * MB;
  watch.look(0);
  group.cache = 20 * MB;
  // 10 MB are left up to the step at 60 %, and 20 MB came in 100 ms.
  expect(watch.look(100).waitMs).toBeCloseTo(12.5);
});

it('sees usage fall that page cache has taken the place of', () => {
  const group = new Group();
  const watch = new CgroupWatch(group);
  group.used = 81 * MB;
  expect(watch.look(0).step).toBe(80);
  [group.used, group.cache] = [40 * MB, 41 * MB];
  for (let now = 100; now <= 1100; now += 100) watch.look(now);
  [group.used, group.cache] = [81 * MB, 0];
  expect(watch.look(2200).step).toBe(80);
});

it('looks more often the less is left', () => {
  const waitAt = (percent: number): number => {
    const group = new Group();
    const watch = new CgroupWatch(group);
    group.used = percent * MB;
    watch.look(0);
    return watch.look(1000).waitMs;
  };
  expect(waitAt(10)).toBeGreaterThan(100);
  expect(waitAt(70)).toBeCloseTo(56.25);
  expect(waitAt(92)).toBeCloseTo(15);
  expect(waitAt(96)).toBe(250);
});

it('looks again every 10 s where there is no limit, since one may be set', () => {
  const group = new Group();
  let limited = false;
  const watch = new CgroupWatch({ cgroup: (from) => (limited ? group.cgroup(from) : undefined) });
  expect(watch.look(0)).toEqual({ waitMs: 10_000 });
  expect(watch.nextStep).toBeUndefined();
  limited = true;
  group.used = 77 * MB;
  expect(watch.look(10_000).step).toBe(75);
});

it('takes a new limit in within a second', () => {
  const group = new Group();
  let limit = 200 * MB;
  let exact = { ...group.cgroup(0), limit };
  const watch = new CgroupWatch({
    cgroup: (from) => {
      const memory = group.cgroup(from);
      if (memory.charged >= from) exact = { ...memory, limit };
      return { ...memory, limit: exact.limit };
    },
  });
  group.used = 77 * MB;
  expect(watch.look(0).step).toBeUndefined();
  limit = 100 * MB;
  expect(watch.look(1000).step).toBe(75);
});
