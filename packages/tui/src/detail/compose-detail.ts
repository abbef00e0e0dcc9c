import type { DrawingStyle } from '../drawing/drawing-style.js';
import { bandedPage } from './banded-page.js';
import type { DetailModel } from './detail-model.js';
import { composeTitle } from './detail-title.js';
import type { DetailView } from './detail-view.js';
import { visibleLines } from './page-blocks.js';
import { stackedPage } from './stacked-page.js';

export interface ComposeDetailOptions {
  readonly model: DetailModel;
  readonly view: DetailView;
  readonly width: number;
  /** Lines returned. */
  readonly height: number;
  readonly style: DrawingStyle;
}

const COLUMNS_FROM = 100;
const TITLE = 2;

/** The page of one function: exactly `height` lines, each exactly `width` cells. */
export function composeDetail(options: ComposeDetailOptions): readonly string[] {
  const { model, width, height, style } = options;
  const room = Math.max(0, height - TITLE);
  const blocks = width < COLUMNS_FROM ? stackedPage(options) : bandedPage(options, room);
  const lines = [...composeTitle(model, { width, style }), ...visibleLines(blocks, { width, height: room })];
  return lines.slice(0, height);
}
