import { safeText, shortBytes } from '@heaptide/report';
import type { RetainingStep } from '@heaptide/report/snapshot-browse';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { fitName, measure } from '../../drawing/measured-text.js';
import { MARGIN } from './outline-columns.js';
import { share } from './outline-composer.js';

export interface PathComposerOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  /** Bytes of the whole heap. */
  readonly total: number;
}

const RETAINED = 8;
const SHARE = 6;
const EDGE_SHARE = 0.4;

/** Draws the steps of a path, from the root down; every line is exactly `width` cells wide. */
export class PathComposer {
  readonly #options: PathComposerOptions;
  readonly #edge: number;
  readonly #object: number;

  constructor(options: PathComposerOptions) {
    this.#options = options;
    const names = options.width - MARGIN - RETAINED - SHARE - 3;
    this.#edge = Math.floor(names * EDGE_SHARE);
    this.#object = names - this.#edge;
  }

  header(): string {
    const cells = [
      'HELD BY'.padEnd(this.#edge),
      'OBJECT'.padEnd(this.#object),
      'RETAINED'.padStart(RETAINED),
      'SHARE'.padStart(SHARE),
    ];
    return this.#options.style.paint('strong', ' '.repeat(MARGIN) + cells.join(' '));
  }

  row(step: RetainingStep, { selected }: { readonly selected: boolean }): string {
    const { style, total } = this.#options;
    const line = [
      this.#fit(step.edge, this.#edge, step.repeats > 1 ? ` x${step.repeats}` : ''),
      this.#fit(step.name, this.#object, ` @${step.id}`),
      shortBytes(step.retained).padStart(RETAINED),
      share(step.retained, total).padStart(SHARE),
    ].join(' ');
    return selected ? style.paint('selected', `> ${line}`) : `  ${line}`;
  }

  /** Text of a snapshot, and behind it what stays whole. */
  #fit(text: string, width: number, tail: string): string {
    const { ascii, ellipsis } = this.#options.style;
    const shown = measure(safeText(text, { ascii, limit: 256 }));
    const room = width - tail.length;
    if (shown.width > room) return fitName(shown, { width: room, ellipsis }) + tail;
    return shown.text + tail + ' '.repeat(room - shown.width);
  }
}
