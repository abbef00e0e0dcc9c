import { type GrowthReport, singular } from '@heaptide/growth';
import { growthRows, leftLine } from './growth-rows.js';
import { growthTable } from './growth-table.js';
import type { Grouping } from './group-sites.js';
import { headline } from './headline.js';
import { noteLines } from './note-lines.js';
import { plainPhrase } from './phrase.js';
import { type Block, blocksOf, type BlockOptions } from './report-blocks.js';
import { limitLine, seriesLine } from './series-line.js';
import { wrapWords } from './wrap-words.js';

/** What a report shows, whatever it is written in. */
export interface GrowthViewOptions extends BlockOptions {
  /** Show every site, not only those that say something. */
  readonly all?: boolean;
  /** What the table adds sites up by; `site` by default. */
  readonly groupBy?: Grouping;
  /** Whether the times of the captures are known; without them nothing is told per minute. Known by default. */
  readonly timed?: boolean;
}

export interface GrowthTextOptions extends GrowthViewOptions {
  /** Characters in a line; 100 by default. */
  readonly width?: number;
}

const WIDTH = 100;

/**
 * The report for a terminal or a log: the verdict with the number that matters, what was looked at, a table of what grows,
 * then what is known of each finding, and the rest counted. Lines are as wide as they may be or end between two words;
 * only a single name may be wider.
 */
export function renderGrowthText(report: GrowthReport, options: GrowthTextOptions = {}): string {
  const { all = false, groupBy = 'site', timed = true, width = WIDTH, notesOf } = options;
  const rows = growthRows(report, { all, groupBy });
  const limit = limitLine(report);
  const left = leftLine(rows, groupBy);
  const unit = singular(report.unit);
  const sections = [
    [
      ...wrapWords(plainPhrase(headline(report)), { width, hang: '  ' }),
      ...wrapWords(plainPhrase(seriesLine(report, timed)), { width, hang: '  ' }),
      ...(limit === undefined ? [] : wrapWords(plainPhrase(limit), { width, hang: '  ' })),
    ],
    rows.shown.length === 0 ? [] : growthTable(rows.shown, { groupBy, unit, timed, width }),
    ...blocksOf(report, { notesOf }).map((block) => blockLines(block, width)),
    left === undefined ? [] : [left],
  ];
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

function blockLines({ title, notes }: Block, width: number): string[] {
  return [
    ...wrapWords(plainPhrase(title), { width, hang: '  ' }),
    ...notes.flatMap((note) => noteLines(note, width)),
  ];
}
