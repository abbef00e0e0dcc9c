import { sharedBytes, sharedNumbers } from '../model/shared-arrays.js';
import { NumberTokenizer } from './number-tokenizer.js';
import type { SectionReader } from './section-reader.js';
import { badSnapshot } from './snapshot-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

/** Reads the section `nodes` into columns, by which a `HeapSnapshot` has them. */
export class NodesReader implements SectionReader {
  readonly #header: SnapshotHeader;
  readonly #numbers: NumberTokenizer;
  readonly types: Uint8Array;
  readonly names: Uint32Array;
  readonly ids: Uint32Array;
  readonly fileSizes: Uint32Array;
  readonly firstEdges: Uint32Array;
  readonly traceNodes: Uint32Array | undefined;
  detachedness: Uint8Array | undefined;
  /** Nodes read so far. */
  count = 0;
  /** The largest index of a string that names a node. */
  largestName = 0;
  #edges = 0;

  /** @throws {RangeError} when the columns do not fit into memory. */
  constructor(header: SnapshotHeader) {
    const { nodeCount, node } = header;
    this.#header = header;
    this.types = sharedBytes(nodeCount);
    this.names = sharedNumbers(nodeCount);
    this.ids = sharedNumbers(nodeCount);
    this.fileSizes = sharedNumbers(nodeCount);
    this.firstEdges = sharedNumbers(nodeCount + 1);
    const isTraced = node.traceNode >= 0 && header.traceFunctionCount > 0;
    this.traceNodes = isTraced ? sharedNumbers(nodeCount) : undefined;
    this.#numbers = new NumberTokenizer(node.fields, (values, records) => this.#take(values, records));
  }

  get isDone(): boolean {
    return this.#numbers.isDone;
  }

  get misfit(): number | undefined {
    return this.#numbers.misfit;
  }

  /** @throws {HeaptideError} `HT_E_BAD_SNAPSHOT` for nodes that cannot be. */
  read(bytes: Uint8Array, start: number): number {
    return this.#numbers.read(bytes, start);
  }

  #take(values: Uint32Array, records: number): void {
    const { fields, type, name, id, selfSize, edgeCount, traceNode, types: typeOfFile } = this.#header.node;
    const begin = this.count;
    const end = begin + records;
    if (end > this.#header.nodeCount)
      throw badSnapshot(`it has more than the ${this.#header.nodeCount} nodes it claims`);
    const { types, names, ids, fileSizes, firstEdges } = this;
    let edges = this.#edges;
    let largestName = this.largestName;
    let largestType = 0;
    for (let node = begin, at = 0; node < end; node++, at += fields) {
      const fileType = values[at + type]!;
      if (fileType > largestType) largestType = fileType;
      types[node] = typeOfFile[fileType]!;
      const nodeName = values[at + name]!;
      if (nodeName > largestName) largestName = nodeName;
      names[node] = nodeName;
      ids[node] = values[at + id]!;
      fileSizes[node] = values[at + selfSize]!;
      firstEdges[node] = edges;
      edges += values[at + edgeCount]!;
    }
    if (this.traceNodes !== undefined)
      for (let node = begin, at = traceNode; node < end; node++, at += fields)
        this.traceNodes[node] = values[at]!;
    this.#takeDetachedness(values, records);
    if (largestType >= typeOfFile.length)
      throw badSnapshot(`a node has type ${largestType} of ${typeOfFile.length}`);
    if (edges > this.#header.edgeCount)
      throw badSnapshot(`its nodes have more edges than the ${this.#header.edgeCount} it claims`);
    firstEdges[end] = edges;
    this.#edges = edges;
    this.largestName = largestName;
    this.count = end;
  }

  #takeDetachedness(values: Uint32Array, records: number): void {
    const { fields, detachedness } = this.#header.node;
    if (detachedness < 0) return;
    for (let record = 0, at = detachedness; record < records; record++, at += fields) {
      const state = values[at]!;
      if (state === 0) continue;
      this.detachedness ??= sharedBytes(this.#header.nodeCount);
      this.detachedness[this.count + record] = state;
    }
  }
}
