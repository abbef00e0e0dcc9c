import { expect, test } from 'vitest';
import { nodeLines } from '../../src/snapshot/node-lines.js';
import { nodeJson } from '../../src/snapshot/nodes.js';
import { sampleGraph } from './sample-graph.js';

const NAMES = ['Session', 'quote " and \\ and \n', 'ü€😀', '\uD800 alone', '{a, b}', ''];
const GRAPH = sampleGraph(
  Array.from({ length: 5000 }, (_, node) => ({
    name: NAMES[node % NAMES.length]!,
    type: node % 16,
    self: node % 3 === 0 ? 2 ** (node % 38) : node,
    dominator: node >> 1,
    distance: node % 7 === 0 ? -5 : node % 5 === 0 ? 100_000_000 + node : node,
  })),
);

function written(chunkBytes?: number): {
  readonly chunks: readonly Uint8Array[];
  readonly lines: readonly string[];
} {
  const chunks = [...nodeLines(GRAPH, chunkBytes)];
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  expect(text.endsWith('\n')).toBe(true);
  return { chunks, lines: text.slice(0, -1).split('\n') };
}

test('one line for every node, in order, as JSON has it', () => {
  const { lines } = written();
  expect(lines).toHaveLength(5000);
  for (const [node, line] of lines.entries()) expect(line).toBe(JSON.stringify(nodeJson(GRAPH, node)));
});

test('a line is exactly so', () => {
  const graph = sampleGraph([
    { name: '', type: 9, self: 0 },
    { name: 'SessionCache', self: 56, distance: 4 },
    { name: 'Map', self: 32, dominator: 1, distance: -5 },
  ]);
  expect(Buffer.concat([...nodeLines(graph)]).toString()).toBe(
    '{"id":1,"type":"synthetic","class":"","selfSize":0,"retainedSize":88,"distance":1,"dominatorId":1}\n' +
      '{"id":3,"type":"object","class":"SessionCache","selfSize":56,"retainedSize":88,"distance":4,"dominatorId":1}\n' +
      '{"id":5,"type":"object","class":"Map","selfSize":32,"retainedSize":32,"distance":-5,"dominatorId":3}\n',
  );
});

test('the same in chunks of any size, a class that is longer than a chunk included', () => {
  const whole = written().lines;
  for (const size of [1, 300, 4096]) {
    const { chunks, lines } = written(size);
    expect(lines).toEqual(whole);
    expect(chunks.length).toBeGreaterThan(5000 / (size + 50));
  }
  const long = sampleGraph([{ name: '' }, { name: 'x'.repeat(10_000) }]);
  const text = Buffer.concat([...nodeLines(long, 1024)]).toString();
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([nodeJson(long, 0), nodeJson(long, 1)]);
});

test('sizes up to the largest whole number', () => {
  const graph = sampleGraph([{ name: '' }, { name: 'a', self: Number.MAX_SAFE_INTEGER }]);
  const [, line] = Buffer.concat([...nodeLines(graph)])
    .toString()
    .split('\n');
  expect(line).toContain('"selfSize":9007199254740991,');
});
