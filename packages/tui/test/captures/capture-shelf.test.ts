import fc from 'fast-check';
import { HeaptideError } from '@heaptide/targets';
import { describe, expect, it } from 'vitest';
import { AnonymousFile } from '../../src/captures/anonymous-file.js';
import { CaptureShelf, type CaptureShelfOptions } from '../../src/captures/capture-shelf.js';
import type { CaptureStore } from '../../src/captures/capture-store.js';
import { isMarked } from '../../src/captures/next-to-drop.js';
import { arrival, bytesOf, numbered } from './sample-entries.js';

/** A shelf over a real temporary file, for as long as `use` takes. */
async function withShelf(
  options: Omit<CaptureShelfOptions, 'store'> & { readonly room?: number },
  use: (shelf: CaptureShelf) => Promise<void>,
): Promise<void> {
  const { room, ...others } = options;
  const store = new AnonymousFile(room === undefined ? {} : { room });
  const shelf = new CaptureShelf({ ...others, store });
  try {
    await use(shelf);
  } finally {
    await shelf.close();
  }
}

const numbersOf = (shelf: CaptureShelf) => shelf.entries().map(({ number }) => number as number);

type Deed =
  | { readonly kind: 'add'; readonly newLife: boolean; readonly size: number }
  | { readonly kind: 'pin' | 'unpin' | 'note' | 'baseline'; readonly which: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      newLife: fc.boolean(),
      size: fc.integer({ min: 1, max: 50 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('pin' as const, 'unpin' as const, 'note' as const, 'baseline' as const),
      which: fc.nat(),
    }),
  },
);

