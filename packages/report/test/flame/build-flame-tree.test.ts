import {
  aggregate,
  findNodes,
  type Profile,
  ProfileBuilder,
  selectSampleType,
  splitWeights,
  sumByNode,
} from '@heaptide/profile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFlameTree } from '../../src/flame/build-flame-tree.js';
import type { FlameTree } from '../../src/flame/flame-tree.js';
import { arbitraryHeap, profileOf, SPACE } from './flame-fixtures.js';

const whole = { minFraction: 0 } as const;

const BY_FUNCTION = {
  inlines: true,
  functions: true,
  files: true,
  lines: false,
  columns: false,
  addresses: false,
} as const;

/** The tree as indented lines. */
function drawn({ length, depth, frame, frames, folded, self, total, before }: FlameTree): string[] {
  return Array.from({ length }, (_, row) => {
    const name =
      row === 0 ? 'root' : frame[row] === -1 ? `${folded[row]!} folded` : frames.name[frame[row]!]!;
    const then = before === undefined ? '' : ` before ${before.self[row]!}/${before.total[row]!}`;
    return `${' '.repeat(depth[row]!)}${name} ${self[row]!}/${total[row]!}${then}`;
  });
}

function sumOf(profile: Profile, column: number): number {
  const width = profile.sampleTypes.length;
  return profile.samples.values.reduce((sum, value, i) => sum + (i % width === column ? value : 0), 0);
}

