import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import {
  composeDetail,
  type ComposeDetailOptions,
  detailLinesAround,
} from '../../src/detail/compose-detail.js';
import type { DetailModel } from '../../src/detail/detail-model.js';
import { detailPosition } from '../../src/detail/detail-position.js';
import { DETAIL_PANES, stopsOf } from '../../src/detail/detail-stops.js';
import { type DetailView, INITIAL_DETAIL_VIEW, pressDetail } from '../../src/detail/detail-view.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { callerDetail, CALLS, doubtfulDetail, sampleDetail, SOURCE } from './sample-detail.js';
import { inUtc } from '../in-utc.js';

inUtc();

interface Drawing {
  readonly model?: DetailModel;
  readonly view?: DetailView;
  readonly width?: number;
  readonly height?: number;
  readonly ascii?: boolean;
  readonly color?: boolean;
}

function page({
  model = sampleDetail(),
  view = INITIAL_DETAIL_VIEW,
  width = 100,
  height = 22,
  ascii = false,
  color = false,
}: Drawing = {}): ComposeDetailOptions {
  return { model, view, width, height, style: createDrawingStyle({ color, ascii }) };
}
const draw = (drawing?: Drawing) => composeDetail(page(drawing));
const position = (drawing?: Drawing) => detailPosition(page(drawing));

/** As of a program that ran elsewhere. */
const MISSING = {
  ...SOURCE,
  lines: [],
  problem: `${SOURCE.file} is not on this machine: run where the sources are, or with --source-map-dir`,
};
const at = (pane: DetailView['pane'], index = 0): DetailView => ({ pane, index, path: undefined });
const text = (lines: readonly string[]) => `${lines.map((line) => line.trimEnd()).join('\n')}\n`;

test.each<[string, Drawing]>([
  ['80x17', { width: 80, height: 17 }],
  ['80x17-why', { width: 80, height: 17, view: at('why', 1) }],
  ['80x60', { width: 80, height: 60 }],
  ['80x19-missing', { width: 80, height: 19, model: sampleDetail({ source: MISSING }) }],
  ['100x22', {}],
  ['100x25', { height: 25 }],
  ['100x25-missing', { height: 25, model: sampleDetail({ source: MISSING, costly: false }) }],
  ['100x22-doubtful', { model: doubtfulDetail(), view: at('callers', 3) }],
  ['100x22-caller', { model: callerDetail() }],
  ['100x22-waiting', { model: sampleDetail({ calls: undefined, source: undefined }) }],
  ['160x42', { width: 160, height: 42 }],
  ['160x42-ascii', { width: 160, height: 42, model: doubtfulDetail(), view: at('why', 4), ascii: true }],
])('the page at %s', async (name, drawing) => {
  await expect(text(draw(drawing))).toMatchFileSnapshot(`screens/${name}.txt`);
});

test('every line is as wide as the page, at every size, wherever the cursor is', () => {
  for (const model of [
    sampleDetail(),
    doubtfulDetail(),
    callerDetail(),
    sampleDetail({ calls: undefined }),
  ]) {
    for (const [width, height] of [
      [80, 14],
      [99, 17],
      [100, 14],
      [100, 19],
      [139, 30],
      [140, 25],
      [160, 42],
      [300, 100],
    ] as const) {
      for (const pane of DETAIL_PANES) {
        const lines = draw({ model, view: at(pane, Math.max(0, stopsOf(model, pane) - 1)), width, height });
        expect(lines).toHaveLength(height);
        for (const line of lines) expect(stringWidth(line)).toBe(width);
      }
    }
  }
});

