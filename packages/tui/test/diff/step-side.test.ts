import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DiffSides, type SideCommand, stepSide } from '../../src/diff/step-side.js';
import { whyNotComparable } from '../../src/diff/why-not-comparable.js';
import type { CaptureNumber } from '../../src/engine/capture-entry.js';
import { sampleEntry } from './sample-diff.js';

const sides = (a: number, b: number): DiffSides => ({ a: a as CaptureNumber, b: b as CaptureNumber });
const COMMANDS: readonly SideCommand[] = ['a-earlier', 'a-later', 'b-earlier', 'b-later', 'swap'];

describe('whyNotComparable', () => {
  const a = sampleEntry(0);

  test('two captures of one life are comparable, forced GC or not, whatever their interval', () => {
    expect(whyNotComparable(a, sampleEntry(1))).toBeUndefined();
    expect(whyNotComparable(a, sampleEntry(1, {}, { gc: 'none', interval: 512 }))).toBeUndefined();
    expect(whyNotComparable(a, sampleEntry(1, {}, { exactSites: false, kind: 'heap' }))).toBeUndefined();
  });

  test.each([
    ['the same capture', sampleEntry(0)],
    ['restarted', sampleEntry(1, { life: 2 })],
    ['exact sites were on in B only', sampleEntry(1, {}, { exactSites: true })],
    ['A is of the JS heap, B of external memory', sampleEntry(1, {}, { kind: 'external' })],
    ['two threads', sampleEntry(1, {}, { thread: 3 })],
  ])('%s is refused both ways', (words, b) => {
    expect(whyNotComparable(a, b)).toContain(words);
    expect(whyNotComparable(b, a)).toBeDefined();
  });
});

describe('stepSide', () => {
  const entries = [
    sampleEntry(0, { life: 1 }),
    ...[1, 2, 3, 4, 5].map((index) => sampleEntry(index, { life: 2 }, { exactSites: index === 3 })),
  ];

  test('steps to the next capture that can be compared with the other side', () => {
    expect(stepSide(entries, sides(2, 6), 'a-later')).toEqual(sides(3, 6));
    expect(stepSide(entries, sides(3, 6), 'a-later')).toEqual(sides(5, 6));
    expect(stepSide(entries, sides(2, 6), 'b-earlier')).toEqual(sides(2, 5));
    expect(stepSide(entries, sides(2, 5), 'b-earlier')).toEqual(sides(2, 3));
    expect(stepSide(entries, sides(5, 6), 'a-earlier')).toEqual(sides(3, 6));
    expect(stepSide(entries, sides(2, 3), 'b-later')).toEqual(sides(2, 5));
  });

  test('not across a restart, not past the other side, not beyond the ends', () => {
    expect(stepSide(entries, sides(2, 6), 'a-earlier')).toBeUndefined();
    expect(stepSide(entries, sides(5, 6), 'a-later')).toBeUndefined();
    expect(stepSide(entries, sides(2, 6), 'b-later')).toBeUndefined();
    expect(stepSide(entries, sides(9, 6), 'a-later')).toBeUndefined();
  });

  test('swap turns them round, and then they step the same way', () => {
    expect(stepSide(entries, sides(2, 6), 'swap')).toEqual(sides(6, 2));
    expect(stepSide(entries, sides(6, 2), 'a-earlier')).toEqual(sides(5, 2));
    expect(stepSide(entries, sides(3, 2), 'b-later')).toBeUndefined();
  });

  test('keeps a pair comparable, in its order, with at most one side moved', () => {
    const series = fc.array(fc.tuple(fc.integer({ min: 1, max: 2 }), fc.boolean()), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        series,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...COMMANDS),
        (traits, first, second, command) => {
          const all = traits.map(([life, exactSites], index) => sampleEntry(index, { life }, { exactSites }));
          const [a, b] = [all[first % all.length]!, all[second % all.length]!];
          fc.pre(whyNotComparable(a, b) === undefined);
          const next = stepSide(all, { a: a.number, b: b.number }, command);
          if (next === undefined) return;
          const [nextA, nextB] = [all[next.a - 1]!, all[next.b - 1]!];
          expect(whyNotComparable(nextA, nextB)).toBeUndefined();
          if (command === 'swap') return;
          expect(Number(next.a !== a.number) + Number(next.b !== b.number)).toBe(1);
          expect(Math.sign(next.b - next.a)).toBe(Math.sign(b.number - a.number));
        },
      ),
    );
  });
});
