import { Agent, get, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { kubectlOptions, KubeError, PortForward } from '@heaptide/kube';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PodService, startPodService } from '../fake-kube/pod-service.js';
import { type FakeCluster, podObject, startFakeCluster } from '../support/fake-kube/index.js';
import { type KubectlRelease, requireTwoReleases } from '../support/kubectl-releases.js';
import { processesWith } from './kubectl-processes.js';
const releases = await requireTwoReleases();
const LARGE = 4 << 20;
/** Nothing listens on it. */
const CLOSED = 6061;

async function fetchThrough(connection: Duplex, path = '/'): Promise<number> {
  const agent = new Agent();
  agent.createConnection = () => connection;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ agent, path, host: '127.0.0.1', signal: AbortSignal.timeout(8_000) }, resolve).once(
      'error',
      reject,
    );
  });
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) bytes += piece.length;
  return bytes;
}

describe.each(releases)('kubectl $version', (release: KubectlRelease) => {
  let cluster: FakeCluster;
  let service: PodService;
  let forward: PortForward;
  beforeAll(async () => {
    cluster = await startFakeCluster();
    service = await startPodService();
    cluster.server.put('pods', podObject({ name: 'web-0' }), {
      ports: { 6060: { port: service.port } },
    });
    forward = await start(6060);
  });
  afterAll(async () => {
    await forward.close();
    await cluster.close();
    await service.close();
  });
  const start = (port: number) =>
    PortForward.start(
      kubectlOptions({ env: { ...cluster.env, HEAPTIDE_KUBECTL: release.path } }),
      { namespace: 'default', pod: 'web-0', port },
      { timeoutMs: 10_000 },
    );
  const child = () =>
    processesWith('KUBECONFIG', cluster.kubeconfig).find(({ argv }) => argv[0] === release.path)?.pid;

  it('conveys requests, one after the other and together, through one kubectl', async () => {
    const pid = child();
    expect(await fetchThrough(await forward.connect())).toBe(5);
    expect(await fetchThrough(await forward.connect(), '/large')).toBe(LARGE);
    const together = Array.from({ length: 10 }, async (_, i) =>
      fetchThrough(await forward.connect(), `/${i}`),
    );
    expect(await Promise.all(together)).toEqual(Array(10).fill(5));
    expect(child()).toBe(pid);
  });

  it('conveys the next request after a download that was broken off', async () => {
    for (let i = 0; i < 2; i++) {
      const broken = await forward.connect();
      broken.write('GET /large HTTP/1.1\r\nhost: x\r\n\r\n');
      await new Promise((resolve) => broken.once('data', resolve));
      broken.destroy();
      const began = performance.now();
      expect(await fetchThrough(await forward.connect(), '/large')).toBe(LARGE);
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  });

  it('says that nothing listens, and conveys what comes once somebody does', async () => {
    const other = await start(CLOSED);
    try {
      for (let i = 0; i < 2; i++) {
        const error: unknown = await fetchThrough(await other.connect()).catch((error: unknown) => error);
        expect(error).toBeInstanceOf(KubeError);
        expect(error).toMatchObject({
          kind: 'refused',
          message: expect.stringMatching(/port 6061 of pod default\/web-0/) as string,
        });
      }
      const { server } = cluster;
      server.put('pods', podObject({ name: 'web-0' }), {
        ports: { 6060: { port: service.port }, [CLOSED]: { port: service.port } },
      });
      expect(await fetchThrough(await other.connect())).toBe(5);
    } finally {
      await other.close();
    }
  });

  it('starts kubectl anew when it has ended', async () => {
    const pid = child()!;
    process.kill(pid, 'SIGKILL');
    // A connection may be made in the moment of its end.
    const fetched = async () => fetchThrough(await forward.connect()).catch(() => 0);
    await expect.poll(fetched, { timeout: 5_000 }).toBe(5);
    expect(child()).not.toBe(pid);
  });

  it('ends a connection of which kubectl ends', async () => {
    const connection = await forward.connect();
    const failed = new Promise((resolve) => connection.once('error', resolve));
    process.kill(child()!, 'SIGKILL');
    expect(await failed).toMatchObject({ kind: 'tunnel-ended' });
  });

  it('gives kubectl’s own words for what cannot be', async () => {
    const options = kubectlOptions({ env: { ...cluster.env, HEAPTIDE_KUBECTL: release.path } });
    const place = { namespace: 'default', pod: 'nobody', port: 1 };
    await expect(PortForward.start(options, place)).rejects.toMatchObject({
      kind: 'not-found',
      message: 'kubectl port-forward: Error from server (NotFound): pods "nobody" not found',
    });
  });
});
