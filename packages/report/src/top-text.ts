import { formatValue, type TopFunctions, type ValueType } from '@heaptide/profile';
import { safeText } from './safe-text.js';
import { layOutTable } from './text-table.js';

export interface TopTextOptions {
  /** What the figures count. */
  readonly sampleType: ValueType;
  /** Rows to show; all by default. */
  readonly rows?: number;
}

/** The functions that hold most, with what they hold themselves (flat) and together with what they call (cum). */
export function renderTopText(
  { total, rows }: TopFunctions,
  { sampleType: { type, unit }, rows: most = rows.length }: TopTextOptions,
): string {
  const value = (bytes: number): string => formatValue(bytes, unit);
  const share = (bytes: number): string => `${total === 0 ? '0' : ((100 * bytes) / total).toFixed(1)}%`;
  const columns = [
    { title: 'FLAT', align: 'right' },
    { title: 'FLAT%', align: 'right' },
    { title: 'CUM', align: 'right' },
    { title: 'CUM%', align: 'right' },
    { title: 'FUNCTION', align: 'left' },
    { title: 'FILE', align: 'left' },
  ] as const;
  const shown = rows.slice(0, most);
  const table = layOutTable(
    columns,
    shown.map(({ name, file, flat, cum }) => [
      value(flat),
      share(flat),
      value(cum),
      share(cum),
      safeText(name),
      safeText(file),
    ]),
  );
  const heading = `${safeText(type)}: ${value(total)} in ${rows.length} functions`;
  return `${[heading, ...table].join('\n')}\n`;
}
