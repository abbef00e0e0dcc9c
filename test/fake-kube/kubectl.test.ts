import { afterAll, beforeAll, it } from 'vitest';
import {
  type FakeCluster,
  podObject,
  runKubectl,
  startFakeCluster,
  startKubectl,
  workloadObjects,
} from '../support/fake-kube/index.js';
import { describeEachKubectl } from './describe-each-kubectl.js';
import { LARGE_DIGEST, type PodService, ask, startPodService } from './pod-service.js';

let service: PodService;
beforeAll(async () => {
  service = await startPodService();
});
afterAll(() => service.close());

/** A cluster with the deployment and service `web`, of one pod, and the pod `db-0`. */
async function startCluster(minor: number): Promise<FakeCluster> {
  const cluster = await startFakeCluster({ minor, namespace: 'tools' });
  const {
    deployment,
    replicaSet,
    service: entry,
    pods,
  } = workloadObjects({
    name: 'web',
    namespace: 'tools',
    containers: [{ ports: { debug: 6060 } }],
    servicePorts: { 80: 'debug' },
  });
  const runtime = {
    ports: { 6060: { port: service.port } },
    exec: (argv: readonly string[]) => ({ argv }),
  };
  cluster.server.put('deployments', deployment);
  cluster.server.put('replicasets', replicaSet);
  cluster.server.put('services', entry);
  for (const pod of pods) cluster.server.put('pods', pod, runtime);
  cluster.server.put('pods', podObject({ name: 'db-0', namespace: 'tools' }), runtime);
  return cluster;
}

await describeEachKubectl(({ path, minor }) => {
  let cluster: FakeCluster;
  beforeAll(async () => {
    cluster = await startCluster(minor);
  });
  afterAll(() => cluster.close());
  const run = (...args: readonly string[]) => runKubectl(path, args, { env: cluster.env });

  it('gets pods as a table, as JSON and by a label', async ({ expect }) => {
    const table = await run('get', 'pods');
    expect(table.stdout).toMatch(
      /^NAME +READY +STATUS +RESTARTS +AGE\ndb-0 +1\/1 +Running +0 +\d+s\nweb-5d4f8-0 /,
    );
    const json = await run('get', 'pods', '-l', 'app=web', '-o', 'json');
    const { items } = JSON.parse(json.stdout) as { items: { metadata: { name: string } }[] };
    expect(items.map(({ metadata }) => metadata.name)).toEqual(['web-5d4f8-0']);
    expect(await run('get', 'pod', 'none')).toMatchObject({
      code: 1,
      stderr: 'Error from server (NotFound): pods "none" not found\n',
    });
  });

  it('signs in by an exec plugin and not with a wrong token', async ({ expect }) => {
    expect(await run('--context', 'exec-plugin', 'get', 'deploy,rs,svc', '-o', 'name')).toMatchObject({
      code: 0,
      stdout: 'deployment.apps/web\nreplicaset.apps/web-5d4f8\nservice/web\n',
    });
    const refused = await run('--context', 'wrong-token', 'get', 'pods');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/logged in to the server/);
  });

  it('watches pods, and sees a container restart with its log', async ({ expect }) => {
    const { server } = cluster;
    const pod = podObject({ name: 'worker-0', namespace: 'tools', labels: { job: 'watched' } });
    server.put('pods', pod, { logs: { app: { current: 'FATAL ERROR: heap\n' } } });
    const watch = startKubectl(
      path,
      [
        'get',
        'pods',
        '-l',
        'job=watched',
        '-w',
        '-o',
        'jsonpath={.metadata.name}:{.status.containerStatuses[0].restartCount};',
      ],
      cluster.env,
    );
    try {
      await watch.found(/worker-0:0;/);
      server.restartContainer('worker-0', { exitCode: 137, reason: 'OOMKilled' }, { namespace: 'tools' });
      await watch.found(/worker-0:0;worker-0:1;/);
    } finally {
      await watch.stop();
    }
    expect((await run('logs', '--previous', 'worker-0')).stdout).toBe('FATAL ERROR: heap\n');
    const last = await run(
      'get',
      'pod',
      'worker-0',
      '-o',
      'jsonpath={.status.containerStatuses[0].lastState.terminated.reason}',
    );
    expect(last.stdout).toBe('OOMKilled');
  });

  it('shows what pods use', async ({ expect }) => {
    cluster.server.setMetrics('db-0', { app: { memory: '64Mi', cpu: '3m' } }, { namespace: 'tools' });
    expect((await run('top', 'pod', 'db-0')).stdout).toMatch(/\ndb-0 +3m +64Mi/);
  });

  it('asks a pod through the API server', async ({ expect }) => {
    const answer = await run('get', '--raw', '/api/v1/namespaces/tools/pods/db-0:6060/proxy/');
    expect(answer).toMatchObject({ code: 0, stdout: 'hello' });
  });

  it('runs a program with stdin and learns its exit code', async ({ expect }) => {
    const before = { ...cluster.server.usage.execs };
    const script = 'wc -c; echo problem >&2; exit 7';
    const result = await runKubectl(path, ['exec', '-i', 'db-0', '--', 'sh', '-c', script], {
      env: cluster.env,
      stdin: 'x'.repeat(100_000),
    });
    expect(result.stdout.trim()).toBe('100000');
    expect(result.stderr).toMatch(/^problem\n/);
    expect(result.code).toBe(7);
    const missing = await run('exec', 'db-0', '--', 'no-such-program');
    expect(missing.code).not.toBe(0);
    expect(missing.stderr).toContain('exec: "no-such-program": executable file not found in $PATH');
    // kubectl runs programs over WebSockets since 1.30, one release before it forwards ports so.
    const used = minor >= 30 ? { spdy: 0, websocket: 2 } : { spdy: 2, websocket: 0 };
    expect({
      spdy: cluster.server.usage.execs.spdy - before.spdy,
      websocket: cluster.server.usage.execs.websocket - before.websocket,
    }).toEqual(used);
  });

  it('forwards a port of a pod, a service and a deployment', async ({ expect }) => {
    const { usage } = cluster.server;
    const targets = [
      ['pod/db-0', '6060'],
      ['svc/web', '80'],
      ['deploy/web', 'debug'],
    ] as const;
    for (const [target, port] of targets) {
      const forward = startKubectl(
        path,
        ['port-forward', '--address', '127.0.0.1', target, `:${port}`],
        cluster.env,
      );
      try {
        const [, local] = await forward.found(/Forwarding from 127\.0\.0\.1:(\d+) -> 6060/);
        expect((await ask(Number(local), '/')).text).toBe('hello');
        expect(await ask(Number(local), '/large')).toMatchObject({ bytes: 4 << 20, digest: LARGE_DIGEST });
      } finally {
        await forward.stop();
      }
    }
    const used = minor >= 31 ? { spdy: 0, websocket: 3 } : { spdy: 3, websocket: 0 };
    expect(usage.upgrades).toEqual(used);
    expect(usage.refusedUpgrades).toEqual({ spdy: 0, websocket: 0 });
    expect(usage.connections).toBe(6);
    await expect.poll(() => usage.openForwards, { timeout: 5_000 }).toBe(0);
  });
});
