import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE_TYPE_NAMES, EdgeType } from '../../src/model/edge-type.js';
import { emptyEdgeColumns } from '../../src/reader/edge-columns.js';
import { EdgesReader } from '../../src/reader/edges-reader.js';

const NODE_FIELDS = 7;
const NODES = 150_000_000;

interface Edge {
  readonly type: number;
  readonly name: number;
  readonly target: number;
}

const anEdge = fc.record({
  type: fc.nat({ max: EDGE_TYPE_NAMES.length - 1 }),
  name: fc.oneof(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 99_999 })),
  target: fc.oneof(fc.nat({ max: NODES - 1 }), fc.nat({ max: 9_999 })),
});

/** Has the text behind the opening bracket read in pieces of these sizes, over and over. */
function read(
  text: string,
  edgeCount: number,
  pieces: readonly number[],
  order = ['type', 'name', 'target'],
) {
  const columns = emptyEdgeColumns(edgeCount);
  const place = (field: string): number => order.indexOf(field);
  const reader = new EdgesReader(
    {
      nodeCount: NODES,
      edgeCount,
      nodeFields: NODE_FIELDS,
      edge: {
        fields: order.length,
        type: place('type'),
        name: place('name'),
        target: place('target'),
        types: Uint8Array.from(EDGE_TYPE_NAMES.keys()),
      },
    },
    columns,
  );
  const bytes = new TextEncoder().encode(text);
  let start = 0;
  for (let turn = 0; start < bytes.length && !reader.isDone && reader.misfit === undefined; turn++)
    start += reader.read(bytes.subarray(start, start + pieces[turn % pieces.length]!), 0);
  const edges = Array.from({ length: reader.count }, (_, edge) => ({
    type: columns.types[edge]!,
    name: columns.names[edge]!,
    target: columns.targets[edge]!,
  }));
  return { edges, reader, rest: text.slice(start) };
}

function written(edges: readonly Edge[], between = '\n,', order = ['type', 'name', 'target']): string {
  const records = edges.map(({ type, name, target }) => {
    const fields: Record<string, number> = { type, name, target: target * NODE_FIELDS, more: 5 };
    return order.map((field) => fields[field]).join(',');
  });
  return `${records.join(between)}]`;
}

describe('EdgesReader', () => {
  it('reads the same edges however the text is cut and spaced', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 });
    const separator = fc.constantFrom('\n,', ',', ',\n', ' , ', '\r\n,\t');
    fc.assert(
      fc.property(fc.array(anEdge, { maxLength: 60 }), pieces, separator, (edges, sizes, between) => {
        const text = written(edges, between);
        const found = read(`${text},"samples":[]`, edges.length, sizes);
        expect(found.edges).toEqual(edges);
        expect(found.reader).toMatchObject({ isDone: true, misfit: undefined });
        expect(found.rest).toBe(',"samples":[]');
        const named = edges.filter(({ type }) => type !== EdgeType.element && type !== EdgeType.hidden);
        expect(found.reader.largestName).toBe(Math.max(0, ...named.map(({ name }) => name)));
      }),
    );
  });

  it('reads columns that come in another order, and passes over those that it does not know', () => {
    const edges = [
      { type: 2, name: 17, target: 3 },
      { type: 1, name: 4, target: 5 },
    ];
    for (const order of [
      ['target', 'type', 'name'],
      ['type', 'name', 'target', 'more'],
    ])
      expect(read(written(edges, ',', order), 2, [9], order).edges).toEqual(edges);
  });

  it('refuses what cannot be, alone or in a row of what can', () => {
    const usual = written(Array.from({ length: 40 }, (_, target) => ({ type: 1, name: 7, target }))).slice(
      0,
      -1,
    );
    for (const [text, words] of [
      [`1,2,${NODES * NODE_FIELDS}`, 'where no node begins'],
      [`1,2,${NODE_FIELDS + 1}`, 'where no node begins'],
      [`1,2,${'9'.repeat(30)}`, 'where no node begins'],
      [`9,2,${NODE_FIELDS}`, 'an edge has type 9 of'],
    ] as const)
      for (const whole of [`${text}]`, `${usual},${text},${usual}]`])
        expect(() => read(whole, 100, [4096]), whole.slice(-80)).toThrow(words);
    expect(() => read(`${usual}]`, 39, [4096])).toThrow('more than the 39 edges it claims');
  });

  it('stops at a byte that is no part of a whole number', () => {
    const usual = written(Array.from({ length: 40 }, (_, target) => ({ type: 1, name: 7, target }))).slice(
      0,
      -1,
    );
    for (const text of ['1,-2,7', '1,2.5,7', '1,[2],7', 'null', '1,"2",7'])
      for (const whole of [`${text}]`, `${usual},${text},${usual}]`]) {
        const { reader } = read(whole, 100, [4096]);
        expect(reader.isDone, whole).toBe(false);
        expect(reader.misfit, whole).toBe(/[^\d,]/.exec(text)![0].charCodeAt(0));
      }
  });
});
