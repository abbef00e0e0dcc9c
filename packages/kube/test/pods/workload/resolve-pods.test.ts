import { beforeEach, describe, expect, it } from 'vitest';
import { resolvePods } from '../../../src/pods/workload/resolve-pods.js';
import { MemoryApi } from '../memory-api.js';
import { ownedBy, podJson } from '../pod-json.js';

const CORE = '/api/v1/namespaces/shop';
const APPS = '/apis/apps/v1/namespaces/shop';

let api: MemoryApi;

beforeEach(() => {
  api = new MemoryApi();
  api.lists.set(`${CORE}/pods`, []);
});

const namesOf = async (workload: Parameters<typeof resolvePods>[1]) =>
  (await resolvePods(api, workload, 'shop')).pods.map(({ name }) => name);

function made(hour: number): Record<string, unknown> {
  return { creationTimestamp: new Date(Date.UTC(2025, 0, 1, hour)).toISOString() };
}

function replicaSet(uid: string, deployment: string): unknown {
  return { metadata: { uid, ...ownedBy(deployment, 'Deployment') } };
}

describe('resolvePods', () => {
  it('reads one pod without listing any', async () => {
    api.objects.set(`${CORE}/pods/web-1`, podJson('web-1'));
    const { scope, pods } = await resolvePods(api, { kind: 'pod', name: 'web-1' }, 'shop');
    expect(pods.map(({ name }) => name)).toEqual(['web-1']);
    expect(scope).toMatchObject({ name: 'pod/web-1', query: { fieldSelector: 'metadata.name=web-1' } });
    expect(api.calls.map(({ path }) => path)).toEqual([`${CORE}/pods/web-1`]);
  });

  it('takes a selector as it is', async () => {
    api.lists.set(`${CORE}/pods`, [podJson('web-1')]);
    expect(await namesOf({ kind: 'selector', selector: 'app in (web,api),!canary' })).toEqual(['web-1']);
    expect(api.calls).toEqual([
      { path: `${CORE}/pods`, query: { labelSelector: 'app in (web,api),!canary' } },
    ]);
  });

  it('goes through a service, and knows where its ports lead', async () => {
    api.objects.set(`${CORE}/services/web`, {
      spec: {
        selector: { app: 'web', tier: 'front' },
        ports: [
          { name: 'http', port: 80, targetPort: 'http' },
          { port: 6060 },
          { name: 'dns', port: 53, protocol: 'UDP' },
          { port: 81, targetPort: 8081 },
        ],
      },
    });
    api.lists.set(`${CORE}/pods`, [podJson('web-1')]);
    const { scope } = await resolvePods(api, { kind: 'svc', name: 'web' }, 'shop');
    expect(scope.query).toEqual({ labelSelector: 'app=web,tier=front' });
    expect(scope.servicePorts).toEqual([
      { name: 'http', port: 80, target: 'http' },
      { name: undefined, port: 6060, target: 6060 },
      { name: undefined, port: 81, target: 8081 },
    ]);
  });

  it("takes of a deployment's selector what its ReplicaSets own, the newest first, terminating last", async () => {
    api.objects.set(`${APPS}/deployments/web`, {
      metadata: { uid: 'd-1' },
      spec: {
        selector: {
          matchLabels: { app: 'web' },
          matchExpressions: [
            { key: 'tier', operator: 'In', values: ['front', 'edge'] },
            { key: 'env', operator: 'NotIn', values: ['test'] },
            { key: 'canary', operator: 'DoesNotExist' },
            { key: 'team', operator: 'Exists' },
          ],
        },
      },
    });
    api.lists.set(`${APPS}/replicasets`, [
      replicaSet('old', 'd-1'),
      replicaSet('new', 'd-1'),
      replicaSet('other', 'd-2'),
    ]);
    api.lists.set(`${CORE}/pods`, [
      podJson('old-1', { metadata: { ...ownedBy('old'), ...made(1) } }),
      podJson('going', {
        metadata: { ...ownedBy('new'), ...made(9), deletionTimestamp: '2025-01-02T00:00:00Z' },
      }),
      podJson('new-1', { metadata: { ...ownedBy('new'), ...made(5) } }),
      podJson('new-2', { metadata: { ...ownedBy('new'), ...made(6) } }),
      podJson('stranger', { metadata: { ...ownedBy('other'), ...made(7) } }),
      podJson('by-hand', { metadata: made(8) }),
    ]);
    expect(await namesOf({ kind: 'deploy', name: 'web' })).toEqual(['new-2', 'new-1', 'old-1', 'going']);
    const labelSelector = 'app=web,tier in (front,edge),env notin (test),!canary,team';
    expect(api.calls.slice(1)).toEqual([
      { path: `${CORE}/pods`, query: { labelSelector } },
      { path: `${APPS}/replicasets`, query: { labelSelector } },
    ]);
  });

  it("learns of a deployment's new ReplicaSets, and asks no more than it must", async () => {
    api.objects.set(`${APPS}/deployments/web`, {
      metadata: { uid: 'd-1' },
      spec: { selector: { matchLabels: { app: 'web' } } },
    });
    api.lists.set(`${APPS}/replicasets`, [replicaSet('old', 'd-1')]);
    api.lists.set(`${CORE}/pods`, [podJson('a', { metadata: ownedBy('old') })]);
    const { scope, pods } = await resolvePods(api, { kind: 'deploy', name: 'web' }, 'shop');
    const asked = () => api.calls.filter(({ path }) => path === `${APPS}/replicasets`).length;
    await scope.members(pods);
    expect(asked()).toBe(1);
    api.lists.set(`${APPS}/replicasets`, [replicaSet('old', 'd-1'), replicaSet('new', 'd-1')]);
    const newer = { ...pods[0]!, name: 'b', owner: { kind: 'ReplicaSet', name: 'x', uid: 'new' } };
    expect(await scope.members([...pods, newer])).toEqual([...pods, newer]);
    await scope.members([...pods, newer]);
    expect(asked()).toBe(2);
  });

  it.each([
    ['sts', 'statefulsets', 'StatefulSet'],
    ['ds', 'daemonsets', 'DaemonSet'],
  ] as const)('takes what a %s controls', async (kind, plural, owner) => {
    api.objects.set(`${APPS}/${plural}/db`, {
      metadata: { uid: 's-1' },
      spec: { selector: { matchLabels: { app: 'db' } } },
    });
    api.lists.set(`${CORE}/pods`, [
      podJson('db-0', { metadata: ownedBy('s-1', owner) }),
      podJson('other', { metadata: ownedBy('s-2', owner) }),
    ]);
    expect(await namesOf({ kind, name: 'db' })).toEqual(['db-0']);
  });

  it('says what is not there', async () => {
    await expect(namesOf({ kind: 'deploy', name: 'web' })).rejects.toMatchObject({ kind: 'not-found' });
    api.objects.set(`${CORE}/services/headless`, { spec: {} });
    await expect(namesOf({ kind: 'svc', name: 'headless' })).rejects.toMatchObject({
      kind: 'not-found',
      message: 'svc/headless selects no pods',
    });
    await expect(namesOf({ kind: 'selector', selector: 'app=x' })).rejects.toMatchObject({
      kind: 'not-found',
      message: '-l app=x has no pods in the namespace shop',
    });
  });

  it('selects nothing rather than everything by a selector that it does not know', async () => {
    const selector = {
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'a', operator: 'Like', values: ['b'] }],
    };
    api.objects.set(`${APPS}/deployments/web`, { metadata: { uid: 'd' }, spec: { selector } });
    await expect(namesOf({ kind: 'deploy', name: 'web' })).rejects.toThrow('deploy/web selects no pods');
  });

  it('leads nobody astray by a name', async () => {
    await expect(namesOf({ kind: 'pod', name: '../secrets/x' })).rejects.toMatchObject({ kind: 'not-found' });
    expect(api.calls[0]?.path).toBe(`${CORE}/pods/..%2Fsecrets%2Fx`);
  });
});
