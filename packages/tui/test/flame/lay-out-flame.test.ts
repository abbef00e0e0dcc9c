import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlameIndex } from '../../src/flame/flame-index.js';
import { type FlameCell, layOutFlame } from '../../src/flame/lay-out-flame.js';
import { arbitraryTree } from './arbitrary-tree.js';
import { type SamplePath, sampleTree } from './sample-flame.js';

const WHOLE = { node: 0, skip: 0 };

/** Cells as `name left+width`, those merged as `.. from`. */
function drawn(paths: readonly SamplePath[], width: number, zoom = WHOLE): string[] {
  const index = FlameIndex.of(sampleTree(paths));
  const { frame, frames } = index.tree;
  const text = ({ node, skip, left, width: columns }: FlameCell) => {
    const name = frame[node] === -1 ? 'root' : frames.name[frame[node]!]!;
    return `${skip === undefined ? name : `..${name}/${skip}`} ${left}+${columns}`;
  };
  return layOutFlame(index, zoom, width).rows.map((row) => row.map(text).join(' '));
}

test('children stand below their parent, the largest first, as wide as they are large', () => {
  expect(
    drawn(
      [
        [['a', 'x'], 10],
        [['a', 'y'], 30],
        [['b'], 40],
        [['a'], 20],
      ],
      100,
    ),
  ).toEqual(['root 0+100', 'a 0+60 b 60+40', 'y 0+30 x 30+10']);
});

test('what is gone in B is as wide as it was in A', () => {
  expect(
    drawn(
      [
        [['kept'], 50, 500],
        [['past', 'deep'], 0, 50],
      ],
      100,
    ),
  ).toEqual(['root 0+100', 'kept 0+50 past 50+50', 'deep 50+50']);
});

test('those too narrow are merged behind the others, folded nodes with them', () => {
  const paths: SamplePath[] = [
    [['a'], 90],
    [['b'], 3],
    [['c'], 3],
    [['~7'], 4],
  ];
  expect(drawn(paths, 100)).toEqual(['root 0+100', 'a 0+90 ..root/1 90+10']);
});

test('the merged cell takes columns from its neighbour where it has none of its own', () => {
  expect(
    drawn(
      [
        [['a'], 998],
        [['b'], 1],
        [['c'], 1],
      ],
      100,
    ),
  ).toEqual(['root 0+100', 'a 0+96 ..root/1 96+4']);
});

test('a single narrow one is merged too: the beginning of its name would say nothing', () => {
  const drawnWith = (b: number) =>
    drawn(
      [
        [['a'], 100 - b],
        [['b'], b],
      ],
      100,
    );
  expect(drawnWith(0.2)).toEqual(['root 0+100', 'a 0+96 ..root/1 96+4']);
  expect(drawnWith(6)).toEqual(['root 0+100', 'a 0+94 ..root/1 94+6']);
  expect(drawnWith(7)).toEqual(['root 0+100', 'a 0+93 b 93+7']);
});

test('below a narrow parent those merged take next to nothing from the one that is not', () => {
  const paths: SamplePath[] = [
    [['other'], 180],
    [['a', 'b', 'c'], 19],
    [['a', 'b', 'd'], 0.5],
    [['a', 'e'], 0.5],
  ];
  expect(drawn(paths, 100)).toEqual(['root 0+100', 'other 0+90 a 90+10', 'b 90+8 ..a/1 98+2', '..b/0 90+8']);
  expect(drawn(paths, 200)).toEqual([
    'root 0+200',
    'other 0+180 a 180+20',
    'b 180+18 ..a/1 198+2',
    'c 180+16 ..b/1 196+2',
  ]);
});

test('a zoom without the largest gives the others the width', () => {
  const paths: SamplePath[] = [
    [['a'], 980],
    [['b'], 10],
    [['c'], 10],
  ];
  expect(drawn(paths, 100, { node: 0, skip: 1 })).toEqual(['root 0+100', 'b 0+50 c 50+50']);
});

test('children of which none has room to scale get even widths, and the layout says so', () => {
  const paths = Array.from({ length: 100 }, (_, i): SamplePath => [[`f${100 + i}`], 1]);
  const layout = layOutFlame(FlameIndex.of(sampleTree(paths)), WHOLE, 80);
  expect(layout.toScale).toBe(false);
  expect(layout.rows[1]!.map(({ width }) => width)).toEqual(Array.from({ length: 8 }, () => 10));
  expect(layout.rows[1]!.at(-1)!.skip).toBe(7);
  expect(layOutFlame(FlameIndex.of(sampleTree(paths.slice(0, 4))), WHOLE, 80).toScale).toBe(true);
});

test('cells of a level never overlap, stay within their parent, and hold every child once', () => {
  fc.assert(
    fc.property(arbitraryTree(), fc.integer({ min: 60, max: 200 }), fc.nat(), (tree, width, pick) => {
      const index = FlameIndex.of(tree);
      const zoom = { node: pick % tree.length, skip: 0 };
      const { rows, cells, rests } = layOutFlame(index, zoom, width);
      const runs = new Map<number, FlameCell>();
      rows.forEach((row, depth) => {
        let edge = 0;
        row.forEach((cell, column) => {
          expect(cell.left).toBeGreaterThanOrEqual(edge);
          expect(cell.width).toBeGreaterThanOrEqual(cell.skip === undefined ? 7 : 2);
          edge = cell.left + cell.width;
          const above = cell.skip === undefined ? tree.parent[cell.node]! : cell.node;
          if (depth > 0) {
            const parent = runs.get(above)!;
            expect(cell.left).toBeGreaterThanOrEqual(parent.left);
            expect(edge).toBeLessThanOrEqual(parent.left + parent.width);
          }
          if (cell.skip === undefined) runs.set(cell.node, cell);
          expect((cell.skip === undefined ? cells : rests).get(cell.node)).toEqual({ row: depth, column });
        });
        expect(edge).toBeLessThanOrEqual(width);
      });
      for (const node of runs.keys()) {
        const children = index.children(node);
        const own = children.filter((child) => runs.has(child)).length;
        const rest = rests.get(node);
        const skip = rest === undefined ? children.length : rows[rest.row]![rest.column]!.skip!;
        expect(own).toBe(skip);
      }
    }),
  );
});
