import { expect, test } from 'vitest';
import {
  type GraphNode,
  type GraphTag,
  linkNodes,
  removeLightTags,
  sortTags,
  TagCollector,
} from '../../src/index.js';
import { profileOf } from '../filter/stacks.js';
import { inputOf } from './graph-of.js';

const PROFILE = profileOf([
  {
    stack: 'main a',
    value: 3,
    labels: [
      { key: 'tenant', text: 'x' },
      { key: 'route', text: '/' },
      { key: 'mark', text: 'true' },
      { key: 'bytes', number: 2048, unit: 'kb' },
      { key: 'other', number: 9 },
    ],
  },
  { stack: 'main', value: 5, labels: [{ key: 'bytes', number: 2048 }] },
]);

function tagged() {
  const tags = new TagCollector(PROFILE, {
    bytesUnit: 'bytes',
    format: (value, unit) => `${value} ${unit}`,
    hidden: 'mark',
  });
  const nodes = linkNodes({ ...inputOf(PROFILE), tags });
  return new Map(nodes.map((node) => [node.name, node]));
}

const sums = (tags: Iterable<GraphTag> = []) =>
  [...tags].map(({ name, flat, cum }) => `${name} ${flat}/${cum}`);

test('texts are joined, by key; of numbers only bytes count, each under its texts', () => {
  const { tags } = tagged().get('main')!;
  expect(sums(tags!.labels.values())).toEqual(['route:/\\ntenant:x 0/3']);
  expect(sums(tags!.numbers.get('route:/\\ntenant:x')?.values())).toEqual(['2048 bytes 0/3']);
  expect(sums(tags!.numbers.get('')?.values())).toEqual(['2048 bytes 5/5']);
});

test('the tags of a leaf are flat', () => {
  expect(sums(tagged().get('a')!.tags!.labels.values())).toEqual(['route:/\\ntenant:x 3/3']);
});

const tagsOf = (nodes: readonly GraphNode[]) => nodes.find(({ name }) => name === 'main')!.tags!;

test('light tags go', () => {
  const nodes = [...tagged().values()];
  removeLightTags(nodes, 3);
  expect(sums(tagsOf(nodes).labels.values())).toEqual(['route:/\\ntenant:x 0/3']);
  removeLightTags(nodes, 4);
  const { labels, numbers } = tagsOf(nodes);
  expect(sums(labels.values())).toEqual([]);
  expect(sums(numbers.get('')?.values())).toEqual(['2048 bytes 5/5']);
});

test('tags sort by size, then by name', () => {
  const tag = (name: string, flat: number, cum: number): GraphTag => {
    return { name, unit: '', value: 0, flat, cum, flatDivisor: 0, cumDivisor: 0 };
  };
  const tags = [tag('b', 1, 9), tag('a', 1, 9), tag('c', -2, 9), tag('d', 0, -10)];
  const names = (byFlat: boolean) => sortTags(tags, byFlat).map(({ name }) => name);
  expect(names(true)).toEqual(['c', 'a', 'b', 'd']);
  expect(names(false)).toEqual(['d', 'c', 'a', 'b']);
});
