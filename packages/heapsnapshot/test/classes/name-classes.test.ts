import { expect, it } from 'vitest';
import type { ClassTable } from '../../src/classes/class-table.js';
import { inferInterfaces } from '../../src/classes/infer-interfaces.js';
import { nameClasses } from '../../src/classes/name-classes.js';
import { buildSnapshot, type PlannedNode } from '../support/build-snapshot.js';
import { snapshotOfObjects } from './snapshot-of-objects.js';

function namesOf({ ofNode, names }: ClassTable): string[] {
  return Array.from(ofNode, (given) => names[given]!);
}

function nodes(...planned: (readonly [type: string, name: string])[]): PlannedNode[] {
  return [{ type: 'synthetic', name: '' }, ...planned.map(([type, name]) => ({ type, name }))];
}

it.each([
  ['hidden', 'system / Map', '(system)'],
  ['array', '(map descriptors)', '(array)'],
  ['string', 'a text', '(string)'],
  ['object', 'Session', 'Session'],
  ['object', 'Object', 'Object'],
  ['code', 'onRequest', '(compiled code)'],
  ['closure', 'onRequest', 'Function'],
  ['regexp', 'a+', 'RegExp'],
  ['number', 'heap number', '(number)'],
  ['native', 'system / JSArrayBufferData', 'system / JSArrayBufferData'],
  ['native', '<div id="menu" class="top">', '<div>'],
  ['native', '<div>', '<div>'],
  ['object', '<anonymous', '<anonymous'],
  ['native', 'Detached <div id="menu">', 'Detached <div>'],
  ['native', 'Detached Node / FileHandle', 'Detached Node / FileHandle'],
  ['synthetic', '(GC roots)', '(synthetic)'],
  ['concatenated string', '', '(concatenated string)'],
  ['sliced string', 'cut', '(sliced string)'],
  ['symbol', 'symbol', '(symbol)'],
  ['bigint', 'bigint', '(bigint)'],
  ['object shape', 'system / Map', '(object shape)'],
])('%s %j is of class %s', (type, name, expected) => {
  const { snapshot } = buildSnapshot({ nodes: nodes([type, name]), edges: [] });
  expect(namesOf(nameClasses(snapshot))).toEqual(['(synthetic)', expected]);
});

it('numbers classes in the order of their first nodes, and has none without nodes', () => {
  const { snapshot } = buildSnapshot({
    nodes: nodes(['object', 'B'], ['object', 'A'], ['hidden', 'x'], ['object', 'B']),
    edges: [],
    locations: [{ node: 2, script: 1, line: 2, column: 3 }],
  });
  const { ofNode, names, places } = nameClasses(snapshot);
  expect([...ofNode]).toEqual([0, 1, 2, 3, 1]);
  expect(names).toEqual(['(synthetic)', 'B', 'A', '(system)']);
  expect(places).toEqual([undefined, undefined, { script: 1, line: 2, column: 3 }, undefined]);
});

it('tells classes of one name apart by the place of their constructor', () => {
  const { snapshot } = buildSnapshot({
    nodes: nodes(...Array<['object', 'Thing']>(6).fill(['object', 'Thing']), ['object', 'Other']),
    edges: [],
    locations: [
      { node: 1, script: 7, line: 2, column: 3 },
      { node: 2, script: 7, line: 2, column: 4 },
      { node: 3, script: 7, line: 2, column: 3 },
      { node: 4, script: 8, line: 2, column: 3 },
      { node: 5, script: 7, line: 3, column: 3 },
      { node: 7, script: 7, line: 2, column: 3 },
    ],
  });
  const { ofNode, names } = nameClasses(snapshot);
  expect([...ofNode]).toEqual([0, 1, 2, 1, 3, 4, 5, 6]);
  expect(names).toEqual(['(synthetic)', 'Thing', 'Thing', 'Thing', 'Thing', 'Thing', 'Other']);
});

