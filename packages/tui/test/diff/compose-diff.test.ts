import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { composeDiff } from '../../src/diff/compose-diff.js';
import { diffPosition } from '../../src/diff/diff-position.js';
import type { DiffModel } from '../../src/diff/diff-model.js';
import { diffPage } from '../../src/diff/diff-layout.js';
import { type DiffView, INITIAL_DIFF_VIEW } from '../../src/diff/diff-view.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { joinPieces } from '../../src/drawing/line-pieces.js';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import {
  bigComparison,
  comparedSite,
  comparisonOf,
  SAMPLE_CHANGES,
  sampleEntry,
  sampleModel,
  samplePaths,
} from './sample-diff.js';
import { inUtc } from '../in-utc.js';

inUtc();

interface Shown {
  readonly model?: DiffModel;
  readonly view?: Partial<DiffView>;
  readonly width?: number;
  readonly height?: number;
  readonly ascii?: boolean;
  readonly color?: boolean;
}

function lines(shown: Shown = {}): readonly string[] {
  const { model = sampleModel(), view = {}, width = 100, height = 25, ascii = false, color = false } = shown;
  const style = createDrawingStyle({ color, ascii });
  return composeDiff({ model, view: { ...INITIAL_DIFF_VIEW, ...view }, width, height, style });
}

const page = (shown: Shown = {}) =>
  `${lines(shown)
    .map((line) => line.trimEnd())
    .join('\n')}\n`;

test.each([
  [80, 19, '80x19', {}],
  [100, 25, '100x25', {}],
  [160, 45, '160x45', {}],
  [100, 25, '100x25-ascii', { ascii: true }],
  [100, 25, '100x25-objects-noise', { view: { metric: 'objects', noise: true } }],
] as const)('the diff at %dx%d: %s', async (width, height, name, shown) => {
  await expect(page({ width, height, ...shown })).toMatchFileSnapshot(`screens/${name}.txt`);
  if ('ascii' in shown) expect(page({ width, height, ...shown })).toMatch(/^[\n\x20-\x7e]*$/);
});

test('colour repeats what the words say', () => {
  // eslint-disable-next-line no-control-regex
  const bare = lines({ color: true }).map((line) => line.replace(/\u001B\[[\d;]*m/g, ''));
  expect(bare).toEqual(lines());
  expect(lines({ color: true }).join('')).toContain('\u001B[33m- '.replace('- ', '+ grew'));
});

test('the legend of the bars has the tones of the bars', () => {
  const title = lines({ color: true }).find((line) => line.includes('by caller path'))!;
  expect(title).toContain('\u001B[33m███\u001B[39m');
  expect(title).toContain('\u001B[32m░░░\u001B[39m');
});

test.each([80, 100, 160])(
  'at %d columns it is said that the amounts are not those of the verdict',
  (width) => {
    expect(page({ width })).toContain(
      'own allocations of each site; Live and the verdict count what it calls',
    );
  },
);

describe('where there is no table', () => {
  test('a refusal stands instead of a difference, with what to do about it', () => {
    const refusal = 'the process was restarted between A and B: nothing in B is left of what was in A';
    const text = page({ model: sampleModel({ refusal }), width: 80, height: 19 });
    expect(text).toContain('not compared: the process was restarted');
    expect(text).toContain('pick another A');
    expect(text).not.toContain('newSession');
    expect(text).not.toMatch(/\+32\.5/);
  });

  test('what is awaited is said', () => {
    expect(page({ model: sampleModel({ comparison: undefined }) })).toContain(
      ' comparing captures 1 and 15 ...',
    );
    expect(page({ model: sampleModel({ a: undefined, comparison: undefined }) })).toContain(
      'a diff takes two captures: waiting for the next one',
    );
    expect(page({ model: sampleModel({ paths: undefined }) })).toContain(
      'dividing the change over its callers',
    );
  });

  test('paths of a site that was selected before are not shown for another', () => {
    const [, second] = sampleModel().comparison!.rows;
    const text = page({ view: { selected: second! } });
    expect(text).toContain('> + grew   LocalStorage.set');
    expect(text).toContain('dividing the change over its callers');
  });

  test('an empty table says whether the filter or the noise made it so', () => {
    expect(page({ view: { filter: 'nothing like it' } })).toContain('no changed site matches the filter');
    const quiet = comparisonOf(SAMPLE_CHANGES.slice(6).map(comparedSite));
    const text = page({ model: sampleModel({ comparison: quiet }) });
    expect(text).toContain('no site changed beyond the sampling error');
    expect(text).toContain('3 more within the sampling error: f shows them');
  });
});

test('captures without a GC before them are marked, and what that means is said', () => {
  const text = page({ model: sampleModel({ b: sampleEntry(14, {}, { gc: 'none' }) }) });
  expect(text).toMatch(/ B .*WITHOUT GC/);
  expect(text).toContain('B WITHOUT GC: garbage counts as in use');
  expect(page()).not.toContain('WITHOUT GC');
});

test('without a work counter nothing is divided by work, which is said', () => {
  const text = page({ model: sampleModel({ unit: 'second' }) });
  expect(text).toContain('by time only: no work counter');
  expect(text).not.toContain('B/UN');
});

test('turned round, the order of the two is said', () => {
  const { a, b } = sampleModel();
  expect(page({ model: sampleModel({ a: b, b: a }) })).toContain('B is 2m20s before A');
});

test('every line fits, and there are exactly as many as asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 80, max: 240 }),
      fc.integer({ min: 14, max: 60 }),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('bytes' as const, 'objects' as const),
      (width, height, ascii, hasWork, metric) => {
        const model = sampleModel(hasWork ? {} : { unit: 'second' });
        const shown = lines({ model, width, height, ascii, view: { metric, noise: true } });
        expect(shown).toHaveLength(height);
        for (const line of shown) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(shown.filter((line) => line.startsWith('> '))).toHaveLength(1);
      },
    ),
  );
});

