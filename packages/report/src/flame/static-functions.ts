import { formatAmount } from './browser/format-amount.js';
import { formatShare } from './browser/format-share.js';
import { functionFigures } from './browser/function-figures.js';
import { openTree } from './browser/open-tree.js';
import { escapeSafe } from './escape-markup.js';
import type { FlameData } from './flame-data.js';

const MOST = 50;

/** The functions that hold or changed most, as a table that needs no script; the script puts its own in place of it. */
export function staticFunctions(data: FlameData): string {
  const tree = openTree(data);
  const { self, total, beforeSelf, beforeTotal } = functionFigures(tree, data.names.length);
  const compares = tree.before !== undefined;
  const weight = (row: number): number => Math.abs(self[row]! - beforeSelf[row]!);
  const rows = data.names
    .map((_, row) => row)
    .sort((a, b) => weight(b) - weight(a) || a - b)
    .slice(0, MOST);
  const amount = (value: number): string => formatAmount(value, data.kind);
  const cells = (row: number): string[] =>
    compares
      ? [
          amount(beforeSelf[row]!),
          amount(self[row]!),
          formatAmount(self[row]! - beforeSelf[row]!, data.kind, { signed: true }),
          formatAmount(total[row]! - beforeTotal[row]!, data.kind, { signed: true }),
        ]
      : [amount(self[row]!), formatShare(self[row]!, tree.after.size[0]!), amount(total[row]!)];
  const titles = compares
    ? ['function', 'before', 'after', 'Δ self', 'Δ total']
    : ['function', 'self', '%', 'total'];
  const body = rows.map((row) => {
    const file = data.files[data.fileOf[row]!]!;
    const place = file === '' ? '' : ` <small>${escapeSafe(file)}:${data.lines[row]!}</small>`;
    const figures = cells(row).map((text) => `<td>${escapeSafe(text)}</td>`);
    return `<tr><td class="name">${escapeSafe(data.names[row]!)}${place}</td>${figures.join('')}</tr>`;
  });
  const head = titles.map((title) => `<th scope="col">${title}</th>`).join('');
  return `<h2>Functions</h2>\n<table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}
