import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import {
  ApiRefused,
  defaultNamespace,
  type KubeApi,
  KubectlApi,
  kubectlOptions,
  type KubectlOptions,
  KubectlProxy,
  runKubectl,
  UpgradeRefused,
} from '@heaptide/kube';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeCluster, podObject, startFakeCluster } from '../support/fake-kube/index.js';
import { type KubectlRelease, requireTwoReleases } from '../support/kubectl-releases.js';

const PODS = '/api/v1/namespaces/tools/pods';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

const releases = await requireTwoReleases();

describe.each([releases[0], releases.at(-1)!])('kubectl $version', (release: KubectlRelease) => {
  let cluster: FakeCluster;
  let kubectl: KubectlOptions;
  let proxy: KubectlProxy;
  beforeAll(async () => {
    cluster = await startFakeCluster({ namespace: 'tools' });
    kubectl = optionsFor();
    for (let i = 0; i < 3; i++)
      cluster.server.put('pods', podObject({ name: `web-${i}`, namespace: 'tools' }), {
        exec: (argv) => ({ argv }),
        logs: { app: { current: 'now\n' } },
      });
    proxy = await KubectlProxy.start(kubectl);
  });
  afterAll(async () => {
    await proxy.close();
    await cluster.close();
  });
  const optionsFor = (wishes: { context?: string; namespace?: string } = {}) =>
    kubectlOptions({ ...wishes, env: { ...cluster.env, HEAPTIDE_KUBECTL: release.path } });

  const ways: readonly (readonly [string, () => KubeApi])[] = [
    ['kubectl proxy', () => proxy.api],
    ['kubectl --raw', () => new KubectlApi(kubectl)],
  ];
  describe.each(ways)('the API by %s', (_, open) => {
    let api: KubeApi;
    beforeEach(() => {
      api = open();
    });

    it('reads and lists', async () => {
      expect(await api.getJson(`${PODS}/web-0`)).toMatchObject({ metadata: { name: 'web-0' } });
      expect(await api.getText(`${PODS}/web-0/log`, { query: { container: 'app' } })).toBe('now\n');
      const { items, resourceVersion } = await api.list(PODS, {
        query: { fieldSelector: 'metadata.name=web-1' },
      });
      expect(items).toMatchObject([{ metadata: { name: 'web-1' } }]);
      expect(resourceVersion).toMatch(/^\d+$/);
    });

    it('tells changes from a list on', async () => {
      const { resourceVersion } = await api.list(PODS);
      const stop = new AbortController();
      const changes = api.watch(PODS, { resourceVersion: resourceVersion!, signal: stop.signal });
      const events = changes[Symbol.asyncIterator]();
      const first = events.next();
      cluster.server.put('pods', podObject({ name: 'late', namespace: 'tools' }));
      expect(await first).toMatchObject({
        value: { type: 'ADDED', object: { metadata: { name: 'late' } } },
      });
      const next = events.next();
      stop.abort(new Error('enough'));
      await expect(next).rejects.toThrow('enough');
      cluster.server.delete('pods', 'late', 'tools');
    });

    it.each(['event', 'status'] as const)('tells by an event that a version is gone (%s)', async (by) => {
      cluster.server.faults.watchGone = { count: 1, by };
      const events: unknown[] = [];
      for await (const event of api.watch(PODS, { resourceVersion: '1' })) events.push(event);
      expect(events).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
    });

    it('tells what is not there from what is not allowed', async () => {
      await expect(api.getJson(`${PODS}/nobody`)).rejects.toMatchObject({
        kind: 'not-found',
        message: expect.stringMatching(/pods "nobody" not found$/) as string,
      });
      cluster.server.faults.denied.add('list pods');
      try {
        await expect(api.list(PODS)).rejects.toMatchObject({ kind: 'forbidden' });
      } finally {
        cluster.server.faults.denied.clear();
      }
    });
  });

  it('posts', async () => {
    const spec = { resourceAttributes: { verb: 'create', resource: 'pods', subresource: 'portforward' } };
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec };
    expect(await proxy.api.postJson(REVIEWS, review)).toMatchObject({ status: { allowed: true } });

    // The real API takes what kubectl posts, which does not say that it is JSON.
    const seen: string[] = [];
    const echo = createServer((incoming, response) => {
      seen.push(`${incoming.method} ${incoming.url}`);
      incoming.pipe(response.writeHead(201));
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const server = `--server=http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
    const raw = new KubectlApi({ ...kubectl, args: [...kubectl.args, server, '--token=x'] });
    expect(await raw.postJson(REVIEWS, review, { query: { dryRun: 'All' } })).toEqual(review);
    expect(seen).toEqual([`POST ${REVIEWS}?dryRun=All`]);
    echo.closeAllConnections();
    echo.close();
  });

  it('serves a socket that only its owner can reach', async () => {
    expect(statSync(dirname(proxy.socketPath)).mode & 0o777).toBe(0o700);
    const other = await KubectlProxy.start(kubectl);
    expect(other.socketPath).not.toBe(proxy.socketPath);
    await other.close();
    expect(existsSync(dirname(other.socketPath))).toBe(false);
  });

  it('says with which status the API server refused', async () => {
    const error: unknown = await proxy.api.getJson(`${PODS}/nobody`).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(ApiRefused);
    expect(error).toMatchObject({ status: 404 });
  });

  it('opens a tunnel, or says with which status that was refused', async () => {
    const asked = {
      method: 'POST',
      path: `${PODS}/web-0/portforward`,
      headers: {
        connection: 'Upgrade',
        upgrade: 'SPDY/3.1',
        'x-stream-protocol-version': 'portforward.k8s.io',
      },
    } as const;
    const { socket, status, headers } = await proxy.upgrade.request(asked);
    expect([status, headers.upgrade]).toEqual([101, 'SPDY/3.1']);
    socket.destroy();

    cluster.server.faults.refuseSpdy = 403;
    const refused: unknown = await proxy.upgrade.request(asked).catch((problem: unknown) => problem);
    expect(refused).toBeInstanceOf(UpgradeRefused);
    expect(refused).toMatchObject({ status: 403, kind: 'forbidden' });
    cluster.server.faults.refuseSpdy = undefined;
  });

  it('leaves credentials to kubectl', async () => {
    const plugged = await KubectlProxy.start(optionsFor({ context: 'exec-plugin' }));
    expect(await plugged.api.getJson(`${PODS}/web-0`)).toMatchObject({ kind: 'Pod' });
    await plugged.close();
    const wrong = await KubectlProxy.start(optionsFor({ context: 'wrong-token' }));
    await expect(wrong.api.getJson(`${PODS}/web-0`)).rejects.toMatchObject({ kind: 'unauthorized' });
    await wrong.close();
  });

  it('gives kubectl’s own words when it cannot start, and when it has ended', async () => {
    await expect(KubectlProxy.start(optionsFor({ context: 'nope' }))).rejects.toMatchObject({
      kind: 'kubectl-failed',
      message: 'kubectl proxy: error: context "nope" does not exist',
    });
    const ending = await KubectlProxy.start(kubectl);
    process.kill(ending.pid, 'SIGKILL');
    expect(await ending.ended).toMatchObject({
      kind: 'kubectl-failed',
      message: 'kubectl proxy ended and said nothing',
    });
    expect(existsSync(dirname(ending.socketPath))).toBe(false);
    await expect(ending.api.getJson(PODS)).rejects.toMatchObject({ kind: 'kubectl-failed' });
    await ending.close();
  });

  it('says that the cluster does not answer', async () => {
    const gone = await startFakeCluster();
    const through = await KubectlProxy.start(
      kubectlOptions({ env: { ...gone.env, HEAPTIDE_KUBECTL: release.path } }),
    );
    await gone.server.close();
    await expect(through.api.getJson(PODS)).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/connection refused/) as string,
    });
    await through.close();
    await gone.close();
  });

  it('runs programs in a container, with what they read', async () => {
    const exec = (argv: readonly string[], stdin?: string) =>
      runKubectl(kubectl, ['exec', ...(stdin === undefined ? [] : ['-i']), 'web-0', '--', ...argv], {
        stdin,
        timeoutMs: 10_000,
        maxBytes: 4096,
      });
    expect(await exec(['sh', '-c', 'cat; echo "$1" >&2; exit 7', 'sh', '$(no) "shell"'], 'in')).toMatchObject(
      {
        code: 7,
        stdout: Buffer.from('in'),
        stderr: expect.stringMatching(/^\$\(no\) "shell"\n/) as string,
      },
    );
    await expect(exec(['sh', '-c', 'head -c 100000 /dev/zero'])).rejects.toMatchObject({
      kind: 'bad-answer',
    });
  });

  it('knows the namespace that kubectl would use', async () => {
    expect(await defaultNamespace(kubectl)).toBe('tools');
    expect(await defaultNamespace(optionsFor({ namespace: 'mine' }))).toBe('mine');
    const bare = { ...cluster.env, KUBECONFIG: '/dev/null', HEAPTIDE_KUBECTL: release.path };
    expect(await defaultNamespace(kubectlOptions({ env: bare }))).toBe('default');
    const inPod = { ...bare, KUBERNETES_SERVICE_HOST: '10.0.0.1', POD_NAMESPACE: 'of-pod' };
    expect(await defaultNamespace(kubectlOptions({ env: inPod }))).toBe('of-pod');
  });
});
