import type { ClassHistogram } from '@heaptide/heapsnapshot';
import { expect, test } from 'vitest';
import { renderHistogramJson, renderHistogramText } from '../../src/snapshot/histogram.js';

const WHOLE: ClassHistogram = {
  nodeCount: 3000,
  edgeCount: 9000,
  nodesRead: 3000,
  classes: [
    { name: 'Session\u001B[2J', count: 2000, size: 2_000_000 },
    { name: '(string)', count: 1000, size: 100_000 },
  ],
  kinds: [
    { kind: 'object', count: 2000, size: 2_000_000 },
    { kind: 'string', count: 1000, size: 100_000 },
  ],
  totalSize: 2_100_000,
  cutIn: undefined,
};
const CUT: ClassHistogram = { ...WHOLE, nodesRead: 1500, classes: [], cutIn: 'nodes' };

test('counts by class', () => {
  expect(renderHistogramText(WHOLE, 1)).toBe(
    [
      '2.00 MiB in 3,000 objects',
      'COUNT   SHALLOW  SHARE  CLASS',
      '2,000  1.91 MiB  95.2%  Session␛[2J',
      'and 1 other classes',
      '',
    ].join('\n'),
  );
});

test('of a file that was cut, what is left, by kind, and that it was', () => {
  const text = renderHistogramText(CUT, 20);
  expect(text).toContain('The file ends within its section nodes: 1,500 of 3,000 objects are there.');
  expect(text).toMatch(/ object$/m);
  expect(JSON.parse(renderHistogramJson(CUT, 1))).toEqual({
    schema: 'heaptide.snapshot-histogram/1',
    nodeCount: 3000,
    nodesRead: 1500,
    edgeCount: 9000,
    totalSize: 2_100_000,
    cutIn: 'nodes',
    classes: [{ class: 'object', count: 2000, selfSize: 2_000_000 }],
  });
});
