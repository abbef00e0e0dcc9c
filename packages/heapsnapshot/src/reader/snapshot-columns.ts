import { HeaptideError } from '@heaptide/profile';
import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { SnapshotLocations } from '../model/snapshot-locations.js';
import { NumberTokenizer } from './number-tokenizer.js';
import type { SectionReader } from './section-reader.js';
import { badSnapshot, CutSnapshotError } from './snapshot-error.js';
import type { SnapshotHeader } from './snapshot-header.js';
import { StringsReader } from './strings-reader.js';

/** Fills the columns of a snapshot from its sections. */
export class SnapshotColumns {
  readonly #header: SnapshotHeader;
  readonly #nodeTypes: Uint8Array;
  readonly #nodeNames: Uint32Array;
  readonly #nodeIds: Uint32Array;
  readonly #fileSizes: Uint32Array;
  readonly #firstEdges: Uint32Array;
  readonly #traceNodes: Uint32Array | undefined;
  #detachedness: Uint8Array | undefined;
  readonly #edgeTypes: Uint8Array;
  readonly #edgeNames: Uint32Array;
  readonly #edgeTargets: Uint32Array;
  readonly #locations: NumberColumns;
  readonly #strings = new StringsReader();
  #nodes = 0;
  #edges = 0;
  #edgesDeclared = 0;
  #largestName = 0;

  /** `mostBytes`: the file has no more than this, so that what it claims to hold is not believed at once. */
  constructor(header: SnapshotHeader, mostBytes: number) {
    const { nodeCount, edgeCount, node, edge } = header;
    // Every number takes a digit and a comma.
    if (nodeCount === 0) throw badSnapshot('it claims 0 nodes');
    if ((nodeCount * node.fields + edgeCount * edge.fields) * 2 > mostBytes + 4)
      throw CutSnapshotError.tooSmall(nodeCount, edgeCount, mostBytes);
    this.#header = header;
    try {
      this.#nodeTypes = new Uint8Array(nodeCount);
      this.#nodeNames = new Uint32Array(nodeCount);
      this.#nodeIds = new Uint32Array(nodeCount);
      this.#fileSizes = new Uint32Array(nodeCount);
      this.#firstEdges = new Uint32Array(nodeCount + 1);
      const isTraced = node.traceNode >= 0 && header.traceFunctionCount > 0;
      this.#traceNodes = isTraced ? new Uint32Array(nodeCount) : undefined;
      this.#edgeTypes = new Uint8Array(edgeCount);
      this.#edgeNames = new Uint32Array(edgeCount);
      this.#edgeTargets = new Uint32Array(edgeCount);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const words = `a heap snapshot of ${nodeCount} nodes and ${edgeCount} edges does not fit into memory`;
      throw new HeaptideError('HT_E_TOO_LARGE', words, { cause: error });
    }
    this.#locations = new NumberColumns(header.location.fields);
  }

