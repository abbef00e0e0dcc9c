import { expect, it } from 'vitest';
import { ByteCountdown } from '../../../src/isolate/external/byte-countdown.js';

/** Uniform numbers of a linear congruential generator (Numerical Recipes). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

it.each([[64], [1000], [5000]])('samples %i bytes with probability 1 - exp(-size/interval)', (size) => {
  const interval = 1000;
  const count = new ByteCountdown({ clock: 0, random: seeded(size) });
  count.next(interval);
  const rounds = 40_000;
  let sampled = 0;
  for (let i = 0; i < rounds; i++) {
    if ((count.left -= size) > 0) continue;
    sampled += 1;
    count.next(interval);
  }
  const expected = 1 - Math.exp(-size / interval);
  const sd = Math.sqrt((expected * (1 - expected)) / rounds);
  expect(Math.abs(sampled / rounds - expected)).toBeLessThan(4 * sd);
  expect(count.clock).toBe(rounds * size);
});

it('keeps its clock through stops, starts and new draws', () => {
  const count = new ByteCountdown({ clock: 500, random: () => 0.5 });
  expect(count.clock).toBe(500);
  count.next(1000);
  count.left -= 100;
  count.next(10);
  expect(count.clock).toBe(600);
  count.stop();
  count.left -= 4096;
  expect([count.left, count.clock]).toEqual([Number.POSITIVE_INFINITY, 600]);
  count.next(1000);
  count.left -= 1;
  expect(count.clock).toBe(601);
});

it('always leaves at least one byte to the next sample, even where the generator gives 0', () => {
  const count = new ByteCountdown({ clock: 0, random: () => 0 });
  count.next(1000);
  expect(count.left).toBe(1);
});
