import type { BufferCensus } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { safeText } from '../../safe-text.js';
import { type CensusTable, counted, left, right } from './census-table.js';

/** Memory of ArrayBuffers by who holds what looks into them. */
export function bufferTable(census: BufferCensus): CensusTable {
  const { owners, arrayBuffers, bytes, views } = census;
  return {
    heading: `${longBytes(bytes)} in ${counted(arrayBuffers, 'ArrayBuffer')} with ${counted(views, 'view')}`,
    columns: [
      right('BYTES'),
      right('BUFFERS'),
      right('VIEWS'),
      right('SLABS'),
      right('LARGEST'),
      left('OWNER'),
    ],
    rows: owners.map(({ owner, arrayBuffers: of, views: seen, bytes: held, slabs, largest }) => [
      longBytes(held),
      count(of),
      count(seen),
      count(slabs),
      `${longBytes(largest.bytes)} @${largest.id}`,
      safeText(owner),
    ]),
    notes: bufferNotes(census),
  };
}

function bufferNotes({ slabs, withoutMemory }: BufferCensus): readonly string[] {
  const pool = `${counted(slabs.count, 'slab')} of the pool (${longBytes(slabs.bytes)}) with ${counted(slabs.views, 'Buffer')}, ${count(slabs.heldByOne)} of them kept by a single one`;
  return [
    ...(slabs.count === 0 ? [] : [pool]),
    ...(withoutMemory.arrayBuffers === 0
      ? []
      : [`${counted(withoutMemory.arrayBuffers, 'ArrayBuffer')} without memory: detached, or empty`]),
  ];
}
