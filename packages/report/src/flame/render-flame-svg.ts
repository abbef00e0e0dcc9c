import { createPalette } from './browser/box-colour.js';
import { formatAmount } from './browser/format-amount.js';
import { formatChange } from './browser/format-change.js';
import { formatShare } from './browser/format-share.js';
import { layOut } from './browser/lay-out.js';
import { openTree, type TreeModel } from './browser/open-tree.js';
import { startPicture } from './browser/start-picture.js';
import type { WidthMode } from './browser/view-state.js';
import { escapeSafe } from './escape-markup.js';
import { safeText } from '../safe-text.js';
import { type FlameData, flameData } from './flame-data.js';
import { flameHeading, type FlameOptions } from './flame-heading.js';
import type { FlameTree } from './flame-tree.js';

export interface FlameSvgOptions extends FlameOptions {
  /** Which side of a comparison boxes are as wide as; both by default, since a still picture has no switch. */
  readonly width?: WidthMode;
}

const WIDTH = 1200;
const PADDING = 10;
const TOP = 66;
const BOTTOM = 30;
const ROW = 18;
/** Of the monospaced faces at 11 px. */
const CHARACTER = 6.62;
/** Narrower boxes cannot be seen. */
const LEAST_WIDTH = 0.3;

/**
 * The tree as one SVG file, 1200 wide, root at the top. A picture anywhere; in a browser of its own also zoom, search
 * and figures on hovering. Names are shown with {@link safeText}'s stand-ins. Equal input gives an equal file.
 */
