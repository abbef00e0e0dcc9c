import type { ComposeDetailOptions } from './compose-detail.js';
import { detailPane } from './detail-panes.js';
import type { DetailPane } from './detail-stops.js';
import { composeGrowthChart } from './growth-chart.js';
import type { Block } from './page-blocks.js';
import { showPane, shownLines } from './pane.js';
import { paneOrder } from './pane-order.js';

/** Lines of a pane at most, its heading among them. */
const TALLEST: Partial<Record<DetailPane, number>> = { source: 7, callers: 9, callees: 9 };
const CHART = 7;

/** The page in one column, to be scrolled. */
export function stackedPage(options: ComposeDetailOptions): readonly Block[] {
  const { model, width, style } = options;
  const chart: Block = {
    height: CHART,
    draw: () => composeGrowthChart(model, { width, height: CHART, style }),
    focus: undefined,
  };
  return paneOrder(width).flatMap((pane) => {
    const block = paneBlock(pane, options);
    return pane === 'growth' && model.site !== undefined ? [block, chart] : [block];
  });
}

function paneBlock(which: DetailPane, options: ComposeDetailOptions): Block {
  const { width, style, view } = options;
  const pane = detailPane(which, options, { width, style });
  const height = Math.min(TALLEST[which] ?? Infinity, pane.length + 1);
  const { from, to } = pane.anchor;
  // The heading is a line too.
  const before = 1 - shownLines(pane, height).from;
  return {
    height,
    draw: () => showPane(pane, { height, width }),
    focus: view.pane === which ? { from: from + before, to: to + before } : undefined,
  };
}
