import { escapeMarkup } from '../flame/escape-markup.js';
import type { SafeTextOptions } from '../safe-text.js';
import { quotePattern } from './quote-pattern.js';
import { renderDocument } from './render-document.js';
import { renderShown } from './render-shown.js';
import type { TopRow, TopTable } from './top-rows.js';
import { VIEW_STYLE } from './view-style.js';
import type { WebFrame, WebPage } from './web-page.js';
import { linkTo } from './web-query.js';

const COLUMNS: readonly (readonly [sort: string, name: string, title: string])[] = [
  ['flat', 'Flat', 'What the function itself holds'],
  ['flat', 'Flat %', 'Of the total'],
  ['', 'Sum %', 'Of this row and those above it'],
  ['cum', 'Cum', 'What the function holds with all that it calls'],
  ['cum', 'Cum %', 'Of the total'],
  ['', '', 'Flat within cum, of the total'],
  ['name', 'Name', ''],
];

/** Names are told by their ends, and a row has room. */
const NAME: SafeTextOptions = { limit: 240 };
const ADDRESS: SafeTextOptions = { limit: 1_000_000 };

/** The table of functions. */
export function renderTopPage(frame: WebFrame, { rows, labels, total }: TopTable): WebPage {
  const heads = COLUMNS.map(([sort, name, title], i) => {
    const sorted = i === 0 ? ' aria-sort="descending"' : '';
    const inside = sort === '' ? name : `<button type="button" data-sort="${sort}">${name}</button>`;
    return `<th scope="col"${sorted}${title === '' ? '' : ` title="${title}"`}>${inside}</th>`;
  });
  const differs = rows.some(({ flat, cum }) => flat < 0 || cum < 0);
  let sum = 0;
  const body = rows.map((row, rank) => {
    sum += row.flat;
    const sumShare = total === 0 ? '' : `${((100 * sum) / total).toFixed(2)}%`;
    return renderRow(frame, row, { rank, sumShare, total, differs });
  });
  const table =
    rows.length === 0
      ? '<p class="ui-empty">No function holds anything here.</p>'
      : `<table class="ui-table" role="grid" data-total="${total}" aria-label="Functions" aria-multiselectable="true">
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`;
  return renderDocument(frame, {
    style: VIEW_STYLE,
    body: `<main class="ui-page">${renderShown(labels)}\n${table}\n</main>`,
    data: { names: rows.map(({ target }) => target) },
  });
}

interface RowSetting {
  readonly rank: number;
  readonly sumShare: string;
  readonly total: number;
  readonly differs: boolean;
}

function renderRow({ query }: WebFrame, row: TopRow, { rank, sumShare, total, differs }: RowSetting): string {
  const { name, target, inlineLabel, flat, cum, flatFormat, cumFormat, flatShare, cumShare } = row;
  const shown = escapeMarkup(name, NAME);
  const pattern = quotePattern(target);
  const act = (view: 'top' | 'peek' | 'source', text: string): string =>
    `<a href="${escapeMarkup(linkTo(view, query, { f: pattern }), ADDRESS)}">${text}</a>`;
  const actions = `<span class="ui-acts">${act('top', 'focus')}${act('peek', 'peek')}${act('source', 'source')}</span>`;
  const inline = inlineLabel === '' ? '' : ` <small>${inlineLabel}</small>`;
  const amount = (value: number, text: string): string => {
    const change = !differs || value === 0 ? '' : value < 0 ? ' class="ui-shrank"' : ' class="ui-grew"';
    return `<td${change}>${differs && value > 0 ? '+' : ''}${text}</td>`;
  };
  return (
    `<tr id="node${rank}" tabindex="0" aria-selected="false" data-rank="${rank}" data-flat="${flat}" data-cum="${cum}" data-name="${shown}">` +
    amount(flat, flatFormat) +
    `<td class="ui-share">${flatShare}</td><td class="ui-share ui-sum">${sumShare}</td>` +
    amount(cum, cumFormat) +
    `<td class="ui-share">${cumShare}</td>` +
    `<td>${meter(flat, cum, total)}</td><td class="ui-name">${shown}${inline}${actions}</td></tr>`
  );
}

/** Own weight within cumulative weight, of the whole. A drawing, since the page may hold no styles of its own. */
function meter(flat: number, cum: number, total: number): string {
  const wide = (value: number): string =>
    (total === 0 ? 0 : Math.min(60, (60 * Math.abs(value)) / Math.abs(total))).toFixed(1);
  return `<svg class="ui-meter" width="60" height="8" aria-hidden="true"><rect class="ui-cum" width="${wide(cum)}" height="8"/><rect class="ui-flat" width="${wide(flat)}" height="8"/></svg>`;
}