export function renderFlameSvg(
  tree: FlameTree,
  { width = 'union', ...options }: FlameSvgOptions = {},
): string {
  const data = flameData(tree);
  const model = openTree(data);
  const heading = flameHeading(tree, data, options);
  const size = sizesOf(model, width);
  const { left } = layOut(model, size);
  const palette = createPalette(data, model, false);
  const inner = WIDTH - 2 * PADDING;
  const whole = size[0]!;
  const scale = whole === 0 ? 0 : inner / whole;
  const boxes: string[] = [];
  let depth = 0;
  for (let node = 0; node < model.length; node++) {
    const wide = node === 0 ? inner : size[node]! * scale;
    if (wide < LEAST_WIDTH) continue;
    depth = Math.max(depth, model.depth[node]!);
    const x = (PADDING + left[node]! * scale).toFixed(2);
    const y = TOP + model.depth[node]! * ROW;
    const { fill, mark } = palette.ofNode(node);
    const shape = `x="${x}" y="${y}" width="${wide.toFixed(2)}" height="${ROW - 1}"`;
    const overlay = mark === undefined ? '' : `<rect ${shape} fill="url(#${mark})"/>`;
    const label = labelOf(data, model, node);
    const text = fit(label, wide);
    boxes.push(
      `<g class="box" data-depth="${model.depth[node]!}" data-label="${escapeSafe(label)}"><title>${escapeSafe(tooltipOf(data, model, node, label))}</title>` +
        `<rect class="fill" ${shape} fill="${fill}"/>${overlay}` +
        `<text x="${(PADDING + left[node]! * scale + 4).toFixed(2)}" y="${y + 12.5}">${escapeSafe(text)}</text></g>`,
    );
  }
  const height = TOP + (depth + 1) * ROW + BOTTOM;
  const show = (text: string): string => escapeSafe(safeText(text));
  const facts = [`${heading.amount} ${heading.change}`.trim(), ...heading.facts].join('  ·  ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${show(`${heading.title}, ${heading.amount}`)}">
<style>${STYLE}</style>
<defs>
<pattern id="new" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M1 0V6" stroke="#171b21" stroke-opacity=".32" stroke-width="1.4"/></pattern>
<pattern id="gone" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="1.5" cy="1.5" r="1" fill="#171b21" fill-opacity=".38"/></pattern>
<linearGradient id="scale"><stop offset="0" stop-color="${palette.ofChange(-1)}"/><stop offset=".5" stop-color="${palette.ofChange(0)}"/><stop offset="1" stop-color="${palette.ofChange(1)}"/></linearGradient>
</defs>
<rect width="100%" height="100%" fill="${palette.background}"/>
<text class="title" x="${PADDING}" y="25">${show(heading.title)}<tspan class="soft" dx="10">${escapeSafe(data.type)}</tspan></text>
<text class="soft" x="${PADDING}" y="44">${show(facts)}</text>
${legend(model)}
<text class="tool" id="reset" x="${WIDTH - PADDING - 80}" y="25" text-anchor="end" visibility="hidden">Reset zoom</text>
<text class="tool" id="ask" x="${WIDTH - PADDING}" y="25" text-anchor="end" visibility="hidden">Search (/)</text>
<text class="found" id="found" x="${WIDTH - PADDING - 170}" y="25" text-anchor="end"></text>
${boxes.join('\n')}
<text class="soft" id="detail" x="${PADDING}" y="${height - 10}">Boxes are as wide as what a function and its callees hold.</text>
<script><![CDATA[
'use strict';
(${startPicture.toString()})(${PADDING}, ${inner}, ${CHARACTER});
]]></script>
</svg>
`;
}

const STYLE = `
text { font: 11px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #171b21; }
.fill { stroke: #fff; stroke-width: .6; }
.box text { pointer-events: none; }
.title { font: 650 16px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.soft, .soft tspan, .key { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: #5b6470; }
.tool, .found { font: 600 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: #0b6e78; }
.tool, .box { cursor: pointer; }
.box:hover .fill { stroke: #171b21; stroke-width: 1.2; }
.above { opacity: .55; } .faint { opacity: .25; }
`;

function sizesOf(model: TreeModel, width: WidthMode): Float64Array {
  if (model.before === undefined || width === 'after') return model.after.size;
  return width === 'before' ? model.before.size : model.unionSize;
}

function labelOf(data: FlameData, { frame, folded }: TreeModel, node: number): string {
  if (node === 0) return 'all';
  return frame[node] === -1 ? `${folded[node]!} smaller` : data.names[frame[node]!]!;
}

function tooltipOf(data: FlameData, model: TreeModel, node: number, label: string): string {
  const { after, before, frame } = model;
  const file = frame[node] === -1 ? '' : data.files[data.fileOf[frame[node]!]!]!;
  const of = (value: number): string => formatAmount(value, data.kind);
  const share = (part: number, whole: number): string => {
    const text = formatShare(part, whole);
    return text === '' ? '' : ` (${text})`;
  };
  const figures =
    before === undefined
      ? `total ${of(after.total[node]!)}${share(after.total[node]!, after.size[0]!)}\nself ${of(after.self[node]!)}`
      : [
          `before ${of(before.total[node]!)}, after ${of(after.total[node]!)}`,
          `${formatAmount(after.total[node]! - before.total[node]!, data.kind, { signed: true })} ${formatChange(before.total[node]!, after.total[node]!)}`,
        ].join('\n');
  return `${label}\n${file === '' ? '' : `${file}:${data.lines[frame[node]!]!}\n`}${figures}`;
}

function fit(label: string, wide: number): string {
  const most = Math.floor((wide - 8) / CHARACTER);
  if (label.length <= most) return label;
  return most < 4 ? '' : `${label.slice(0, most - 1)}…`;
}

function legend({ before, showsChange }: TreeModel): string {
  if (!showsChange) return '';
  const key = (x: number, fill: string, mark: string, text: string): string =>
    `<rect x="${x}" y="49" width="14" height="11" fill="${fill}"/><rect x="${x}" y="49" width="14" height="11" fill="url(#${mark})"/><text class="key" x="${x + 20}" y="59">${text}</text>`;
  const scale = `<text class="key" x="${PADDING}" y="59">shrank</text><rect x="${PADDING + 44}" y="49" width="84" height="11" fill="url(#scale)"/><text class="key" x="${PADDING + 134}" y="59">grew</text>`;
  if (before === undefined) return scale;
  return (
    scale +
    key(PADDING + 180, 'rgb(246 150 62)', 'new', 'new') +
    key(PADDING + 240, 'rgb(92 163 222)', 'gone', 'gone')
  );
}
