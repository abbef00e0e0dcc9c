import { expect, it } from 'vitest';
import { StackTree } from '../../src/flame/stack-tree.js';
import { profileOf } from './flame-fixtures.js';

it('a full tree cuts stacks at the deepest node that there is', () => {
  const tree = new StackTree(3);
  const ends = tree.add(
    profileOf([
      ['a;b;c', 1],
      ['a;b', 1],
      ['d', 1],
    ]),
    () => true,
  );
  expect([...ends]).toEqual([2, 2, 0]);
  expect(tree.nodes()).toMatchObject({ length: 3, cutSamples: 2 });
});

it('grows without losing a child', () => {
  const stacks = Array.from({ length: 20_000 }, (_, i) => [`a;b${i % 5000};c${i}`, 1] as const);
  const tree = new StackTree();
  const profile = profileOf(stacks);
  const first = tree.add(profile, () => true);
  expect(tree.add(profile, () => true)).toEqual(first);
  expect(new Set(first).size).toBe(20_000);
  expect(tree.nodes().length).toBe(1 + 1 + 5000 + 20_000);
});
