import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallRow } from '@heaptide/report/browse';
import type { DetailModel } from '../../src/detail/detail-model.js';
import { DETAIL_PANES, stopsOf } from '../../src/detail/detail-stops.js';
import {
  type DetailView,
  followed,
  frameAtCursor,
  INITIAL_DETAIL_VIEW,
  placeDetail,
  pressDetail,
} from '../../src/detail/detail-view.js';
import type { KeyCommand } from '../../src/keys/key-table.js';
import { callerDetail, CALLS, doubtfulDetail, sampleDetail } from './sample-detail.js';

const PAGE = 17;
const WIDTH = 100;

function pressed(model: DetailModel, ...commands: readonly (KeyCommand | readonly [KeyCommand, number])[]) {
  return commands.reduce<DetailView>((view, given) => {
    const [command, count] = typeof given === 'string' ? [given, undefined] : given;
    const press = { command, ...(count !== undefined && { count }) };
    return pressDetail(view, press, { model, page: PAGE, width: WIDTH })!;
  }, INITIAL_DETAIL_VIEW);
}

const at = ({ pane, index }: DetailView) => `${pane} ${index}`;

test('the cursor begins at the source and goes down through the panes', () => {
  const model = sampleDetail();
  expect(at(pressed(model))).toBe('source 0');
  expect(at(pressed(model, 'down'))).toBe('callers 0');
  expect(at(pressed(model, ['down', 8]))).toBe('callees 0');
  expect(at(pressed(model, 'bottom'))).toBe(`next ${stopsOf(model, 'next') - 1}`);
  expect(at(pressed(model, 'bottom', 'top'))).toBe('source 0');
  expect(at(pressed(model, 'up'))).toBe('source 0');
});

test('tab goes from pane to pane and round, past those that are empty', () => {
  const model = sampleDetail({ calls: { ...CALLS, callers: [] } });
  expect(at(pressed(model, 'next-pane'))).toBe('callees 0');
  expect(at(pressed(model, ['next-pane', 2]))).toBe('growth 0');
  expect(at(pressed(model, 'previous-pane'))).toBe('next 0');
  expect(at(pressed(model, ['next-pane', 5]))).toBe('source 0');
});

test('in one column the cursor goes through the panes in the order in which they stand there', () => {
  const model = sampleDetail();
  const context = { model, page: PAGE, width: 80 };
  const panes: string[] = [];
  let view = INITIAL_DETAIL_VIEW;
  for (let stop = 0; stop < 60; stop++) {
    if (panes.at(-1) !== view.pane) panes.push(view.pane);
    view = pressDetail(view, { command: 'down' }, context)!;
  }
  expect(panes).toEqual(['source', 'why', 'growth', 'callers', 'callees', 'next']);
  expect(at(pressDetail(INITIAL_DETAIL_VIEW, { command: 'next-pane' }, context)!)).toBe('why 0');
  expect(at(pressDetail(view, { command: 'top' }, context)!)).toBe('source 0');
});

test('what belongs to no screen alone means nothing here', () => {
  const context = { model: sampleDetail(), page: PAGE, width: WIDTH };
  for (const command of ['open', 'back', 'copy', 'quit', 'view-live', 'ask-exact'] as const)
    expect(pressDetail(INITIAL_DETAIL_VIEW, { command }, context)).toBeUndefined();
});

test('a call leads on, the own allocations and what is left out lead nowhere', () => {
  const model = sampleDetail();
  expect(followed(model, INITIAL_DETAIL_VIEW)).toBeUndefined();
  expect(frameAtCursor(model, INITIAL_DETAIL_VIEW)).toBe(model.frame);
  expect(followed(model, pressed(model, ['down', 2]))?.function).toBe('TransparentProxy.roundTrip');
  expect(followed(model, pressed(model, ['down', 7]))).toBeUndefined();
  const own = pressed(model, ['next-pane', 2]);
  expect(at(own)).toBe('callees 0');
  expect(followed(model, own)).toBeUndefined();
  expect(frameAtCursor(model, own)).toBe(model.frame);
});

test('candidates, companions and the step to what is below lead on too', () => {
  const doubtful = doubtfulDetail();
  const names = Array.from({ length: stopsOf(doubtful, 'why') }, (_, index) =>
    followed(doubtful, { pane: 'why', index, path: undefined }),
  ).flatMap((frame) => (frame === undefined ? [] : [frame.function]));
  expect(names).toEqual(['createStream', 'ProxySession', 'Map.set']);
  expect(followed(callerDetail(), { pane: 'next', index: 0, path: undefined })?.function).toBe('randomUUID');
});

test('the cursor follows its call, not its row', () => {
  const model = sampleDetail();
  const view = pressed(model, ['down', 6]);
  expect(followed(model, view)?.function).toBe('handleSse');
  const [first, second, post, emit, parser, sse, more] = CALLS.callers as [CallRow, ...CallRow[]];
  const moved = sampleDetail({
    calls: { ...CALLS, callers: [first, second!, sse!, more!, post!, emit!, parser!] },
  });
  const placed = placeDetail(view, moved);
  expect(at(placed)).toBe('callers 2');
  expect(placeDetail(placed, moved)).toBe(placed);
  expect(at(placeDetail(placed, model))).toBe('callers 5');
});

test('a call that is gone leaves the cursor where it was, or at the last row', () => {
  const view = pressed(sampleDetail(), ['down', 6]);
  const shorter = sampleDetail({ calls: { ...CALLS, callers: CALLS.callers.slice(0, 2) } });
  expect(at(placeDetail(view, shorter))).toBe('callers 1');
  expect(at(placeDetail(view, sampleDetail({ calls: undefined })))).toBe('callers 5');
  expect(at(placeDetail(view, sampleDetail({ calls: { ...CALLS, callers: [] } })))).toBe('source 0');
});

const moves = fc.constantFrom<KeyCommand>(
  'down',
  'up',
  'half-down',
  'page-up',
  'top',
  'bottom',
  'next-pane',
  'previous-pane',
);
const models = fc.constantFrom(
  sampleDetail(),
  doubtfulDetail(),
  callerDetail(),
  sampleDetail({ calls: undefined }),
);

test('any keys leave the cursor at something that is there, also when the model changes between them', () => {
  const press = fc.tuple(moves, fc.option(fc.integer({ min: 1, max: 99_999 }), { nil: undefined }), models);
  fc.assert(
    fc.property(fc.array(press, { maxLength: 20 }), (presses) => {
      let view = INITIAL_DETAIL_VIEW;
      for (const [command, count, model] of presses) {
        view = placeDetail(view, model);
        view = pressDetail(
          view,
          { command, ...(count !== undefined && { count }) },
          { model, page: PAGE, width: WIDTH },
        )!;
        expect(DETAIL_PANES).toContain(view.pane);
        expect(view.index).toBeGreaterThanOrEqual(0);
        expect(view.index).toBeLessThan(Math.max(1, stopsOf(model, view.pane)));
        expect(placeDetail(view, model)).toBe(view);
      }
    }),
  );
});

test('n presses of down are one with the count n', () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 1, max: 40 }), (model, times) => {
      const single = pressed(model, ...Array.from({ length: times }, () => 'down' as const));
      expect(single).toEqual(pressed(model, ['down', times]));
    }),
  );
});