it('goes by the last of several places, and not by those of functions', () => {
  const { snapshot } = buildSnapshot({
    nodes: nodes(['object', 'Thing'], ['object', 'Thing'], ['closure', 'f'], ['closure', 'g']),
    edges: [],
    locations: [
      { node: 1, script: 1, line: 1, column: 1 },
      { node: 2, script: 2, line: 2, column: 2 },
      { node: 1, script: 2, line: 2, column: 2 },
      { node: 3, script: 3, line: 3, column: 3 },
    ],
  });
  const { ofNode, places } = nameClasses(snapshot);
  expect([...ofNode]).toEqual([0, 1, 1, 2, 2]);
  expect(places).toEqual([undefined, { script: 2, line: 2, column: 2 }, undefined]);
});

it('names plain objects by the interface that fits best', () => {
  const snapshot = snapshotOfObjects([
    ['id', 'user'],
    ['user', 'id', 'more'],
    ['id'],
    ['id', 'user'],
    ['other'],
    ['id'],
    [],
  ]);
  expect(namesOf(nameClasses(snapshot)).slice(2)).toEqual([
    '{id, user}',
    '{id, user}',
    '{id}',
    '{id, user}',
    'Object',
    '{id}',
    'Object',
  ]);
});

it('goes by properties that do not fit into the name, too', () => {
  const long = 'l'.repeat(110);
  const [first, second] = ['a rather long name', 'b'];
  const snapshot = snapshotOfObjects([
    [long, first, second],
    [long, first],
    [first, second],
    [first, second],
  ]);
  expect(namesOf(nameClasses(snapshot)).slice(2)).toEqual([
    `{${first}, ${second}}`,
    `{${long}}`,
    `{${first}, ${second}}`,
    `{${first}, ${second}}`,
  ]);
});

it('names objects of one snapshot by the interfaces of another', () => {
  const before = snapshotOfObjects([
    ['id', 'user'],
    ['id', 'user'],
  ]);
  const after = snapshotOfObjects([['user', 'x', 'id'], ['x'], ['x']]);
  expect(namesOf(nameClasses(after)).slice(2)).toEqual(['{x}', '{x}', '{x}']);
  expect(namesOf(nameClasses(after, { interfaces: inferInterfaces(before) })).slice(2)).toEqual([
    '{id, user}',
    'Object',
    'Object',
  ]);
  expect(namesOf(nameClasses(before, { interfaces: [] })).slice(2)).toEqual(['Object', 'Object']);
});

it('takes arrays and instances with properties for no plain objects', () => {
  const { snapshot } = buildSnapshot({
    nodes: nodes(['object', 'Array'], ['native', 'Object'], ['object', 'Object'], ['object', 'Object']),
    edges: [1, 2, 3, 4].map((from) => [from, 'property', 'id', 0] as const),
  });
  expect(namesOf(nameClasses(snapshot)).slice(1)).toEqual(['Array', 'Object', '{id}', '{id}']);
});

it('says which native nodes are detached', () => {
  const { snapshot } = buildSnapshot({
    nodes: nodes(
      ['native', 'Handle'],
      ['native', 'Part'],
      ['native', 'Part'],
      ['object', 'Wrapper'],
      ['native', 'Part'],
      ['native', 'Part'],
      ['native', 'Handle'],
      ['native', 'Part'],
    ),
    edges: [
      [1, 'internal', 'part', 2],
      [2, 'element', 0, 3],
      [2, 'hidden', 1, 6],
      [1, 'weak', '2', 6],
      [1, 'property', 'wrapper', 4],
      [4, 'property', 'part', 5],
      [7, 'internal', 'part', 8],
      [1, 'internal', 'shared', 8],
    ],
  });
  const detachedness = Uint8Array.of(0, 2, 0, 0, 2, 0, 0, 1, 0);
  expect(namesOf(nameClasses({ ...snapshot, detachedness })).slice(1)).toEqual([
    'Detached Handle',
    'Detached Part',
    'Detached Part',
    'Wrapper',
    'Part',
    'Part',
    'Handle',
    'Part',
  ]);
});
