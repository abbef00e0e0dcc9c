import { expect, it } from 'vitest';
import { BUCKETS_MS, METHOD_LABELS, RequestCounts } from '../../src/metrics/request-counts.js';

const ended = (method: string, status: number, milliseconds = 1) => ({
  method,
  target: '/mcp',
  status,
  milliseconds,
  sessionId: undefined,
});

it('keeps its series bounded, whatever comes', () => {
  const counts = new RequestCounts();
  for (let index = 0; index < 5_000; index += 1) counts.onExchange(ended(`X${index}`, index));
  counts.onExchange(ended('POST', 200));
  counts.onExchange(ended('post', 200));
  expect(Object.keys(counts.byMethod)).toEqual([...METHOD_LABELS]);
  const { other, POST } = counts.byMethod;
  // 100 to 599, and 0 for all others.
  expect(other.byStatus.size).toBe(501);
  expect(other.byStatus.get(0)).toBe(4_500);
  expect(other.byStatus.get(200)).toBe(2);
  expect(POST.byStatus).toEqual(new Map([[200, 1]]));
});

it('a duration is in the bucket of the first bound that it does not exceed', () => {
  const counts = new RequestCounts();
  for (const milliseconds of [0, 1, 1.001, 30_000, 30_001])
    counts.onExchange(ended('GET', 200, milliseconds));
  const { buckets, count, milliseconds } = counts.byMethod.GET;
  expect([...buckets]).toEqual([2, 1, ...Array<number>(BUCKETS_MS.length - 3).fill(0), 1, 1]);
  expect({ count, milliseconds }).toEqual({ count: 5, milliseconds: 1 + 1.001 + 30_000 + 30_001 });
});
