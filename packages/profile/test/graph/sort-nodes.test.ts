import { expect, test } from 'vitest';
import { GraphNode, type NodeInfo, sortByCum, sortByEntropy, sortByFlat } from '../../src/index.js';
import { profileOf } from '../filter/stacks.js';
import { graphOf } from './graph-of.js';

function node(name: string, flat: number, cum: number, more: Partial<NodeInfo> = {}): GraphNode {
  const info = { name, file: '', line: 0, column: 0, address: 0n, startLine: 0, objectFile: '', ...more };
  return Object.assign(new GraphNode(info, 0), { flat, cum });
}
const names = (nodes: readonly GraphNode[]) => nodes.map(({ name }) => name);

test('by flat: by size, then by the bytes of the name, then by cum', () => {
  const nodes = [
    node('b', 3, 3),
    node('\u{10000}', 3, 3),
    node('\uffff', 3, 3),
    node('a', -3, 3),
    node('c', 4, 9),
  ];
  expect(names(sortByFlat(nodes))).toEqual(['c', 'a', 'b', '\uffff', '\u{10000}']);
  const [first] = sortByFlat([node('a', 1, 2), node('a', 1, -5, { startLine: 1 })]);
  expect(first!.cum).toBe(-5);
});

test('by cum: by size, name, flat', () => {
  const nodes = [node('b', 9, 3), node('a', 0, 3), node('c', 0, -7)];
  expect(names(sortByCum(nodes))).toEqual(['c', 'a', 'b']);
  const [first] = sortByCum([node('a', 1, 5), node('a', -2, 5, { startLine: 1 })]);
  expect(first!.flat).toBe(-2);
});

test('addresses sort as numbers', () => {
  const nodes = [
    node('a', 1, 1, { address: 0x10n }),
    node('b', 1, 1, { address: 2n ** 63n }),
    node('c', 1, 1, { address: 9n }),
  ];
  expect(names(sortByFlat(nodes)).map((name) => name.slice(-1))).toEqual(['c', 'a', 'b']);
});

test('nodes that print alike have an order too', () => {
  const [a, b] = [node('a', 1, 1, { startLine: 1 }), node('a', 1, 1, { startLine: 2 })];
  expect(sortByFlat([b, a])).toEqual(sortByFlat([a, b]));
  expect(sortByFlat([b, a])[0]).toBe(a);
});

test('by entropy what only passes on comes last, however much it passes', () => {
  const nodes = graphOf(
    profileOf([
      { stack: 'main pass hub x', value: 40 },
      { stack: 'main pass hub y', value: 40 },
      { stack: 'main z', value: 20 },
    ]),
  );
  // main (1 + 0.72)·100, hub (0 + 1)·80, x and y (0 + 1)·40 + 40, z (0 + 1)·20 + 20, pass nothing.
  expect(names(sortByEntropy(nodes))).toEqual(['main', 'hub', 'x', 'y', 'z', 'pass']);
});

test('what stays in a node is a share of what it gives', () => {
  const nodes = graphOf(
    profileOf([
      { stack: 'main a x', value: 10 },
      { stack: 'main a', value: 10 },
      { stack: 'main b y', value: 20 },
      { stack: 'main q', value: 13 },
    ]),
  );
  const order = names(sortByEntropy(nodes));
  // a (0 + 1)·20 + 10 stands before q (0 + 1)·13 + 13 and b, which scores 0.
  expect(order.indexOf('a')).toBeLessThan(order.indexOf('q'));
  expect(order.at(-1)).toBe('b');
});

test('what shrinks is no part of what shares are of', () => {
  const nodes = graphOf(
    profileOf([
      { stack: 'p x', value: 40 },
      { stack: 'p y', value: -20 },
      { stack: 'q', value: 8 },
    ]),
  );
  // x (0 + 1)·40 + 40, y |-20 - 20|, p (1 + 0.5)·20, q (1 + 1)·8 + 8.
  expect(names(sortByEntropy(nodes))).toEqual(['x', 'y', 'p', 'q']);
});
