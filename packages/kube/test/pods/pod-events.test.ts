import { expect, it } from 'vitest';
import { podEvents } from '../../src/pods/pod-events.js';
import { MemoryApi } from './memory-api.js';

const PATH = '/api/v1/namespaces/shop/events';
const POD = { namespace: 'shop', name: 'web-1', uid: 'u-1' };

function event(reason: string, over: Record<string, unknown> = {}) {
  return { reason, type: 'Warning', involvedObject: { kind: 'Pod', name: 'web-1', uid: 'u-1' }, ...over };
}

it('gives those of this very pod, the newest first', async () => {
  const api = new MemoryApi();
  api.lists.set(PATH, [
    event('Unhealthy', { lastTimestamp: '2025-03-01T10:00:00Z', count: 4, message: 'Liveness probe failed' }),
    event('BackOff', { series: { count: 9, lastObservedTime: '2025-03-01T12:00:00.123456Z' }, count: 1 }),
    event('Started', { type: 'Normal', eventTime: '2025-03-01T11:00:00Z' }),
    event('Evicted', { involvedObject: { kind: 'Pod', name: 'web-1', uid: 'u-0' } }),
    event('Scaled', { involvedObject: { kind: 'Deployment', name: 'web-1' } }),
    event('Other', { involvedObject: { kind: 'Pod', name: 'web-2' } }),
    { involvedObject: { name: 'web-1' } },
    7,
  ]);
  const events = await podEvents(api, POD);
  expect(events.map(({ reason, count, isWarning }) => [reason, count, isWarning])).toEqual([
    ['BackOff', 9, true],
    ['Started', 1, false],
    ['Unhealthy', 4, true],
  ]);
  expect(events[2]).toMatchObject({
    message: 'Liveness probe failed',
    at: Date.parse('2025-03-01T10:00:00Z'),
  });
  expect(api.calls[0]?.query).toEqual({ fieldSelector: 'involvedObject.name=web-1' });
});

it('gives no more than it is asked for, and no novels', async () => {
  const api = new MemoryApi();
  api.lists.set(
    PATH,
    Array.from({ length: 50 }, () => event('BackOff', { message: 'x'.repeat(9999) })),
  );
  expect(await podEvents(api, POD)).toHaveLength(20);
  const [first, ...rest] = await podEvents(api, POD, { most: 1 });
  expect(rest).toEqual([]);
  expect(first?.message).toHaveLength(500);
});
