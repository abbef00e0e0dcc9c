import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeyPress } from '../../src/keys/key-machine.js';
import { layoutWorkload } from '../../src/workload/screen/workload-layout.js';
import { INITIAL_WORKLOAD_VIEW, placePane, pressWorkload } from '../../src/workload/screen/workload-view.js';

const keys = (count: number) => Array.from({ length: count }, (_, i) => `row-${i}`);
const commands = fc.constantFrom(
  'down',
  'up',
  'half-down',
  'half-up',
  'page-down',
  'page-up',
  'top',
  'bottom',
  'next-pane',
  'previous-pane',
  'sort',
  'reverse',
  'back',
) as fc.Arbitrary<Exclude<KeyPress['command'], 'type'>>;

test('whatever is pressed, the cursor is on a row that is shown', () => {
  const presses = fc.array(fc.record({ command: commands, count: fc.integer({ min: 1, max: 30 }) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(presses, fc.nat(40), fc.nat(10), fc.nat(12), (pressed, pods, sites, page) => {
      const rows = { pods: { keys: keys(pods), page }, sites: { keys: keys(sites), page } };
      let view = INITIAL_WORKLOAD_VIEW;
      for (const press of pressed) view = pressWorkload(view, press, rows) ?? view;
      for (const pane of ['pods', 'sites'] as const) {
        const { index, top } = placePane(view.panes[pane], rows[pane]);
        const { length } = rows[pane].keys;
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThanOrEqual(Math.max(0, length - 1));
        if (page > 0 && length > 0) expect(index - top).toBeLessThan(page);
        expect(top).toBeLessThanOrEqual(index);
      }
    }),
  );
});

test('the cursor follows its row, and stays near where it was when that is gone', () => {
  const at = { selected: 'row-5', index: 5, top: 0 };
  expect(placePane(at, { keys: ['new', ...keys(9)], page: 4 })).toMatchObject({ index: 6, top: 3 });
  expect(placePane(at, { keys: keys(4), page: 4 })).toMatchObject({ index: 3, selected: 'row-5' });
});

test('what is not a key of this screen is left to others', () => {
  const rows = { pods: { keys: [], page: 3 }, sites: { keys: [], page: 3 } };
  expect(pressWorkload(INITIAL_WORKLOAD_VIEW, { command: 'metric' }, rows)).toBeUndefined();
  expect(pressWorkload(INITIAL_WORKLOAD_VIEW, { command: 'back' }, rows)).toBeUndefined();
});

test('the parts of the body are as high as the body', () => {
  const size = fc.record({
    height: fc.integer({ min: 15, max: 90 }),
    pods: fc.nat(200),
    sites: fc.nat(100),
    ended: fc.nat(50),
  });
  fc.assert(
    fc.property(size, (request) => {
      const { podRows, siteRows, historyLines } = layoutWorkload(request);
      expect(podRows + siteRows + historyLines + 6).toBe(request.height);
      expect(Math.min(podRows, siteRows)).toBeGreaterThan(0);
      if (request.ended === 0) expect(historyLines).toBe(0);
    }),
  );
});
