import { HeaptideError } from '@heaptide/profile';
import { columnName, type Query, type QueryColumn } from './query.js';
import type { QueryField } from './query-fields.js';

type Cell = string | number;

/** What has been seen of one group. */
interface Group {
  readonly keys: readonly Cell[];
  count: number;
  /** By field that an aggregate asks for. */
  readonly sums: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

const MOST_GROUPS = 100_000;
/** Stands between the keys of a group; texts that hold it cannot make two groups one, since lengths are written as well. */
const BETWEEN = '\u0000';

/** Sums up nodes by groups. */
export class GroupRows {
  readonly #query: Query;
  readonly #keys: readonly ((node: number) => Cell)[];
  readonly #fields: readonly QueryField[];
  readonly #readers: readonly ((node: number) => number)[];
  readonly #groups = new Map<Cell, Group>();

  constructor(
    query: Query,
    keys: readonly ((node: number) => Cell)[],
    reader: (field: QueryField) => (node: number) => number,
  ) {
    this.#query = query;
    this.#keys = keys;
    const aggregated = query.columns.flatMap((column) =>
      column.kind === 'aggregate' && column.field !== undefined ? [column.field] : [],
    );
    this.#fields = [...new Set(aggregated)];
    this.#readers = this.#fields.map(reader);
    // Without groups there is one row, even over no nodes.
    if (query.groupBy.length === 0) this.#groups.set('', this.#newGroup([]));
  }

  /** @throws {HeaptideError} `HT_E_USAGE` when there are too many groups. */
  add(node: number): void {
    const group = this.#groupOf(node);
    group.count++;
    for (let at = 0; at < this.#readers.length; at++) {
      const value = this.#readers[at]!(node);
      group.sums[at]! += value;
      if (value < group.least[at]!) group.least[at] = value;
      if (value > group.most[at]!) group.most[at] = value;
    }
  }

  /** The rows that the query asks for, in its order; by size of group unless it has one. */
  rows(): Cell[][] {
    const { columns, limit, orderBy } = this.#query;
    const byWhat: QueryColumn = orderBy?.column ?? { kind: 'aggregate', aggregate: 'count' };
    const sign = orderBy?.ascending === true ? 1 : -1;
    const ordered = [...this.#groups.values()].sort(
      (a, b) => sign * compareCells(this.#cell(a, byWhat), this.#cell(b, byWhat)),
    );
    return ordered.slice(0, limit).map((group) => columns.map((column) => this.#cell(group, column)));
  }

  #groupOf(node: number): Group {
    const keys = this.#keys.map((key) => key(node));
    const key =
      keys.length === 1 ? keys[0]! : keys.map((cell) => `${String(cell).length}:${cell}`).join(BETWEEN);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    if (this.#groups.size >= MOST_GROUPS) {
      const fields = this.#query.groupBy.join(', ');
      throw new HeaptideError('HT_E_USAGE', `the query makes more than ${MOST_GROUPS} groups by ${fields}`);
    }
    const group = this.#newGroup(keys);
    this.#groups.set(key, group);
    return group;
  }

  #newGroup(keys: readonly Cell[]): Group {
    const size = this.#fields.length;
    return {
      keys,
      count: 0,
      sums: new Float64Array(size),
      least: new Float64Array(size).fill(Infinity),
      most: new Float64Array(size).fill(-Infinity),
    };
  }

  #cell(group: Group, column: QueryColumn): Cell {
    if (column.kind === 'field') return group.keys[this.#query.groupBy.indexOf(column.field)]!;
    if (column.field === undefined) return group.count;
    const at = this.#fields.indexOf(column.field);
    if (group.count === 0) return 0;
    switch (column.aggregate) {
      case 'count':
        return group.count;
      case 'sum':
        return group.sums[at]!;
      case 'avg':
        return group.sums[at]! / group.count;
      case 'min':
        return group.least[at]!;
      case 'max':
        return group.most[at]!;
      default:
        throw new TypeError(`no aggregate: ${columnName(column)}`);
    }
  }
}

function compareCells(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const one = String(a);
  const other = String(b);
  return one < other ? -1 : one > other ? 1 : 0;
}
