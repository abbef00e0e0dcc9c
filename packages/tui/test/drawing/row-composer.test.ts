import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { RowComposer } from '../../src/drawing/row-composer.js';
import { SiteBook } from '../../src/sites/site-book.js';
import { fitColumns } from '../../src/drawing/table-columns.js';
import { sampleReport } from '../sample-report.js';

const order = { column: 'findings', reversed: false } as const;

function compose(width: number, { color = false, ascii = false, sinceBaseline = false } = {}) {
  const style = createDrawingStyle({ color, ascii });
  const columns = fitColumns({ width, style });
  const composer = new RowComposer({ columns, style, order, sinceBaseline, interval: 32_768 });
  const rows = new SiteBook({ ascii }).rows({
    report: sampleReport(14),
    interval: 32_768,
    baseline: undefined,
  });
  return { columns, composer, rows };
}

test('columns by width', () => {
  const ids = (width: number) => compose(width).columns.map(({ id }) => id);
  const narrow = ['verdict', 'site', 'inuse', 'perUnit', 'growth', 'trend'];
  expect(ids(80)).toEqual(narrow);
  expect(ids(99)).toEqual(narrow);
  expect(ids(100)).toEqual(['verdict', 'site', 'location', 'inuse', 'perUnit', 'growth', 'error', 'trend']);
  expect(ids(55)).toEqual(['verdict', 'site', 'inuse', 'perUnit', 'growth']);
});

test('from 140 on the trend is wider', () => {
  const trend = (width: number) => compose(width).columns.find(({ id }) => id === 'trend')!.width;
  expect([trend(139), trend(140)]).toEqual([10, 20]);
});

test('every line is exactly as wide as the table', () => {
  for (const ascii of [false, true]) {
    for (let width = 60; width <= 220; width += 7) {
      const { composer, rows } = compose(width, { ascii });
      expect(stringWidth(composer.header())).toBe(width);
      for (const row of rows) expect(stringWidth(composer.row(row, { selected: false }))).toBe(width);
    }
  }
});

test('numbers are never cut', () => {
  const { composer, rows } = compose(80);
  expect(composer.row(rows[0]!, { selected: true })).toMatch(
    /^> !! LEAK +newSession +3\.52M +182 +\+1\.58M /,
  );
});

test('the header says what the columns count and which one sorts', () => {
  expect(compose(100).composer.header()).toContain('VERDICTv');
  expect(compose(100, { sinceBaseline: true }).composer.header()).toContain('SINCE BASE');
});

test('colour repeats what the words say, and is left out without colour', () => {
  const painted = compose(80, { color: true });
  const plain = compose(80);
  const line = painted.composer.row(painted.rows[0]!, { selected: false });
  expect(line).toContain('\u001B[1;31m!! LEAK');
  // eslint-disable-next-line no-control-regex
  expect(line.replace(/\u001B\[[\d;]*m/g, '')).toBe(plain.composer.row(plain.rows[0]!, { selected: false }));
  expect(plain.composer.row(plain.rows[0]!, { selected: true })).not.toContain('\u001B');
});

test('ASCII stays ASCII', () => {
  const { composer, rows } = compose(120, { ascii: true });
  for (const row of rows) expect(composer.row(row, { selected: false })).toMatch(/^[\x20-\x7e]+$/);
});
