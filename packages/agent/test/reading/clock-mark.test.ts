import { expect, it } from 'vitest';
import { heaptideMarksTheClock } from '../../src/isolate/mark-allocation-clock.js';
import { CLOCK_MARK } from '../../src/reading/clock-mark.js';

it('what is allocated to be sampled has the name under which it is left out of profiles', () => {
  expect(heaptideMarksTheClock.name).toBe(CLOCK_MARK);
});
