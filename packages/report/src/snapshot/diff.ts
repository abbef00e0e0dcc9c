import type { ClassDiff, SnapshotDiff } from '@heaptide/heapsnapshot';
import { count, longBytes, signedLongBytes } from '@heaptide/profile';
import { layOutTable } from '../text-table.js';
import { className } from './object-name.js';

const COLUMNS = [
  { title: 'CHANGE', align: 'right' },
  { title: 'SURVIVED', align: 'right' },
  { title: 'NEW', align: 'right' },
  { title: 'NEW SIZE', align: 'right' },
  { title: 'GONE', align: 'right' },
  { title: 'GONE SIZE', align: 'right' },
  { title: 'CLASS', align: 'left' },
] as const;

/** What became of the objects of each class, those that grew by most first, `rows` of them. */
export function renderDiffText(diff: SnapshotDiff, rows: number): string {
  const { survived, allocated, gone, change, classes } = diff;
  const heading =
    `${signedLongBytes(change)}: ${count(survived.count)} objects survived, ${count(allocated.count)} are new ` +
    `(${longBytes(allocated.bytes)}), ${count(gone.count)} are gone (${longBytes(gone.bytes)})`;
  const left = classes.length - rows;
  const rest = left > 0 ? [`and ${count(left)} other classes`] : [];
  return `${[heading, ...layOutTable(COLUMNS, classes.slice(0, rows).map(cells)), ...rest].join('\n')}\n`;
}

function cells({ class: name, survived, allocated, gone, change }: ClassDiff): readonly string[] {
  return [
    signedLongBytes(change),
    count(survived.count),
    count(allocated.count),
    longBytes(allocated.bytes),
    count(gone.count),
    longBytes(gone.bytes),
    className(name),
  ];
}

/**
 * Schema `heaptide.snapshot-diff/1`: `{schema, change, survived: {count, bytes}, allocated, gone, classCount, classes: [{class,
 * change, survived, allocated, gone}]}`.
 */
export function renderDiffJson({ classes, ...totals }: SnapshotDiff, rows: number): string {
  return `${JSON.stringify({
    schema: 'heaptide.snapshot-diff/1',
    ...totals,
    classCount: classes.length,
    classes: classes.slice(0, rows),
  })}\n`;
}
