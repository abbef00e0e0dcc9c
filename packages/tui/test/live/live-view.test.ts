import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SiteNumbering } from '../../src/engine/site-columns.js';
import type { KeyPress } from '../../src/keys/key-machine.js';
import { INITIAL_LIVE_VIEW, type LiveView, placeLive, pressLive } from '../../src/live/live-view.js';
import type { SiteRows } from '../../src/sites/site-rows.js';
import { sampleReport, sampleSite } from '../sample-report.js';
import { sampleRows } from '../sample-rows.js';

const COUNT = 30;
const sites = Array.from({ length: COUNT }, (_, index) =>
  sampleSite({ name: `site${index}`, file: '/app/x.js', line: index, start: 1000 * index }, 3),
);
const numbering = new SiteNumbering();
numbering.number(sampleReport(3, { sites }));

/** The rows of a report of these sites, in this order. */
const rowsOf = (indices: readonly number[]): SiteRows =>
  sampleRows({ numbering, report: sampleReport(3, { sites: indices.map((index) => sites[index]!) }) });
const ALL = rowsOf(sites.map((_, index) => index));
const order = fc.shuffledSubarray(
  sites.map((_, index) => index),
  { minLength: 0 },
);

function after(view: LiveView, presses: readonly KeyPress[], rows = ALL, page = 10): LiveView {
  return presses.reduce(
    (now, press) => placeLive(pressLive(now, press, { rows, page }) ?? now, rows, page),
    view,
  );
}

const moves = fc.array(
  fc.record(
    {
      command: fc.constantFrom(
        ...(['down', 'up', 'half-down', 'half-up', 'page-down', 'page-up', 'top', 'bottom'] as const),
      ),
      count: fc.integer({ min: 1, max: 200 }),
    },
    { requiredKeys: ['command'] },
  ),
  { maxLength: 12 },
);

describe('the selection', () => {
  test('is on a row that shows, whatever is pressed and however few rows fit', () => {
    fc.assert(
      fc.property(order, moves, fc.integer({ min: 0, max: 40 }), (indices, presses, page) => {
        const rows = rowsOf(indices);
        const view = after(INITIAL_LIVE_VIEW, presses, rows, page);
        expect(view.index).toBeGreaterThanOrEqual(0);
        expect(view.index).toBeLessThan(Math.max(1, rows.length));
        expect(view.top).toBeGreaterThanOrEqual(0);
        if (page === 0) return;
        expect(view.index).toBeGreaterThanOrEqual(view.top);
        expect(view.index).toBeLessThan(view.top + page);
        // No empty line below the last row while there are rows above the first that shows.
        expect(view.top).toBeLessThanOrEqual(Math.max(0, rows.length - page));
      }),
    );
  });

  test('follows its site into every new order, and stays near where it was when the site is gone', () => {
    fc.assert(
      fc.property(order, fc.nat(COUNT - 1), (indices, at) => {
        const view = after(INITIAL_LIVE_VIEW, [{ command: 'top', count: at + 1 }]);
        expect(view.selected).toBe(ALL.idAt(at));
        const rows = rowsOf(indices);
        const placed = placeLive(view, rows, 10);
        if (indices.includes(at)) expect(rows.idAt(placed.index)).toBe(view.selected);
        else expect(placed.index).toBe(Math.max(0, Math.min(rows.length - 1, at)));
        // It comes back to the site when that is back.
        expect(placeLive(placed, ALL, 10).index).toBe(at);
      }),
    );
  });

  test('is the first row until something is selected, whatever site that is', () => {
    expect(placeLive(INITIAL_LIVE_VIEW, rowsOf([5, 3, 1]), 10).index).toBe(0);
    expect(placeLive({ ...INITIAL_LIVE_VIEW, index: 2 }, rowsOf([5, 3, 1]), 10).index).toBe(0);
  });

  test('a burst of moves is as many rows', () => {
    const burst = Array.from({ length: 20 }, (): KeyPress => ({ command: 'down' }));
    expect(after(INITIAL_LIVE_VIEW, burst).index).toBe(20);
    expect(after(INITIAL_LIVE_VIEW, [{ command: 'down', count: 20 }]).index).toBe(20);
    expect(after(INITIAL_LIVE_VIEW, [{ command: 'bottom' }, { command: 'up', count: 3 }]).index).toBe(
      COUNT - 4,
    );
  });

  test('placed where it stands already, the view is the same object', () => {
    const view = after(INITIAL_LIVE_VIEW, [{ command: 'page-down' }]);
    expect(placeLive(view, ALL, 10)).toBe(view);
  });
});

describe('what is shown', () => {
  const press = (view: LiveView, command: Exclude<KeyPress['command'], 'type'>) =>
    pressLive(view, { command }, { rows: ALL, page: 10 });

  test('is sorted by one column after the other and comes round, each largest first', () => {
    let view = { ...INITIAL_LIVE_VIEW, order: { column: 'findings', reversed: true } } as LiveView;
    const seen = Array.from({ length: 5 }, () => (view = press(view, 'sort')!).order);
    expect(seen.map(({ column }) => column)).toEqual(['inuse', 'perUnit', 'growth', 'site', 'findings']);
    expect(seen.every(({ reversed }) => !reversed)).toBe(true);
    expect(press(press(view, 'reverse')!, 'reverse')).toEqual(view);
  });

  test('back takes back the filter first, then the choice of suspects, then means nothing here', () => {
    const narrowed: LiveView = { ...INITIAL_LIVE_VIEW, filter: 'x', suspectsOnly: true };
    const once = press(narrowed, 'back')!;
    expect(once).toEqual({ ...narrowed, filter: '' });
    const twice = press(once, 'back')!;
    expect(twice).toEqual({ ...narrowed, filter: '', suspectsOnly: false });
    expect(press(twice, 'back')).toBeUndefined();
    expect(press(press(INITIAL_LIVE_VIEW, 'relevant')!, 'relevant')).toEqual(INITIAL_LIVE_VIEW);
  });

  test('other keys mean nothing here', () => {
    expect(press(INITIAL_LIVE_VIEW, 'swap')).toBeUndefined();
    expect(
      pressLive(INITIAL_LIVE_VIEW, { command: 'type', text: 'j' }, { rows: ALL, page: 10 }),
    ).toBeUndefined();
  });
});
