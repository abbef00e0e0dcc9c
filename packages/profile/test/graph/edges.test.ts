import { expect, test } from 'vitest';
import { removeLightEdges, removeRedundantEdges, sortByFlat, sortEdges } from '../../src/index.js';
import { profileOf, type WrittenSample } from '../filter/stacks.js';
import { edgesOf, graphOf } from './graph-of.js';

test('edges sort by size, then by the names of both ends', () => {
  const samples: WrittenSample[] = [
    { stack: 'b x', value: 1 },
    { stack: 'a y', value: 1 },
    { stack: 'a x', value: 1 },
    { stack: 'c x', value: -2 },
  ];
  const edges = sortEdges(graphOf(profileOf(samples)).flatMap(({ out }) => [...out.values()]));
  expect(edges.map(({ source, target }) => source.name + target.name)).toEqual(['cx', 'ax', 'ay', 'bx']);
});

test('light edges go at both ends', () => {
  const nodes = graphOf(
    profileOf([
      { stack: 'main a', value: 2 },
      { stack: 'main b', value: -2 },
      { stack: 'main c', value: 1 },
    ]),
  );
  expect(removeLightEdges(nodes, 2)).toBe(1);
  expect(edgesOf(nodes)).toEqual(['main>a 2', 'main>b -2']);
  expect(nodes.find(({ name }) => name === 'c')!.in.size).toBe(0);
});

/** Where `gone` is not kept. */
function rest(samples: readonly WrittenSample[]): string[] {
  const names = new Set(samples.flatMap(({ stack }) => stack.split(' ')));
  names.delete('gone');
  const nodes = sortByFlat(graphOf(profileOf(samples), [...names]));
  removeRedundantEdges(nodes);
  return edgesOf(nodes).sort();
}

test('a residual edge goes where another way leads to its target', () => {
  const samples = [
    { stack: 'main a b', value: 5 },
    { stack: 'main gone b', value: 2 },
  ];
  expect(rest(samples)).toEqual(['a>b 5', 'main>a 5']);
});

test('it stays where none does', () => {
  expect(rest([{ stack: 'main gone b', value: 2 }])).toEqual(['main..b 2']);
});

test('it stays where it is heavier than an edge that is not residual', () => {
  const samples = [
    { stack: 'main a b', value: 2 },
    { stack: 'main gone b', value: 5 },
  ];
  expect(rest(samples)).toEqual(['a>b 2', 'main..b 5', 'main>a 2']);
});

test('cycles end', () => {
  const samples = [
    { stack: 'main gone b c b', value: 2 },
    { stack: 'main b', value: 9 },
  ];
  expect(rest(samples)).toEqual(['b>c 2', 'c>b 2', 'main..b 11']);
});
