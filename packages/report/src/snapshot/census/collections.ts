import type { CollectionCensus } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { share } from '../../functions/top.js';
import { safeText } from '../../safe-text.js';
import { type CensusTable, counted, left, right } from './census-table.js';

/** Collections by owner and kind, and how full they are. */
export function collectionTable({ groups, collections, bytes, wasted }: CollectionCensus): CensusTable {
  return {
    heading: `${counted(collections, 'collection')} with tables of ${longBytes(bytes)}, ${longBytes(wasted)} of that unused`,
    columns: [
      right('RETAINED'),
      right('COUNT'),
      right('ENTRIES'),
      right('FULL'),
      right('UNUSED'),
      left('KIND'),
      left('OWNER'),
    ],
    rows: groups.map((group) => [
      longBytes(group.retained),
      count(group.collections),
      count(group.entries),
      group.entries === 0 ? '-' : share(group.entries, group.capacity),
      longBytes(group.wasted),
      group.kind,
      safeText(group.owner),
    ]),
    notes: [
      'Entries that are small integers or constants leave no trace in a snapshot, and are not counted.',
    ],
  };
}
