import { describe, expect, test } from 'vitest';
import { dominatedItems } from '../../src/snapshot-browse/dominated-items.js';
import { Outline } from '../../src/snapshot-browse/outline.js';
import { sampleGraph } from '../snapshot/sample-graph.js';

/** A registry with a map that holds `count` sessions of growing size, three of which hold a buffer. */
function registry(count: number) {
  return sampleGraph([
    { name: '' },
    { name: 'Registry', self: 10 },
    { name: 'Map', self: 20, dominator: 1 },
    ...Array.from({ length: count }, (_, place) => ({ name: 'Session', self: 100 + place, dominator: 2 })),
    ...Array.from({ length: 3 }, () => ({ name: 'Buffer', self: 1000, dominator: 2 })),
  ]);
}

function told(outline: Outline): readonly string[] {
  return outline
    .page(0, 10_000)
    .rows.map(({ depth, standing, kind, name, id, count, retained }) =>
      [
        '.'.repeat(depth),
        { open: '-', closed: '+', leaf: ' ' }[standing],
        kind === 'node' ? `${name} @${id}` : `${count} ${kind} ${name}`,
        ` ${retained}`,
      ].join(''),
    );
}

describe('what a node dominates', () => {
  test('is told one by one while it is little, the largest first', () => {
    const outline = new Outline(dominatedItems(registry(2), 0));
    outline.toggle(0);
    outline.toggle(1);
    expect(told(outline)).toEqual([
      '-Registry @3 3231',
      '.-Map @5 3221',
      '.. Buffer @11 1000',
      '.. Buffer @13 1000',
      '.. Buffer @15 1000',
      '.. Session @9 101',
      '.. Session @7 100',
    ]);
  });

  test('is told by class where it is much; few of a class stay alone, and the rest waits behind a row', () => {
    const outline = new Outline(dominatedItems(registry(400), 2));
    const sessions = 400 * 100 + (399 * 400) / 2;
    expect(told(outline)).toEqual([
      `+400 class Session ${sessions}`,
      ' Buffer @807 1000',
      ' Buffer @809 1000',
      ' Buffer @811 1000',
    ]);
    outline.toggle(0);
    expect(outline.length).toBe(4 + 100 + 1);
    expect(told(outline)[1]).toBe('. Session @805 499');
    const [more] = told(outline).filter((line) => line.includes('more'));
    expect(more).toBe(`.+300 more  ${300 * 100 + (299 * 300) / 2}`);
    outline.toggle(101);
    expect(outline.length).toBe(4 + 300 + 1);
    expect(told(outline)[301]).toContain('100 more');
    outline.toggle(301);
    expect(outline.length).toBe(4 + 400);
    expect(new Set(told(outline)).size).toBe(404);
  });
});

test('one that holds much is not hidden among others of its class', () => {
  const graph = sampleGraph([
    { name: '' },
    ...Array.from({ length: 60 }, () => ({ name: 'Function', self: 10 })),
    { name: 'Function', self: 900 },
  ]);
  expect(told(new Outline(dominatedItems(graph, 0)))).toEqual([
    ' Function @123 900',
    '+60 class Function 600',
  ]);
});

describe('an outline', () => {
  test('forgets what stands below a row that is closed', () => {
    const outline = new Outline(dominatedItems(registry(2), 0));
    const before = told(outline);
    outline.toggle(0);
    outline.toggle(1);
    expect(outline.length).toBe(7);
    outline.toggle(0);
    expect(told(outline)).toEqual(before);
  });

  test('gives the same rows in pages as at once, with the rows that they stand under', () => {
    const outline = new Outline(dominatedItems(registry(20), 0));
    outline.toggle(0);
    outline.toggle(1);
    const whole = outline.page(0, 100);
    expect(whole.length).toBe(25);
    expect(whole.rows.map(({ parent }) => parent)).toEqual([-1, 0, ...Array.from({ length: 23 }, () => 1)]);
    for (const size of [1, 2, 7])
      for (let from = 0; from < whole.length; from += size)
        expect(outline.page(from, size)).toEqual({
          from,
          length: whole.length,
          rows: whole.rows.slice(from, from + size),
        });
  });

  test('has no rows beyond its end, and leaves a leaf as it is', () => {
    const outline = new Outline(dominatedItems(registry(0), 2));
    expect(outline.page(10, 5)).toEqual({ rows: [], from: 3, length: 3 });
    outline.toggle(0);
    outline.toggle(99);
    expect(outline.length).toBe(3);
  });
});
