import { describe, expect, test } from 'vitest';
import { renderDominatorsJson, renderDominatorsText } from '../../src/snapshot/dominators.js';
import { sampleGraph } from './sample-graph.js';

const MIB = 2 ** 20;
const GRAPH = sampleGraph([
  { name: '' },
  { name: 'Registry', self: 100 },
  { name: 'Map', self: MIB, dominator: 1 },
  { name: 'Tiny', dominator: 1 },
  { name: 'Hostile\u001B[2J', self: MIB / 2 },
  ...Array.from({ length: 200 }, () => ({ name: 'Session', self: 10_000, dominator: 2 })),
]);

describe('who would free what', () => {
  test('the largest first, opened where it is large, the small put together', () => {
    expect(renderDominatorsText(GRAPH, { node: 0, rows: 20 })).toBe(
      [
        '3.41 MiB held by the whole heap',
        'RETAINED  SHARE   SHALLOW  OBJECTS',
        '2.91 MiB  85.3%     100 B  Registry @3',
        '2.91 MiB  85.3%  1.00 MiB    Map @5',
        '1.91 MiB  56.0%  1.91 MiB      200 x Session',
        ' 512 KiB  14.7%   512 KiB  Hostile␛[2J @9',
        '',
      ].join('\n'),
    );
  });

  test('of one object, and no more lines than are asked for', () => {
    expect(renderDominatorsText(GRAPH, { node: 2, rows: 1 }).split('\n')).toEqual([
      '2.91 MiB held by Map @5',
      'RETAINED  SHARE   SHALLOW  OBJECTS',
      '1.91 MiB  65.6%  1.91 MiB  200 x Session',
      '',
    ]);
  });

  test('as JSON', () => {
    const { of, rows, schema } = JSON.parse(renderDominatorsJson(GRAPH, { node: 1, rows: 20 })) as {
      readonly schema: string;
      readonly of: unknown;
      readonly rows: readonly unknown[];
    };
    expect(schema).toBe('heaptide.snapshot-dominators/1');
    expect(of).toMatchObject({ id: 3, class: 'Registry' });
    expect(rows).toEqual([
      {
        depth: 0,
        kind: 'node',
        class: 'Map',
        id: 5,
        count: 1,
        selfSize: MIB,
        retainedSize: MIB + 2_000_000,
      },
      { depth: 1, kind: 'class', class: 'Session', count: 200, selfSize: 2_000_000, retainedSize: 2_000_000 },
      { depth: 0, kind: 'more', class: '', count: 1, selfSize: 16, retainedSize: 16 },
    ]);
  });

  test('a chain of 20,000 is no trouble', () => {
    const chain = sampleGraph(
      Array.from({ length: 20_000 }, (_, node) => ({ name: 'Link', dominator: Math.max(0, node - 1) })),
    );
    expect(renderDominatorsText(chain, { node: 0, rows: 100 }).split('\n').length).toBeLessThan(50);
  });
});
