import type { DrawingStyle } from '../drawing/drawing-style.js';
import { bandedPage } from './banded-page.js';
import type { DetailModel } from './detail-model.js';
import { composeTitle } from './detail-title.js';
import type { DetailView } from './detail-view.js';
import { type Block, linesAround, type LinesAround, visibleLines } from './page-blocks.js';
import { hasColumns } from './pane-order.js';
import { stackedPage } from './stacked-page.js';

export interface ComposeDetailOptions {
  readonly model: DetailModel;
  readonly view: DetailView;
  readonly width: number;
  /** Lines returned. */
  readonly height: number;
  readonly style: DrawingStyle;
}

const TITLE = 2;

/** The page of one function: exactly `height` lines, each exactly `width` cells. */
export function composeDetail(options: ComposeDetailOptions): readonly string[] {
  const { model, width, height, style } = options;
  const lines = [
    ...composeTitle(model, { width, style }),
    ...visibleLines(pageBlocks(options), { width, height: roomOf(options) }),
  ];
  return lines.slice(0, height);
}

/** Lines of the page that there is no room for. */
export function detailLinesAround(options: ComposeDetailOptions): LinesAround {
  return linesAround(pageBlocks(options), roomOf(options));
}

function pageBlocks(options: ComposeDetailOptions): readonly Block[] {
  return hasColumns(options.width) ? bandedPage(options, roomOf(options)) : stackedPage(options);
}

/** Lines below the title. */
function roomOf({ height }: ComposeDetailOptions): number {
  return Math.max(0, height - TITLE);
}
