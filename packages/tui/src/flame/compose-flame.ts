import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { flameHeading, flameLegend } from './flame-heading.js';
import { composeFlamePanel } from './flame-panel.js';
import { flameScene, type FlameScene } from './flame-scene.js';
import type { FlameContext, FlameView } from './flame-view.js';
import { icicleLines } from './icicle-lines.js';

export interface ComposeFlameOptions extends FlameContext {
  readonly view: FlameView;
  readonly style: DrawingStyle;
}

/** The body of the flame screen: `height` lines, none wider than `width` cells. */
export function composeFlame({ model, view, width, height, style }: ComposeFlameOptions): readonly string[] {
  const lines =
    typeof model.tree === 'string'
      ? [awaited(model.tree, { width, style })]
      : [
          ...new Body(
            { model, view, width, height, style },
            flameScene(model.tree, view, { width, height }),
          ).lines(),
        ];
  return Array.from({ length: height }, (_, line) => lines[line] ?? '');
}

function awaited(text: string, { width, style }: { width: number; style: DrawingStyle }): string {
  const line = measure(safeText(text, { ascii: style.ascii }));
  return ` ${shortenName(line, { width: width - 2, ellipsis: style.ellipsis }).text}`;
}

class Body {
  readonly #options: ComposeFlameOptions;
  readonly #scene: FlameScene;

  constructor(options: ComposeFlameOptions, scene: FlameScene) {
    this.#options = options;
    this.#scene = scene;
  }

  lines(): readonly string[] {
    const { model, view, style, width } = this.#options;
    const { index, layout, top, parts } = this.#scene;
    const matches = index.matches(view.search);
    const icicle = icicleLines({ scene: this.#scene, style, matches });
    const panel = composeFlamePanel({ scene: this.#scene, inverted: model.inverted, style });
    const below = Math.max(0, layout.rows.length - top - parts.icicleRows);
    const above = rule(levels(top, 'above'), width);
    const beneath = rule(levels(below, 'below'), width);
    const head = [
      flameHeading({ model, index, width, style }),
      flameLegend({ index, toScale: layout.toScale, searches: view.search !== '', width, style }),
      above,
    ];
    if (parts.panel.place === 'below') return [...head, ...icicle, beneath, ...panel];
    return [...head, ...icicle.map((line, at) => `${line} | ${panel[at] ?? ''}`), beneath];
  }
}

function levels(number: number, where: string): string {
  return number === 0 ? '' : ` ${number} ${number === 1 ? 'level' : 'levels'} ${where} `;
}

/** Words in a rule: what the icicle has outside of what is in sight. */
function rule(text: string, width: number): string {
  return `--${text}`.padEnd(width, '-');
}
