import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { safeText } from '@heaptide/report';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { createDrawingStyle, type DrawingStyle } from '../src/drawing/drawing-style.js';
import { composeHeader } from '../src/drawing/header-lines.js';
import { fitName, measure, shortenName } from '../src/drawing/measured-text.js';
import { wrapText } from '../src/drawing/wrap-text.js';
import { SiteNumbering } from '../src/engine/site-columns.js';
import { RowComposer } from '../src/live/row-composer.js';
import { composeSitePanel } from '../src/live/site-panel.js';
import { fitColumns } from '../src/live/table-columns.js';
import { composeVerdictLine } from '../src/screen/verdict-line.js';
import type { WatchState } from '../src/session/watch-state.js';
import { NameBook } from '../src/sites/name-book.js';
import type { SiteRow } from '../src/sites/site-row.js';
import { SiteRows } from '../src/sites/site-rows.js';
import { FORBIDDEN, hostileNames } from './hostile-names.js';
import { EVERY_MS, START, sampleMetadata, sampleReport, sampleSite } from './sample-report.js';

const NAMES = hostileNames(1000);
const WIDTHS = [80, 100, 160];
const FEWER = NAMES.filter((_, index) => index % 4 === 0);
const INTERVAL = 32_768;
const ORDER = { column: 'findings', reversed: false } as const;

