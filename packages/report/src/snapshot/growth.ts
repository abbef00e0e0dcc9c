import type { ClassGrowth, SnapshotGrowth } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { layOutTable } from '../text-table.js';
import { className } from './object-name.js';
import { renderSuspectsText, suspectJson, type ToldSuspect } from './suspects.js';

export interface GrowthView {
  /** As the user named them, in the order in which they were taken. */
  readonly files: readonly string[];
  readonly growth: SnapshotGrowth;
  /** Those of the growth, as they are told. */
  readonly suspects: readonly ToldSuspect[];
}

const COLUMNS = [
  { title: 'COUNT', align: 'left' },
  { title: 'SHALLOW', align: 'left' },
  { title: 'CLASS', align: 'left' },
] as const;

/** What grows and who holds it, then the classes that grew from each snapshot to the next, `rows` of them. */
export function renderSnapshotGrowthText({ growth, suspects }: GrowthView, rows: number): string {
  const { totals, classes } = growth;
  const found = suspects.filter(({ severity }) => severity !== 'info');
  const left = classes.length - rows;
  const table =
    classes.length === 0
      ? ['no class grew from each snapshot to the next']
      : [
          `${count(classes.length)} classes grew from each snapshot to the next`,
          ...layOutTable(COLUMNS, classes.slice(0, rows).map(cells)),
          ...(left > 0 ? [`and ${count(left)} other classes`] : []),
        ];
  const verdict =
    found.length > 0
      ? renderSuspectsText({ file: '', total: totals.at(-1)!, suspects: found })
      : 'no leak was found\n';
  return `heap: ${series(totals, longBytes)}\n\n${verdict}\n${table.join('\n')}\n`;
}

function cells({ class: name, counts, bytes }: ClassGrowth): readonly string[] {
  return [series(counts, count), series(bytes, longBytes), className(name)];
}

/** The beginning and the end of a long one. */
function series(values: readonly number[], told: (value: number) => string): string {
  const texts = values.map(told);
  return (texts.length > 4 ? [...texts.slice(0, 2), '…', texts.at(-1)!] : texts).join(' > ');
}

/**
 * Schema `heaptide.snapshot-growth/1`: `{schema, files, totals, suspects, classCount, classes: [{class, counts, bytes}]}`, bytes;
 * the suspects are those of `heaptide.suspects/1`.
 */
export function renderSnapshotGrowthJson({ files, growth, suspects }: GrowthView, rows: number): string {
  return `${JSON.stringify({
    schema: 'heaptide.snapshot-growth/1',
    files,
    totals: growth.totals,
    suspects: suspects.map(suspectJson),
    classCount: growth.classes.length,
    classes: growth.classes.slice(0, rows),
  })}\n`;
}
