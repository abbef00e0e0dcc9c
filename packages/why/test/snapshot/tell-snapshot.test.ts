import { expect, test } from 'vitest';
import { snapshotDetails } from '../../src/snapshot/tell-snapshot.js';
import type { WhySnapshot } from '../../src/why-answer.js';

const SNAPSHOT: WhySnapshot = {
  of: 60,
  found: 60,
  held: 58,
  holder: { class: 'Promise', name: 'variable ready (Promise) of app.mjs', id: 77 },
  retainedSize: 3 * 2 ** 20,
  perObject: 408,
  path: [],
  stoppedMs: 1240,
};

test('what holds the objects, how much that is, and how long the process stood still', () => {
  expect(snapshotDetails({ ...SNAPSHOT, file: 'out.heapsnapshot' })).toEqual([
    'in a heap snapshot 58 of the 60 that were caught and live are held by variable ready (Promise) of app.mjs, which retains 3.00 MiB',
    'each that was caught retains 408 B by itself',
    'the process stood still for 1.2 s while it was taken',
    'it is kept in out.heapsnapshot',
  ]);
});

test('no holder, and objects that the snapshot does not have', () => {
  const told = snapshotDetails({ ...SNAPSHOT, holder: null, found: 40, held: 0, retainedSize: 0 });
  expect(told).toContain('in a heap snapshot no one thing holds most of the 60 that were caught and live');
  expect(told).toContain('20 of them could not be found in the snapshot');
});