describe('buildFlameTree', () => {
  it('unites stacks root first, children by name', () => {
    const profile = profileOf([
      ['main;handle;parse', 10],
      ['main;accept', 5],
      ['main;handle', 7],
      ['main;handle;parse', 1],
      ['', 2],
    ]);
    expect(drawn(buildFlameTree(profile))).toEqual([
      'root 2/25',
      ' main 0/23',
      '  accept 5/5',
      '  handle 7/18',
      '   parse 11/11',
    ]);
  });

  it('unites two profiles, with both sides of each node', () => {
    const after = profileOf([
      ['main;kept', 30],
      ['main;fresh', 5],
    ]);
    const base = profileOf([
      ['main;kept', 10],
      ['main;past', 4],
    ]);
    expect(drawn(buildFlameTree(after, { base }))).toEqual([
      'root 0/35 before 0/14',
      ' main 0/35 before 0/14',
      '  fresh 5/5 before 0/0',
      '  kept 30/30 before 10/10',
      '  past 0/0 before 4/4',
    ]);
  });

  it('shows inlined calls as frames of their own, the innermost deepest', () => {
    const builder = new ProfileBuilder({ sampleTypes: SPACE });
    const line = (name: string) => ({
      function: builder.func({ name, filename: 'a.js', startLine: 1 }),
      line: 2,
      column: 0,
    });
    const location = builder.location({ lines: [line('inner'), line('outer')] });
    builder.sample({ stack: [location, builder.location({ lines: [] })], values: [3] });
    expect(drawn(buildFlameTree(builder.build()))).toEqual([
      'root 0/3',
      ' <unknown> 0/3',
      '  outer 0/3',
      '   inner 3/3',
    ]);
  });

  it('tells functions apart by name, file and first line, anonymous ones without it by the line seen', () => {
    const builder = new ProfileBuilder({ sampleTypes: SPACE });
    const add = (name: string, startLine: number, line: number): void => {
      const func = builder.func({ name, filename: 'a.js', startLine });
      builder.sample({
        stack: [builder.location({ lines: [{ function: func, line, column: 0 }] })],
        values: [1],
      });
    };
    add('named', 0, 20);
    add('named', 0, 10);
    add('(anonymous)', 0, 20);
    add('(anonymous)', 0, 10);
    add('twice', 3, 20);
    add('twice', 7, 20);
    add('twice', 7, 21);
    const { frames, self, frame } = buildFlameTree(builder.build());
    const rows = Array.from(frame.subarray(1), (row, i) => [frames.name[row], frames.line[row], self[i + 1]]);
    expect(rows).toEqual([
      ['(anonymous)', 10, 1],
      ['(anonymous)', 20, 1],
      ['named', 10, 2],
      ['twice', 3, 1],
      ['twice', 7, 2],
    ]);
  });

  it('chooses the sample type by name, and converts the unit of the base', () => {
    const types = [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ];
    const after = profileOf([['main', 3, 5000]], { sampleTypes: types });
    const base = profileOf([['main', 2]], { sampleTypes: [{ type: 'inuse_space', unit: 'kilobytes' }] });
    expect(drawn(buildFlameTree(after, { base }))[1]).toBe(' main 5000/5000 before 2048/2048');
    expect(drawn(buildFlameTree(after, { sampleType: 'inuse_objects' }))[1]).toBe(' main 3/3');
    expect(() => buildFlameTree(after, { sampleType: 'inuse_objects', base })).toThrow(
      /no sample type inuse_objects/,
    );
  });

  it('folds what is too small, keeping the sums', () => {
    const profile = profileOf([
      ['main;large', 980],
      ['main;edge', 10],
      ['main;small;deep', 4],
      ['main;tiny', 6],
    ]);
    const tree = buildFlameTree(profile, { minFraction: 0.01 });
    expect(drawn(tree)).toEqual([
      'root 0/1000',
      ' main 0/1000',
      '  edge 10/10',
      '  large 980/980',
      '  3 folded 10/10',
    ]);
    expect(tree.foldedNodes).toBe(3);
  });

  it('does not fold what is small in one profile only, nor what cancels out', () => {
    const after = profileOf([['main;x', 1000]]);
    const base = profileOf([
      ['main;x', 1],
      ['main;y', 500],
    ]);
    expect(buildFlameTree(after, { base, minFraction: 0.1 }).foldedNodes).toBe(0);
    const difference = profileOf([
      ['main;x;a', 500],
      ['main;x;b', -500],
      ['main;y', 1],
    ]);
    expect(drawn(buildFlameTree(difference, { minFraction: 0.1 }))).toEqual([
      'root 0/1',
      ' main 0/1',
      '  x 0/0',
      '   a 500/500',
      '   b -500/-500',
      '  1 folded 1/1',
    ]);
  });

  it('keeps no more than the most nodes, the largest first, of a stack without end too', () => {
    const frames = Array.from({ length: 100_000 }, (_, i) => `f${i % 7}`);
    const tree = buildFlameTree(profileOf([[frames.join(';'), 8]]), { maxNodes: 500 });
    expect(tree.length).toBe(501);
    expect(tree.depth.at(-1)).toBe(500);
    expect(tree.total[0]).toBe(8);
    expect(tree.foldedNodes).toBe(100_001 - 500);
  });

  it('says what one sample stands for where the period is in the unit of the samples', () => {
    const types = [{ type: 'inuse_objects', unit: 'count' }, ...SPACE];
    const profile = profileOf([['main', 1, 1]], { sampleTypes: types, period: 4096 });
    expect(buildFlameTree(profile).grain).toBe(4096);
    expect(buildFlameTree(profile, { sampleType: 'inuse_objects' }).grain).toBe(0);
  });
});

