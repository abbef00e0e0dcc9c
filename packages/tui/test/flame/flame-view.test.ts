import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GrownFlame } from '../../src/flame/flame-model.js';
import { flameScene } from '../../src/flame/flame-scene.js';
import { INITIAL_FLAME_VIEW, type FlameView, pressFlame, searchFlame } from '../../src/flame/flame-view.js';
import { selectedFunction } from '../../src/flame/selected-function.js';
import type { KeyCommand } from '../../src/keys/key-table.js';
import { arbitraryTree } from './arbitrary-tree.js';
import { after, proxyTree, sampleModel, sampleTree, type SamplePath } from './sample-flame.js';

const SIZE = { width: 100, height: 22 };
const model = sampleModel(proxyTree());
const context = { model, ...SIZE };

/** What is selected: a name, `root`, or `name/..` for those merged below it. */
function selected(view: FlameView, of = model): string {
  const scene = flameScene(of, view, SIZE);
  const { frame, frames } = scene.index.tree;
  const name = frame[scene.node] === -1 ? 'root' : frames.name[frame[scene.node]!]!;
  return scene.isRest ? `${name}/..` : name;
}

const zoomed = (view: FlameView) => view.zooms.at(-1)?.path.at(-1)?.name;
const walk = (...commands: string[]) => after(INITIAL_FLAME_VIEW, commands, context);

test('down goes to the largest child, up to the parent, each as often as counted', () => {
  expect(selected(walk('down'))).toBe('handleRequest');
  expect(selected(walk('4down'))).toBe('NewProxySession');
  expect(selected(walk('4down', '2up'))).toBe('TransparentProxy.roundTrip');
  expect(selected(walk('bottom'))).toBe('Map');
  expect(selected(walk('bottom', 'down'))).toBe('Map');
  expect(selected(walk('bottom', 'top'))).toBe('root');
  expect(selected(walk('top', 'up'))).toBe('root');
});

test('the worst finding is selected until the user selects something', () => {
  const suspect = { function: 'NewProxySession', file: 'src/session/proxy.ts', line: 41 };
  const suspected = sampleModel(proxyTree(), { suspect });
  const of = { ...context, model: suspected };
  expect(selected(INITIAL_FLAME_VIEW, suspected)).toBe('NewProxySession');
  const chosen = after(INITIAL_FLAME_VIEW, ['up'], of);
  expect(selected(chosen, suspected)).toBe('Manager.addWithID');
  const other = { function: 'LocalStorage.set', file: 'src/storage/local.ts', line: 22 };
  expect(selected(INITIAL_FLAME_VIEW, { ...suspected, suspect: other })).toBe('LocalStorage.set');
  expect(selected(chosen, { ...suspected, suspect: other })).toBe('Manager.addWithID');
  for (const missing of [
    { ...suspect, line: 42 },
    { ...suspect, file: '' },
    { ...suspect, function: '' },
  ])
    expect(selected(INITIAL_FLAME_VIEW, { ...suspected, suspect: missing })).toBe('root');
});

test('of several places of the worst finding it is the one where it grew most', () => {
  const paths: SamplePath[] = [
    [['steady', 'make@/a.js:1'], 900, 890],
    [['growing', 'make@/a.js:1', 'make@/a.js:1'], 300, 100],
  ];
  const suspect = { function: 'make', file: '/a.js', line: 1 };
  const path = (of: GrownFlame) => {
    const { index, node } = flameScene(of, INITIAL_FLAME_VIEW, SIZE);
    return index.pathOf(node).map(({ name }) => name);
  };
  expect(path(sampleModel(sampleTree(paths), { suspect }))).toEqual(['growing', 'make']);
  expect(path(sampleModel(sampleTree(paths, { compares: false }), { suspect }))).toEqual(['steady', 'make']);
});

test('half a page and a page are levels', () => {
  const deep = sampleModel(sampleTree([[Array.from({ length: 60 }, (_, i) => `f${i}`), 1000]]));
  const of = { model: deep, ...SIZE };
  const start = after(INITIAL_FLAME_VIEW, ['half-down'], of);
  expect(selected(start, deep)).toBe('f5');
  expect(selected(after(start, ['page-down', 'half-up'], of), deep)).toBe('f11');
});

