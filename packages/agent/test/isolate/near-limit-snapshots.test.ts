import { expect, it } from 'vitest';
import { nearLimitSnapshots } from '../../src/isolate/near-limit-snapshots.js';

it.each([
  [['--heapsnapshot-near-heap-limit=2'], 2],
  [['--heapsnapshot_near_heap_limit=2'], 2],
  [['--expose-gc', '--heapsnapshot-near-heap-limit', '3', '--inspect'], 3],
  [['--heapsnapshot-near-heap-limit=1', '--heapsnapshot-near-heap-limit=4'], 4],
  [['--heapsnapshot-near-heap-limit=2', '--heapsnapshot-near-heap-limit=0'], 0],
  [['--heapsnapshot-near-heap-limit=0'], 0],
  [['--heapsnapshot-near-heap-limit'], 0],
  [['--heapsnapshot-signal=SIGUSR2', ''], 0],
  [[], 0],
])('of %o is %o', (options, snapshots) => {
  expect(nearLimitSnapshots(options)).toBe(snapshots);
});
