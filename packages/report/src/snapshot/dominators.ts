import type { HeapGraph } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { share } from '../functions/top.js';
import { dominatedItems } from '../snapshot-browse/dominated-items.js';
import type { OutlineItem } from '../snapshot-browse/outline.js';
import { layOutTable } from '../text-table.js';
import { nodeJson } from './nodes.js';
import { className, objectName } from './object-name.js';

export interface DominatorsOptions {
  /** Whose part of the tree; 0 for the whole heap. */
  readonly node: number;
  /** Lines at most. */
  readonly rows: number;
}

const COLUMNS = [
  { title: 'RETAINED', align: 'right' },
  { title: 'SHARE', align: 'right' },
  { title: 'SHALLOW', align: 'right' },
  { title: 'OBJECTS', align: 'left' },
] as const;

/** What is opened holds at least such a share of what is shown, and what has a line of its own such a one. */
const OPENED_SHARE = 0.01;
const SHOWN_SHARE = 0.001;
/** Chains that go on in one direction are not followed for ever. */
const DEEPEST = 40;

interface Line {
  readonly depth: number;
  readonly item: OutlineItem;
}

/** Who would free what, from a node on: the largest first, what is large opened. */
export function renderDominatorsText(graph: HeapGraph, options: DominatorsOptions): string {
  const { node } = options;
  const whole = graph.retainedSizes[node]!;
  const table = layOutTable(
    COLUMNS,
    openedLines(graph, options).map(({ depth, item: { row } }) => [
      longBytes(row.retained),
      share(row.retained, whole),
      longBytes(row.shallow),
      `${'  '.repeat(depth)}${itemName(row)}`,
    ]),
  );
  const of = node === 0 ? 'the whole heap' : objectName(graph, node);
  return `${[`${longBytes(whole)} held by ${of}`, ...table].join('\n')}\n`;
}

/**
 * Schema `heaptide.snapshot-dominators/1`: `{schema, total, of, rows: [{depth, kind, class, id?, count, selfSize, retainedSize}]}`,
 * `of` as a node of `heaptide.snapshot-nodes/1`; `kind` is `node`, `class` (objects of one class) or `more` (those left out).
 */
export function renderDominatorsJson(graph: HeapGraph, options: DominatorsOptions): string {
  const rows = openedLines(graph, options).map(({ depth, item: { row } }) => ({
    depth,
    kind: row.kind,
    class: row.name,
    ...(row.id === undefined ? {} : { id: row.id }),
    count: row.count,
    selfSize: row.shallow,
    retainedSize: row.retained,
  }));
  const of = nodeJson(graph, options.node);
  const total = graph.retainedSizes[0]!;
  return `${JSON.stringify({ schema: 'heaptide.snapshot-dominators/1', total, of, rows })}\n`;
}

function openedLines(graph: HeapGraph, { node, rows }: DominatorsOptions): readonly Line[] {
  const whole = graph.retainedSizes[node]!;
  const lines: Line[] = [];
  const waiting: Line[] = [];
  const push = (items: readonly OutlineItem[], depth: number) => {
    const least = SHOWN_SHARE * whole;
    const all = withoutSmall(items, least);
    // Of what was opened, crumbs that do not even come to much together are not worth a line.
    const shown = depth === 0 ? all : all.filter(({ row }) => row.retained >= least);
    for (const item of shown.toReversed()) waiting.push({ depth, item });
  };
  push(dominatedItems(graph, node), 0);
  for (let line = waiting.pop(); line !== undefined && lines.length < rows; line = waiting.pop()) {
    const { item, depth } = line;
    lines.push(line);
    const { kind, retained } = item.row;
    if (kind === 'node' && retained >= OPENED_SHARE * whole && depth < DEEPEST && item.unfold !== undefined)
      push(item.unfold(), depth + 1);
  }
  return lines;
}

/** Items that hold less than `least` put together in one. */
function withoutSmall(items: readonly OutlineItem[], least: number): readonly OutlineItem[] {
  const large = items.filter(({ row }) => row.kind !== 'more' && row.retained >= least);
  if (large.length === items.length) return items;
  const left: OutlineItem['row'] = { kind: 'more', name: '', count: 0, shallow: 0, retained: 0 };
  const row = items
    .filter((item) => !large.includes(item))
    .reduce(
      (sum, { row: { count: objects, shallow, retained } }) => ({
        ...sum,
        count: sum.count + objects,
        shallow: sum.shallow + shallow,
        retained: sum.retained + retained,
      }),
      left,
    );
  return [...large, { row }];
}

function itemName({ kind, name, id, count: objects }: OutlineItem['row']): string {
  if (kind === 'more') return `… ${count(objects)} more`;
  return kind === 'node' ? `${className(name)} @${id}` : `${count(objects)} x ${className(name)}`;
}
