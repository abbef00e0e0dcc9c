import { EdgeType } from '../model/edge-type.js';
import type { EdgeColumns } from './edge-columns.js';
import { NumberTokenizer } from './number-tokenizer.js';
import type { SectionReader } from './section-reader.js';
import { badSnapshot } from './snapshot-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

const ZERO = 0x30;
/** Bytes as their distance from `0`, which is what the loop has at hand. */
const COMMA = 0x2c - ZERO;
const NEWLINE = 0x0a - ZERO;

/** So many digits always fit 32 bits. */
const SAFE_DIGITS = 9;
/** What V8 writes for an edge takes less: three numbers of nine digits, three commas, a newline. */
const MOST_RECORD_BYTES = 48;

/** What the numbers of the section `edges` mean. */
export type EdgeLayout = Pick<SnapshotHeader, 'nodeCount' | 'edgeCount' | 'edge'> & {
  readonly nodeFields: number;
};

export function edgeLayoutOf({ nodeCount, edgeCount, edge, node }: SnapshotHeader): EdgeLayout {
  return { nodeCount, edgeCount, edge, nodeFields: node.fields };
}

/**
 * Reads the section `edges` into its columns. Records as V8 writes them go straight from bytes to columns, which takes two
 * thirds of the time; whatever looks different, and what lies at the end of a chunk, goes number by number.
 */
export class EdgesReader implements SectionReader {
  readonly #layout: EdgeLayout;
  readonly #columns: EdgeColumns;
  readonly #isAsUsual: boolean;
  readonly #careful: NumberTokenizer;
  /** Edges read so far. */
  count = 0;
  /** The largest index of a string that names an edge. */
  largestName = 0;

  constructor(layout: EdgeLayout, columns: EdgeColumns) {
    const { fields, type, name, target } = layout.edge;
    this.#layout = layout;
    this.#columns = columns;
    this.#isAsUsual = fields === 3 && type === 0 && name === 1 && target === 2;
    this.#careful = new NumberTokenizer(
      fields,
      (values, records) => this.#take(values, records),
      this.#isAsUsual ? fields : undefined,
    );
  }

  get isDone(): boolean {
    return this.#careful.isDone;
  }

  get misfit(): number | undefined {
    return this.#careful.misfit;
  }

  /** @throws {HeaptideError} `HT_E_BAD_SNAPSHOT` for an edge that cannot be. */
  read(bytes: Uint8Array, start: number): number {
    if (!this.#isAsUsual) return this.#careful.read(bytes, start);
    let position = start;
    while (position < bytes.length && !this.isDone && this.misfit === undefined) {
      if (this.#careful.isBetween) position = this.#readUsual(bytes, position);
      position = this.#careful.readSome(bytes, position);
    }
    return position;
  }

  /** Reads whole records from between two of them; returns the position between two others. */
  #readUsual(bytes: Uint8Array, start: number): number {
    const { edgeCount, nodeCount, nodeFields } = this.#layout;
    const { types: typeOfFile } = this.#layout.edge;
    const { types, names, targets } = this.#columns;
    const lastStart = bytes.length - MOST_RECORD_BYTES;
    let edge = this.count;
    let largestName = this.largestName;
    let position = start;
    while (position < lastStart && edge < edgeCount) {
      let at = position;
      let digit = bytes[at]! - ZERO;
      if (digit === NEWLINE) digit = bytes[++at]! - ZERO;
      if (digit === COMMA) digit = bytes[++at]! - ZERO;
      if (digit >>> 0 > 9) break;
      const fileType = digit;
      if (bytes[at + 1]! - ZERO !== COMMA || fileType >= typeOfFile.length) break;
      at += 2;

      let first = at;
      let name = 0;
      while ((digit = bytes[at]! - ZERO) >>> 0 <= 9 && at - first < SAFE_DIGITS) {
        name = (Math.imul(name, 10) + digit) | 0;
        at++;
      }
      if (digit !== COMMA || at === first) break;

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

  #take(values: Uint32Array, records: number): void {
    const { edgeCount, nodeCount, nodeFields } = this.#layout;
    const { fields, type, name, target, types } = this.#layout.edge;
    if (this.count + records > edgeCount)
      throw badSnapshot(`it has more than the ${edgeCount} edges it claims`);
    for (let record = 0, at = 0; record < records; record++, at += fields) {
      const edge = this.count;
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
}
