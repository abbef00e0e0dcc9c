import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFlameTree } from '../../src/flame/build-flame-tree.js';
import type { FlameTree } from '../../src/flame/flame-tree.js';
import { invertFlameTree } from '../../src/flame/invert-tree.js';
import { arbitraryHeap, profileOf } from './flame-fixtures.js';

const whole = { minFraction: 0, maxNodes: 30_000 } as const;

function drawn({ length, depth, frame, frames, folded, self, total, before }: FlameTree): string[] {
  return Array.from({ length }, (_, row) => {
    const name =
      row === 0 ? 'root' : frame[row] === -1 ? `${folded[row]!} folded` : frames.name[frame[row]!]!;
    const then = before === undefined ? '' : ` before ${before.self[row]!}/${before.total[row]!}`;
    return `${' '.repeat(depth[row]!)}${name} ${self[row]!}/${total[row]!}${then}`;
  });
}

const columns = ({ parent, depth, frame, folded, self, total, before }: FlameTree) => ({
  parent,
  depth,
  frame,
  folded,
  self,
  total,
  before,
});

describe('invertFlameTree', () => {
  it('puts callers below the function at the end of the stack', () => {
    const tree = buildFlameTree(
      profileOf([
        ['main;handle;parse', 10],
        ['main;timer;parse', 3],
        ['main;handle', 7],
        ['', 2],
      ]),
    );
    expect(drawn(invertFlameTree(tree, whole))).toEqual([
      'root 2/22',
      ' handle 0/7',
      '  main 7/7',
      ' parse 0/13',
      '  handle 0/10',
      '   main 10/10',
      '  timer 0/3',
      '   main 3/3',
    ]);
  });

  it('keeps both sides, and what was only before', () => {
    const tree = buildFlameTree(profileOf([['main;fresh', 5]]), { base: profileOf([['main;past', 4]]) });
    expect(drawn(invertFlameTree(tree, whole))).toEqual([
      'root 0/5 before 0/4',
      ' fresh 0/5 before 0/0',
      '  main 5/5 before 0/0',
      ' past 0/0 before 0/4',
      '  main 0/0 before 4/4',
    ]);
  });

  it('gathers what was folded below the root, with what it folds itself', () => {
    const profile = profileOf([
      ['main;a;large', 900],
      ['main;b;large', 80],
      ['main;c;small', 12],
      ['main;a;tiny', 8],
    ]);
    const tree = buildFlameTree(profile, { minFraction: 0.02 });
    expect(drawn(tree)).toContain('  2 folded 12/12');
    expect(drawn(invertFlameTree(tree, { minFraction: 0.1, maxNodes: 100 }))).toEqual([
      'root 0/1000',
      ' large 0/980',
      '  a 0/900',
      '   main 900/900',
      '  2 folded 80/80',
      ' 3 folded 20/20',
    ]);
    const inverted = invertFlameTree(tree, { minFraction: 0.95, maxNodes: 100 });
    expect(inverted.foldedNodes).toBe(4 + 3);
    expect(inverted.total[0]).toBe(1000);
  });

  it('inverted twice is the same tree', () => {
    fc.assert(
      fc.property(arbitraryHeap(), fc.option(arbitraryHeap(), { nil: undefined }), (profile, base) => {
        const tree = buildFlameTree(profile, { ...(base && { base }), minFraction: 0 });
        const again = invertFlameTree(invertFlameTree(tree, whole), whole);
        expect(columns(again)).toEqual(columns(tree));
      }),
    );
  });

  it('gives each function below the root what it holds itself, however much is folded', () => {
    fc.assert(
      fc.property(arbitraryHeap(), fc.double({ min: 0, max: 1, noNaN: true }), (profile, minFraction) => {
        const tree = buildFlameTree(profile, { minFraction: minFraction / 3 });
        const inverted = invertFlameTree(tree, { minFraction, maxNodes: 50 });
        expect(inverted.total[0]).toBe(tree.total[0]);
        const flat = new Map<number, number>();
        tree.frame.forEach((frame, row) =>
          flat.set(frame, (flat.get(frame) ?? 0) + (row === 0 ? 0 : tree.self[row]!)),
        );
        inverted.parent.forEach((parent, row) => {
          if (parent === 0 && inverted.folded[row] === 0)
            expect(inverted.total[row]).toBe(flat.get(inverted.frame[row]!));
        });
      }),
    );
  });
});
