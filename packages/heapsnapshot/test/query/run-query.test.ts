import { beforeAll, expect, test } from 'vitest';
import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { queryHeapGraph } from '../../src/query/run-query.js';
import { buildSnapshot, type PlannedEdge } from '../support/build-snapshot.js';

let graph: HeapGraph;

beforeAll(async () => {
  const sessions = Array.from({ length: 20 }, (_, at) => ({
    type: 'object',
    name: 'Session',
    size: 100 + at,
  }));
  const { snapshot } = buildSnapshot({
    nodes: [
      { type: 'synthetic', name: '' },
      { type: 'object', name: 'Registry', size: 50 },
      { type: 'string', name: 'secret', size: 24 },
      { type: 'closure', name: 'handler', size: 64 },
      { type: 'object', name: 'SessionList', size: 16 },
      ...sessions,
    ],
    edges: [
      [0, 'element', 0, 1],
      [1, 'property', 'text', 2],
      [1, 'property', 'handler', 3],
      [1, 'property', 'list', 4],
      [3, 'property', 'text', 2],
      ...sessions.map((_, at): PlannedEdge => [4, 'element', at, 5 + at]),
    ],
  });
  graph = await analyseHeapSnapshot(snapshot);
});

function rows(query: string, showStrings = false): readonly (readonly (string | number)[])[] {
  return queryHeapGraph(graph, query, { showStrings }).rows;
}

test('the largest come first, in the columns that are asked for', () => {
  const answer = queryHeapGraph(graph, 'select id, self where class = "Session" order by self limit 3');
  expect(answer).toEqual({
    columns: ['id', 'self'],
    rows: [
      [49, 119],
      [47, 118],
      [45, 117],
    ],
    matched: 20,
  });
});

test('ascending, and by class', () => {
  expect(rows('select self where class = "Session" order by self asc limit 2')).toEqual([[100], [101]]);
  const classes = rows('select class where type = "object" order by class asc limit 2');
  expect(classes).toEqual([['Registry'], ['Session']]);
});

test('every field', () => {
  const all = 'select id, class, type, name, self, retained, distance, edges, retainers, dominator, detached';
  const sum = Array.from({ length: 20 }, (_, at) => 100 + at).reduce((a, b) => a + b);
  expect(rows(`${all} where class = "SessionList"`)).toEqual([
    [9, 'SessionList', 'object', 'SessionList', 16, 16 + sum, graph.distances[4]!, 20, 1, 3, 0],
  ]);
});

test.each([
  ['class ~ "Session*"', 21],
  ['class !~ "Session*" and type = "object"', 1],
  ['not class ~ "Session*" and type = "object"', 1],
  ['class = "Session" and (self < 102 or self >= 119)', 3],
  ['self != 100 and class = "Session"', 19],
  ['self > 100 and self <= 102', 2],
  ['retainers = 2', 1],
])('%s', (query, count) => {
  expect(queryHeapGraph(graph, query).matched).toBe(count);
});

test('groups, summed up', () => {
  const answer = rows(
    'select class, count(), sum(self), min(self), max(self), avg(self) where class ~ "Session*" group by class order by count()',
  );
  expect(answer).toEqual([
    ['Session', 20, 2190, 100, 119, 109.5],
    ['SessionList', 1, 16, 16, 16, 16],
  ]);
});

test('an aggregate without groups is one row, even over nothing', () => {
  expect(rows('select count(), sum(self) where type = "object"')).toEqual([[22, 2256]]);
  expect(rows('select count(), max(self) where type = "regexp"')).toEqual([[0, 0]]);
});

test('contents of strings are neither told nor found unless asked for', () => {
  expect(rows('name = "secret"')).toEqual([]);
  expect(rows('name ~ "s*" and type = "string"')).toEqual([]);
  expect(rows('not name = "handler" and name !~ "a*" and type = "string"')).toEqual([]);
  expect(rows('select name where type = "string"')).toEqual([['(string)']]);
  expect(rows('select name where name = "handler"')).toEqual([['handler']]);
  expect(rows('select name where name = "secret"', true)).toEqual([['secret']]);
});

test('more groups than can be held are refused', async () => {
  const count = 100_001;
  const { snapshot } = buildSnapshot({
    nodes: Array.from({ length: count }, () => ({ type: 'object', name: 'Thing' })),
    edges: [],
  });
  const large = await analyseHeapSnapshot(snapshot);
  expect(() => queryHeapGraph(large, 'group by id')).toThrow('more than 100000 groups');
  expect(queryHeapGraph(large, 'group by class').matched).toBe(count);
});