test('left and right go along the level, into those merged and out again', () => {
  const level = walk('down');
  expect(selected(after(level, ['right'], context))).toBe('startup');
  expect(selected(after(level, ['9right'], context))).toBe('root/..');
  expect(selected(after(level, ['9right', 'left'], context))).toBe('startup');
  expect(selected(after(level, ['left'], context))).toBe('handleRequest');
  expect(selected(after(level, ['9right', 'up'], context))).toBe('root');
});

test('enter zooms to what is selected, backspace and escape give the zoom back step by step', () => {
  const once = walk('2down', 'open');
  expect(zoomed(once)).toBe('TransparentProxy.roundTrip');
  expect(selected(once)).toBe('TransparentProxy.roundTrip');
  expect(after(once, ['open'], context)).toEqual(once);
  const twice = after(once, ['2down', 'open'], context);
  expect(zoomed(twice)).toBe('NewProxySession');
  expect(zoomed(after(twice, ['zoom-out'], context))).toBe('TransparentProxy.roundTrip');
  expect(zoomed(after(twice, ['back', 'back'], context))).toBeUndefined();
  expect(after(twice, ['zoom-reset'], context).zooms).toEqual([]);
  expect(selected(after(twice, ['zoom-reset'], context))).toBe('NewProxySession');
});

test('escape then drops the search, then means nothing here', () => {
  const view = searchFlame(walk('down', 'open'), 'map');
  const unzoomed = after(view, ['back'], context);
  expect(unzoomed.search).toBe('map');
  const clear = after(unzoomed, ['back'], context);
  expect(clear.search).toBe('');
  expect(pressFlame(clear, { command: 'back' }, context)).toBeUndefined();
});

test('enter on those merged shows them, without their larger siblings', () => {
  const view = walk('down', '9right', 'open');
  expect(view.zooms.at(-1)).toEqual({ path: [], skip: 2 });
  expect(selected(view)).toBe('gzip');
  expect(selected(after(view, ['right'], context))).toBe('tick');
  // What is folded is a sum of which nothing more is known.
  const folded = after(view, ['9right'], context);
  expect(selected(folded)).toBe('root/..');
  expect(after(folded, ['open'], context)).toEqual(folded);
});

test('n and N go through what is found in the order of the picture, round and round', () => {
  const view = searchFlame(INITIAL_FLAME_VIEW, 'map');
  const found = ['Map', 'Map.set'];
  expect(selected(after(view, ['next-match'], context))).toBe(found[0]);
  expect(selected(after(view, ['2next-match'], context))).toBe(found[1]);
  expect(selected(after(view, ['3next-match'], context))).toBe(found[0]);
  expect(selected(after(view, ['previous-match'], context))).toBe(found[1]);
  expect(selected(after(view, ['next-match', 'previous-match'], context))).toBe(found[1]);
  expect(selected(after(walk('down'), ['next-match'], context))).toBe('handleRequest');
});

test('a match outside of the zoom ends the zoom as far as needed', () => {
  const deep = searchFlame(walk('2down', 'open', '2down', 'open'), 'fn:parse');
  const near = after(deep, ['next-match'], context);
  expect(selected(near)).toBe('JSON.parse');
  expect(zoomed(near)).toBe('TransparentProxy.roundTrip');
  const far = after({ ...deep, search: 'warm' }, ['next-match'], context);
  expect(selected(far)).toBe('ToolCache.warm');
  expect(far.zooms).toEqual([]);
});

test('a search looks at files too, and may be turned round', () => {
  const at = (search: string) => selected(after({ ...INITIAL_FLAME_VIEW, search }, ['next-match'], context));
  expect(at('file:gzip.ts')).toBe('gzip');
  expect(at('fn:gzip.ts')).toBe('root');
  expect(at('!file:src/')).not.toBe('root');
});

test('selection and zoom follow their paths into the next tree, as far as they go there', () => {
  const view = walk('2down', 'open', 'bottom');
  const next = sampleModel(
    sampleTree([
      [['before'], 9e7],
      [
        [
          'handleRequest@src/http/server.ts:51',
          'TransparentProxy.roundTrip@src/proxy/transparent.ts:212',
          'other',
        ],
        100,
      ],
      [
        [
          'handleRequest@src/http/server.ts:51',
          'TransparentProxy.roundTrip@src/proxy/transparent.ts:212',
          'Manager.addWithID@src/session/manager.ts:63',
        ],
        50,
      ],
    ]),
  );
  expect(selected(view, next)).toBe('Manager.addWithID');
  expect(selected(view)).toBe('Map');
  const gone = sampleModel(
    sampleTree([
      [['before'], 9e7],
      [['handleRequest@src/http/server.ts:51', 'x'], 1],
    ]),
  );
  expect(selected(view, gone)).toBe('handleRequest');
  expect(selected(view, sampleModel(sampleTree([[['before'], 1]])))).toBe('root');
});

