import type { HeapGraph } from '../graph/heap-graph.js';
import { Largest } from '../census/largest.js';
import { compileCondition } from './compile-condition.js';
import { GroupRows } from './group-rows.js';
import { numberReader, textColumn } from './node-fields.js';
import { parseQuery } from './parse-query.js';
import { columnName, type Query, type QueryColumn } from './query.js';
import { QUERY_FIELDS, type QueryField } from './query-fields.js';

export interface QueryOptions {
  /** Whether contents of strings are told, and compared with, as names. Not unless asked for. */
  readonly showStrings?: boolean;
}

/** The answer to a query: a table. Texts in it are hostile. */
export interface QueryAnswer {
  /** Columns as the query wrote them. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Nodes that the condition holds for, whatever the limit. */
  readonly matched: number;
}

type Cell = (node: number) => string | number;

/**
 * Answers a query on the nodes of a graph, going over them once and holding no more rows than its limit, or its groups.
 *
 * @throws {HeaptideError} `HT_E_USAGE` for a query that cannot be understood, or that makes too many groups.
 */
export function queryHeapGraph(graph: HeapGraph, text: string, options: QueryOptions = {}): QueryAnswer {
  const query = parseQuery(text);
  const showStrings = options.showStrings ?? false;
  const test =
    query.condition === undefined ? () => true : compileCondition(graph, query.condition, showStrings);
  const isGrouped = query.groupBy.length > 0 || query.columns.some(({ kind }) => kind === 'aggregate');
  const { rows, matched } = isGrouped
    ? groupedRows(graph, query, test, showStrings)
    : nodeRows(graph, query, test, showStrings);
  return { columns: query.columns.map(columnName), rows, matched };
}

type Rows = Pick<QueryAnswer, 'rows' | 'matched'>;

function nodeRows(
  graph: HeapGraph,
  query: Query,
  test: (node: number) => boolean,
  showStrings: boolean,
): Rows {
  const { orderBy } = query;
  const { nodeCount } = graph.snapshot;
  const largest = new Largest<number>(query.limit);
  const rank = orderBy === undefined ? undefined : rankOf(graph, orderBy.column, showStrings);
  const sign = orderBy?.ascending === true ? -1 : 1;
  let matched = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (!test(node)) continue;
    matched++;
    largest.add(node, rank === undefined ? 0 : sign * rank(node));
  }
  const cells = query.columns.map((column) => cellOf(graph, fieldOf(column), showStrings));
  return { rows: largest.sorted().map((node) => cells.map((cell) => cell(node))), matched };
}

/** Numbers order by themselves, texts by the order of their alphabet. */
function rankOf(graph: HeapGraph, column: QueryColumn, showStrings: boolean): (node: number) => number {
  const field = fieldOf(column);
  if (QUERY_FIELDS[field] === 'number') return numberReader(graph, field);
  const texts = textColumn(graph, field, showStrings);
  const order = Array.from({ length: texts.count }, (_, number) => number).sort((a, b) =>
    compare(texts.text(a), texts.text(b)),
  );
  const ranks = new Uint32Array(texts.count);
  order.forEach((number, rank) => (ranks[number] = rank));
  return (node) => ranks[texts.ofNode(node)]!;
}

function groupedRows(
  graph: HeapGraph,
  query: Query,
  test: (node: number) => boolean,
  showStrings: boolean,
): Rows {
  const groups = new GroupRows(
    query,
    query.groupBy.map((field) => cellOf(graph, field, showStrings)),
    (field) => numberReader(graph, field),
  );
  let matched = 0;
  for (let node = 0; node < graph.snapshot.nodeCount; node++) {
    if (!test(node)) continue;
    matched++;
    groups.add(node);
  }
  return { rows: groups.rows(), matched };
}

function cellOf(graph: HeapGraph, field: QueryField, showStrings: boolean): Cell {
  if (QUERY_FIELDS[field] === 'number') return numberReader(graph, field);
  const texts = textColumn(graph, field, showStrings);
  return (node) => texts.text(texts.ofNode(node));
}

function fieldOf(column: QueryColumn): QueryField {
  if (column.field === undefined) throw new TypeError('count() has no field');
  return column.field;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
