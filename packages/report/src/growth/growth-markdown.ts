import { type GrowthReport, singular } from '@heaptide/growth';
import { type GrowthRow, growthRows, hasPlace, leftLine } from './growth-rows.js';
import type { GrowthViewOptions } from './growth-text.js';
import { headline } from './headline.js';
import { htmlPhrase, markdownPhrase } from './markdown-text.js';
import type { Phrase } from './phrase.js';
import { type Block, blocksOf } from './report-blocks.js';
import { limitLine, seriesLine } from './series-line.js';

/** GitHub takes 65,536 characters in a comment. */
const MOST_ROWS = 100;

/**
 * The report as a comment on GitHub: the verdict, a table of what grows, and what is known of each finding, folded away.
 * Nothing that a profile names is markup, mentions anybody or refers to anything.
 */
export function renderGrowthMarkdown(report: GrowthReport, options: GrowthViewOptions = {}): string {
  const { all = false, groupBy = 'site', timed = true, notesOf } = options;
  const rows = growthRows(report, { all, groupBy });
  const limit = limitLine(report);
  const left = leftLine(rows, groupBy);
  const beyond = rows.shown.length - MOST_ROWS;
  return [
    `### heaptide growth: ${report.verdict}`,
    `**${markdownPhrase(headline(report))}**`,
    markdownPhrase(seriesLine(report, timed)),
    limit === undefined ? '' : markdownPhrase(limit),
    rows.shown.length === 0
      ? ''
      : table(rows.shown.slice(0, MOST_ROWS), { groupBy, timed, unit: report.unit }),
    beyond > 0 ? `${beyond} more rows are left out` : '',
    ...blocksOf(report, { notesOf }).map(details),
    left ?? '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function table(
  rows: readonly GrowthRow[],
  { groupBy, timed, unit }: Required<Pick<GrowthViewOptions, 'groupBy' | 'timed'>> & { unit: string },
): string {
  const withPlace = hasPlace(groupBy);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const titles = [
    'verdict',
    groupBy,
    ...(withPlace ? ['location'] : []),
    ...(groupBy === 'site' ? [] : ['sites']),
    'in use',
    `per ${markdownPhrase([singular(unit)])} (95 %)`,
    ...(timed ? ['per minute'] : []),
  ];
  const firstFigure = withPlace ? 3 : 2;
  return [
    row(titles),
    row(titles.map((_, i) => (i < firstFigure ? '---' : '---:'))),
    ...rows.map(({ verdict, name, remark, place, sites, inUse, perUnit, perMinute }) =>
      row([
        verdict,
        markdownPhrase([{ name }, remark]),
        ...(withPlace ? [place === '' ? '' : markdownPhrase([{ name: place }])] : []),
        ...(groupBy === 'site' ? [] : [String(sites)]),
        inUse,
        perUnit,
        ...(timed ? [perMinute] : []),
      ]),
    ),
  ].join('\n');
}

function details({ title, notes }: Block, index: number): string {
  if (notes.length === 0) return markdownPhrase(title);
  const items = notes.map(({ label, text }) => markdownPhrase([...labelled(label), ...text]));
  return [
    `<details${index === 0 ? ' open' : ''}><summary>${htmlPhrase(title)}</summary>`,
    items.map((item) => `- ${item}`).join('\n'),
    '</details>',
  ].join('\n\n');
}

function labelled(label: string): Phrase {
  return label === '' ? [] : [`${label}: `];
}