test('what is at the cursor is shown, and marked, whatever the room', () => {
  for (const model of [sampleDetail(), doubtfulDetail()]) {
    for (const [width, height] of [
      [80, 14],
      [80, 17],
      [100, 14],
      [100, 22],
      [160, 42],
    ] as const) {
      let view = INITIAL_DETAIL_VIEW;
      const length = DETAIL_PANES.reduce((sum, pane) => sum + stopsOf(model, pane), 0);
      for (let stop = 1; stop < length; stop++) {
        view = pressDetail(view, { command: 'down' }, { model, page: height, width })!;
        const marks = draw({ model, view, width, height })
          .flatMap((line) => line.split('|'))
          .filter((cell) => /^>(?! [A-Z]{3,})/.test(cell));
        expect(marks, `${view.pane} ${view.index} at ${width}x${height}`).toHaveLength(1);
      }
    }
  }
});

test('the source follows the cursor', () => {
  const caller = CALLS.callers[2]!.frame!;
  const lines = ['export function handlePost(request) {', '  return roundTrip(request);', '}'];
  const source = { file: caller.file, line: caller.line, firstLine: caller.line, lines };
  const view = at('callers', 2);
  expect(text(draw({ view }))).toContain('reading the source ...');
  const shown = text(draw({ view, model: sampleDetail({ source }) }));
  expect(shown).toContain('SOURCE dist/server.js');
  expect(shown).toMatch(/> 90 export function handlePost\(reques.* 3\.41M/);
  expect(shown).not.toContain('newSession(id');
});

test('bytes stand beside each line of which the profile knows', () => {
  const lines = [
    { line: 42, flat: 0, cum: 2_000_000 },
    { line: 43, flat: 900_000, cum: 900_000 },
  ];
  const shown = text(draw({ model: sampleDetail({ calls: { ...CALLS, lines } }) }));
  expect(shown).toMatch(/42 {5}const session .* 1\.91M/);
  expect(shown).toMatch(/43 {5}session\.data .* 879K/);
});

test('with colour the same words stand on the page', () => {
  for (const view of [INITIAL_DETAIL_VIEW, at('callers', 2), at('why', 1)]) {
    // eslint-disable-next-line no-control-regex
    const bare = draw({ view, color: true }).map((line) => line.replace(/\u001B\[[\d;]*m/g, ''));
    expect(bare).toEqual(draw({ view }));
  }
  expect(draw({ color: true }).join('')).toContain('\u001B[1;31m!! LEAK');
});

test('ASCII stays ASCII', () => {
  const model = sampleDetail({
    unit: 'Sitzungen€',
    frame: { ...CALLS.callers[0]!.frame!, function: 'größe' },
  });
  for (const line of [...draw({ model, ascii: true }), ...draw({ model, ascii: true, width: 80 })])
    expect(line).toMatch(/^[\x20-\x7e]*$/);
});

test('hostile names and sources neither act on the terminal nor move anything', () => {
  const names = hostileNames(120);
  for (let first = 0; first + 20 <= names.length; first += 20) {
    const name = (index: number) => names[first + (index % 20)]!;
    const hostile = (index: number) => ({ function: name(index), file: name(index + 1), line: 7, column: 1 });
    const rows = Array.from({ length: 12 }, (_, index) => ({
      ...CALLS.callers[0]!,
      depth: index % 6,
      frame: hostile(index),
    }));
    const base = sampleDetail();
    const frame = hostile(3);
    const model: DetailModel = {
      ...base,
      frame,
      unit: name(4),
      site: {
        ...base.site!,
        ...frame,
        reason: name(5),
        caveat: name(6),
        uncertainSite: true,
        candidates: [frame],
      },
      captures: base.captures.map((capture) => ({
        ...capture,
        work: { [`closed${name(7)}`]: Math.random() },
      })),
      calls: { ...CALLS, callers: rows, callees: rows },
      companions: [hostile(8)],
      source: { ...SOURCE, file: frame.file, line: 7, firstLine: 5, lines: names.slice(first, first + 8) },
      versions: { [name(9)]: name(10) },
    };
    for (const width of [80, 100, 160]) {
      for (const pane of DETAIL_PANES) {
        const view = at(pane, stopsOf(model, pane) - 1);
        for (const line of draw({ model, view, width, height: 24 })) {
          expect(line).not.toMatch(FORBIDDEN);
          expect(stringWidth(line)).toBe(width);
        }
        for (const piece of position({ model, view, width, height: 24 })) {
          expect(piece.text).not.toMatch(FORBIDDEN);
          expect(stringWidth(piece.text)).toBe(piece.width);
        }
      }
    }
  }
});

test('our own signs are ASCII too, those of names are spelt out', () => {
  const { site } = sampleDetail();
  const model = sampleDetail({
    site: {
      ...site!,
      uncertainSite: true,
      candidates: [{ ...CALLS.callers[0]!.frame!, function: '±cache' }],
    },
  });
  const shown = text(draw({ model, ascii: true, width: 160, height: 42 }));
  expect(shown).toContain('182 B +/- 14 B kept');
  expect(shown).toContain('<U+00B1>cache');
  expect(text(draw({ model, width: 160, height: 42 }))).toContain('182 B ± 14 B kept');
});

test('one caller that is left out is no plural', () => {
  const rows = (more: number) => [...CALLS.callers.slice(0, 2), { ...CALLS.callers[6]!, more }];
  const shown = (which: 'callers' | 'callees', more: number) =>
    text(draw({ model: sampleDetail({ calls: { ...CALLS, [which]: rows(more) } }), width: 160, height: 42 }));
  expect(shown('callers', 1)).toMatch(/ 1 more caller {2}/);
  expect(shown('callers', 2)).toMatch(/ 2 more callers {2}/);
  expect(shown('callees', 1)).toMatch(/ 1 more call {2}/);
  expect(shown('callees', 3)).toMatch(/ 3 more calls {2}/);
});

test('in one column, why and growth come before the callers', () => {
  const shown = text(draw({ width: 80, height: 60 }));
  const titles = ['SOURCE', 'WHY THIS VERDICT', 'GROWTH', 'IN USE', 'CALLERS', 'CALLEES', 'NEXT STEPS'];
  const places = titles.map((title) => shown.search(new RegExp(`^[->] ${title} `, 'm')));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  const narrow = text(draw({ width: 80, height: 19, model: sampleDetail({ source: MISSING }) }));
  expect(narrow).toMatch(/SOURCE dist.*\n {3}not on this machine: run where .*--source-map-dir\n- WHY/);
  expect(narrow).toContain('  series  14 over');
});

test('no pane is cut while another has lines to spare', () => {
  const shown = text(draw({ height: 25, model: sampleDetail({ source: MISSING, costly: false }) }));
  expect(shown).toMatch(/- GROWTH [^|]*intervals -+\|/);
  expect(shown).toMatch(/- WHY THIS VERDICT -+\|- NEXT STEPS -+\n/);
});

test('the status line says where the cursor is', () => {
  const pieces = (drawing: Drawing) => position(drawing).map((piece) => piece.text);
  expect(pieces({ view: at('callers', 1) })).toEqual(['caller 2 of 7', 'unit: session', '14 captures']);
  expect(pieces({})[0]).toBe('source');
});

test('it says how many lines are out of sight', () => {
  const stacked = { width: 80, height: 20 };
  const whole = draw({ width: 80, height: 100 }).findLastIndex((line) => line.trim() !== '') + 1;
  expect(position(stacked)[1]!.text).toBe(`more: ${whole - 20} lines below`);
  const last = position({ ...stacked, view: at('next', 3) });
  expect(last[1]!.text).toBe(`more: ${whole - 20} lines above`);
  expect(position({ width: 80, height: whole - 1 })[1]!.text).toBe('more: 1 line below');
  expect(position({ width: 80, height: whole })[1]!.text).toBe('unit: session');
  expect(position({ ...stacked, view: at('callers', 0) })[1]!.text).toMatch(
    /^more: \d+ lines above, \d+ below$/,
  );
  const first = detailLinesAround(page({ ...stacked, view: at('callers', 0) }));
  const second = detailLinesAround(page({ ...stacked, view: at('callers', 1) }));
  expect(second).toEqual({ above: first.above + 1, below: first.below - 1 });
});
