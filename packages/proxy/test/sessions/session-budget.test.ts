import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sessionBudget } from '../../src/sessions/session-budget.js';

const MIB = 1024 ** 2;

it('goes by the smaller limit: a small container has less memory than V8 believes', () => {
  const budget = { maxSessions: 41_943, maxInitializeBytes: 4 * MIB };
  expect(sessionBudget({ heapLimitBytes: 259 * MIB, cgroupLimitBytes: 128 * MIB })).toEqual(budget);
  expect(sessionBudget({ heapLimitBytes: 128 * MIB, cgroupLimitBytes: 8 * 1024 * MIB })).toEqual(budget);
  expect(sessionBudget({ heapLimitBytes: 128 * MIB, cgroupLimitBytes: undefined })).toEqual(budget);
});

it('has bounds', () => {
  expect(sessionBudget({ heapLimitBytes: 1, cgroupLimitBytes: 1 })).toEqual({
    maxSessions: 1_000,
    maxInitializeBytes: MIB / 4,
  });
  expect(sessionBudget({ heapLimitBytes: 2 ** 50, cgroupLimitBytes: undefined })).toEqual({
    maxSessions: 500_000,
    maxInitializeBytes: 64 * MIB,
  });
});

it('never gives less for more memory, and whole numbers', () => {
  const bytes = fc.integer({ min: 1, max: 2 ** 40 });
  fc.assert(
    fc.property(bytes, bytes, bytes, (heapLimitBytes, cgroupLimitBytes, more) => {
      const budget = sessionBudget({ heapLimitBytes, cgroupLimitBytes });
      const larger = sessionBudget({
        heapLimitBytes: heapLimitBytes + more,
        cgroupLimitBytes: cgroupLimitBytes + more,
      });
      expect(larger.maxSessions).toBeGreaterThanOrEqual(budget.maxSessions);
      expect(larger.maxInitializeBytes).toBeGreaterThanOrEqual(budget.maxInitializeBytes);
      expect(Object.values(budget).every(Number.isInteger)).toBe(true);
    }),
  );
});
