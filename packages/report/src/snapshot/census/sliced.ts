import type { SliceCensus } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { safeText } from '../../safe-text.js';
import { type CensusTable, counted, left, right } from './census-table.js';

/** Strings that live on because parts of them do. */
export function sliceTable({ owners, slices, parents, pinned }: SliceCensus): CensusTable {
  return {
    heading: `${counted(slices, 'slice')} of ${counted(parents, 'string')}; nothing but slices keeps ${count(pinned.parents)} of these, ${longBytes(pinned.bytes)}`,
    columns: [right('KEPT'), right('STRINGS'), right('SLICES'), right('LARGEST'), left('OWNER OF SLICES')],
    rows: owners.map(({ owner, slices: of, parents: kept, parentBytes, largest }) => [
      longBytes(parentBytes),
      count(kept),
      count(of),
      kept === 0 ? '-' : `${longBytes(largest.bytes)} @${largest.id}`,
      safeText(owner),
    ]),
  };
}
