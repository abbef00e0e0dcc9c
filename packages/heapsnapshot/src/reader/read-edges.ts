import { openByteChunks } from './byte-chunks.js';
import { ClosingBracket } from './closing-bracket.js';
import type { EdgeColumns } from './edge-columns.js';
import { type EdgeLayout, EdgesReader } from './edges-reader.js';
import { SectionScanner } from './section-scanner.js';

/** Where edges are to be found, and where they belong. */
export interface EdgesOrder {
  readonly path: string;
  /** Position in the file, which is not packed, behind the opening bracket of the section `nodes`. */
  readonly from: number;
  readonly layout: EdgeLayout;
  readonly columns: EdgeColumns;
}

/** What reading the section `edges` found out. */
export interface EdgesRead {
  /** Edges read. */
  readonly count: number;
  /** The largest index of a string that names an edge. */
  readonly largestName: number;
}

/**
 * Reads the section `edges` alone, while somebody else reads the sections around it.
 * @throws {HeaptideError} as `readHeapSnapshot` does; an end that comes too soon is for the other one to tell.
 */
export async function readEdges({ path, from, layout, columns }: EdgesOrder): Promise<EdgesRead> {
  const edges = new EdgesReader(layout, columns);
  const scanner = SectionScanner.within('nodes', new ClosingBracket(), (section) =>
    section === 'edges' ? edges : undefined,
  );
  const file = await openByteChunks(path, from);
  try {
    for await (const chunk of file.chunks) {
      scanner.push(chunk);
      if (edges.isDone) break;
    }
    return { count: edges.count, largestName: edges.largestName };
  } finally {
    await file.close();
  }
}
