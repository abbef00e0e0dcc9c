import { sharedBytes } from '../model/shared-arrays.js';
import type { NodeColumns } from './node-columns.js';
import { COMMA, NEWLINE, RecordReader, ZERO } from './record-reader.js';
import { badSnapshot } from './snapshot-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

/** So many digits always fit 32 bits. */
const SAFE_DIGITS = 9;
/** What V8 writes for a field takes less: a number of ten digits, a comma, a newline. */
const MOST_FIELD_BYTES = 16;

/** What the numbers of the section `nodes` mean. */
export type NodeLayout = Pick<SnapshotHeader, 'nodeCount' | 'edgeCount' | 'node'>;

/** Reads the section `nodes` into its columns. */
export class NodesReader extends RecordReader {
  readonly #layout: NodeLayout;
  readonly #columns: NodeColumns;
  readonly #record: Uint32Array;
  /** As a `HeapSnapshot` has it. */
  detachedness: Uint8Array | undefined;
  /** Nodes read so far. */
  count = 0;
  /** The largest index of a string that names a node. */
  largestName = 0;
  #edges = 0;

  constructor(layout: NodeLayout, columns: NodeColumns) {
    super(layout.node.fields, true);
    this.#layout = layout;
    this.#columns = columns;
    this.#record = new Uint32Array(layout.node.fields);
  }

  protected override readUsual(bytes: Uint8Array, _view: DataView, start: number, stop: number): number {
    const { fields } = this.#layout.node;
    const record = this.#record;
    const lastStart = Math.min(stop, bytes.length - fields * MOST_FIELD_BYTES);
    let position = start;
    while (position < lastStart) {
      let at = bytes[position] === NEWLINE ? position + 1 : position;
      for (let field = 0; field < fields; field++) {
        // The first of all has no comma before it.
        if (bytes[at] === COMMA) at++;
        const first = at;
        let value = 0;
        let digit: number;
        while ((digit = bytes[at]! - ZERO) >>> 0 <= 9 && at - first < SAFE_DIGITS) {
          value = (Math.imul(value, 10) + digit) | 0;
          at++;
        }
        if (at === first || digit >>> 0 <= 9) return position;
        record[field] = value;
      }
      this.takeRecord(record, 0);
      position = at;
    }
    return position;
  }

  protected override takeRecord(values: Uint32Array, at: number): void {
    const { nodeCount, edgeCount } = this.#layout;
    const layout = this.#layout.node;
    const { types, names, ids, fileSizes, firstEdges, traceNodes } = this.#columns;
    const node = this.count;
    if (node === nodeCount) throw badSnapshot(`it has more than the ${nodeCount} nodes it claims`);
    const fileType = values[at + layout.type]!;
    if (fileType >= layout.types.length)
      throw badSnapshot(`a node has type ${fileType} of ${layout.types.length}`);
    const name = values[at + layout.name]!;
    const edges = this.#edges + values[at + layout.edgeCount]!;
    if (edges > edgeCount) throw badSnapshot(`its nodes have more edges than the ${edgeCount} it claims`);
    types[node] = layout.types[fileType]!;
    names[node] = name;
    if (name > this.largestName) this.largestName = name;
    ids[node] = values[at + layout.id]!;
    fileSizes[node] = values[at + layout.selfSize]!;
    firstEdges[node + 1] = edges;
    if (traceNodes !== undefined) traceNodes[node] = values[at + layout.traceNode]!;
    if (layout.detachedness >= 0) this.#takeDetachedness(node, values[at + layout.detachedness]!);
    this.#edges = edges;
    this.count = node + 1;
  }

  #takeDetachedness(node: number, state: number): void {
    if (state === 0) return;
    this.detachedness ??= sharedBytes(this.#layout.nodeCount);
    this.detachedness[node] = state;
  }
}
