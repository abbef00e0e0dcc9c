import { type ComparedFunction, type Comparison, formatValue } from '@heaptide/profile';
import { functionJson } from './function-view.js';
import { safeText } from '../safe-text.js';
import { layOutTable } from '../text-table.js';

export interface DiffTextOptions {
  /** Functions to show; all by default. */
  readonly rows?: number;
  /** Show also what is within the sampling error. */
  readonly all?: boolean;
}

const COLUMNS = [
  { title: 'BEFORE', align: 'right' },
  { title: 'AFTER', align: 'right' },
  { title: 'DELTA', align: 'right' },
  { title: 'ERROR', align: 'right' },
  { title: 'TIMES', align: 'right' },
  { title: 'FUNCTION', align: 'left' },
  { title: 'FILE', align: 'left' },
] as const;

/** The functions of two profiles side by side, the largest difference first; what may be noise is only counted. */
export function renderDiffText(comparison: Comparison, { rows, all = false }: DiffTextOptions = {}): string {
  const { sampleType, before, after, functions } = comparison;
  const amount = (value: number): string => formatValue(value, sampleType.unit);
  const signed = (value: number): string => (value > 0 ? '+' : '') + amount(value);
  const deviation = (error: number | undefined): string => (error === undefined ? '' : `±${amount(error)}`);
  const candidates = functions.filter(({ change, delta }) => (all ? delta !== 0 : change !== 'same'));
  const shown = candidates.slice(0, rows);
  const lines = [
    `${safeText(sampleType.type)}: ${amount(before)} before, ${amount(after)} after, ` +
      `${signed(after - before)}${comparison.error === undefined ? '' : ` ${deviation(comparison.error)}`}`,
  ];
  if (shown.length > 0) {
    const table = layOutTable(
      COLUMNS,
      shown.map((each) => [
        amount(each.before),
        amount(each.after),
        signed(each.delta),
        deviation(each.error),
        times(each),
        safeText(each.info.name === '' ? '<unknown>' : each.info.name),
        safeText(each.info.file) +
          (each.info.file !== '' && each.info.startLine > 0 ? `:${each.info.startLine}` : ''),
      ]),
    );
    lines.push(...table);
  }
  if (candidates.length > shown.length)
    lines.push(`${candidates.length - shown.length} more functions differ`);
  const hidden = functions.filter(({ change, delta }) => change === 'same' && delta !== 0);
  if (!all && hidden.length > 0) {
    const sum = hidden.reduce((total, { delta }) => total + delta, 0);
    lines.push(
      `${hidden.length} more within the sampling error of 3 deviations, ${signed(sum)} in all (--all shows them)`,
    );
  }
  if (candidates.length === 0 && hidden.length === 0) lines.push('no function differs');
  return `${lines.join('\n')}\n`;
}

function times({ before, after, change }: ComparedFunction): string {
  if (before === 0) return change === 'same' ? '-' : 'new';
  if (after === 0) return change === 'same' ? '-' : 'gone';
  return `x${(after / before).toPrecision(3)}`;
}

/**
 * Schema `heaptide.diff/1`: `{schema, sampleType, before, after, error, functions: [{function, file, line, before, after,
 * delta, error, change}]}`; all functions, also those within the sampling error, whose `change` is `same`. `error` is one
 * standard deviation, absent where the profiles do not say how they were sampled.
 */
export function renderDiffJson({ functions, ...totals }: Comparison, rows = functions.length): string {
  const shown = functions
    .slice(0, rows)
    .map(({ info, ...figures }) => ({ ...functionJson(info), ...figures }));
  return `${JSON.stringify({ schema: 'heaptide.diff/1', ...totals, functions: shown })}\n`;
}
