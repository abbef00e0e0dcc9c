import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { RowComposer } from '../../src/live/row-composer.js';
import { fitColumns } from '../../src/live/table-columns.js';
import { sampleRows } from '../sample-rows.js';

const order = { column: 'findings', reversed: false } as const;

function compose(width: number, { color = false, ascii = false, sinceBaseline = false } = {}) {
  const style = createDrawingStyle({ color, ascii });
  const columns = fitColumns({ width, style });
  const composer = new RowComposer({ columns, style, order, sinceBaseline });
  const rows = sampleRows({ ascii });
  return { columns, composer, rows: rows.slice(0, rows.length) };
}

test('columns by width', () => {
  const ids = (width: number) => compose(width).columns.map(({ id }) => id);
  const narrow = ['verdict', 'site', 'inuse', 'perUnit', 'growth', 'trend'];
  expect(ids(80)).toEqual(narrow);
  expect(ids(99)).toEqual(narrow);
  expect(ids(100)).toEqual(['verdict', 'site', 'location', 'inuse', 'perUnit', 'growth', 'error', 'trend']);
  expect(ids(55)).toEqual(['verdict', 'site', 'inuse', 'perUnit', 'growth']);
});

test('from 120 on the trend is wider', () => {
  const trend = (width: number) => compose(width).columns.find(({ id }) => id === 'trend')!.width;
  expect([trend(119), trend(120)]).toEqual([10, 20]);
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

test('the trend has the shape of the series, on the scale of its error', () => {
  const { composer, rows } = compose(100);
  expect(composer.row(rows[0]!, { selected: false })).toMatch(/▁▂▂▃▄▅▅▆▇█$/);
  expect(composer.row(rows[2]!, { selected: false })).toMatch(/[▃▄▅]{10}$/);
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
