import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiffModel } from '../../src/diff/diff-model.js';
import { DIFF_SORT_COLUMNS } from '../../src/diff/diff-rows.js';
import {
  type DiffView,
  INITIAL_DIFF_VIEW,
  placeDiff,
  pressDiff,
  selectedSite,
  shownRows,
} from '../../src/diff/diff-view.js';
import type { KeyPress } from '../../src/keys/key-machine.js';
import { bigComparison, comparedSite, comparisonOf, SAMPLE_CHANGES, sampleModel } from './sample-diff.js';

const PAGE = 5;

function after(
  commands: readonly (KeyPress['command'] | KeyPress)[],
  model: DiffModel = sampleModel(),
): DiffView {
  return commands.reduce<DiffView>((view, command) => {
    const press = typeof command === 'string' ? ({ command } as KeyPress) : command;
    return pressDiff(view, press, { model, page: PAGE }) ?? view;
  }, INITIAL_DIFF_VIEW);
}

const names = (view: Partial<DiffView>, model = sampleModel()) =>
  shownRows(model, { ...INITIAL_DIFF_VIEW, ...view }).rows.map((row) => row.function);
const selected = (view: DiffView, model = sampleModel()) => selectedSite(model, view)?.function;

describe('rows', () => {
  test('what changed beyond the noise, the largest change first', () => {
    const { rows, hidden } = shownRows(sampleModel(), INITIAL_DIFF_VIEW);
    expect(rows.slice(0, 2).map((row) => row.function)).toEqual(['newSession', 'LocalStorage.set']);
    expect(rows.map(({ change }) => change)).not.toContain('same');
    expect([rows.length, hidden]).toEqual([6, 3]);
    expect(shownRows(sampleModel(), { ...INITIAL_DIFF_VIEW, noise: true })).toMatchObject({ hidden: 0 });
    expect(names({ noise: true })).toHaveLength(9);
  });

  test('by each column, and reversed', () => {
    const by = (column: (typeof DIFF_SORT_COLUMNS)[number], reversed = false) =>
      names({ order: { column, reversed } });
    expect(by('percent')[0]).toBe('retryQueue.push');
    expect(by('percent').at(-1)).toBe('Bootstrap.readConfig');
    expect(by('before')[0]).toBe('ToolCache.warm');
    expect(by('after')[0]).toBe('newSession');
    expect(by('site')).toEqual(by('site').toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(by('delta', true)[0]).toBe('Bootstrap.readConfig');
  });

  test('by objects the order may be another one', () => {
    const rows = [comparedSite(['few', '/a.js:1', 0, 9, 4096]), comparedSite(['many', '/b.js:1', 0, 5, 16])];
    const model = sampleModel({ comparison: comparisonOf(rows) });
    expect(names({}, model)).toEqual(['few', 'many']);
    expect(names({ metric: 'objects' }, model)).toEqual(['many', 'few']);
  });

  test('the filter takes names, files and their opposite', () => {
    expect(names({ filter: 'SESSION' })).toEqual(['newSession']);
    expect(names({ filter: 'file:session' })).toEqual(['newSession']);
    expect(names({ filter: 'fn:local.js' })).toEqual([]);
    expect(names({ filter: '!session' })).toHaveLength(5);
    expect(names({ filter: '(anonymous)', noise: true })).toEqual(['']);
  });

  test('whatever is chosen, shown and hidden rows are the rows, each once', () => {
    const model = sampleModel();
    fc.assert(
      fc.property(
        fc.constantFrom(...DIFF_SORT_COLUMNS),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('bytes' as const, 'objects' as const),
        fc.constantFrom('', 'o', 'fn:e', '!cache'),
        (column, reversed, noise, metric, filter) => {
          const { rows, hidden } = shownRows(model, {
            ...INITIAL_DIFF_VIEW,
            order: { column, reversed },
            noise,
            metric,
            filter,
          });
          const all = names({ filter, noise: true }, model);
          expect(rows.length + hidden).toBe(all.length);
          expect(new Set(rows).size).toBe(rows.length);
          expect(hidden > 0 && noise).toBe(false);
        },
      ),
    );
  });
});

test('what is remembered of one choice never answers another', () => {
  const choices: readonly Partial<DiffView>[] = [
    {},
    { noise: true },
    { filter: 'cache' },
    { metric: 'objects' },
    { order: { column: 'delta', reversed: true } },
    { order: { column: 'site', reversed: false } },
  ];
  const model = sampleModel();
  for (const one of choices) {
    for (const other of choices) {
      names(one, model);
      expect(names(other, model)).toEqual(names(other));
    }
  }
});

describe('presses', () => {
  test('moves, with counts, within the rows', () => {
    expect(selected(after([]))).toBe('newSession');
    expect(selected(after(['down']))).toBe('LocalStorage.set');
    expect(selected(after([{ command: 'down', count: 3 }, 'up']))).toBe(names({})[2]);
    expect(selected(after(['bottom', 'down']))).toBe('Bootstrap.readConfig');
    expect(selected(after(['bottom', 'top', 'up']))).toBe('newSession');
    expect(after(['bottom']).top).toBe(1);
  });

  test('the selection follows its site through sorting, noise and another pair', () => {
    const view = after(['down', 'sort', 'reverse', 'relevant']);
    expect(selected(view)).toBe('LocalStorage.set');
    const turned = SAMPLE_CHANGES.map(([name, place, a, b]) => comparedSite([name, place, b, a]));
    const other = sampleModel({ comparison: comparisonOf(turned.slice(1)) });
    const placed = placeDiff(view, other, PAGE);
    expect(selected(placed, other)).toBe('LocalStorage.set');
    expect(placed.index).toBe(
      shownRows(other, placed).rows.findIndex((row) => row.function === 'LocalStorage.set'),
    );
  });

  test('a site that is gone leaves the cursor where it is, and gets it back when it returns', () => {
    const without = sampleModel({ comparison: comparisonOf(SAMPLE_CHANGES.slice(2).map(comparedSite)) });
    const view = after(['down']);
    const placed = placeDiff(view, without, PAGE);
    expect([placed.index, selected(placed, without)]).toEqual([1, names({}, without)[1]]);
    expect(selected(placeDiff(placed, sampleModel(), PAGE))).toBe('LocalStorage.set');
  });

  test('sort goes through all columns, reverse turns, metric and noise go to and fro', () => {
    const columns = DIFF_SORT_COLUMNS.map(
      (_, times) => after(Array<'sort'>(times).fill('sort')).order.column,
    );
    expect(columns).toEqual(DIFF_SORT_COLUMNS);
    expect(after(['reverse']).order.reversed).toBe(true);
    expect(after(['reverse', 'sort']).order.reversed).toBe(false);
    expect([after(['metric']).metric, after(['metric', 'metric']).metric]).toEqual(['objects', 'bytes']);
    expect([after(['relevant']).noise, after(['relevant', 'relevant']).noise]).toEqual([true, false]);
  });

  test('where no objects are counted the metric stays bytes', () => {
    const comparison = structuredClone(sampleModel().comparison!) as { objects?: unknown };
    delete comparison.objects;
    expect(after(['metric'], sampleModel({ comparison: comparison as DiffModel['comparison'] })).metric).toBe(
      'bytes',
    );
  });

  test('back drops the filter; beyond that, and what is of other screens, means nothing here', () => {
    const model = sampleModel();
    const press = (view: DiffView, command: KeyPress['command']) =>
      pressDiff(view, { command } as KeyPress, { model, page: PAGE });
    expect(press({ ...INITIAL_DIFF_VIEW, filter: 'x' }, 'back')?.filter).toBe('');
    for (const command of ['back', 'open-detail', 'swap', 'a-earlier', 'copy', 'quit'] as const)
      expect(press(INITIAL_DIFF_VIEW, command)).toBeUndefined();
  });

  test('the cursor is always on a row that is shown', () => {
    const commands = fc.constantFrom<KeyPress['command']>(
      'down',
      'up',
      'half-down',
      'half-up',
      'page-down',
      'page-up',
      'top',
      'bottom',
      'sort',
      'reverse',
      'relevant',
      'metric',
    );
    const model = sampleModel({ comparison: bigComparison(40) });
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 30 }), (pressed) => {
        const view = after(pressed, model);
        const { rows } = shownRows(model, view);
        expect(rows[view.index]).toBe(selectedSite(model, view));
        expect(view.index - view.top).toBeGreaterThanOrEqual(0);
        expect(view.index - view.top).toBeLessThan(PAGE);
        expect(placeDiff(view, model, PAGE)).toBe(view);
      }),
    );
  });
});
