import type { PathStep } from '@heaptide/heapsnapshot';
import { describe, expect, test } from 'vitest';
import { renderPathsJson, renderPathsText } from '../../src/snapshot/path.js';
import { sampleGraph } from './sample-graph.js';

const GRAPH = sampleGraph([
  { name: '' },
  { name: 'Registry', self: 100 },
  { name: 'Object', self: 60, dominator: 1 },
  { name: 'Session', self: 1000, dominator: 2 },
]);

function step(node: number, edge: PathStep['edge'], more: Partial<PathStep> = {}): PathStep {
  const names = ['', 'Registry', 'Object', 'Session'];
  return { node, id: 2 * node + 1, class: names[node]!, edge, repeats: 1, runLength: 1, ...more };
}

const keyed = (name: string): PathStep['edge'] => ({
  type: 'property',
  name,
  text: `["${name}"]`,
  isKey: true,
});
const named = (name: string): PathStep['edge'] => ({
  type: 'property',
  name,
  text: `.${name}`,
  isKey: false,
});
const KEY = 'token-7f9c';
const PATHS = [
  {
    root: 'global',
    steps: [
      step(
        1,
        { type: 'context', name: 'registry', text: 'variable registry', isKey: false },
        { file: '/app/a\u001B[2J.js' },
      ),
      step(2, named('sessions')),
      step(2, named('_idlePrev'), { repeats: 124 }),
      step(3, keyed(KEY)),
    ],
    length: 127,
  },
];

describe('how an object is held', () => {
  test('a step a line, runs told once, keys that the program made up left out', () => {
    expect(renderPathsText(GRAPH, { node: 3, paths: PATHS })).toBe(
      [
        'Session @7 retains 0.98 KiB',
        '',
        'held by',
        '  global',
        '    variable registry in /app/a␛[2J.js -> Registry @3  1.13 KiB',
        '    .sessions -> Object @5  1.04 KiB',
        '    ._idlePrev x124 -> Object @5  1.04 KiB',
        '    ["…"] -> Session @7  0.98 KiB',
        '',
      ].join('\n'),
    );
  });

  test('with them where they are asked for', () => {
    const text = renderPathsText(GRAPH, { node: 3, paths: PATHS, showStrings: true });
    expect(text).toContain(`["${KEY}"] -> Session`);
  });

  test('several ways are counted, and none is said', () => {
    expect(renderPathsText(GRAPH, { node: 3, paths: [...PATHS, ...PATHS] })).toContain('held by (2 of 2)');
    expect(renderPathsText(GRAPH, { node: 3, paths: [] })).toContain('nothing holds it');
  });

  test('as JSON', () => {
    const { schema, object, paths } = JSON.parse(renderPathsJson(GRAPH, { node: 3, paths: PATHS })) as {
      readonly schema: string;
      readonly object: unknown;
      readonly paths: readonly { readonly root: string; readonly path: readonly unknown[] }[];
    };
    expect(schema).toBe('heaptide.snapshot-path/1');
    expect(object).toMatchObject({ id: 7, class: 'Session', dominatorId: 5 });
    expect(paths[0]!.root).toBe('global');
    expect(paths[0]!.path).toEqual([
      {
        class: 'Registry',
        id: 3,
        edge: { type: 'context', name: 'registry' },
        file: '/app/a\u001B[2J.js',
      },
      { class: 'Object', id: 5, edge: { type: 'property', name: 'sessions' } },
      { class: 'Object', id: 5, edge: { type: 'property', name: '_idlePrev' }, repeats: 124 },
      { class: 'Session', id: 7, edge: { type: 'property', name: '…' } },
    ]);
    expect(renderPathsJson(GRAPH, { node: 3, paths: PATHS, showStrings: true })).toContain(KEY);
  });
});

test('a function is told by its name and place', () => {
  const edge = named('handler');
  const called = { name: 'on\u0007Data', file: '/app/server.mjs', line: 40, column: 3 };
  const paths = [
    { root: 'global', steps: [step(3, edge, { class: 'Function', function: called })], length: 1 },
  ];
  expect(renderPathsText(GRAPH, { node: 3, paths })).toContain(
    '    .handler -> Function on␇Data (server.mjs:40) @7',
  );
  expect(renderPathsJson(GRAPH, { node: 3, paths })).not.toContain('server.mjs');
});
