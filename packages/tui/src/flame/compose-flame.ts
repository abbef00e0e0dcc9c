import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { ruleLine } from '../drawing/rule-line.js';
import { flameHeading, flameLegend } from './flame-heading.js';
import { type GrownFlame, isGrown } from './flame-model.js';
import { composeFlamePanel } from './flame-panel.js';
import { flameScene } from './flame-scene.js';
import type { FlameContext, FlameView } from './flame-view.js';
import { icicleLines } from './icicle-lines.js';

export interface ComposeFlameOptions extends FlameContext {
  readonly view: FlameView;
  readonly style: DrawingStyle;
}

/** The body of the flame screen: `height` lines, none wider than `width` cells. */
export function composeFlame(options: ComposeFlameOptions): readonly string[] {
  const { model, height } = options;
  const lines = isGrown(model) ? body(model, options) : [awaited(model.tree, options)];
  return Array.from({ length: height }, (_, line) => lines[line] ?? '');
}

function awaited(text: string, { width, style }: { width: number; style: DrawingStyle }): string {
  const line = measure(safeText(text, { ascii: style.ascii }));
  return ` ${shortenName(line, { width: width - 2, ellipsis: style.ellipsis }).text}`;
}

function body(model: GrownFlame, { view, width, height, style }: ComposeFlameOptions): readonly string[] {
  const scene = flameScene(model, view, { width, height });
  const { index, layout, top, parts } = scene;
  const matches = index.matches(view.search);
  const icicle = icicleLines({ scene, style, matches });
  const panel = composeFlamePanel({ scene, inverted: model.inverted, style });
  const below = Math.max(0, layout.rows.length - top - parts.icicleRows);
  const head = [
    flameHeading({ model, index, width, style }),
    flameLegend({ index, toScale: layout.toScale, searches: view.search !== '', width, style }),
    ruleLine(levels(top, 'above'), width),
  ];
  const beneath = ruleLine(levels(below, 'below'), width);
  if (parts.panel.place === 'below') return [...head, ...icicle, beneath, ...panel];
  const last = below > 0 ? beneath : '|'.padStart(parts.icicleWidth);
  return [...head, ...icicle.map((line, at) => `${line} ${panel[at] ?? ''}`), last];
}

/** What the icicle has outside of what is in sight. */
function levels(number: number, where: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? 'level' : 'levels'} ${where}`;
}
