import { HeaptideError } from '@heaptide/profile';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { type EdgeColumns, emptyEdgeColumns } from './edge-columns.js';
import { edgeLayoutOf, EdgesReader } from './edges-reader.js';
import { LocationsReader } from './locations-reader.js';
import { emptyNodeColumns, type NodeColumns } from './node-columns.js';
import { NodesReader } from './nodes-reader.js';
import type { RestRead } from './read-rest.js';
import type { SectionReader } from './section-reader.js';
import { badSnapshot, CutSnapshotError } from './snapshot-error.js';
import type { SnapshotHeader } from './snapshot-header.js';
import { StringsReader } from './strings-reader.js';

/** The columns of a snapshot, and who fills them from its sections. */
export class SnapshotColumns {
  readonly header: SnapshotHeader;
  readonly nodes: NodeColumns;
  readonly #nodesReader: NodesReader;
  readonly #edges: EdgeColumns;
  readonly #edgesReader: EdgesReader;
  readonly #locationsReader: LocationsReader;
  readonly #stringsReader = new StringsReader();

  /** `mostBytes`: the file has no more than this, so that what it claims to hold is not believed at once. */
  constructor(header: SnapshotHeader, mostBytes: number) {
    const { nodeCount, edgeCount, node, edge } = header;
    // Every number takes a digit and a comma.
    if (nodeCount === 0) throw badSnapshot('it claims 0 nodes');
    if ((nodeCount * node.fields + edgeCount * edge.fields) * 2 > mostBytes + 4)
      throw CutSnapshotError.tooSmall(nodeCount, edgeCount, mostBytes);
    this.header = header;
    try {
      this.nodes = emptyNodeColumns(header);
      this.#edges = emptyEdgeColumns(edgeCount);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const words = `a heap snapshot of ${nodeCount} nodes and ${edgeCount} edges does not fit into memory`;
      throw new HeaptideError('HT_E_TOO_LARGE', words, { cause: error });
    }
    this.#nodesReader = new NodesReader(header, this.nodes);
    this.#edgesReader = new EdgesReader(edgeLayoutOf(header), this.#edges);
    this.#locationsReader = new LocationsReader(header);
  }

  /** The reader of a section by its key; `undefined` for those that columns have no use for. */
  readerOf(section: string): SectionReader | undefined {
    switch (section) {
      case 'nodes':
        return this.#nodesReader;
      case 'edges':
        return this.#edgesReader;
      case 'locations':
        return this.#locationsReader;
      case 'strings':
        return this.#stringsReader;
      default:
        return undefined;
    }
  }

  /** Whether the section `edges` has been read. */
  get hasEdges(): boolean {
    return this.#edgesReader.isDone;
  }

  /**
   * `rest`: where somebody else has read all but the edges.
   * @throws {HeaptideError} `HT_E_BAD_SNAPSHOT` where the sections contradict each other.
   */
  finish(rest = this.#readHere()): HeapSnapshot {
    const { nodeCount, edgeCount, extraNativeBytes } = this.header;
    const { nodes, locations, strings } = rest;
    const edges = this.#edgesReader;
    if (nodes.count !== nodeCount) throw countsDiffer('nodes', nodes.count, nodeCount);
    if (edges.count !== edgeCount) throw countsDiffer('edges', edges.count, edgeCount);
    const largestName = Math.max(nodes.largestName, edges.largestName);
    if (largestName >= strings.count)
      throw badSnapshot(`a name is string ${largestName} of ${strings.count}`);
    return {
      nodeCount,
      edgeCount,
      nodeTypes: this.nodes.types,
      nodeNames: this.nodes.names,
      nodeIds: this.nodes.ids,
      fileSizes: this.nodes.fileSizes,
      firstEdges: this.nodes.firstEdges,
      edgeTypes: this.#edges.types,
      edgeNames: this.#edges.names,
      edgeTargets: this.#edges.targets,
      strings,
      locations,
      detachedness: nodes.detachedness,
      traceNodes: this.nodes.traceNodes,
      extraNativeBytes,
    };
  }

  #readHere(): RestRead {
    return {
      nodes: this.#nodesReader,
      locations: this.#locationsReader.finish(),
      strings: this.#stringsReader.strings,
    };
  }
}

function countsDiffer(what: 'nodes' | 'edges', held: number, claimed: number): HeaptideError {
  return badSnapshot(`it claims ${claimed} ${what} and has ${held}`);
}
