import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { type ContainerOptions, podObject } from '../support/fake-kube/index.js';
import { requireTwoReleases } from '../support/kubectl-releases.js';
import { type AgentProgram, startAgentProgram } from './support/agent-program.js';
import { doctorFindings } from './support/doctor-findings.js';
import { KubePlace } from './support/kube-place.js';
import { DEBUG_PORT } from './support/web-workload.js';

const newest = (await requireTwoReleases()).at(-1)!;
const LIMITED: ContainerOptions = {
  memoryLimit: '128Mi',
  command: ['node', 'server.js'],
  env: { NODE_OPTIONS: '--max-old-space-size=76', HEAPTIDE_ADDR: '127.0.0.1:6060' },
};

describe('heaptide doctor of a pod', () => {
  let program: AgentProgram;
  let place: KubePlace;
  beforeAll(async () => {
    program = await startAgentProgram();
    place = await KubePlace.open(newest);
  });
  afterAll(async () => {
    await place.nothingIsLeft();
    await place.close();
    await program.stop();
  });

  const put = (name: string, container: ContainerOptions = LIMITED) => {
    const pod = podObject({ name, labels: { app: name }, containers: [container] });
    place.server.put('pods', pod, { ports: { [DEBUG_PORT]: { port: program.port } } });
  };
  const examine = async (name: string, more: readonly string[] = [], env = {}) =>
    doctorFindings(await place.run(['doctor', `pod/${name}`, '--json', ...more], env));

  it.concurrent('finds nothing wrong where nothing is', async ({ expect }) => {
    put('fine');
    const { exit, stdout } = await place.run(['doctor', 'pod/fine']);
    expect(exit, stdout).toBe(0);
    expect(stdout).not.toContain('PROBLEM');
    expect(stdout).toMatch(/^no problem found$/m);
  });

  it.concurrent('tells that it was OOMKilled, and after how long', async ({ expect }) => {
    put('killed');
    // What ended starts anew after a second.
    for (const finishedAt of [Date.now(), Date.now() + 1_000 + 90 * 60_000]) {
      const end = { exitCode: 137, reason: 'OOMKilled', finishedAt: new Date(finishedAt) };
      place.server.restartContainer('killed', end);
    }
    const { 'last-ending': ending } = await examine('killed');
    expect(ending?.level).toBe('problem');
    expect(ending?.text).toMatch(
      /^container app has restarted 2 times; the last time: OOMKilled: the kernel ended it at the limit of 128 MiB, after (1 h 30 min|90 min)/,
    );
  });

  it.concurrent('tells a kill that is not marked from one that is', async ({ expect }) => {
    put('ended');
    place.server.restartContainer('ended', { exitCode: 137, reason: 'Error' });
    expect((await examine('ended'))['last-ending']?.text).toContain('exit 137, not marked OOMKilled');
  });

  it.concurrent('reads in the log of the life before that V8 ended it', async ({ expect }) => {
    put('aborted');
    const words = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n';
    place.server.setLog('aborted', { current: words });
    place.server.restartContainer('aborted', { exitCode: 134, reason: 'Error' });
    expect((await examine('aborted'))['last-ending']?.text).toContain(
      'exit 134: V8 ended it at its heap limit',
    );
  });

  it.concurrent('tells the flag that a limit of 128Mi needs', async ({ expect }) => {
    put('unflagged', { ...LIMITED, env: { HEAPTIDE_ADDR: '127.0.0.1:6060' } });
    expect((await examine('unflagged'))['heap-limit']).toMatchObject({
      level: 'problem',
      fix: 'NODE_OPTIONS=--max-old-space-size=76',
    });
  });

  it.concurrent('finds npm before the program', async ({ expect }) => {
    put('npm', { ...LIMITED, command: ['npm', 'start'] });
    const { 'main-program': main } = await examine('npm');
    expect(main).toMatchObject({ level: 'problem', fix: expect.stringContaining('"node"') as string });
    expect(main?.text).toContain('process 1 of container app is npm');
  });

  it.concurrent('tells that nothing answers, and what would', async ({ expect }) => {
    place.server.put('pods', podObject({ name: 'mute', containers: [LIMITED] }));
    const { answers } = await examine('mute');
    expect(answers).toMatchObject({ level: 'problem', fix: expect.stringContaining('--attach') as string });
    expect(answers?.text).toMatch(/^nothing listens on port 6060 of pod default\/mute; /);
  });

  it.concurrent('tells that its memory is almost used up', async ({ expect }) => {
    put('near');
    place.server.setMetrics('near', { app: { memory: '120Mi' } });
    const { usage } = await examine('near');
    expect(usage).toMatchObject({ level: 'problem' });
    expect(usage?.text).toMatch(/^120 MiB of 128 MiB in use/);
  });

  it.concurrent('tells why it does not run', async ({ expect }) => {
    put('crashing');
    const end = { exitCode: 1, reason: 'Error', waiting: 'CrashLoopBackOff' };
    place.server.restartContainer('crashing', end);
    const { running } = await examine('crashing');
    expect(running).toMatchObject({ level: 'problem', text: 'container app waits: CrashLoopBackOff' });
  });

  it.concurrent('tells that there is no such pod', async ({ expect }) => {
    const { pods } = await examine('nobody');
    expect(pods).toMatchObject({ level: 'problem', text: 'pods "nobody" not found' });
  });

  it.concurrent('tells that there is no kubectl', async ({ expect }) => {
    const { kubectl } = await examine('fine', [], { HEAPTIDE_KUBECTL: '/nonexistent' });
    expect(kubectl).toMatchObject({
      level: 'problem',
      fix: 'install kubectl, or name another program in HEAPTIDE_KUBECTL',
    });
  });

  it.concurrent('tells that the credentials are not taken', async ({ expect }) => {
    const { access } = await examine('fine', ['--context', 'wrong-token']);
    expect(access).toMatchObject({
      level: 'problem',
      text: expect.stringContaining('Unauthorized') as string,
    });
  });
});

describe('heaptide doctor where RBAC lacks something', () => {
  it('prints the role that has it', async () => {
    const place = await KubePlace.open(newest);
    onTestFinished(() => place.close());
    const { server } = place;
    server.put('pods', podObject({ name: 'web-0', containers: [LIMITED] }));
    server.faults.denied.add('create pods/portforward');
    const { access } = doctorFindings(await place.run(['doctor', 'pod/web-0', '--json']));
    expect(access).toMatchObject({ level: 'problem', text: 'not allowed: create pods/portforward' });

    // As a person gets it: to be copied from the terminal.
    const { stdout } = await place.run(['doctor', 'pod/web-0']);
    const [, indented = ''] = /^ +fix: a role for it.*\n((?: {10}.*\n)+)/m.exec(stdout) ?? [];
    expect(parse(indented)).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'heaptide', namespace: 'default' },
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
        { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] },
      ],
    });
  });
});
