import type { HolderOfMost } from '@heaptide/heapsnapshot';
import type { CaughtForSnapshot, LiveObjects } from '@heaptide/why';
import { describe, expect, test } from 'vitest';
import { watchHolder } from '../../src/why/watch-holder.js';

const CAUGHT = { alive: 60 } as CaughtForSnapshot;

function holderOf(of: string, above: HolderOfMost['above'] = []): HolderOfMost {
  const holder = { node: 5, id: 11, class: of, reached: of, shown: of };
  return { holder, held: 60, retainedSize: 1, path: { root: 'global', steps: [], length: 0 }, above };
}

/** Entries of each id, look by look, and what is alive in the end. */
function live(sizes: Readonly<Record<number, readonly (number | undefined)[]>>, alive = 60): LiveObjects {
  let look = -1;
  return {
    sizesOf: (ids) => {
      look++;
      return Promise.resolve(ids.map((id) => sizes[id]?.[look]));
    },
    countAlive: () => Promise.resolve(alive),
  };
}

const watch = (most: HolderOfMost, objects: LiveObjects) =>
  watchHolder(most, { live: objects, caught: CAUGHT, signal: undefined, gapMs: 2 });

describe('a holder after the snapshot', () => {
  test('keeps what it gets where it grows', async () => {
    const watched = await watch(holderOf('Map'), live({ 11: [100, 150, 140, 200] }));
    expect(watched).toMatchObject({ node: 5, entries: [100, 150, 140, 200], keeps: true });
    expect(watched.perSecond).toBeGreaterThan(50);
  });

  test('does not where it is full, or loses as much as it gets', async () => {
    expect(await watch(holderOf('Map'), live({ 11: [100, 100, 100, 100] }))).toMatchObject({ keeps: false });
    expect(await watch(holderOf('Array'), live({ 11: [100, 900, 50, 120] }))).toMatchObject({ keeps: false });
  });

  test('is the collection above it that grows, where it does not itself', async () => {
    const most = holderOf('Array', [{ node: 3, id: 7 }]);
    const watched = await watch(most, live({ 11: [50, 50, 50, 50], 7: [10, 11, 12, 13] }));
    expect(watched).toMatchObject({ node: 3, entries: [10, 11, 12, 13], keeps: true });
  });

  test('keeps what is alive in it later, where it has no size', async () => {
    expect(await watch(holderOf('Promise'), live({}, 60))).toMatchObject({ entries: [], keeps: true });
    expect(await watch(holderOf('Promise'), live({}, 20))).toMatchObject({ entries: [], keeps: false });
  });

  test('is told by what is alive, where it is gone meanwhile', async () => {
    const gone = live({ 11: [100, 110, undefined, undefined] }, 0);
    expect(await watch(holderOf('Map'), gone)).toMatchObject({ entries: [], keeps: false });
  });
});
