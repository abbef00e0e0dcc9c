import { type IncomingMessage, get as httpGet, request } from 'node:http';
import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { FakeApiServer, podObject } from '../support/fake-kube/index.js';

const PODS = '/api/v1/namespaces/default/pods';

interface List {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

interface Event {
  readonly type: string;
  readonly object: { readonly code?: number; readonly metadata: { readonly name?: string } };
}

describe('the answers of the fake API server', () => {
  let server: FakeApiServer;
  beforeEach(async () => {
    server = await FakeApiServer.start();
  });
  afterEach(() => server.close());

  const get = async (path: string) => {
    const response = await fetch(server.url + path, { headers: { connection: 'close' } });
    const body: unknown = await response.json();
    return { status: response.status, body };
  };
  const list = async (query = '') => (await get(PODS + query)).body as List;
  const names = async (query = '') => (await list(query)).items.map(({ metadata }) => metadata.name);
  /** The events of a watch until it ends; `meanwhile` runs once it stands. */
  const watch = async (query: string, meanwhile: () => void = () => undefined): Promise<readonly Event[]> => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { agent: false, signal: AbortSignal.timeout(10_000) };
      httpGet(`${server.url}${PODS}?watch=1&${query}`, options, resolve).once('error', reject);
    });
    meanwhile();
    const events: Event[] = [];
    for await (const line of createInterface({ input: response })) events.push(JSON.parse(line) as Event);
    return events;
  };
  const told = (events: readonly Event[]) =>
    events.map(({ type, object }) => `${type} ${object.metadata.name}`);

  it('selects by labels and by fields', async ({ expect }) => {
    server.put('pods', podObject({ name: 'a', labels: { app: 'web', tier: 'front' } }));
    server.put('pods', podObject({ name: 'b', labels: { app: 'api' } }));
    server.put('pods', podObject({ name: 'c' }));
    const select = (selector: string) => names(`?labelSelector=${encodeURIComponent(selector)}`);
    expect(await select('app=web')).toEqual(['a']);
    expect(await select('app in (web, api),!tier')).toEqual(['b']);
    expect(await select('app notin (web)')).toEqual(['b', 'c']);
    expect(await select('app')).toEqual(['a', 'b']);
    expect(await select('app!=web,app!=api')).toEqual(['c']);
    expect(await names('?fieldSelector=metadata.name%3Dc,status.phase%3DRunning')).toEqual(['c']);
    expect((await get(`${PODS}?labelSelector=%3D`)).status).toBe(400);
  });

  it('lists in pages, until a token has expired', async ({ expect }) => {
    for (const name of ['a', 'b', 'c']) server.put('pods', podObject({ name }));
    const first = await list('?limit=2');
    expect(first.items).toHaveLength(2);
    expect(first.metadata).toMatchObject({ remainingItemCount: 1 });
    const rest = `?limit=2&continue=${first.metadata.continue ?? ''}`;
    const second = await list(rest);
    expect(second.items.map(({ metadata }) => metadata.name)).toEqual(['c']);
    expect(second.metadata.continue).toBeUndefined();
    server.faults.expireContinue = true;
    expect(await get(PODS + rest)).toMatchObject({ status: 410, body: { reason: 'Expired' } });
  });

  it('goes on with a watch where the list ended', async ({ expect }) => {
    server.put('pods', podObject({ name: 'a', labels: { app: 'web' } }));
    const { metadata } = await list();
    server.put('pods', podObject({ name: 'b', labels: { app: 'web' } }));
    server.put('pods', podObject({ name: 'other' }));
    server.put('pods', podObject({ name: 'far', namespace: 'far', labels: { app: 'web' } }));
    const query = `labelSelector=app%3Dweb&allowWatchBookmarks=1&resourceVersion=${metadata.resourceVersion}`;
    const events = await watch(query, () => {
      server.restartContainer('a', { exitCode: 137, reason: 'OOMKilled' });
      server.put('pods', podObject({ name: 'b' }));
      server.sendBookmarks();
      server.delete('pods', 'a');
      server.endWatches();
    });
    expect(told(events)).toEqual([
      'ADDED b',
      'MODIFIED a',
      // It no longer has the label.
      'DELETED b',
      'BOOKMARK undefined',
      'DELETED a',
    ]);
    await expect.poll(() => server.usage.openWatches).toBe(0);
  });

  it('knows no version that is too old, nor one that it is told not to know', async ({ expect }) => {
    for (let count = 0; count < 1_100; count++) server.put('pods', podObject({ name: 'a' }));
    expect(await watch('resourceVersion=5')).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
    const { metadata } = await list();
    const now = `resourceVersion=${metadata.resourceVersion}`;
    server.faults.watchGone = { count: 1, by: 'status' };
    expect((await get(`${PODS}?watch=1&${now}`)).status).toBe(410);
    server.faults.watchGone = { count: 1, by: 'event' };
    expect(await watch(now)).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
    server.faults.watchLifetimeMs = 50;
    expect(await watch(now)).toEqual([]);
  });

  it('reviews what may be done by what it denies', async ({ expect }) => {
    server.faults.denied.add('create pods/portforward').add('* pods.metrics.k8s.io');
    const review = async (resourceAttributes: object, contentType = 'application/json') => {
      const response = await fetch(`${server.url}/apis/authorization.k8s.io/v1/selfsubjectaccessreviews`, {
        method: 'POST',
        headers: { 'content-type': contentType, connection: 'close' },
        body: JSON.stringify({ spec: { resourceAttributes } }),
      });
      const { status } = (await response.json()) as { status: { allowed?: boolean } };
      return [response.status, status.allowed];
    };
    const pods = { namespace: 'default', resource: 'pods' };
    expect(await review({ ...pods, verb: 'create', subresource: 'portforward' })).toEqual([201, false]);
    expect(await review({ ...pods, verb: 'get', subresource: 'portforward' })).toEqual([201, true]);
    expect(await review({ ...pods, verb: 'list' })).toEqual([201, true]);
    expect(await review({ ...pods, verb: 'list', group: 'metrics.k8s.io' })).toEqual([201, false]);
    expect(await review({ ...pods, verb: 'list' }, 'application/vnd.kubernetes.protobuf')).toEqual([
      415,
      undefined,
    ]);
  });

  it('lets time pass before it answers', async ({ expect }) => {
    server.faults.latencyMs = 100;
    const start = performance.now();
    await get('/version');
    expect(performance.now() - start).toBeGreaterThan(95);
  });

  it('forgets who may ask after some requests', async ({ expect }) => {
    server.faults.unauthorizedAfter = 2;
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await get('/version')).status);
    expect(statuses).toEqual([200, 200, 401, 401]);
    expect(server.usage.requests).toBe(4);
  });

  it('keeps a pod that is replaced apart by its uid, and one that restarts not', ({ expect }) => {
    const { uid } = server.put('pods', podObject({ name: 'a' })).metadata;
    server.restartContainer('a', { exitCode: 134, reason: 'Error', waiting: 'CrashLoopBackOff' });
    expect(server.get('pods', 'a')).toMatchObject({
      metadata: { uid },
      status: {
        containerStatuses: [
          {
            restartCount: 1,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 134, reason: 'Error' } },
          },
        ],
      },
    });
    server.delete('pods', 'a');
    expect(server.put('pods', podObject({ name: 'a' })).metadata.uid).not.toBe(uid);
  });

  it.for([
    ['spdy', 101],
    ['websocket', 101],
  ] as const)('breaks a connection that it has upgraded to %s', async ([kind, status], { expect }) => {
    server.put('pods', podObject({ name: 'a' }));
    server.faults.breakUpgraded = kind;
    const headers =
      kind === 'spdy'
        ? { upgrade: 'SPDY/3.1', 'x-stream-protocol-version': 'portforward.k8s.io' }
        : {
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': Buffer.alloc(16).toString('base64'),
            'sec-websocket-protocol': 'SPDY/3.1+portforward.k8s.io',
          };
    const asked = request(`${server.url}${PODS}/a/portforward`, {
      method: kind === 'spdy' ? 'POST' : 'GET',
      headers: { connection: 'upgrade', ...headers },
      signal: AbortSignal.timeout(10_000),
    });
    const upgraded = await new Promise<number | undefined>((resolve, reject) => {
      asked.once('error', reject).once('upgrade', (response, socket) => {
        socket.on('error', () => undefined).once('close', () => resolve(response.statusCode));
        socket.resume();
      });
      asked.end();
    });
    expect(upgraded).toBe(status);
    expect(server.usage.upgrades).toEqual({ spdy: 0, websocket: 0 });
  });
});
