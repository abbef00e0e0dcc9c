import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask, LARGE_DIGEST, type PodService, startPodService } from '../fake-kube/pod-service.js';
import { podObject } from '../support/fake-kube/index.js';
import { requireTwoReleases } from '../support/kubectl-releases.js';
import { until } from '../support/until.js';
import { KubePlace } from './support/kube-place.js';
import { onlyLine } from './support/only-line.js';
import { DEBUG_PORT, putWebWorkload } from './support/web-workload.js';

const newest = (await requireTwoReleases()).at(-1)!;

describe('what stands in the way to a pod is one line, and exit 2', () => {
  let service: PodService;
  let place: KubePlace;
  beforeAll(async () => {
    service = await startPodService();
    place = await KubePlace.open(newest);
    const { server } = place;
    putWebWorkload(server, { ports: { [DEBUG_PORT]: { port: service.port } } });
    server.put('pods', { ...podObject({ name: 'pending' }), status: { phase: 'Pending' } });
    server.put('pods', podObject({ name: 'creating', phase: 'Pending' }));
    server.put('pods', podObject({ name: 'crashing' }));
    const end = { exitCode: 1, reason: 'Error', waiting: 'CrashLoopBackOff' };
    server.restartContainer('crashing', end);
  });
  afterAll(async () => {
    await place.nothingIsLeft();
    await place.close();
    await service.close();
  });

  it.concurrent.for<[what: string, args: string[], line: RegExp]>([
    [
      'a port on which nothing listens',
      ['top', 'pod/web-alone:6061'],
      /^heaptide: nothing listens on port 6061 of pod default\/web-alone; .*--attach.* \(HT_E_PORT_REFUSED\)$/,
    ],
    ['no such pod', ['capture', 'pod/nobody'], /^heaptide: pods "nobody" not found \(HT_E_NO_SUCH_POD\)$/],
    [
      'no such deployment',
      ['watch', 'deploy/nobody'],
      /^heaptide: deployments "nobody" not found \(HT_E_NO_SUCH_POD\)$/,
    ],
    [
      'a selector that finds nothing',
      ['top', '-l', 'app=nobody'],
      /^heaptide: -l app=nobody has no pods in the namespace default \(HT_E_NO_SUCH_POD\)$/,
    ],
    [
      'no such container',
      ['top', 'pod/web-alone', '-c', 'side'],
      /^heaptide: pod\/web-alone has no container side; it has app \(HT_E_NO_SUCH_POD\)$/,
    ],
    ['a namespace without it', ['top', 'pod/web-alone', '-n', 'other'], /\(HT_E_NO_SUCH_POD\)$/],
    [
      'credentials that are not taken',
      ['growth', 'pod/web-alone', '--context', 'wrong-token'],
      /^heaptide: the cluster does not take kubectl's credentials: Unauthorized \(HT_E_NO_CLUSTER_ACCESS\)$/,
    ],
    [
      'a context that is not there',
      ['forward', 'pod/web-alone', '--context', 'nowhere'],
      /^heaptide: kubectl proxy: error: context "nowhere" does not exist \(HT_E_KUBECTL_FAILED\)$/,
    ],
    [
      'a pod that waits for a node',
      ['top', 'pod/pending'],
      /^heaptide: nothing of pod\/pending runs: Pending \(HT_E_POD_NOT_RUNNING\)$/,
    ],
    [
      'a pod whose image is being fetched',
      ['top', 'pod/creating'],
      /^heaptide: nothing of pod\/creating runs: ContainerCreating \(HT_E_POD_NOT_RUNNING\)$/,
    ],
    [
      'a pod that crashes again and again',
      ['watch', 'pod/crashing'],
      /^heaptide: nothing of pod\/crashing runs: CrashLoopBackOff \(HT_E_POD_NOT_RUNNING\)$/,
    ],
    [
      'something else behind the port',
      ['top', 'pod/web-alone'],
      /^heaptide: pod\/web-alone: this is text, not a profile: "hello" \(HT_E_NOT_A_PROFILE\)$/,
    ],
  ])('%s', async ([, args, line], { expect }) => {
    expect(onlyLine(await place.run(args))).toMatch(line);
  });

  it.concurrent('no kubectl', async ({ expect }) => {
    const run = await place.run(['top', 'pod/web-alone'], { HEAPTIDE_KUBECTL: '/nonexistent' });
    expect(onlyLine(run)).toBe(
      'heaptide: cannot start /nonexistent: there is no such program; install kubectl or name it in HEAPTIDE_KUBECTL (HT_E_NO_KUBECTL)',
    );
  });

  it.concurrent('a cluster that is not there', async ({ expect }) => {
    const away = await KubePlace.open(newest);
    await away.server.close();
    const run = await away.run(['top', 'pod/web-alone']);
    await away.close();
    expect(onlyLine(run)).toMatch(/connection refused.* \(HT_E_NO_CLUSTER\)$/);
  });
});

describe('what RBAC denies is one line with the verb, and exit 2', () => {
  it.concurrent.for<[denied: string, target: string]>([
    ['get pods', 'pod/web-alone'],
    ['create pods/portforward', 'pod/web-alone'],
    ['list pods', 'svc/web'],
    ['get services', 'svc/web'],
    ['get deployments.apps', 'deploy/web'],
  ])('%s', async ([denied, target], { expect }) => {
    const place = await KubePlace.open(newest);
    try {
      putWebWorkload(place.server, {});
      place.server.faults.denied.add(denied);
      const [verb = '', resource = ''] = denied.split(' ');
      const line = onlyLine(await place.run(['capture', target]));
      expect(line).toContain(`cannot ${verb} resource "${resource.replace('.apps', '')}"`);
      expect(line).toMatch(/ \(HT_E_NO_CLUSTER_ACCESS\)$/);
    } finally {
      await place.close();
    }
  });
});

describe('heaptide forward', () => {
  it.each(['auto', 'port-forward'])('says that nothing listens, and goes on, by %s', async (transport) => {
    const service = await startPodService();
    onTestFinished(() => service.close());
    const place = await KubePlace.open(newest);
    onTestFinished(() => place.close());
    putWebWorkload(place.server, { ports: { [DEBUG_PORT]: { port: service.port } } });
    const forward = place.launch(['forward', 'pod/web-alone', '--port', '0', '--transport', transport]);
    onTestFinished(() => forward.stop());
    await until(() => forward.stdout().includes('\n'), 20_000);
    const port = Number(new URL(forward.stdout()).port);

    const { refusedPorts } = place.server.faults;
    refusedPorts.add(DEBUG_PORT);
    await expect(ask(port, '/')).rejects.toThrow();
    await until(
      () => /^heaptide: nothing listens on port 6060 of pod default\/web-alone: /m.test(forward.stderr()),
      5_000,
    );
    refusedPorts.delete(DEBUG_PORT);
    expect((await ask(port, '/large')).digest).toBe(LARGE_DIGEST);
  });
});