describe('a shelf', () => {
  it('gives numbers from 1 and the bytes as they came', () =>
    withShelf({}, async (shelf) => {
      const entry = await shelf.add(arrival(0, { bytes: bytesOf(9, 1000), afterGap: true, life: 3 }));
      await shelf.add(arrival(1));
      expect(entry).toMatchObject({
        number: 1,
        size: 1000,
        life: 3,
        sites: 7,
        afterGap: true,
        pinned: false,
      });
      expect(numbersOf(shelf)).toEqual([1, 2]);
      expect(await shelf.read(numbered(1))).toEqual(bytesOf(9, 1000));
    }));

  it('keeps order, bounds and what the user marked, whatever is done to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 80 }), async (deeds) => {
        await withShelf({ most: 8, room: 250 }, async (shelf) => {
          let life = 1;
          let added = 0;
          const seen = new Set<number>();
          for (const each of deeds) {
            const before = shelf.entries();
            if (each.kind === 'add') {
              if (each.newLife) life++;
              const bytes = bytesOf(added, each.size);
              const entry = await shelf.add(arrival(added++, { bytes, life }));
              const after = shelf.entries();
              const precious = before.filter((held) => isMarked(held) || held.number === shelf.baseline);
              expect(after).toEqual(expect.arrayContaining(precious));
              if (entry === undefined) {
                // Half of the shelf at 50 bytes each, the baseline and the newcomer fill the room; less never does.
                expect(precious.reduce((sum, { size }) => sum + size, each.size)).toBeGreaterThan(250);
                expect(after).toBe(before);
              } else {
                expect(seen.has(entry.number)).toBe(false);
                seen.add(entry.number);
                expect(after.at(-1)).toBe(entry);
                expect(await shelf.read(entry.number)).toEqual(bytes);
              }
            } else if (before.length > 0) {
              const { number } = before[each.which % before.length]!;
              if (each.kind === 'baseline') shelf.baseline = number;
              else if (each.kind === 'note') shelf.mark(number, { note: 'here it began' });
              else shelf.mark(number, { pinned: each.kind === 'pin' });
            }
            const entries = shelf.entries();
            expect(entries.length).toBeLessThanOrEqual(8);
            expect(entries.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(250);
            expect(numbersOf(shelf)).toEqual(numbersOf(shelf).toSorted((a, b) => a - b));
            expect(entries.filter(isMarked).length).toBeLessThanOrEqual(4);
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the first of a life and the last of an earlier one while there is something else', () =>
    withShelf({ most: 16 }, async (shelf) => {
      for (let index = 0; index < 60; index++) {
        await shelf.add(arrival(index, { life: index < 20 ? 1 : index < 40 ? 2 : 3 }));
      }
      expect(shelf.entries()).toHaveLength(16);
      expect(numbersOf(shelf)).toEqual(expect.arrayContaining([1, 20, 21, 40, 41, 60]));
    }));

  it('survives a process that restarts for every capture', () =>
    withShelf({ most: 8 }, async (shelf) => {
      for (let index = 0; index < 30; index++) await shelf.add(arrival(index, { life: index + 1 }));
      expect(numbersOf(shelf)).toEqual([23, 24, 25, 26, 27, 28, 29, 30]);
    }));

  it('has the same entries until something changes', () =>
    withShelf({ most: 8 }, async (shelf) => {
      await shelf.add(arrival(0));
      const entries = shelf.entries();
      expect(shelf.mark(numbered(1), { pinned: false, note: '' })).toBe('marked');
      shelf.baseline = numbered(7);
      expect(shelf.baseline).toBeUndefined();
      expect(shelf.entries()).toBe(entries);
      expect(shelf.mark(numbered(1), { pinned: true })).toBe('marked');
      expect(shelf.entries()).not.toBe(entries);
      expect(entries[0]!.pinned).toBe(false);
    }));

  it('refuses marks on more than half of it, and takes notes away again', () =>
    withShelf({ most: 8 }, async (shelf) => {
      for (let index = 0; index < 8; index++) await shelf.add(arrival(index));
      const outcomes = numbersOf(shelf).map((number) => shelf.mark(numbered(number), { pinned: true }));
      expect(outcomes).toEqual(['marked', 'marked', 'marked', 'marked', 'full', 'full', 'full', 'full']);
      expect(shelf.mark(numbered(1), { note: 'x' })).toBe('marked');
      expect(shelf.mark(numbered(1), { pinned: false, note: '' })).toBe('marked');
      expect(shelf.mark(numbered(8), { note: 'y' })).toBe('marked');
      expect(shelf.mark(numbered(99), { note: 'z' })).toBe('unknown');
    }));

  it('cuts a long note between characters', () =>
    withShelf({}, async (shelf) => {
      await shelf.add(arrival(0));
      shelf.mark(numbered(1), { note: `${'a'.repeat(199)}\u{1F30A}and so on` });
      expect(shelf.entries()[0]!.note).toBe('a'.repeat(199));
    }));

  it('tells of every change', async () => {
    let changes = 0;
    await withShelf({ onChange: () => changes++ }, async (shelf) => {
      await shelf.add(arrival(0));
      shelf.mark(numbered(1), { pinned: true });
      shelf.baseline = numbered(1);
      shelf.baseline = undefined;
    });
    expect(changes).toBe(4);
  });

  it('lists nothing after its end', () =>
    withShelf({}, async (shelf) => {
      await shelf.add(arrival(0));
      await shelf.close();
      expect(await shelf.add(arrival(1))).toBeUndefined();
      await expect(shelf.read(numbered(1))).rejects.toMatchObject({ code: 'HT_E_UNREADABLE' });
    }));
});

describe('a store that is full', () => {
  it('ends nothing: what cannot be kept is not listed, and told of once until it can be kept again', async () => {
    const problems: string[] = [];
    await withShelf({ onProblem: (text) => problems.push(text), room: 100 }, async (shelf) => {
      const tooLarge = arrival(1, { bytes: bytesOf(1, 101) });
      await shelf.add(arrival(0));
      expect(await shelf.add(tooLarge)).toBeUndefined();
      expect(await shelf.add(tooLarge)).toBeUndefined();
      expect(problems).toEqual(['no room for a capture of 101 bytes: 100 bytes are kept at most']);
      expect(numbersOf(shelf)).toEqual([1]);
      expect(await shelf.add(arrival(2))).toMatchObject({ number: 2 });
      expect(numbersOf(shelf)).toEqual([2]);
      await shelf.add(tooLarge);
      expect(problems).toHaveLength(2);
    });
  });

  it('is not waited for by more captures than can be held in memory', async () => {
    const problems: string[] = [];
    let open: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => (open = resolve));
    const store: CaptureStore = {
      room: Infinity,
      keep: () => stuck.then(() => Promise.reject(new HeaptideError('HT_E_UNWRITABLE', 'the disk is gone'))),
      read: () => Promise.resolve(new Uint8Array()),
      forget: () => undefined,
      mark: () => undefined,
      close: () => Promise.resolve(),
    };
    const shelf = new CaptureShelf({ store, onProblem: (text) => problems.push(text) });
    const adding = Array.from({ length: 6 }, (_, index) => shelf.add(arrival(index)));
    await adding[5];
    expect(problems).toEqual(['captures come faster than they can be written']);
    open();
    expect(await Promise.all(adding)).toEqual(Array.from({ length: 6 }, () => undefined));
    await shelf.close();
  });
});
