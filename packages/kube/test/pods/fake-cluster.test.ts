import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeApiServer } from '../../../../test/support/fake-kube/fake-api-server.js';
import { podObject } from '../../../../test/support/fake-kube/objects/pod-object.js';
import { workloadObjects } from '../../../../test/support/fake-kube/objects/workload-objects.js';
import { SocketApi } from '../../src/api/socket-api.js';
import { ACCESS_NEEDS, needWords } from '../../src/pods/access/access-needs.js';
import { missingAccess } from '../../src/pods/access/missing-access.js';
import { endingFromLog } from '../../src/pods/ending/ending-from-log.js';
import { podUsage } from '../../src/pods/pod-usage.js';
import type { PodFacts } from '../../src/pods/pod-facts.js';
import { PodWatcher } from '../../src/pods/watch/pod-watcher.js';
import { seriesKey } from '../../src/pods/watch/series-key.js';
import { choosePort } from '../../src/pods/workload/choose-port.js';
import { findScope } from '../../src/pods/workload/find-scope.js';
import { resolvePods } from '../../src/pods/workload/resolve-pods.js';
import { type SocketRelay, startSocketRelay } from './socket-relay.js';

const MIB = 2 ** 20;
const WEB = { kind: 'deploy', name: 'web' } as const;
const containers = [{ name: 'app', memoryLimit: '128Mi', ports: { http: 3000, debug: 6060 } }];

let server: FakeApiServer;
let relay: SocketRelay;
let api: SocketApi;

beforeEach(async () => {
  server = await FakeApiServer.start();
  relay = await startSocketRelay(server.url);
  api = new SocketApi(relay.socketPath);
});

afterEach(async () => {
  api.close();
  await relay.close();
  await server.close();
});

/** Puts a roll-out of the deployment `web` there: pods `web-REVISION-0` and on. */
function rollOut(revision: string, replicas = 2): void {
  const objects = workloadObjects({
    name: 'web',
    replicas,
    containers,
    revision,
    servicePorts: { 80: 'http' },
  });
  server.put('deployments', objects.deployment);
  server.put('replicasets', objects.replicaSet);
  server.put('services', objects.service);
  for (const pod of objects.pods) server.put('pods', pod);
}

/** Ends all watches, and lets the next one know that its version is gone. */
async function breakWatch(by: 'event' | 'status'): Promise<void> {
  const fault = { count: 1, by };
  server.faults.watchGone = fault;
  server.endWatches();
  await vi.waitFor(() => expect(fault.count).toBe(0), { timeout: 5000 });
}

const namesOf = (pods: readonly PodFacts[]) => pods.map(({ name }) => name).sort();

