import { formatValue } from '@heaptide/profile';
import { functionJson, type FunctionView } from './function-view.js';
import { safeText } from '../safe-text.js';
import { layOutTable } from '../text-table.js';

const COLUMNS = [
  { title: 'FLAT', align: 'right' },
  { title: 'FLAT%', align: 'right' },
  { title: 'CUM', align: 'right' },
  { title: 'CUM%', align: 'right' },
  { title: 'FUNCTION', align: 'left' },
  { title: 'FILE', align: 'left' },
] as const;

/** The functions that hold most, with what they hold themselves (flat) and together with what they call (cum). */
export function renderTopText(
  { sampleType, total, functions }: FunctionView,
  rows = functions.length,
): string {
  const { type, unit } = sampleType;
  const amount = (value: number): string => formatValue(value, unit);
  const table = layOutTable(
    COLUMNS,
    functions
      .slice(0, rows)
      .map(({ info, flat, cum }) => [
        amount(flat),
        share(flat, total),
        amount(cum),
        share(cum, total),
        safeText(info.name === '' ? '<unknown>' : info.name),
        safeText(info.file) + (info.file !== '' && info.startLine > 0 ? `:${info.startLine}` : ''),
      ]),
  );
  const heading = `${safeText(type)}: ${amount(total)} in ${functions.length} functions`;
  return `${[heading, ...table].join('\n')}\n`;
}

/** Schema `heaptide.top/1`: `{schema, sampleType, total, functions: [{function, file, line, flat, cum}]}`. */
export function renderTopJson(
  { sampleType, total, functions }: FunctionView,
  rows = functions.length,
): string {
  const shown = functions.slice(0, rows).map(({ info, flat, cum }) => ({ ...functionJson(info), flat, cum }));
  return `${JSON.stringify({ schema: 'heaptide.top/1', sampleType, total, functions: shown })}\n`;
}

/** `12.3%`, of nothing `0.0%`. */
export function share(value: number, total: number): string {
  return `${(total === 0 ? 0 : (100 * value) / total).toFixed(1)}%`;
}
