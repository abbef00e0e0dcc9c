import { formatValue, type GraphNode, sortEdges } from '@heaptide/profile';
import { functionJson, functionTitle, type FunctionView } from './function-view.js';
import { safeText } from '../safe-text.js';
import { share } from './top.js';

export interface TreeOptions {
  /** Functions to show; all by default. */
  readonly rows?: number;
  /** Callers and callees to show of each; all by default. */
  readonly edges?: number;
}

/** Each function with its callers above and its callees below it. */
export function renderTreeText(view: FunctionView, { rows, edges }: TreeOptions = {}): string {
  const { sampleType, total, functions } = view;
  const amount = (value: number): string => formatValue(value, sampleType.unit);
  const heading = `${safeText(sampleType.type)}: ${amount(total)} in ${functions.length} functions`;
  const blocks = functions.slice(0, rows).map((node) => {
    const line = (mark: string, weight: number, { info }: GraphNode): string =>
      `${amount(weight).padStart(12)}  ${mark} ${safeText(functionTitle(info))}`;
    const callers = sortEdges(node.in.values());
    const callees = sortEdges(node.out.values());
    const flat = `flat ${amount(node.flat)} ${share(node.flat, total)}`;
    const cum = `cum ${amount(node.cum)} ${share(node.cum, total)}`;
    return [
      ...callers.slice(0, edges).map(({ weight, source }) => line('from', weight, source)),
      ...more(callers.length, edges, 'callers'),
      `${safeText(functionTitle(node.info))}  ${flat}, ${cum}`,
      ...callees.slice(0, edges).map(({ weight, target }) => line('to', weight, target)),
      ...more(callees.length, edges, 'callees'),
    ].join('\n');
  });
  return `${[heading, ...blocks].join('\n\n')}\n`;
}

function more(count: number, shown = count, what: string): string[] {
  return count > shown ? [`${' '.repeat(14)}${count - shown} more ${what}`] : [];
}

/**
 * Schema `heaptide.tree/1`: as `heaptide.top/1`, each function with `callers` and `callees`
 * `[{function, file, line, value}]`.
 */
export function renderTreeJson(
  { sampleType, total, functions }: FunctionView,
  { rows }: TreeOptions = {},
): string {
  const shown = functions.slice(0, rows).map((node) => ({
    ...functionJson(node.info),
    flat: node.flat,
    cum: node.cum,
    callers: sortEdges(node.in.values()).map(({ source, weight }) => ({
      ...functionJson(source.info),
      value: weight,
    })),
    callees: sortEdges(node.out.values()).map(({ target, weight }) => ({
      ...functionJson(target.info),
      value: weight,
    })),
  }));
  return `${JSON.stringify({ schema: 'heaptide.tree/1', sampleType, total, functions: shown })}\n`;
}
