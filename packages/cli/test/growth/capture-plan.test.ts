import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCaptures } from '../../src/growth/capture-plan.js';

const plan = (every?: string, count?: number, duration?: string) => planCaptures({ every, count, duration });

describe('a plan of captures', () => {
  it.each<[given: Parameters<typeof plan>, everyMs: number, count: number]>([
    [[], 10_000, 20],
    [['2s'], 2000, 20],
    [['2s', 5], 2000, 5],
    [[undefined, undefined, '10m'], 10_000, 61],
    [['30s', undefined, '10m'], 30_000, 21],
    [[undefined, 7, '1m'], 10_000, 7],
    [['1s', 5, '1m'], 1000, 5],
    [['30s', 50, '1m'], 30_000, 3],
    [['5m', undefined, '1m'], 300_000, 1],
    [[undefined, 1, '1m'], 60_000, 1],
  ])('%j', (given, everyMs, count) => {
    expect(plan(...given)).toMatchObject({ everyMs, count });
  });

  it('divides any time by enough captures for a verdict, and not by more than a report covers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 * 86_400 }), (seconds) => {
        const { everyMs, count, durationMs } = plan(undefined, undefined, `${seconds}s`);
        expect(everyMs * (count - 1)).toBeLessThanOrEqual(durationMs * (1 + 1e-9));
        expect(count).toBeLessThanOrEqual(240);
        expect(everyMs).toBeGreaterThanOrEqual(1000);
        if (seconds >= 20) expect(count).toBeGreaterThanOrEqual(20);
      }),
    );
  });

  it.each<[given: Parameters<typeof plan>, says: RegExp]>([
    [[undefined, 0], /--count/],
    [[undefined, 1.5], /--count/],
    [[undefined, NaN], /--count/],
    [['soon'], /"soon" is no duration/],
    [[undefined, undefined, '0s'], /--duration/],
  ])('refuses %j', (given, says) => {
    expect(() => plan(...given)).toThrow(says);
  });
});
