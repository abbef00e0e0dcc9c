import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TOMBSTONE_MS, Tombstones } from '../../src/sessions/tombstones.js';

it('remembers an id for its time', () => {
  const tombstones = new Tombstones();
  tombstones.add('a', 5);
  expect(tombstones.has('a', 5 + TOMBSTONE_MS - 1)).toBe(true);
  expect(tombstones.has('a', 5 + TOMBSTONE_MS)).toBe(false);
});

it('remembers the last thousands of any number, and none that was never added', () => {
  const tombstones = new Tombstones();
  const ids = Array.from({ length: 100_000 }, () => randomUUID());
  ids.forEach((id, index) => tombstones.add(id, index / 1000));
  // 2,000 ids in 2,048 sets of four: some sets get more than four of the last ones, few do.
  const remembered = ids.slice(-2_000).filter((id) => tombstones.has(id, 100)).length;
  expect(remembered).toBeGreaterThan(1_950);
  expect(ids.slice(0, 50_000).filter((id) => tombstones.has(id, 100)).length).toBeLessThan(100);
  for (let count = 0; count < 100_000; count += 1) expect(tombstones.has(randomUUID(), 100)).toBe(false);
});

it('tells ids apart that differ in one character, in their order or in their length', () => {
  const tombstones = new Tombstones();
  tombstones.add('session-12', 0);
  for (const other of ['session-13', 'session-21', 'session-1', 'session-122', 'Session-12', 'essions-12']) {
    expect(tombstones.has(other, 0)).toBe(false);
  }
});

it('remembers what a list of all that was added remembers', () => {
  const steps = fc.array(
    fc.record({ id: fc.constantFrom('a', 'b', 'c'), pause: fc.integer({ min: 0, max: TOMBSTONE_MS }) }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, (added) => {
      const tombstones = new Tombstones();
      const endedAt = new Map<string, number>();
      let now = 0;
      for (const { id, pause } of added) {
        now += pause;
        endedAt.set(id, now);
        tombstones.add(id, now);
        for (const other of ['a', 'b', 'c']) {
          const at = endedAt.get(other);
          expect(tombstones.has(other, now)).toBe(at !== undefined && now - at < TOMBSTONE_MS);
        }
      }
    }),
  );
});