test('functions that are alike in all that is known of them are told apart', () => {
  const tree = sampleTree([
    [['twin@a.js:1'], 500],
    [['twin@a.js:2'], 400],
    [['z'], 300],
  ]);
  tree.frames.line[1] = 1;
  const of = { model: sampleModel(tree), ...SIZE };
  const at = after(INITIAL_FLAME_VIEW, ['down', 'right'], of);
  expect(at.selected?.path).toMatchObject([{ twin: 1 }]);
  expect(selected(after(at, ['right'], of), of.model)).toBe('z');
});

test('the selected function is known to the detail, the root and those merged are none', () => {
  expect(selectedFunction(model, walk('4down'))).toEqual({
    function: 'NewProxySession',
    file: 'src/session/proxy.ts',
    line: 41,
  });
  expect(selectedFunction(model, walk('top'))).toBeUndefined();
  expect(selectedFunction(model, walk('down', '9right'))).toBeUndefined();
});

test('other commands, typed text and a tree that is awaited are left to others', () => {
  for (const command of ['open-detail', 'metric', 'invert', 'quit', 'swap'] as const)
    expect(pressFlame(INITIAL_FLAME_VIEW, { command }, context)).toBeUndefined();
  expect(pressFlame(INITIAL_FLAME_VIEW, { command: 'type', text: 'x' }, context)).toBeUndefined();
  const awaited = { ...context, model: { ...model, tree: 'the tree is being built' } };
  expect(pressFlame(INITIAL_FLAME_VIEW, { command: 'down' }, awaited)).toBeUndefined();
});

const COMMANDS = [
  'down',
  'up',
  'left',
  'right',
  'half-down',
  'page-up',
  'top',
  'bottom',
  'open',
  'zoom-out',
  'back',
  'next-match',
  'previous-match',
] as const satisfies readonly KeyCommand[];

test('whatever is pressed, the selection is within the zoom, has a cell, and is in sight', () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryTree(), { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom(...COMMANDS), { maxLength: 25 }),
      fc.integer({ min: 80, max: 170 }),
      fc.integer({ min: 14, max: 30 }),
      (trees, commands, width, height) => {
        let view = searchFlame(INITIAL_FLAME_VIEW, 'b');
        commands.forEach((command, step) => {
          const tree = trees[Math.floor((step / commands.length) * trees.length)]!;
          const of = { model: sampleModel(tree), width, height };
          view = pressFlame(view, { command }, of) ?? view;
          const { index, zoom, node, cell, position, top, parts, layout } = flameScene(of.model, view, of);
          expect(index.isShown(node, zoom)).toBe(true);
          expect(layout.rows[position.row]![position.column]).toBe(cell);
          expect(position.row).toBeGreaterThanOrEqual(top);
          expect(position.row).toBeLessThan(top + parts.icicleRows);
          const isOwn = cell.node === node && cell.skip === undefined;
          expect(isOwn || cell.skip !== undefined).toBe(true);
        });
      },
    ),
  );
});

test('every node can be reached by opening what is merged', () => {
  const many = Array.from({ length: 400 }, (_, i): SamplePath => [[`f${1000 + i}`], 1]);
  const of = { model: sampleModel(sampleTree([[['big'], 1e6], ...many])), ...SIZE };
  let view = INITIAL_FLAME_VIEW;
  const seen = new Set<string>();
  for (let step = 0; step < 100; step++) {
    const scene = flameScene(of.model, view, SIZE);
    for (const { node, skip } of scene.layout.rows[1] ?? [])
      if (skip === undefined) seen.add(scene.index.tree.frames.name[scene.index.tree.frame[node]!]!);
    view = after(view, ['top', 'down', '99right', 'open'], of);
  }
  expect(seen.size).toBe(401);
});
