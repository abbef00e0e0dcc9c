import type { SnapshotLocations } from '../model/snapshot-locations.js';
import { openByteChunks } from './byte-chunks.js';
import { ClosingBracket } from './closing-bracket.js';
import { LocationsReader } from './locations-reader.js';
import type { NodeColumns } from './node-columns.js';
import { NodesReader } from './nodes-reader.js';
import type { SectionReader } from './section-reader.js';
import { SectionScanner } from './section-scanner.js';
import type { SnapshotHeader } from './snapshot-header.js';
import type { StoredStrings } from './stored-strings.js';
import { StringsReader } from './strings-reader.js';

/** Where the sections behind the header are to be found, and where nodes belong. */
export interface RestOrder {
  readonly path: string;
  /** Position in the file, which is not packed, behind the opening bracket of the section `nodes`. */
  readonly from: number;
  readonly header: SnapshotHeader;
  readonly nodes: NodeColumns;
}

/** What all sections but `edges` hold, besides the columns of nodes. */
export interface RestRead {
  readonly nodes: Pick<NodesReader, 'count' | 'largestName' | 'detachedness'>;
  readonly locations: SnapshotLocations;
  readonly strings: StoredStrings;
}

/**
 * Reads all sections but `edges`, which somebody else reads meanwhile.
 * @throws {HeaptideError} as `readHeapSnapshot` does.
 */
export async function readRest({ path, from, header, nodes: columns }: RestOrder): Promise<RestRead> {
  const nodes = new NodesReader(header, columns);
  const locations = new LocationsReader(header);
  const strings = new StringsReader();
  const readers = new Map<string, SectionReader>([
    ['edges', new ClosingBracket()],
    ['locations', locations],
    ['strings', strings],
  ]);
  const scanner = SectionScanner.within('nodes', nodes, (section) => readers.get(section));
  const file = await openByteChunks(path, from);
  try {
    for await (const chunk of file.chunks) scanner.push(chunk);
  } finally {
    await file.close();
  }
  scanner.end();
  return { nodes, locations: locations.finish(), strings: strings.strings };
}