/** Our own styles; whatever else begins with ESC is none. */
// eslint-disable-next-line no-control-regex
const STYLE = /\u001B\[[\d;]+m/g;

/** What a line does that it must not; nothing is what is expected. A call of `expect` per line would take the time. */
function faults(line: string, width: number, { ascii }: { readonly ascii: boolean }): readonly string[] {
  const text = line.replace(STYLE, '');
  return [
    ...(FORBIDDEN.test(text) ? [`acts on the terminal: ${JSON.stringify(text)}`] : []),
    ...(ascii && !/^[\x20-\x7e]*$/.test(text) ? [`is not ASCII: ${text}`] : []),
    ...(stringWidth(text) > width ? [`is wider than ${width}: ${text}`] : []),
  ];
}

/** One site per name, which is hostile in all that it says of itself. */
function hostileSite(name: string, index: number): SiteReport {
  const other = NAMES[(index * 7 + 1) % NAMES.length]!;
  const verdict = index % 3 === 0 ? 'leak' : 'flat';
  const site = sampleSite({ name, file: other, start: 3e6, step: 9e4, perUnit: 182, verdict }, 14);
  const caller = { function: other, file: name, line: index, column: 1 };
  return { ...site, path: [caller, ...site.path.slice(1)], reason: `${other} ${name}` };
}

function hostileReport(names: readonly string[], unit: string): GrowthReport {
  return sampleReport(14, { unit, reason: unit, sites: names.map(hostileSite) });
}

/** A site for every name, as rows of the table. */
function hostileRows(
  names: readonly string[],
  ascii: boolean,
): { rows: readonly SiteRow[]; numbering: SiteNumbering } {
  const numbering = new SiteNumbering();
  const { columns, added } = numbering.number(hostileReport(names, 'sessions'));
  const figures = { columns, interval: INTERVAL, baseline: undefined, units: 1 };
  const choice = { filter: '', suspectsOnly: false, order: ORDER };
  const rows = SiteRows.choose(new NameBook(added, { ascii }), figures, choice);
  expect(rows.length).toBe(names.length);
  return { rows: rows.slice(0, rows.length), numbering };
}

function hostileState(report: GrowthReport, name: string): WatchState {
  return {
    name,
    everyMs: EVERY_MS,
    connection: { state: 'live', since: START },
    paused: false,
    queued: 0,
    captureAsked: false,
    captureCount: 14,
    receivedAt: START,
    report,
    latest: sampleMetadata(13, {
      service: name,
      versions: { node: name, heaptide: name },
      work: { [name]: 12, [report.unit]: 13 },
    }),
  };
}

/** What stands in parentheses is no part of a time, and Date.parse takes it nevertheless. */
function savedLongAgo(state: WatchState): WatchState {
  const latest = { ...state.latest!, time: '(\u001B[2J) 2026-03-11' };
  return { ...state, connection: { state: 'saved', since: START }, latest };
}

test('among the names is everything that they are made for', () => {
  const all = NAMES.join('');
  for (const wanted of [
    '\u001B]52;',
    '\u009B',
    '\u0007',
    '\r',
    '\u202E',
    '\u200B',
    '\uE000',
    '\uFEFF',
    '日本',
  ]) {
    expect(all).toContain(wanted);
  }
  expect(all).toMatch(/(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
  expect(all).toMatch(/\p{M}{50}/u);
  expect(NAMES.some((name) => name.length > 1000)).toBe(true);
  expect(NAMES).toContain('');
});

describe.each([
  ['1,000 hostile names', NAMES, createDrawingStyle({ color: true, ascii: false })],
  ['250 in ASCII', FEWER, createDrawingStyle({ color: true, ascii: true, theme: 'cb', colors: 256 })],
])('%s', (_, names: readonly string[], style: DrawingStyle) => {
  const { ascii, ellipsis } = style;

  const safe = (lines: readonly string[], width: number) =>
    lines.flatMap((line) => faults(line, width, style));

  test('a name takes the cells that it is given', () => {
    const found = names.flatMap((name, index) => {
      const measured = measure(safeText(name, { ascii }));
      const width = [1, 2, 5, 13, 40][index % 5]!;
      const fitted = fitName(measured, { width, ellipsis });
      const shortened = shortenName(measured, { width, ellipsis, keep: 'end' });
      return [
        ...safe([fitted, shortened.text], width),
        ...(stringWidth(fitted) === width ? [] : [`is not ${width} wide: ${fitted}`]),
        ...(stringWidth(shortened.text) === shortened.width
          ? []
          : [`is said to be of another width: ${name}`]),
      ];
    });
    expect(found).toEqual([]);
  });

  test('a text is broken into lines of the given width', () => {
    const found = names.flatMap((name, index) => {
      const width = [20, 69][index % 2]!;
      return safe(
        wrapText(safeText(name, { ascii }), width).map(({ text }) => text),
        width,
      );
    });
    expect(found).toEqual([]);
  });

  test('the rows of the table', () => {
    const { rows } = hostileRows(names, ascii);
    const composers = WIDTHS.map((width) => {
      const columns = fitColumns({ width, style });
      return new RowComposer({ columns, style, order: ORDER, sinceBaseline: false });
    });
    const found = rows.flatMap((row, index) => {
      const width = WIDTHS[index % 3]!;
      const line = composers[index % 3]!.row(row, { selected: index % 2 === 0 });
      return [
        ...safe([line], width),
        ...(stringWidth(line) === width ? [] : [`is not ${width} wide: ${line}`]),
      ];
    });
    expect(found).toEqual([]);
  });

  test('the panel of the selected site', () => {
    const { rows, numbering } = hostileRows(names, ascii);
    const found = rows.flatMap((row, index) => {
      const width = [...WIDTHS, 50][index % 4]!;
      // The higher ones hold the most text, and take the most time.
      const height = [1, 1, 1, 1, 1, 5, 12][index % 7]!;
      const site = numbering.site(row.id);
      const lines = composeSitePanel({ row, site, width, height, style, unit: names[index]! });
      return [...safe(lines, width), ...(lines.length === height ? [] : [`has ${lines.length} lines`])];
    });
    expect(found).toEqual([]);
  });

  test('the verdict line', () => {
    const found = names.flatMap((name, index) => {
      const width = WIDTHS[index % 3]!;
      const report = hostileReport(index % 2 === 0 ? [name] : [name, names[index - 1]!], name);
      const judged = index % 5 === 0 ? ({ ...report, verdict: 'inconclusive', sites: [] } as const) : report;
      return safe([composeVerdictLine(hostileState(judged, name), { width, style, now: START })], width);
    });
    expect(found).toEqual([]);
  });

  test('the header', () => {
    const found = names.flatMap((name, index) => {
      const width = WIDTHS[index % 3]!;
      const state = hostileState(hostileReport([], name), names[(index + 1) % names.length]!);
      const height = 3 + (index % 2);
      const shown = index % 4 === 0 ? savedLongAgo(state) : state;
      const options = { width, height, style, now: START, title: name, screen: 'live' } as const;
      return safe(composeHeader(shown, options), width);
    });
    expect(found).toEqual([]);
  });
});
