import { EdgeType } from '../model/edge-type.js';
import type { EdgeColumns } from './edge-columns.js';
import { COMMA, NEWLINE, RecordReader, ZERO } from './record-reader.js';
import { badSnapshot } from './snapshot-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

/** What V8 writes for an edge takes less: three numbers of ten digits, three commas, a newline. */
const MOST_RECORD_BYTES = 48;
/** So many digits always fit 32 bits. */
const SAFE_DIGITS = 9;

/** What the numbers of the section `edges` mean. */
export type EdgeLayout = Pick<SnapshotHeader, 'nodeCount' | 'edgeCount' | 'edge'> & {
  readonly nodeFields: number;
};

export function edgeLayoutOf({ nodeCount, edgeCount, edge, node }: SnapshotHeader): EdgeLayout {
  return { nodeCount, edgeCount, edge, nodeFields: node.fields };
}

/** Reads the section `edges` into its columns. */
export class EdgesReader extends RecordReader {
  readonly #layout: EdgeLayout;
  readonly #columns: EdgeColumns;
  /** Edges read so far. */
  count = 0;
  /** The largest index of a string that names an edge. */
  largestName = 0;

  constructor(layout: EdgeLayout, columns: EdgeColumns) {
    const { fields, type, name, target } = layout.edge;
    super(fields, fields === 3 && type === 0 && name === 1 && target === 2);
    this.#layout = layout;
    this.#columns = columns;
  }

  protected override readUsual(bytes: Uint8Array, _view: DataView, start: number, stop: number): number {
    const { edgeCount, nodeCount, nodeFields } = this.#layout;
    const { types: typeOfFile } = this.#layout.edge;
    const { types, names, targets } = this.#columns;
    const lastStart = Math.min(stop, bytes.length - MOST_RECORD_BYTES);
    let edge = this.count;
    let largestName = this.largestName;
    let position = start;
    while (position < lastStart && edge < edgeCount) {
      let at = position;
      let digit = bytes[at]! - ZERO;
      if (digit === NEWLINE - ZERO) digit = bytes[++at]! - ZERO;
      if (digit === COMMA - ZERO) digit = bytes[++at]! - ZERO;
      if (digit >>> 0 > 9) break;
      const fileType = digit;
      if (bytes[at + 1] !== COMMA || fileType >= typeOfFile.length) break;
      at += 2;

      let first = at;
      let name = 0;
      while ((digit = bytes[at]! - ZERO) >>> 0 <= 9 && at - first < SAFE_DIGITS) {
        name = (Math.imul(name, 10) + digit) | 0;
        at++;
      }
      if (digit !== COMMA - ZERO || at === first) break;

      first = ++at;
      let offset = 0;
      while ((digit = bytes[at]! - ZERO) >>> 0 <= 9 && at - first < SAFE_DIGITS) {
        offset = (Math.imul(offset, 10) + digit) | 0;
        at++;
      }
      if (digit >>> 0 <= 9 || at === first) break;
      const target = (offset / nodeFields) >>> 0;
      if (target * nodeFields !== offset || target >= nodeCount) break;

      const type = typeOfFile[fileType]!;
      types[edge] = type;
      names[edge] = name;
      targets[edge] = target;
      if (name > largestName && type !== EdgeType.element && type !== EdgeType.hidden) largestName = name;
      edge++;
      position = at;
    }
    this.count = edge;
    this.largestName = largestName;
    return position;
  }

  protected override takeRecord(values: Uint32Array, at: number): void {
    const { edgeCount, nodeCount, nodeFields } = this.#layout;
    const { type, name, target, types } = this.#layout.edge;
    const edge = this.count;
    if (edge === edgeCount) throw badSnapshot(`it has more than the ${edgeCount} edges it claims`);
    const fileType = values[at + type]!;
    if (fileType >= types.length) throw badSnapshot(`an edge has type ${fileType} of ${types.length}`);
    const edgeType = types[fileType]!;
    const edgeName = values[at + name]!;
    const offset = values[at + target]!;
    const to = Math.floor(offset / nodeFields);
    if (to * nodeFields !== offset || to >= nodeCount)
      throw badSnapshot(`edge ${edge} leads to ${offset}, where no node begins`);
    this.#columns.types[edge] = edgeType;
    this.#columns.names[edge] = edgeName;
    this.#columns.targets[edge] = to;
    if (edgeType !== EdgeType.element && edgeType !== EdgeType.hidden)
      this.largestName = Math.max(this.largestName, edgeName);
    this.count++;
  }
}
