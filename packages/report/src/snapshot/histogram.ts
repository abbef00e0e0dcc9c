import type { ClassHistogram } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { share } from '../functions/top.js';
import { layOutTable } from '../text-table.js';
import { className } from './object-name.js';

const COLUMNS = [
  { title: 'COUNT', align: 'right' },
  { title: 'SHALLOW', align: 'right' },
  { title: 'SHARE', align: 'right' },
  { title: 'CLASS', align: 'left' },
] as const;

/** Counts and sizes by class; by kind where the file ends before the names. */
export function renderHistogramText(histogram: ClassHistogram, rows: number): string {
  const { totalSize, nodesRead, nodeCount, cutIn } = histogram;
  const counted = rowsOf(histogram);
  const table = layOutTable(
    COLUMNS,
    counted
      .slice(0, rows)
      .map(({ name, count: objects, size }) => [
        count(objects),
        longBytes(size),
        share(size, totalSize),
        className(name),
      ]),
  );
  const left = counted.length - rows;
  return `${[
    `${longBytes(totalSize)} in ${count(nodesRead)} objects`,
    ...(cutIn === undefined
      ? []
      : [
          `The file ends within its section ${cutIn}: ${count(nodesRead)} of ${count(nodeCount)} objects are there.`,
        ]),
    ...table,
    ...(left > 0 ? [`and ${count(left)} other classes`] : []),
  ].join('\n')}\n`;
}

/**
 * Schema `heaptide.snapshot-histogram/1`: `{schema, nodeCount, nodesRead, edgeCount, totalSize, cutIn?, classes: [{class, count,
 * selfSize}]}`, sizes as the file has them; `class` is the kind where the file ends before the names.
 */
export function renderHistogramJson(histogram: ClassHistogram, rows: number): string {
  const { nodeCount, nodesRead, edgeCount, totalSize, cutIn } = histogram;
  return `${JSON.stringify({
    schema: 'heaptide.snapshot-histogram/1',
    nodeCount,
    nodesRead,
    edgeCount,
    totalSize,
    ...(cutIn === undefined ? {} : { cutIn }),
    classes: rowsOf(histogram)
      .slice(0, rows)
      .map(({ name, count: objects, size }) => ({ class: name, count: objects, selfSize: size })),
  })}\n`;
}

function rowsOf({ classes, kinds }: ClassHistogram) {
  return classes.length > 0
    ? classes
    : kinds.map(({ kind, count: objects, size }) => ({ name: kind, count: objects, size }));
}