test('numbers are never cut and columns stand under each other', () => {
  for (const width of [80, 90, 100, 139, 200]) {
    const extreme = [
      comparedSite(['a', '/a.js:1', 0.0000009, 1023.4]),
      comparedSite(['b', '/b.js:1', 1023.4, 0.0000009, 7]),
      comparedSite(['c', '/c.js:1', 999_999, 1_999_999, 3]),
    ];
    for (const metric of ['bytes', 'objects'] as const) {
      const model = sampleModel({ comparison: comparisonOf(extreme) });
      for (const ascii of [false, true]) {
        const table = lines({ model, width, ascii, view: { metric } }).filter((line) =>
          /^[> ] [+*-] /.test(line),
        );
        expect(table).toHaveLength(3);
        const tableWidth = new Set(table.map((line) => stringWidth(line.split(' | ')[0]!)));
        expect(tableWidth.size).toBe(1);
      }
    }
  }
});

test.each([80, 100, 160])('hostile names do nothing at %d columns', (width) => {
  for (const names of chunks(hostileNames(300), 6)) {
    const [name, file, caller, note, unit, filter] = names as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const rows = [comparedSite([name, '', 1, 9]), { ...comparedSite(['b', '', 1, 5]), file, line: 7 }];
    const site = rows[0]!;
    const paths = samplePaths(site).map((path) => ({
      ...path,
      frames: [{ function: caller, file, line: 1 }, ...path.frames],
    }));
    const model = sampleModel({
      comparison: comparisonOf(rows),
      paths: { site, changes: paths },
      a: sampleEntry(0, { note }, { work: { [unit]: 5 } }),
      b: sampleEntry(9, { note }, { work: { [unit]: 95 } }),
      unit,
    });
    for (const ascii of [false, true]) {
      const style = createDrawingStyle({ color: false, ascii });
      const view = { ...INITIAL_DIFF_VIEW, filter: '' };
      const position = diffPosition({ model, view: { ...view, filter }, page: 5, style });
      const shown = [
        ...lines({ model, width, height: 30, ascii }),
        ...lines({ model: { ...model, refusal: note }, width, ascii }),
        joinPieces(position, { width, style }),
      ];
      for (const line of shown) {
        expect(line).not.toMatch(FORBIDDEN);
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
        if (ascii) expect(line).toMatch(/^[\x20-\x7e]*$/);
      }
      expect(shown[0]).toContain('after GC');
    }
  }
});

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.floor(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

test('the position says what is shown of what, what is hidden, and what was chosen', () => {
  const style = createDrawingStyle({ color: false, ascii: false });
  const text = (view: Partial<DiffView>, model = sampleModel()) =>
    joinPieces(diffPosition({ model, view: { ...INITIAL_DIFF_VIEW, ...view }, page: 5, style }), {
      width: 120,
      style,
    });
  expect(text({})).toBe(
    ' rows 1-5 of 6, 9 sites   noise: 3 hidden   filter: none   sort: |delta| v   metric: bytes',
  );
  expect(
    text({ filter: '!zz', noise: true, metric: 'objects', order: { column: 'after', reversed: true } }),
  ).toBe(' rows 1-5 of 9, 9 sites   filter: !zz   sort: B ^   metric: objects');
  expect(text({}, sampleModel({ refusal: 'no' }))).toBe(' ');
});

test('10,000 sites: a frame costs what is visible', () => {
  const comparison = bigComparison(10_000);
  const model = sampleModel({ comparison, paths: { site: comparison.rows[0]!, changes: [] } });
  const size = { width: 160, height: 45 };
  const draw = (index: number) =>
    lines({ model, ...size, view: { selected: comparison.rows[index]!, index } });
  for (let index = 0; index < 200; index++) draw(index);
  const times = Array.from({ length: 101 }, (_, index) => {
    const start = performance.now();
    draw(index * 90);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  expect(draw(9000).some((line) => line.startsWith('> * new    site9000'))).toBe(true);
  // A bound for a busy machine; alone it is far less.
  expect(times[50]).toBeLessThan(5);
  expect(diffPage(size)).toBe(36);
});
