import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMPTY_PATH, NO_PATH, SequenceTree } from '../../src/classes/sequence-tree.js';

function pathOf(tree: SequenceTree, steps: readonly number[]): number {
  return steps.reduce((path, step) => tree.child(path, step), EMPTY_PATH);
}

it('has one path for each sequence, and finds its steps again', () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(fc.array(step, { maxLength: 6 })), (sequences) => {
      const tree = new SequenceTree();
      const paths = sequences.map((steps) => pathOf(tree, steps));
      const different = new Set(sequences.map(String));
      expect(new Set(paths).size).toBe(different.size);
      expect(paths.map((path) => tree.stepsTo(path))).toEqual(sequences);
      expect(sequences.map((steps) => pathOf(tree, steps))).toEqual(paths);
    }),
  );
});

it('keeps its paths when it grows', () => {
  const tree = new SequenceTree();
  const paths = Array.from({ length: 20_000 }, (_, step) => pathOf(tree, [step % 7, step]));
  expect(tree.size).toBe(1 + 7 + 20_000);
  expect(paths.map((path) => tree.stepsTo(path)[1])).toEqual([...paths.keys()]);
});

it('makes no more paths than it may, and still knows those that it has', () => {
  const tree = new SequenceTree(3);
  const first = tree.child(EMPTY_PATH, 5);
  const second = tree.child(first, 6);
  expect(tree.child(second, 7)).toBe(NO_PATH);
  expect(tree.child(EMPTY_PATH, 6)).toBe(NO_PATH);
  expect(tree.child(EMPTY_PATH, 5)).toBe(first);
  expect(tree.child(first, 6)).toBe(second);
  expect(tree.size).toBe(3);
});
