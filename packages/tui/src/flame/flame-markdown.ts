import { count, safeText } from '@heaptide/report';
import type { FlameTree } from '@heaptide/report/flame';
import type { CaptureEntry } from '../engine/capture-entry.js';
import { fencedBlock } from '../takeaway/fenced-block.js';
import { flameAmounts, share } from './flame-amounts.js';
import { flameFigures } from './flame-figures.js';
import type { FlameIndex } from './flame-index.js';
import { type FlameModel, isGrown } from './flame-model.js';
import { chooseFlame } from './flame-scene.js';
import type { FlameView } from './flame-view.js';
import type { FlameZoomNode } from './lay-out-flame.js';

/** Of what the zoom holds; smaller nodes are left out. */
const LEAST_SHARE = 0.01;
const MOST_ROWS = 60;
const WIDTHS = { amount: 9, change: 11, mark: 2 };
const LONGEST_NAME = 120;

/**
 * The zoom as Markdown for GitHub: the tree as a block of code, in which nothing is markup, a mention or a reference;
 * the fence is longer than any that a name could bring along.
 */
export function flameMarkdown(model: FlameModel, view: FlameView): string {
  if (!isGrown(model)) return `${fencedBlock([safeText(model.tree)], 'text')}\n`;
  const { index, zoom, node } = chooseFlame(model, view);
  const rows = largestNodes(index, zoom);
  const left = rows.beyond === 0 ? [] : [`${count(rows.beyond)} more paths of at least 1% are left out`];
  const lines = [
    header(model.tree),
    ...rows.nodes.map((at) => treeLine(index, at, zoom.node)),
    ...left,
    '',
    `selected: ${pathText(index, node)}`,
  ];
  return `${heading(model, model.tree)}\n\n${fencedBlock(lines, 'text')}\n`;
}

function heading({ a, b, inverted }: FlameModel, tree: FlameTree): string {
  const of = (side: string, entry: CaptureEntry | undefined) =>
    entry === undefined
      ? side
      : `${side}: capture ${entry.number}${momentOf(entry)}${entry.metadata.gc === 'forced' ? '' : ', without GC'}`;
  const order = inverted ? 'callers below what they call' : 'by call path';
  const sides = [...(tree.before === undefined ? [] : [of('A', a)]), of('B', b)];
  return `**Heap, ${order}** (${sides.join('; ')})`;
}

function momentOf({ metadata }: CaptureEntry): string {
  const time = Date.parse(metadata.time);
  return Number.isNaN(time) ? '' : ` of ${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Depth first, the largest first. */
function largestNodes(index: FlameIndex, zoom: FlameZoomNode): { nodes: readonly number[]; beyond: number } {
  const nodes: number[] = [];
  let beyond = 0;
  const least = index.size[zoom.node]! * LEAST_SHARE;
  const open = [zoom.node];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (nodes.length < MOST_ROWS) nodes.push(node);
    else beyond++;
    const children = index.children(node).slice(node === zoom.node ? zoom.skip : 0);
    open.push(...children.filter((child) => index.size[child]! >= least).reverse());
  }
  return { nodes, beyond };
}

function header(tree: FlameTree): string {
  const { metric } = flameAmounts(tree);
  const columns = tree.before === undefined ? ['B'.padStart(WIDTHS.amount), 'of root'] : sideTitles();
  return safeText(`${columns.join(' ')}  ${metric}`);
}

function sideTitles(): readonly string[] {
  const { amount, change, mark } = WIDTHS;
  return ['A'.padStart(amount), 'B'.padStart(amount), 'B-A'.padStart(change), ''.padEnd(mark)];
}

function treeLine(index: FlameIndex, node: number, root: number): string {
  const { tree } = index;
  const { long, signed } = flameAmounts(tree);
  const { after, before, mark } = flameFigures(tree, [node]);
  const columns =
    before === undefined
      ? [long(after).padStart(WIDTHS.amount), share(after, tree.total[0]!).padStart('of root'.length)]
      : [
          long(before).padStart(WIDTHS.amount),
          long(after).padStart(WIDTHS.amount),
          signed(after - before).padStart(WIDTHS.change),
          mark.padEnd(WIDTHS.mark),
        ];
  const indent = ' '.repeat(tree.depth[node]! - tree.depth[root]!);
  return `${columns.join(' ')}  ${indent}${nodeText(index, node)}`;
}

function nodeText(index: FlameIndex, node: number): string {
  const { tree } = index;
  const frame = tree.frame[node]!;
  if (frame === -1) return node === 0 ? 'root' : `(${count(tree.folded[node]!)} smaller paths)`;
  const { name, place } = index.labels({ ascii: false }).label(frame);
  return safeText(`${name.text}${place.text === '' ? '' : `  ${place.text}`}`, { limit: LONGEST_NAME });
}

function pathText(index: FlameIndex, node: number): string {
  const names: string[] = [];
  for (let at = node; at >= 0; at = index.tree.parent[at]!) names.unshift(nodeText(index, at));
  return names.join(' > ');
}