  /** The reader of a section by its key; `undefined` for those that columns have no use for. */
  readerOf(section: string): SectionReader | undefined {
    switch (section) {
      case 'nodes':
        return new NumberTokenizer(this.#header.node.fields, (values, records) =>
          this.#takeNodes(values, records),
        );
      case 'edges':
        if (this.#nodes !== this.#header.nodeCount) throw this.#countsDiffer('nodes');
        return new NumberTokenizer(this.#header.edge.fields, (values, records) =>
          this.#takeEdges(values, records),
        );
      case 'locations':
        return new NumberTokenizer(this.#header.location.fields, (values, records) =>
          this.#locations.take(values, records),
        );
      case 'strings':
        return this.#strings;
      default:
        return undefined;
    }
  }

  /** @throws {HeaptideError} `HT_E_BAD_SNAPSHOT` where the sections contradict each other. */
  finish(): HeapSnapshot {
    const { nodeCount, edgeCount, extraNativeBytes } = this.#header;
    if (this.#nodes !== nodeCount) throw this.#countsDiffer('nodes');
    if (this.#edges !== edgeCount) throw this.#countsDiffer('edges');
    const { strings } = this.#strings;
    if (this.#largestName >= strings.count)
      throw badSnapshot(`a name is string ${this.#largestName} of ${strings.count}`);
    return {
      nodeCount,
      edgeCount,
      nodeTypes: this.#nodeTypes,
      nodeNames: this.#nodeNames,
      nodeIds: this.#nodeIds,
      fileSizes: this.#fileSizes,
      firstEdges: this.#firstEdges,
      edgeTypes: this.#edgeTypes,
      edgeNames: this.#edgeNames,
      edgeTargets: this.#edgeTargets,
      strings,
      locations: this.#locationColumns(),
      detachedness: this.#detachedness,
      traceNodes: this.#traceNodes,
      extraNativeBytes,
    };
  }

  #takeNodes(values: Uint32Array, records: number): void {
    const { fields, type, name, id, selfSize, edgeCount, traceNode, types } = this.#header.node;
    const begin = this.#nodes;
    const end = begin + records;
    if (end > this.#header.nodeCount)
      throw badSnapshot(`it has more than the ${this.#header.nodeCount} nodes it claims`);
    const nodeTypes = this.#nodeTypes;
    const nodeNames = this.#nodeNames;
    const nodeIds = this.#nodeIds;
    const fileSizes = this.#fileSizes;
    const firstEdges = this.#firstEdges;
    let edges = this.#edgesDeclared;
    let largestName = this.#largestName;
    let largestType = 0;
    for (let node = begin, at = 0; node < end; node++, at += fields) {
      const nodeType = values[at + type]!;
      if (nodeType > largestType) largestType = nodeType;
      nodeTypes[node] = types[nodeType]!;
      const nodeName = values[at + name]!;
      if (nodeName > largestName) largestName = nodeName;
      nodeNames[node] = nodeName;
      nodeIds[node] = values[at + id]!;
      fileSizes[node] = values[at + selfSize]!;
      firstEdges[node] = edges;
      edges += values[at + edgeCount]!;
    }
    if (this.#traceNodes !== undefined)
      for (let node = begin, at = traceNode; node < end; node++, at += fields)
        this.#traceNodes[node] = values[at]!;
    this.#takeDetachedness(values, records);
    if (largestType >= types.length) throw badSnapshot(`a node has type ${largestType} of ${types.length}`);
    if (edges > this.#header.edgeCount)
      throw badSnapshot(`its nodes have more edges than the ${this.#header.edgeCount} it claims`);
    firstEdges[end] = edges;
    this.#edgesDeclared = edges;
    this.#largestName = largestName;
    this.#nodes = end;
  }

  #takeDetachedness(values: Uint32Array, records: number): void {
    const { fields, detachedness } = this.#header.node;
    if (detachedness < 0) return;
    for (let record = 0, at = detachedness; record < records; record++, at += fields) {
      const state = values[at]!;
      if (state === 0) continue;
      this.#detachedness ??= new Uint8Array(this.#header.nodeCount);
      this.#detachedness[this.#nodes + record] = state;
    }
  }

  #takeEdges(values: Uint32Array, records: number): void {
    const { fields, type, name, target, types } = this.#header.edge;
    const { nodeCount, node } = this.#header;
    const nodeFields = node.fields;
    const begin = this.#edges;
    const end = begin + records;
    if (end > this.#header.edgeCount)
      throw badSnapshot(`it has more than the ${this.#header.edgeCount} edges it claims`);
    const edgeTypes = this.#edgeTypes;
    const edgeNames = this.#edgeNames;
    const edgeTargets = this.#edgeTargets;
    let largestName = this.#largestName;
    let largestType = 0;
    for (let edge = begin, at = 0; edge < end; edge++, at += fields) {
      const fileType = values[at + type]!;
      if (fileType > largestType) largestType = fileType;
      const edgeType = types[fileType]!;
      edgeTypes[edge] = edgeType;
      const edgeName = values[at + name]!;
      if (edgeName > largestName && edgeType !== EdgeType.element && edgeType !== EdgeType.hidden)
        largestName = edgeName;
      edgeNames[edge] = edgeName;
      const offset = values[at + target]!;
      const to = (offset / nodeFields) >>> 0;
      if (to * nodeFields !== offset || to >= nodeCount)
        throw badSnapshot(`edge ${edge} leads to ${offset}, where no node begins`);
      edgeTargets[edge] = to;
    }
    if (largestType >= types.length) throw badSnapshot(`an edge has type ${largestType} of ${types.length}`);
    this.#largestName = largestName;
    this.#edges = end;
  }

  #locationColumns(): SnapshotLocations {
    const { node, script, line, column } = this.#header.location;
    const nodeFields = this.#header.node.fields;
    // Where one is missing, the others are of no use.
    const isComplete = Math.min(node, script, line, column) >= 0;
    const values = (index: number): Uint32Array => this.#locations.column(isComplete ? index : -1);
    const offsets = values(node);
    const nodes = offsets.map((offset) => offset / nodeFields);
    for (const [index, at] of nodes.entries())
      if (at >= this.#header.nodeCount || at * nodeFields !== offsets[index])
        throw badSnapshot(`a location belongs to ${offsets[index]}, where no node begins`);
    return {
      nodes,
      scripts: Int32Array.from(values(script)),
      lines: Int32Array.from(values(line)),
      columns: Int32Array.from(values(column)),
    };
  }

  #countsDiffer(what: 'nodes' | 'edges'): HeaptideError {
    const [held, claimed] =
      what === 'nodes' ? [this.#nodes, this.#header.nodeCount] : [this.#edges, this.#header.edgeCount];
    return badSnapshot(`it claims ${claimed} ${what} and has ${held}`);
  }
}

/** Records of a number of fields that is not known beforehand. */
class NumberColumns {
  readonly #fields: number;
  #values = new Uint32Array(1 << 10);
  #filled = 0;

  constructor(fields: number) {
    this.#fields = fields;
  }

  take(values: Uint32Array, records: number): void {
    const size = records * this.#fields;
    if (this.#filled + size > this.#values.length) {
      const larger = new Uint32Array(Math.max(this.#values.length * 2, this.#filled + size));
      larger.set(this.#values.subarray(0, this.#filled));
      this.#values = larger;
    }
    this.#values.set(values.subarray(0, size), this.#filled);
    this.#filled += size;
  }

  /** Empty where there is no such column. */
  column(index: number): Uint32Array {
    const column = new Uint32Array(index < 0 ? 0 : this.#filled / this.#fields);
    for (let row = 0, at = index; row < column.length; row++, at += this.#fields)
      column[row] = this.#values[at]!;
    return column;
  }
}
