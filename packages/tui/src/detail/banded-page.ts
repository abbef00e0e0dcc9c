import type { ComposeDetailOptions } from './compose-detail.js';
import { detailPane } from './detail-panes.js';
import type { DetailPane } from './detail-stops.js';
import { composeGrowthChart } from './growth-chart.js';
import { beside, type Block, splitWidth } from './page-blocks.js';
import { showPane } from './pane.js';
import { shareLines } from './share-lines.js';

/** A band before it is known how tall it is. */
interface Band {
  readonly panes: readonly DetailPane[];
  /** Lines with which nothing of it is left out. */
  readonly wanted: number;
  readonly draw: (height: number) => readonly string[];
}

const THREE_COLUMNS_FROM = 140;
const SOURCE_SHARE = { two: 0.5, three: 0.36 };
/** Lines of the bands, headings included: where there is no room for the least, the page is scrolled. */
const LEAST_CALLS = 7;
const LEAST_GROWTH = 5;
const LEAST_WORDS = 4;
/** Part of all lines that the words take at most while the calls want more. */
const WORDS_SHARE = 0.45;
/** How the words are split, the middle first: a few words beside many leave them room. */
const WORDS_SPLITS = [0.5, 0.6, 0.65, 0.4];
const TALLEST_CHART = 14;

/** The page in bands of two or three columns: what it is and who calls it, how it grows, and what that means. */
export function bandedPage(options: ComposeDetailOptions, room: number): readonly Block[] {
  const calls = options.width < THREE_COLUMNS_FROM ? twoCallColumns(options) : threeCallColumns(options);
  const growth = growthBand(options);
  const meaning = meaningBand(options);
  const isSite = options.model.site !== undefined;
  const leastGrowth = isSite ? LEAST_GROWTH : growth.wanted;
  const least = [LEAST_CALLS, leastGrowth, LEAST_WORDS];
  const given = Math.max(room, LEAST_CALLS + leastGrowth + LEAST_WORDS);
  const words = Math.min(meaning.wanted, Math.floor(given * WORDS_SHARE));
  const growthHeight = isSite ? Math.max(growth.wanted, TALLEST_CHART) : growth.wanted;
  // A sentence that is cut off says less than figures and rows that are not all there. The chart takes what is left.
  const heights = [
    [LEAST_CALLS, leastGrowth, words],
    [LEAST_CALLS, growth.wanted, words],
    [calls.wanted, growth.wanted, words],
    [calls.wanted, growth.wanted, meaning.wanted],
    [calls.wanted, growthHeight, meaning.wanted],
  ].reduce<readonly number[]>((shared, wanted) => shareLines(shared, wanted, given), least);
  const block = ({ panes, draw }: Band, height: number): Block => ({
    height,
    draw: () => draw(height),
    focus: panes.includes(options.view.pane) ? { from: 0, to: height } : undefined,
  });
  return [calls, growth, meaning].map((band, at) => block(band, heights[at]!));
}

function twoCallColumns(options: ComposeDetailOptions): Band {
  const [left, right] = splitWidth(options.width, SOURCE_SHARE.two);
  const source = column('source', left, options);
  const callers = column('callers', right, options);
  const callees = column('callees', right, options);
  return {
    panes: ['source', 'callers', 'callees'],
    wanted: Math.max(source.wanted, callers.wanted + callees.wanted),
    draw: (height) => {
      const above = Math.min(callers.wanted, Math.max(Math.ceil(height / 2), height - callees.wanted));
      return beside([source.draw(height), [...callers.draw(above), ...callees.draw(height - above)]]);
    },
  };
}

function threeCallColumns(options: ComposeDetailOptions): Band {
  const [left, rest] = splitWidth(options.width, SOURCE_SHARE.three);
  const [middle, right] = splitWidth(rest, 0.5);
  return bandOf([
    column('source', left, options),
    column('callers', middle, options),
    column('callees', right, options),
  ]);
}

function growthBand(options: ComposeDetailOptions): Band {
  const { model, width, style } = options;
  if (model.site === undefined) return column('growth', width, options);
  const [left, right] = splitWidth(width, 0.5);
  const chart: Band = {
    panes: [],
    wanted: 0,
    draw: (height) => composeGrowthChart(model, { width: right, height, style }),
  };
  return bandOf([column('growth', left, options), chart]);
}

/** Split in the middle, or where that saves some lines. */
function meaningBand(options: ComposeDetailOptions): Band {
  const bands = WORDS_SPLITS.map((share) => {
    const [left, right] = splitWidth(options.width, share);
    return bandOf([column('why', left, options), column('next', right, options)]);
  });
  return bands.reduce((best, band) => (band.wanted < best.wanted - 1 ? band : best));
}

/** A pane as a band of its own. */
function column(which: DetailPane, width: number, options: ComposeDetailOptions): Band {
  const pane = detailPane(which, options, { width, style: options.style });
  return {
    panes: [which],
    wanted: pane.length + 1,
    draw: (height) => showPane(pane, { height, width }),
  };
}

function bandOf(columns: readonly Band[]): Band {
  return {
    panes: columns.flatMap(({ panes }) => panes),
    wanted: Math.max(...columns.map(({ wanted }) => wanted)),
    draw: (height) => beside(columns.map(({ draw }) => draw(height))),
  };
}
