import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { openByteChunks } from './byte-chunks.js';
import { ClosingBracket } from './closing-bracket.js';
import type { RestOrder, RestRead } from './read-rest.js';
import { SectionScanner } from './section-scanner.js';
import type { SectionReader } from './section-reader.js';
import { SnapshotColumns } from './snapshot-columns.js';
import { notASnapshot } from './snapshot-error.js';
import { MOST_HEADER_BYTES, parseHeader } from './snapshot-header.js';
import { TextCollector } from './text-collector.js';

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Called after each chunk with the share of the file that has been read, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Has somebody read all but the edges meanwhile, who does what `readRest` does. */
export type RestElsewhere = (order: RestOrder) => Promise<RestRead>;

/**
 * Reads a `.heapsnapshot` of any size, plain or packed by gzip or (where Node.js has it) zstd, in one pass. Held are 17 bytes
 * a node, 9 bytes an edge, and the section `strings`. Sections and columns that are not known are passed over.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE`, `HT_E_NOT_A_SNAPSHOT`, `HT_E_SNAPSHOT_CUT` (a
 * `CutSnapshotError`, which says where), `HT_E_BAD_SNAPSHOT`, `HT_E_TOO_LARGE`.
 */
export async function readHeapSnapshot(
  path: string,
  options: ReadOptions = {},
  restElsewhere?: RestElsewhere,
): Promise<HeapSnapshot> {
  const file = await openByteChunks(path);
  try {
    const sections = new SnapshotSections(path, file.mostBytes, file.isPacked ? undefined : restElsewhere);
    for await (const chunk of file.chunks) {
      options.signal?.throwIfAborted();
      sections.scanner.push(chunk);
      options.onProgress?.(file.taken() / Math.max(1, file.fileSize));
      if (sections.hasOwnPart) break;
    }
    return await sections.finish();
  } finally {
    await file.close();
  }
}

/** The header first, then columns. */
class SnapshotSections {
  readonly scanner = new SectionScanner((section, opening, position) =>
    this.#readerOf(section, opening, position),
  );
  readonly #path: string;
  readonly #mostBytes: number;
  readonly #restElsewhere: RestElsewhere | undefined;
  #header: TextCollector | undefined;
  #columns: SnapshotColumns | undefined;
  #rest: Promise<RestRead> | undefined;

  constructor(path: string, mostBytes: number, restElsewhere: RestElsewhere | undefined) {
    this.#path = path;
    this.#mostBytes = mostBytes;
    this.#restElsewhere = restElsewhere;
  }

  /** Whether what somebody else does not read has been read. */
  get hasOwnPart(): boolean {
    return this.#rest !== undefined && this.#columns?.hasEdges === true;
  }

  async finish(): Promise<HeapSnapshot> {
    if (!this.hasOwnPart) this.scanner.end();
    if (this.#columns === undefined) throw notASnapshot('it has no nodes');
    return this.#columns.finish(await this.#rest);
  }

  #readerOf(section: string, opening: '{' | '[', position: number): SectionReader | undefined {
    if (section === 'snapshot')
      return (this.#header = new TextCollector(section, opening, MOST_HEADER_BYTES));
    if (this.#columns === undefined && section !== 'nodes') return undefined;
    if (this.#header === undefined) throw notASnapshot('its nodes come before its header');
    this.#columns ??= this.#beginColumns(this.#header.text, position);
    if (this.#rest === undefined || section === 'edges') return this.#columns.readerOf(section);
    return section === 'nodes' ? new ClosingBracket() : undefined;
  }

  #beginColumns(header: string, nodesAt: number): SnapshotColumns {
    const columns = new SnapshotColumns(parseHeader(header), this.#mostBytes);
    this.#rest = this.#restElsewhere?.({
      path: this.#path,
      from: nodesAt,
      header: columns.header,
      nodes: columns.nodes,
    });
    return columns;
  }
}
