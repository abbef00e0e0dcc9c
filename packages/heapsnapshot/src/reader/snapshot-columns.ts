import { HeaptideError } from '@heaptide/profile';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { type EdgeColumns, emptyEdgeColumns } from './edge-columns.js';
import { edgeLayoutOf, EdgesReader } from './edges-reader.js';
import { LocationsReader } from './locations-reader.js';
import { NodesReader } from './nodes-reader.js';
import type { EdgesRead } from './read-edges.js';
import type { SectionReader } from './section-reader.js';
import { badSnapshot, CutSnapshotError } from './snapshot-error.js';
import type { SnapshotHeader } from './snapshot-header.js';
import { StringsReader } from './strings-reader.js';

/** The columns of a snapshot, and who fills them from its sections. */
export class SnapshotColumns {
  readonly header: SnapshotHeader;
  readonly edges: EdgeColumns;
  readonly #nodes: NodesReader;
  readonly #locations: LocationsReader;
  readonly #strings = new StringsReader();
  #edgesRead: EdgesRead = { count: 0, largestName: 0 };

  /** `mostBytes`: the file has no more than this, so that what it claims to hold is not believed at once. */
  constructor(header: SnapshotHeader, mostBytes: number) {
    const { nodeCount, edgeCount, node, edge } = header;
    // Every number takes a digit and a comma.
    if (nodeCount === 0) throw badSnapshot('it claims 0 nodes');
    if ((nodeCount * node.fields + edgeCount * edge.fields) * 2 > mostBytes + 4)
      throw CutSnapshotError.tooSmall(nodeCount, edgeCount, mostBytes);
    this.header = header;
    try {
      this.#nodes = new NodesReader(header);
      this.edges = emptyEdgeColumns(edgeCount);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const words = `a heap snapshot of ${nodeCount} nodes and ${edgeCount} edges does not fit into memory`;
      throw new HeaptideError('HT_E_TOO_LARGE', words, { cause: error });
    }
    this.#locations = new LocationsReader(header);
  }

  /** The reader of a section by its key; `undefined` for those that columns have no use for. */
  readerOf(section: string): SectionReader | undefined {
    switch (section) {
      case 'nodes':
        return this.#nodes;
      case 'edges':
        return this.#edgesReader();
      case 'locations':
        return this.#locations;
      case 'strings':
        return this.#strings;
      default:
        return undefined;
    }
  }

  /**
   * `edgesRead`: where somebody else has read them.
   * @throws {HeaptideError} `HT_E_BAD_SNAPSHOT` where the sections contradict each other.
   */
  finish(edgesRead = this.#edgesRead): HeapSnapshot {
    const { nodeCount, edgeCount, extraNativeBytes } = this.header;
    this.#requireAllNodes();
    if (edgesRead.count !== edgeCount) throw countsDiffer('edges', edgesRead.count, edgeCount);
    const { strings } = this.#strings;
    const largestName = Math.max(this.#nodes.largestName, edgesRead.largestName);
    if (largestName >= strings.count)
      throw badSnapshot(`a name is string ${largestName} of ${strings.count}`);
    return {
      nodeCount,
      edgeCount,
      nodeTypes: this.#nodes.types,
      nodeNames: this.#nodes.names,
      nodeIds: this.#nodes.ids,
      fileSizes: this.#nodes.fileSizes,
      firstEdges: this.#nodes.firstEdges,
      edgeTypes: this.edges.types,
      edgeNames: this.edges.names,
      edgeTargets: this.edges.targets,
      strings,
      locations: this.#locations.finish(),
      detachedness: this.#nodes.detachedness,
      traceNodes: this.#nodes.traceNodes,
      extraNativeBytes,
    };
  }

  #edgesReader(): EdgesReader {
    this.#requireAllNodes();
    const reader = new EdgesReader(edgeLayoutOf(this.header), this.edges);
    this.#edgesRead = reader;
    return reader;
  }

  #requireAllNodes(): void {
    const { nodeCount } = this.header;
    if (this.#nodes.count !== nodeCount) throw countsDiffer('nodes', this.#nodes.count, nodeCount);
  }
}

function countsDiffer(what: 'nodes' | 'edges', held: number, claimed: number): HeaptideError {
  return badSnapshot(`it claims ${claimed} ${what} and has ${held}`);
}
