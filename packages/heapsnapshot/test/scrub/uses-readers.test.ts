import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE_TYPE_NAMES } from '../../src/model/edge-type.js';
import { NODE_TYPE_NAMES } from '../../src/model/node-type.js';
import type { SectionReader } from '../../src/reader/section-reader.js';
import { parseHeader, type SnapshotHeader } from '../../src/reader/snapshot-header.js';
import { EdgeUsesReader } from '../../src/scrub/edge-uses-reader.js';
import { NodeUsesReader } from '../../src/scrub/node-uses-reader.js';
import { StringUses } from '../../src/scrub/string-uses.js';

const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'];
const EDGE_FIELDS = ['type', 'name_or_index', 'to_node'];
const STRINGS = 120;

/** A node by its fields, and its edges by theirs. */
type Planned = readonly [node: number[], edges: number[][]];

const planned = fc.array(
  fc.tuple(
    fc.tuple(
      fc.nat(NODE_TYPE_NAMES.length - 1),
      fc.nat(STRINGS - 1),
      fc.nat(2 ** 31),
      fc.nat({ max: 2 ** 32 }),
      fc.constantFrom(0, 0, 1),
    ),
    fc.array(fc.tuple(fc.nat(6), fc.nat(STRINGS - 1), fc.nat(39)), { maxLength: 20 }),
  ),
  { minLength: 1, maxLength: 40 },
);

/** How the numbers of records are written down. */
interface Style {
  readonly between: string;
  readonly within: string;
  /** The last number of a record has so many digits at least. */
  readonly digits: number;
  /** Bytes of a chunk. */
  readonly chunk: number;
}

const style = fc.record<Style>({
  between: fc.constantFrom('\n,', ',', ' ,\n', ',\t'),
  within: fc.constantFrom(',', ',', ', '),
  digits: fc.constantFrom(1, 1, 5, 9, 200),
  chunk: fc.integer({ min: 1, max: 700 }),
});

function headerOf(nodes: number, edges: number, edgeFields: readonly string[] = EDGE_FIELDS): SnapshotHeader {
  const meta = {
    node_fields: NODE_FIELDS,
    node_types: [NODE_TYPE_NAMES],
    edge_fields: edgeFields,
    edge_types: [EDGE_TYPE_NAMES],
  };
  return parseHeader(JSON.stringify({ meta, node_count: nodes, edge_count: edges }));
}

/** Which strings are names, as far as the records tell that are written in this style. */
function labels(plan: readonly Planned[], how: Style, isTurned = false): boolean[] {
  const record = (numbers: readonly number[]) =>
    [...numbers.slice(0, -1), String(numbers.at(-1)).padStart(how.digits, '0')].join(how.within);
  const nodes = plan.map(([[type, name, id, size, detached], edges]) =>
    record([type!, name!, id!, size!, edges.length, detached!]),
  );
  const turned = (edge: number[]) => (isTurned ? edge.toReversed() : edge);
  const edges = plan.flatMap(([, own]) =>
    own.map(([type, name, to]) => record(turned([type!, name!, (to! % plan.length) * 6]))),
  );
  const header = headerOf(nodes.length, edges.length, isTurned ? EDGE_FIELDS.toReversed() : EDGE_FIELDS);
  const uses = new StringUses(STRINGS);
  const nodeReader = new NodeUsesReader(header, uses);
  feed(nodeReader, `${nodes.join(how.between)}]`, how.chunk);
  expect(nodeReader.count).toBe(nodes.length);
  const edgeReader = new EdgeUsesReader(header, nodeReader, uses);
  feed(edgeReader, `${edges.join(how.between)}]`, how.chunk);
  edgeReader.finish();
  expect(edgeReader.count).toBe(edges.length);
  return Array.from({ length: STRINGS }, (_, string) => uses.isLabel(string));
}

function feed(reader: SectionReader, text: string, chunk: number): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunk) {
    const part = bytes.subarray(at, at + chunk);
    expect(reader.read(part, 0)).toBe(part.length);
    expect(reader.misfit).toBeUndefined();
  }
  expect(reader.isDone).toBe(true);
}

describe('readers of what strings are used for', () => {
  it('find the same in whatever way the numbers are written, and wherever chunks end', () => {
    const plain: Style = { between: ' , ', within: ' , ', digits: 1, chunk: 1 };
    fc.assert(
      fc.property(planned, style, fc.boolean(), (plan, how, isTurned) => {
        expect(labels(plan, how, isTurned)).toEqual(labels(plan, plain));
      }),
    );
  });

  it('keep what all objects, or a global one, have for properties', () => {
    const object = NODE_TYPE_NAMES.indexOf('object');
    const edge = (type: string, name: number, to: number) => [EDGE_TYPE_NAMES.indexOf(type), name, to];
    const keys = (from: number) => Array.from({ length: 13 }, (_, key) => edge('property', from + key, 0));
    const node = (edges: number[][]): Planned => [[object, 1, 1, 16, 0], edges];
    const plan = [
      node([edge('shortcut', 2, 1)]),
      node(keys(10)),
      node(keys(30)),
      node(keys(40)),
      node(keys(40).slice(0, 3)),
      node([edge('element', 60, 1), edge('hidden', 61, 1), edge('internal', 62, 1)]),
    ];
    const kept = labels(plan, { between: '\n,', within: ',', digits: 1, chunk: 1000 });
    const named = kept.flatMap((is, string) => (is ? [string] : []));
    expect(named).toEqual([1, 2, ...keys(10).map(([, name]) => name), 40, 41, 42, 62]);
  });

  it.each(['9'.repeat(100_000), '1,1,1,1,0,0\n,1,'.padEnd(100_000, '7'), '1,1,1,1,0,0\n,1,2,3,4,5,6a'])(
    'come to an end on %.20s',
    (text) => {
      const reader = new NodeUsesReader(headerOf(10, 0), new StringUses(STRINGS));
      const bytes = Buffer.from(text);
      expect(reader.read(bytes, 0)).toBe(bytes.length);
      expect(reader.isDone).toBe(false);
      const edges = new EdgeUsesReader(headerOf(10, 10), reader, new StringUses(STRINGS));
      expect(() => edges.read(Buffer.from('1,1,0\n'.repeat(20)), 0)).toThrow('more edges than its nodes');
    },
  );

  it.each([9, 10, 20])('do not take a name of %i digits for another', (digits) => {
    const name = '12340005'.padStart(digits, '0');
    const ends = ',0'.repeat(100);
    const nodes = new NodeUsesReader(headerOf(50, 9), new StringUses(STRINGS));
    expect(() => nodes.read(Buffer.from(`0,0,1,1,0,0,0,${name}${ends}`), 0)).toThrow('cannot hold');
    const node = new NodeUsesReader(headerOf(1, 9), new StringUses(STRINGS));
    node.read(Buffer.from('0,0,1,1,9,0]'), 0);
    const edges = new EdgeUsesReader(headerOf(1, 9), node, new StringUses(STRINGS));
    expect(() => edges.read(Buffer.from(`0,0,0,0,${name}${ends}`), 0)).toThrow('cannot hold');
  });

  it('meet bytes that do not belong there', () => {
    const reader = new EdgeUsesReader(
      headerOf(1, 9),
      new NodeUsesReader(headerOf(1, 9), new StringUses(1)),
      new StringUses(1),
    );
    reader.read(Buffer.from('"secret"'), 0);
    expect(reader.misfit).toBe(0x22);
  });
});