describe('laws of the tree', () => {
  it('is in depth-first order, children by frame', () => {
    fc.assert(
      fc.property(arbitraryHeap(), arbitraryHeap(), fc.boolean(), (profile, base, folds) => {
        const { length, parent, depth, frame } = buildFlameTree(profile, {
          base,
          minFraction: folds ? 0.3 : 0,
        });
        const path = [0];
        const last = new Map<number, number>();
        expect([parent[0], depth[0]]).toEqual([-1, 0]);
        for (let row = 1; row < length; row++) {
          while (path.at(-1) !== parent[row]) path.pop();
          expect(depth[row]).toBe(path.length);
          const rank = frame[row] === -1 ? Infinity : frame[row]!;
          expect(rank).toBeGreaterThan(last.get(parent[row]!) ?? -1);
          last.set(parent[row]!, rank);
          path.push(row);
        }
      }),
    );
  });

  it('sums up: a total is what is at the node and its children, the root is the whole profile', () => {
    fc.assert(
      fc.property(
        arbitraryHeap(),
        fc.constantFrom(0, 0.01, 0.2),
        fc.integer({ min: 1, max: 9 }),
        (profile, minFraction, maxNodes) => {
          const { length, parent, self, total } = buildFlameTree(profile, { minFraction, maxNodes });
          const sums = self.slice();
          for (let row = length - 1; row > 0; row--) sums[parent[row]!]! += sums[row]!;
          expect(total).toEqual(sums);
          expect(total[0]).toBe(sumOf(profile, 1));
        },
      ),
    );
  });

  it('agrees with the sums of the graph on what functions hold', () => {
    fc.assert(
      fc.property(arbitraryHeap(), (profile) => {
        const { frame, frames, self, total, length, parent } = buildFlameTree(profile, whole);
        const flat = new Map<string, number>();
        const cum = new Map<string, number>();
        const add = (sums: Map<string, number>, key: string, value: number) =>
          sums.set(key, (sums.get(key) ?? 0) + value);
        const keyOf = (row: number): string => `${frames.name[frame[row]!]!} ${frames.file[frame[row]!]!}`;
        for (let row = 1; row < length; row++) {
          add(flat, keyOf(row), self[row]!);
          let above = parent[row]!;
          while (above > 0 && keyOf(above) !== keyOf(row)) above = parent[above]!;
          if (above <= 0) add(cum, keyOf(row), total[row]!);
        }
        const { samples, sampleTypes } = profile;
        const table = findNodes(aggregate(profile, BY_FUNCTION));
        const column = selectSampleType(profile);
        const weights = splitWeights(samples.values, undefined, sampleTypes.length, column);
        const sums = sumByNode(samples, table, weights);
        for (let node = 0; node < table.length; node++) {
          const { name, file } = table.info(node);
          // Functions without a name are several nodes where they begin on several lines.
          if (name === '') continue;
          const key = `${name} ${file}`;
          expect(flat.get(key) ?? 0).toBe(sums.flat[node]);
          expect(cum.get(key) ?? 0).toBe(sums.cum[node]);
        }
      }),
    );
  });

  it('is antisymmetric: profile and base changed round give the same tree with its sides changed round', () => {
    fc.assert(
      fc.property(arbitraryHeap(), arbitraryHeap(), (a, b) => {
        const there = buildFlameTree(a, { base: b, ...whole });
        const back = buildFlameTree(b, { base: a, ...whole });
        expect(back.parent).toEqual(there.parent);
        expect(back.frame).toEqual(there.frame);
        expect(back.frames).toEqual(there.frames);
        expect(back.self).toEqual(there.before!.self);
        expect(back.before!.total).toEqual(there.total);
      }),
    );
  });

  it('with itself as base nothing changes', () => {
    fc.assert(
      fc.property(arbitraryHeap(), (profile) => {
        const { self, total, before } = buildFlameTree(profile, { base: profile });
        expect(before).toEqual({ self, total });
      }),
    );
  });

  it('does not depend on the order of samples', () => {
    const stacks = fc.array(
      fc.tuple(
        fc.array(fc.constantFrom('a', 'b', 'c', '😀', '\uffee'), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
      ),
    );
    fc.assert(
      fc.property(stacks, (list) => {
        const lines = list.map(([names, value]) => [names.join(';'), value] as const);
        const forth = buildFlameTree(profileOf(lines), whole);
        expect(buildFlameTree(profileOf([...lines].reverse()), whole)).toEqual(forth);
      }),
    );
  });
});
