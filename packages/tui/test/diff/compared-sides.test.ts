import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ComparedSides } from '../../src/diff/compared-sides.js';
import { whyNotComparable } from '../../src/diff/why-not-comparable.js';
import type { CaptureEntry, CaptureNumber } from '../../src/engine/capture-entry.js';
import { sampleEntry } from './sample-diff.js';

const number = (value: number) => value as CaptureNumber;
const entries = Array.from({ length: 6 }, (_, index) => sampleEntry(index));
const state = (all: readonly CaptureEntry[] = entries, baseline?: number) => ({
  entries: all,
  baseline: baseline === undefined ? undefined : number(baseline),
});
const numbers = (sides: ComparedSides, given = state()) => {
  const { a, b } = sides.of(given);
  return [a?.number, b?.number];
};

test('until something is chosen the newest is compared with the first, or with the baseline', () => {
  const sides = new ComparedSides();
  expect(numbers(sides)).toEqual([1, 6]);
  expect(numbers(sides, state(entries, 3))).toEqual([3, 6]);
  expect(numbers(sides, state(entries.slice(0, 1)))).toEqual([undefined, 1]);
  expect(numbers(sides, state([]))).toEqual([undefined, undefined]);
});

test('neither the first nor the baseline where they cannot be compared with the newest', () => {
  const sides = new ComparedSides();
  const restarted = entries.map((entry, index) => ({ ...entry, life: index < 3 ? 1 : 2 }));
  expect(numbers(sides, state(restarted))).toEqual([4, 6]);
  expect(numbers(sides, state(restarted, 2))).toEqual([4, 6]);
  expect(numbers(sides, state(entries, 6))).toEqual([1, 6]);
  expect(numbers(sides, state(restarted.slice(0, 4)))).toEqual([undefined, 4]);
});

test('what is chosen stays while captures come, and follows them again when asked to', () => {
  const sides = new ComparedSides();
  sides.choose(number(2), number(4));
  expect(numbers(sides)).toEqual([2, 4]);
  expect(numbers(sides, state([...entries, sampleEntry(6)], 1))).toEqual([2, 4]);
  sides.follow();
  expect(numbers(sides)).toEqual([1, 6]);
});

test('a choice of which one is no longer kept is given up for good', () => {
  const sides = new ComparedSides();
  sides.choose(number(2), number(4));
  expect(numbers(sides, state(entries.filter((entry) => entry.number !== 2)))).toEqual([1, 6]);
  expect(numbers(sides)).toEqual([1, 6]);
});

test('steps go from what is shown, and hold it from then on', () => {
  const sides = new ComparedSides();
  expect(sides.press('b-earlier', state())).toBe(true);
  expect(numbers(sides)).toEqual([1, 5]);
  sides.press('a-later', state());
  expect(numbers(sides, state([...entries, sampleEntry(6)]))).toEqual([2, 5]);
  sides.press('swap', state());
  expect(numbers(sides)).toEqual([5, 2]);
});

test('a step that leads nowhere changes nothing: what is newest is followed still', () => {
  const sides = new ComparedSides();
  expect(sides.press('a-earlier', state())).toBe(true);
  expect(numbers(sides, state([...entries, sampleEntry(6)]))).toEqual([1, 7]);
});

test('other commands are none of its business, and with nothing to compare no step does harm', () => {
  const sides = new ComparedSides();
  expect(sides.press('sort', state())).toBe(false);
  expect(sides.press('swap', state([]))).toBe(true);
  expect(sides.press('swap', state(entries.slice(0, 1)))).toBe(true);
  expect(numbers(sides)).toEqual([1, 6]);
});

test('whatever is pressed, what is compared is kept and comparable', () => {
  const traits = fc.array(fc.tuple(fc.integer({ min: 1, max: 2 }), fc.boolean()), {
    minLength: 1,
    maxLength: 8,
  });
  const commands = fc.array(fc.constantFrom('a-earlier', 'a-later', 'b-earlier', 'b-later', 'swap'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      traits,
      commands,
      fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
      (all, pressed, base) => {
        const given = state(
          all.map(([life, exactSites], index) => sampleEntry(index, { life }, { exactSites })),
          base,
        );
        const sides = new ComparedSides();
        for (const command of pressed) {
          sides.press(command, given);
          const { a, b } = sides.of(given);
          expect(given.entries).toContain(b);
          if (a !== undefined) expect(whyNotComparable(a, b!)).toBeUndefined();
        }
      },
    ),
  );
});