describe('a cluster that speaks HTTP', () => {
  it("finds a deployment's pods among those with its labels, and a service's ports", async () => {
    rollOut('r1');
    server.put('pods', podObject({ name: 'stranger', labels: { app: 'web' } }));
    const { pods } = await resolvePods(api, WEB, 'default');
    expect(namesOf(pods)).toEqual(['web-r1-0', 'web-r1-1']);
    expect(pods[0]?.containers[0]).toMatchObject({ memoryLimit: 128 * MIB, state: { kind: 'running' } });
    const service = await resolvePods(api, { kind: 'svc', name: 'web' }, 'default');
    expect(namesOf(service.pods)).toEqual(['stranger', 'web-r1-0', 'web-r1-1']);
    const { servicePorts } = service.scope;
    expect(choosePort(pods[0]!, { port: '80', servicePorts }).port).toBe(3000);
    expect(choosePort(pods[0]!, { servicePorts }).port).toBe(6060);
    await expect(resolvePods(api, { kind: 'pod', name: 'gone' }, 'default')).rejects.toMatchObject({
      kind: 'not-found',
    });
    server.faults.denied.add('list pods');
    await expect(resolvePods(api, WEB, 'default')).rejects.toMatchObject({ kind: 'forbidden' });
    expect(namesOf((await resolvePods(api, { kind: 'pod', name: 'web-r1-0' }, 'default')).pods)).toEqual([
      'web-r1-0',
    ]);
  });

  it('follows them through restarts, a roll-out and watches that break off', async () => {
    rollOut('r1');
    const problems: string[] = [];
    const scope = await findScope(api, WEB, 'default');
    const watcher = new PodWatcher(api, scope, {
      onProblem: (problem) => problems.push(problem),
      everyMs: 5,
      backoffMs: [5, 100],
    });
    const lists = watcher.lists(AbortSignal.timeout(20_000));
    const until = async (holds: (pods: readonly PodFacts[]) => boolean): Promise<readonly PodFacts[]> => {
      for (;;) {
        const { value, done } = await lists.next();
        if (done === true) throw new Error('the watch has ended');
        if (holds(value)) return value;
      }
    };
    const first = await until((pods) => pods.length === 2);
    const keyOf = (pods: readonly PodFacts[]) => {
      const pod = pods.find(({ name }) => name === 'web-r1-0')!;
      return seriesKey(pod, pod.containers[0]!);
    };

    server.restartContainer('web-r1-0', { exitCode: 137, reason: 'OOMKilled' });
    const restarted = await until((pods) => pods.some(({ containers: [app] }) => app?.restartCount === 1));
    expect(restarted.find(({ name }) => name === 'web-r1-0')?.containers[0]?.lastEnding?.verdict).toBe(
      'oom-killed',
    );
    expect(keyOf(restarted)).not.toBe(keyOf(first));

    await breakWatch('event');
    rollOut('r2', 1);
    await until((pods) => namesOf(pods).join(' ') === 'web-r1-0 web-r1-1 web-r2-0');

    await breakWatch('status');
    server.delete('pods', 'web-r1-0');
    server.delete('pods', 'web-r1-1');
    await until((pods) => namesOf(pods).join(' ') === 'web-r2-0');
    expect(problems).toEqual([]);
    await lists.return();
  });

  it('lists again and again where it may not watch', async () => {
    rollOut('r1', 1);
    server.faults.denied.add('watch pods');
    const problems: string[] = [];
    const watcher = new PodWatcher(api, await findScope(api, WEB, 'default'), {
      onProblem: (problem) => problems.push(problem),
      everyMs: 5,
      backoffMs: [5, 50],
    });
    for await (const pods of watcher.lists(AbortSignal.timeout(20_000))) {
      if (namesOf(pods).includes('web-r2-0')) break;
      rollOut('r2', 1);
    }
    expect(problems).toEqual([expect.stringContaining('forbidden')]);
  });

  it('tells usage where it is measured', async () => {
    rollOut('r1', 1);
    server.setMetrics('web-r1-0', { app: { memory: '64Mi' } });
    const usage = await podUsage(api, 'default', { query: { labelSelector: 'app=web' } });
    expect(usage?.get('web-r1-0')).toMatchObject({ bytes: 64 * MIB });
    for (const status of [404, 503] as const) {
      server.faults.refuseMetrics = status;
      expect(await podUsage(api, 'default')).toBeUndefined();
    }
  });

  it('reads in the log of the life before that V8 has given up', async () => {
    rollOut('r1', 1);
    server.setLog('web-r1-0', {
      current: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n',
    });
    server.restartContainer('web-r1-0', { exitCode: 134, reason: 'Error' });
    const [pod] = (await resolvePods(api, WEB, 'default')).pods;
    const [app] = pod!.containers;
    expect(app?.lastEnding?.verdict).toBe('aborted');
    expect((await endingFromLog(api, pod!, app!))?.verdict).toBe('v8-heap-limit');
  });

  it('knows what it is not allowed', async () => {
    server.faults.denied.add('create pods/portforward').add('list pods.metrics.k8s.io');
    const missing = await missingAccess(api, 'default', Object.values(ACCESS_NEEDS).flat());
    expect(missing.map(needWords)).toEqual(['create pods/portforward', 'list pods.metrics.k8s.io']);
  });
});
