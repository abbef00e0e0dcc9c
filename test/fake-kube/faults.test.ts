import { performance } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import {
  type FakeCluster,
  podObject,
  runKubectl,
  startFakeCluster,
  startKubectl,
} from '../support/fake-kube/index.js';
import { type KubectlRelease, requireTwoReleases } from '../support/kubectl-releases.js';
import { type PodService, ask, startPodService } from './pod-service.js';

const releases = await requireTwoReleases();
const newest: KubectlRelease = releases.at(-1) ?? releases[0];

describe(`faults, as kubectl ${newest.version} meets them`, () => {
  let service: PodService;
  beforeAll(async () => {
    service = await startPodService();
  });
  afterAll(() => service.close());

  let cluster: FakeCluster;
  beforeEach(async () => {
    cluster = await startFakeCluster();
    cluster.server.put('pods', podObject({ name: 'web-0' }), {
      ports: { 6060: { port: service.port }, 9229: { port: service.port, isLoopbackOnly: true } },
      exec: (argv) => ({ argv }),
      debug: ({ image, command }) => (image === 'fake/debug' && command ? { argv: command } : undefined),
    });
  });
  afterEach(() => cluster.close());

  const run = (...args: readonly string[]) => runKubectl(newest.path, args, { env: cluster.env });
  const forward = async (...ports: readonly string[]) => {
    const child = startKubectl(
      newest.path,
      ['port-forward', '--address', '127.0.0.1', 'pod/web-0', ...ports],
      cluster.env,
    );
    const [, local] = await child.found(/Forwarding from 127\.0\.0\.1:(\d+) -> /);
    return { child, local: Number(local) };
  };

  it('refuses WebSockets: ports and programs come by SPDY', async ({ expect }) => {
    cluster.server.faults.refuseWebSockets = 403;
    const { child, local } = await forward(':6060');
    try {
      expect((await ask(local, '/large')).bytes).toBe(4 << 20);
    } finally {
      await child.stop();
    }
    expect((await run('exec', 'web-0', '--', 'sh', '-c', 'exit 3')).code).toBe(3);
    const { upgrades, execs, refusedUpgrades } = cluster.server.usage;
    expect({ upgrades, execs, refusedUpgrades }).toEqual({
      upgrades: { spdy: 1, websocket: 0 },
      execs: { spdy: 1, websocket: 0 },
      refusedUpgrades: { spdy: 0, websocket: 2 },
    });
  });

  it('refuses SPDY, after WebSockets', async ({ expect }) => {
    cluster.server.faults.refuseWebSockets = 400;
    cluster.server.faults.refuseSpdy = 405;
    const child = startKubectl(newest.path, ['port-forward', 'pod/web-0', ':6060'], cluster.env);
    expect((await child.ended).code).toBe(1);
    const { upgrades, refusedUpgrades } = cluster.server.usage;
    expect({ upgrades, refusedUpgrades }).toEqual({
      upgrades: { spdy: 0, websocket: 0 },
      refusedUpgrades: { spdy: 1, websocket: 1 },
    });
  });

  it('refuses a port as a node does', async ({ expect }) => {
    cluster.server.faults.refusedPorts.add(6060);
    const { child, local } = await forward(':6060');
    try {
      await expect(ask(local, '/')).rejects.toThrow();
      expect(child.stderr()).toMatch(/error forwarding port 6060 to pod web-0, uid .*connection refused/);
    } finally {
      await child.stop();
    }
    expect(cluster.server.usage.refusedConnections).toBe(1);
  });

  it('drops the forwards into a pod that is deleted', async ({ expect }) => {
    const { child, local } = await forward(':6060');
    await ask(local, '/');
    cluster.server.delete('pods', 'web-0');
    expect((await child.ended).code).toBe(1);
    expect(cluster.server.usage.openForwards).toBe(0);
  });

  it('slows down what a pod sends', async ({ expect }) => {
    cluster.server.faults.podSendRate = 4 << 20;
    const { child, local } = await forward(':6060');
    const start = performance.now();
    try {
      expect((await ask(local, '/large')).bytes).toBe(4 << 20);
    } finally {
      await child.stop();
    }
    expect(performance.now() - start).toBeGreaterThan(900);
  });

  it('slows down what a pod takes', async ({ expect }) => {
    cluster.server.faults.podReceiveRate = 4 << 20;
    const { child, local } = await forward(':6060');
    const start = performance.now();
    try {
      expect((await ask(local, '/', Buffer.alloc(4 << 20))).text).toBe(String(4 << 20));
    } finally {
      await child.stop();
    }
    expect(performance.now() - start).toBeGreaterThan(900);
  });

  it('denies by verb and resource', async ({ expect }) => {
    cluster.server.faults.denied.add('create pods/portforward').add('list pods');
    const list = await run('get', 'pods');
    expect(list.stderr).toMatch(
      /\(Forbidden\): pods is forbidden: User "tester" cannot list resource "pods"/,
    );
    const child = startKubectl(newest.path, ['port-forward', 'pod/web-0', ':6060'], cluster.env);
    expect(await child.ended).toMatchObject({ code: 1 });
    expect(child.stderr()).toMatch(/forbidden/i);
    expect(cluster.server.usage.upgrades).toEqual({ spdy: 0, websocket: 0 });
  });

  it('has no metrics, or none just now', async ({ expect }) => {
    cluster.server.faults.refuseMetrics = 503;
    expect((await run('top', 'pod')).stderr).toMatch(/unable to handle the request \(get pods\.metrics/);
    cluster.server.faults.refuseMetrics = 404;
    expect((await run('top', 'pod')).stderr).toMatch(/Metrics API not available/);
  });

  it('has no shell', async ({ expect }) => {
    cluster.server.faults.missingPrograms.add('sh');
    const result = await run('exec', 'web-0', '--', 'sh', '-c', 'true');
    expect(result.stderr).toContain('exec: "sh": executable file not found in $PATH');
    expect((await run('exec', 'web-0', '--', 'true')).code).toBe(0);
  });

  it('does not reach a loopback port by its own proxy', async ({ expect }) => {
    const path = '/api/v1/namespaces/default/pods/web-0:9229/proxy/';
    const { code, stderr } = await run('get', '--raw', path);
    expect(code).toBe(1);
    expect(stderr).toMatch(/ServiceUnavailable.*connection refused/);
    const { child, local } = await forward(':9229');
    try {
      expect((await ask(local, '/')).text).toBe('hello');
    } finally {
      await child.stop();
    }
  });

  it('runs an ephemeral container and keeps its log', async ({ expect }) => {
    const args = ['--image=fake/debug', '--target=app', '--profile=general', '-c', 'debugger'];
    const debug = await run('debug', 'web-0', ...args, '--', 'sh', '-c', 'echo inside; exit 4');
    expect(debug.code).toBe(0);
    const exitCode = 'jsonpath={.status.ephemeralContainerStatuses[0].state.terminated.exitCode}';
    await expect
      .poll(async () => (await run('get', 'pod', 'web-0', '-o', exitCode)).stdout, { timeout: 5_000 })
      .toBe('4');
    expect((await run('logs', 'web-0', '-c', 'debugger')).stdout).toBe('inside\n');
  });

  it('ends the programs of an exec whose client has gone', async ({ expect }) => {
    const child = startKubectl(
      newest.path,
      ['exec', 'web-0', '--', 'sh', '-c', 'echo started; sleep 60; true'],
      cluster.env,
    );
    await child.found(/started/);
    expect(cluster.server.runningPrograms).toBe(1);
    await child.stop();
    await expect.poll(() => cluster.server.runningPrograms, { timeout: 5_000 }).toBe(0);
  });
});
