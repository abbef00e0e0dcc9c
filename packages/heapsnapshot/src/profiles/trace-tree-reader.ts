import { HeaptideError } from '@heaptide/profile';
import type { SectionReader } from '../reader/section-reader.js';
import type { SnapshotHeader } from '../reader/snapshot-header.js';
import type { GrowingColumn } from './growing-column.js';
import { TraceTree } from './trace-tree.js';

const ZERO = 0x30;
const COMMA = 0x2c;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const SPACE = 0x20;

/** A tree of more stacks would take gigabytes. */
const MOST_NODES = 2 ** 24;

/**
 * Reads the section `trace_tree`: `[id, function_info_index, count, size, [children…]]`, where the children of a node stand one
 * behind the other, each in as many places. Columns are found by their names.
 */
export class TraceTreeReader implements SectionReader {
  readonly tree = new TraceTree();
  readonly #columns: readonly (GrowingColumn | undefined)[];
  readonly #childrenColumn: number;
  /** The node whose children each open list has. */
  readonly #parents: number[] = [];
  #node = -1;
  #column = 0;
  #number = -1;
  isDone = false;
  misfit: number | undefined;

  constructor(header: SnapshotHeader) {
    const { ids, functions, counts, sizes } = this.tree;
    const byName: Readonly<Record<string, GrowingColumn>> = {
      id: ids,
      function_info_index: functions,
      count: counts,
      size: sizes,
    };
    this.#columns = header.traceNodeFields.map((name) => byName[name]);
    this.#childrenColumn = header.traceNodeFields.indexOf('children');
  }

  read(bytes: Uint8Array, start: number): number {
    let position = start;
    while (position < bytes.length && !this.isDone && this.misfit === undefined) {
      const byte = bytes[position++]!;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) this.#number = (this.#number < 0 ? 0 : this.#number * 10) + digit;
      else if (byte === COMMA || byte <= SPACE) this.#endNumber();
      else if (byte === OPEN && this.#node >= 0 && this.#column === this.#childrenColumn) this.#openList();
      else if (byte === CLOSE) this.#closeList();
      else this.misfit = byte;
    }
    return position;
  }

  #endNumber(): void {
    if (this.#number < 0) return;
    if (this.#column === 0) this.#node = this.#newNode();
    this.#columns[this.#column]?.set(this.#node, this.#number);
    this.#number = -1;
    this.#nextColumn();
  }

  #newNode(): number {
    if (this.tree.nodeCount >= MOST_NODES) {
      throw new HeaptideError('HT_E_TOO_LARGE', `this allocation tree has more than ${MOST_NODES} stacks`);
    }
    return this.tree.addBelow(this.#parents.at(-1) ?? 0);
  }

  #nextColumn(): void {
    this.#column = (this.#column + 1) % Math.max(1, this.#columns.length);
  }

  #openList(): void {
    this.#parents.push(this.#node);
    this.#column = 0;
  }

  #closeList(): void {
    this.#endNumber();
    const parent = this.#parents.pop();
    if (parent === undefined) {
      this.isDone = true;
      return;
    }
    if (this.#column !== 0) {
      this.misfit = CLOSE;
      return;
    }
    this.#node = parent;
    this.#column = this.#childrenColumn;
    this.#nextColumn();
  }
}
