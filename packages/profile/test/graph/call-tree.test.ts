import { expect, test } from 'vitest';
import { buildCallTree, trimCallTree } from '../../src/index.js';
import { profileOf } from '../filter/stacks.js';
import { edgesOf, inputOf, sumsOf } from './graph-of.js';

const PROFILE = profileOf([
  { stack: 'main a b', value: 3 },
  { stack: 'main b a', value: 5 },
  { stack: 'main a+c', value: 7 },
  { stack: 'other a', value: 11 },
]);
const tree = () => buildCallTree(inputOf(PROFILE));

test('one node for each path', () => {
  expect(sumsOf(tree())).toEqual([
    'main 0/15',
    'a 0/10',
    'b 3/3',
    'b 0/5',
    'a 5/5',
    'c 7/7',
    'other 0/11',
    'a 11/11',
  ]);
  expect(edgesOf(tree())).toEqual(['main>a 10', 'main>b 5', 'a>b 3', 'a>c 7 inline', 'b>a 5', 'other>a 11']);
});

test('recursion is a path', () => {
  expect(sumsOf(buildCallTree(inputOf(profileOf(['a a a']))))).toEqual(['a 0/1', 'a 0/1', 'a 1/1']);
});

test('nodes under one caller have siblings in common, and no others', () => {
  const [main, a, , b] = tree();
  expect(a!.siblings).toBe(b!.siblings);
  expect(main!.siblings).not.toBe(a!.siblings);
});

test('the children of what goes hang on its parent', () => {
  const nodes = tree();
  const kept = new Set(nodes.filter((node) => !(node.name === 'a' && node.in.size > 0 && node.out.size > 0)));
  const trimmed = trimCallTree(nodes, kept);
  expect(edgesOf(trimmed)).toEqual(['main>b 5', 'main..b 3', 'main..c 7', 'b>a 5', 'other>a 11']);
  for (const node of trimmed) for (const [child, edge] of node.out) expect(child.in.get(node)).toBe(edge);
});

test('an edge over an inlined call to an inlined one is inline', () => {
  const nodes = buildCallTree(inputOf(profileOf(['main+a+b'])));
  const kept = new Set(nodes.filter(({ name }) => name !== 'a'));
  expect(edgesOf(trimCallTree(nodes, kept))).toEqual(['main..b 1 inline']);
});

test('the children of a root that goes are roots', () => {
  const nodes = tree();
  const kept = new Set(nodes.filter(({ name }) => name !== 'main'));
  const trimmed = trimCallTree(nodes, kept);
  expect(trimmed.filter((node) => node.in.size === 0).map(({ name }) => name)).toEqual(['a', 'b', 'other']);
});
