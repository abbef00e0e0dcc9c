import { type ClassRow, type HeapGraph } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { share } from '../functions/top.js';
import { layOutTable } from '../text-table.js';
import { headingLine } from './heading-line.js';
import { className } from './object-name.js';

const COLUMNS = [
  { title: 'COUNT', align: 'right' },
  { title: 'SHALLOW', align: 'right' },
  { title: 'RETAINED', align: 'right' },
  { title: 'SHARE', align: 'right' },
  { title: 'CLASS', align: 'left' },
] as const;

/** Classes with what their objects hold, the first `rows` of them. */
export function renderClassesText(graph: HeapGraph, classes: readonly ClassRow[], rows: number): string {
  const table = layOutTable(
    COLUMNS,
    classes
      .slice(0, rows)
      .map(({ name, count: objects, shallow, retained, share: part }) => [
        count(objects),
        longBytes(shallow),
        longBytes(retained),
        share(part, 1),
        className(name),
      ]),
  );
  const left = classes.length - rows;
  const rest = left > 0 ? [`and ${count(left)} other classes`] : [];
  return `${[`${headingLine(graph)} of ${count(classes.length)} classes`, ...table, ...rest].join('\n')}\n`;
}

/** Schema `heaptide.snapshot-top/1`: `{schema, total, nodeCount, classCount, classes: [{class, count, selfSize, retainedSize}]}`, bytes. */
export function renderClassesJson(graph: HeapGraph, classes: readonly ClassRow[], rows: number): string {
  const { snapshot, retainedSizes } = graph;
  return `${JSON.stringify({
    schema: 'heaptide.snapshot-top/1',
    total: retainedSizes[0]!,
    nodeCount: snapshot.nodeCount,
    classCount: classes.length,
    classes: classes.slice(0, rows).map(({ name, count: objects, shallow, retained }) => ({
      class: name,
      count: objects,
      selfSize: shallow,
      retainedSize: retained,
    })),
  })}\n`;
}
