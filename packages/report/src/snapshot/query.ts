import type { QueryAnswer } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { safeText } from '../safe-text.js';
import { layOutTable } from '../text-table.js';

const LONGEST_CELL = 80;
/** Columns of bytes, whether of a node or worked out over a group. */
const BYTES = /\b(?:self|retained)\b/;
const IDS = new Set(['id', 'dominator']);

/** The rows that a query asked for. */
export function renderQueryText({ columns, rows, matched }: QueryAnswer): string {
  const table = layOutTable(
    columns.map((title, column) => ({
      title: title.toUpperCase(),
      align: typeof rows[0]?.[column] === 'number' ? 'right' : 'left',
    })),
    rows.map((row) => row.map((cell, column) => cellText(columns[column]!, cell))),
  );
  const heading = `${count(matched)} ${matched === 1 ? 'object matches' : 'objects match'}`;
  return `${[heading, ...(rows.length === 0 ? [] : table)].join('\n')}\n`;
}

/** Schema `heaptide.snapshot-query/1`: `{schema, columns, rows: [[cell per column]], matched}`, sizes in bytes. */
export function renderQueryJson({ columns, rows, matched }: QueryAnswer): string {
  return `${JSON.stringify({ schema: 'heaptide.snapshot-query/1', columns, rows, matched })}\n`;
}

function cellText(column: string, cell: string | number): string {
  if (typeof cell === 'string') return safeText(cell, { limit: LONGEST_CELL });
  if (IDS.has(column)) return `@${cell}`;
  return BYTES.test(column) ? longBytes(cell) : count(cell);
}
