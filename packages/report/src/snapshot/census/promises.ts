import type { PromiseCensus } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { safeText } from '../../safe-text.js';
import { functionText } from '../function-text.js';
import { type CensusTable, counted, left, right } from './census-table.js';

/** Pending promises by who waits for them. */
export function promiseTable({ waiters, promises, waits }: PromiseCensus): CensusTable {
  return {
    heading: `${counted(promises, 'pending promise')} with ${counted(waits, 'wait')}`,
    columns: [
      right('WAITS'),
      right('PROMISES'),
      right('RETAINED'),
      left('BY'),
      left('WHO WAITS'),
      left('OWNER'),
    ],
    rows: waiters.map(({ kind, waiter, owner, promises: of, waits: times, retained }) => [
      count(times),
      count(of),
      longBytes(retained),
      kind,
      functionText(waiter),
      safeText(owner),
    ]),
    notes: ['Promises that nobody waits for are not counted.'],
  };
}
