import { expect, it } from 'vitest';
import { foreignInterval } from '../../src/isolate/foreign-interval.js';
import { RECORDED_INTERVAL, recordedReading } from '../recorded-reading.js';

it('finds the interval of a recorded heap from its samples', () => {
  expect(foreignInterval(recordedReading().profile.samples)).toBe(RECORDED_INTERVAL);
});

it("takes V8's default where there are no samples", () => {
  expect(foreignInterval([])).toBe(524_288);
});
