import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMarked, nextToDrop } from '../../src/captures/next-to-drop.js';
import type { CaptureEntry, CaptureNumber } from '../../src/engine/capture-entry.js';
import { numbered, sampleEntry } from './sample-entries.js';

const MOST = 120;

/** What is left of `count` captures that came one by one. */
function keptOf(count: number, most = MOST): readonly CaptureEntry[] {
  let entries: readonly CaptureEntry[] = [];
  for (let number = 1; number <= count; number++) {
    entries = [...entries, sampleEntry(number)];
    if (entries.length > most) entries = without(entries, nextToDrop(entries, undefined)!);
  }
  return entries;
}

function without(entries: readonly CaptureEntry[], dropped: CaptureEntry): readonly CaptureEntry[] {
  return entries.filter((each) => each !== dropped);
}

describe('a long series that is thinned', () => {
  const kept = keptOf(8640).map(({ number }) => number as number);

  it('keeps the first, and all of the newest', () => {
    expect(kept).toHaveLength(MOST);
    expect(kept[0]).toBe(1);
    expect(kept.slice(-60)).toEqual(Array.from({ length: 60 }, (_, index) => 8640 - 59 + index));
  });

  it('has a capture near every age', () => {
    const misses = Array.from({ length: 8639 }, (_, index) => {
      const age = index + 1;
      const nearest = Math.min(...kept.map((number) => Math.abs(8640 - number - age)));
      return nearest / age;
    });
    expect(Math.max(...misses)).toBeLessThan(0.1);
  });
});

interface Lot {
  readonly isNewLife: boolean;
  readonly pinned: boolean;
  readonly note: string;
  readonly isBaseline: boolean;
}

const lot: fc.Arbitrary<Lot> = fc.record({
  isNewLife: fc.boolean(),
  pinned: fc.boolean(),
  note: fc.constantFrom('', '', 'before the deploy'),
  isBaseline: fc.boolean(),
});

function seriesOf(lots: readonly Lot[]): {
  readonly entries: readonly CaptureEntry[];
  readonly baseline: CaptureNumber | undefined;
} {
  let life = 1;
  const entries = lots.map(({ isNewLife, pinned, note }, index) => {
    if (isNewLife) life++;
    return sampleEntry(index + 1, { life, pinned, note });
  });
  const baseline = lots.findLastIndex(({ isBaseline }) => isBaseline);
  return { entries, baseline: baseline === -1 ? undefined : numbered(baseline + 1) };
}

describe('what a series can do without', () => {
  it('is never the latest, what the user marked, or the baseline', () => {
    fc.assert(
      fc.property(fc.array(lot, { minLength: 1, maxLength: 40 }), (lots) => {
        const { entries, baseline } = seriesOf(lots);
        const dropped = nextToDrop(entries, baseline);
        const open = entries.slice(0, -1).filter((entry) => !isMarked(entry) && entry.number !== baseline);
        if (dropped === undefined) expect(open).toEqual([]);
        else expect(open).toContain(dropped);
      }),
    );
  });

  it('is the first or the last of a life only where nothing else is left, and then the oldest', () => {
    fc.assert(
      fc.property(fc.array(lot, { minLength: 1, maxLength: 40 }), (lots) => {
        const { entries, baseline } = seriesOf(lots);
        const isEdge = ({ life, number }: CaptureEntry) => {
          const numbers = entries.filter((each) => each.life === life).map((each) => each.number);
          return number === numbers[0] || number === numbers.at(-1);
        };
        const open = entries.slice(0, -1).filter((entry) => !isMarked(entry) && entry.number !== baseline);
        const dropped = nextToDrop(entries, baseline);
        fc.pre(dropped !== undefined);
        if (open.every(isEdge)) expect(dropped).toBe(open[0]);
        else expect(isEdge(dropped)).toBe(false);
      }),
    );
  });

  it('is in the older half as long as that has something to give', () => {
    const entries = Array.from({ length: 20 }, (_, index) => sampleEntry(index + 1));
    expect(nextToDrop(entries, undefined)!.number).toBeLessThanOrEqual(10);
    const pinned = entries.map((entry, index) => (index < 10 ? { ...entry, pinned: true } : entry));
    expect(nextToDrop(pinned, undefined)!.number).toBeGreaterThan(10);
  });
});
