import { expect, it } from 'vitest';
import { KubeError } from '../../src/kube-error.js';
import { podUsage } from '../../src/pods/pod-usage.js';
import { MemoryApi } from './memory-api.js';

const PATH = '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods';
const MIB = 2 ** 20;

it('reads usage by pod and container, and its age', async () => {
  const api = new MemoryApi();
  api.lists.set(PATH, [
    {
      metadata: { name: 'web-1' },
      timestamp: '2025-03-01T10:00:00Z',
      window: '15s',
      containers: [
        { name: 'app', usage: { cpu: '3m', memory: '65536Ki' } },
        { name: 'mesh', usage: { memory: '10Mi' } },
        { name: 'odd', usage: { memory: {} } },
      ],
    },
    { metadata: { name: 'starting' }, containers: [] },
    null,
  ]);
  const usage = await podUsage(api, 'shop', { query: { labelSelector: 'app=web' } });
  expect(usage).toEqual(
    new Map([
      [
        'web-1',
        {
          bytes: 74 * MIB,
          byContainer: new Map([
            ['app', 64 * MIB],
            ['mesh', 10 * MIB],
          ]),
          measuredAt: Date.parse('2025-03-01T10:00:00Z'),
        },
      ],
    ]),
  );
  expect(api.calls).toEqual([{ path: PATH, query: { labelSelector: 'app=web' } }]);
});

it('is nothing, and no error, where the cluster has no metrics', async () => {
  const api = new MemoryApi();
  expect(await podUsage(api, 'shop')).toBeUndefined();
  api.listProblem = new KubeError('forbidden', 'pods.metrics.k8s.io is forbidden');
  expect(await podUsage(api, 'shop')).toBeUndefined();
  api.listProblem = new TypeError('ours');
  await expect(podUsage(api, 'shop')).rejects.toThrow('ours');
});
