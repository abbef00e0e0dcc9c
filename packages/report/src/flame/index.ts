export { buildFlameTree, type FlameTreeOptions } from './build-flame-tree.js';
export type { FlameOptions } from './flame-heading.js';
export type { FlameTree, FlameValues } from './flame-tree.js';
export type { FlameFrames } from './frame-table.js';
export { invertFlameTree } from './invert-tree.js';
export { renderFlameHtml } from './render-flame-html.js';
export { type FlameSvgOptions, renderFlameSvg } from './render-flame-svg.js';
export type { WidthMode } from './browser/view-state.js';
