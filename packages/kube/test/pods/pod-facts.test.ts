import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { podFacts } from '../../src/pods/pod-facts.js';
import { ownedBy, podJson } from './pod-json.js';

const MIB = 2 ** 20;

/** A pod with about everything that we read. */
const RICH = podJson('web-1', {
  metadata: {
    ...ownedBy('rs-1'),
    annotations: { 'kubectl.kubernetes.io/default-container': 'app' },
    labels: { app: 'web', odd: 7 },
  },
  spec: {
    nodeName: 'node-a',
    shareProcessNamespace: true,
    resources: { limits: { memory: '512Mi' } },
    securityContext: { runAsUser: 65_532 },
    volumes: [
      { name: 'ring', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'config', configMap: {} },
    ],
    containers: [
      {
        name: 'app',
        image: 'shop/web:1',
        command: ['node'],
        args: ['server.js'],
        ports: [
          { name: 'http', containerPort: 3000 },
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
          { name: 'debug', containerPort: 6060 },
        ],
        resources: { limits: { memory: '128Mi' }, requests: { memory: '64Mi' } },
        env: [
          { name: 'NODE_OPTIONS', value: '--max-old-space-size=64' },
          { name: 'EMPTY' },
          { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
          { name: '__proto__', value: 'x' },
        ],
        envFrom: [{ configMapRef: { name: 'more' } }],
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
        livenessProbe: { httpGet: { port: 'http', path: '/' } },
        terminationMessagePolicy: 'FallbackToLogsOnError',
        securityContext: { readOnlyRootFilesystem: true },
        volumeMounts: [
          { name: 'ring', mountPath: '/ring' },
          { name: 'config', mountPath: '/etc/c', readOnly: true },
        ],
      },
      { name: 'helper', securityContext: { runAsUser: 0 } },
    ],
    initContainers: [{ name: 'migrate' }, { name: 'mesh', restartPolicy: 'Always' }],
    ephemeralContainers: [{ name: 'debugger-1' }, { name: 'debugger-2' }],
  },
  status: {
    containerStatuses: [
      { name: 'helper', restartCount: 0, state: { waiting: { reason: 'CrashLoopBackOff' } } },
      {
        name: 'app',
        ready: true,
        restartCount: 3,
        state: { running: { startedAt: '2025-03-01T12:00:00Z' } },
        lastState: {
          terminated: {
            reason: 'OOMKilled',
            exitCode: 137,
            startedAt: '2025-03-01T08:00:00Z',
            finishedAt: '2025-03-01T11:12:00Z',
          },
        },
      },
    ],
    initContainerStatuses: [{ name: 'mesh', ready: true, restartCount: 1, state: { running: {} } }],
    ephemeralContainerStatuses: [
      { name: 'debugger-1', state: { terminated: { exitCode: 0 } } },
      { name: 'debugger-2', state: { running: { startedAt: '2025-03-01T12:30:00Z' } } },
    ],
  },
});

describe('podFacts', () => {
  it('reads a pod', () => {
    const pod = podFacts(RICH)!;
    expect(pod).toMatchObject({
      namespace: 'shop',
      name: 'web-1',
      uid: 'uid-web-1',
      phase: 'Running',
      isTerminating: false,
      isReady: true,
      labels: { app: 'web' },
      node: 'node-a',
      createdAt: Date.parse('2025-03-01T10:00:00Z'),
      owner: { kind: 'ReplicaSet', name: 'name-of-rs-1', uid: 'rs-1' },
      defaultContainer: 'app',
      memoryLimit: 512 * MIB,
      sharesProcesses: true,
    });
    expect(pod.labels).not.toHaveProperty('odd');
    expect(pod.containers.map(({ name, kind }) => [name, kind])).toEqual([
      ['app', 'main'],
      ['helper', 'main'],
      ['mesh', 'sidecar'],
      ['debugger-2', 'ephemeral'],
    ]);
  });

  it('reads its containers, each with its own status', () => {
    const [app, helper, mesh] = podFacts(RICH)!.containers;
    expect(app).toMatchObject({
      image: 'shop/web:1',
      ports: [
        { name: 'http', port: 3000 },
        { name: 'debug', port: 6060 },
      ],
      memoryLimit: 128 * MIB,
      memoryRequest: 64 * MIB,
      envFromElsewhere: ['TOKEN'],
      hasMoreEnv: true,
      command: ['node'],
      args: ['server.js'],
      restartCount: 3,
      isReady: true,
      state: { kind: 'running', startedAt: Date.parse('2025-03-01T12:00:00Z') },
      lastEnding: {
        verdict: 'oom-killed',
        words: 'OOMKilled: the kernel ended it at the limit of 128 MiB, after 3 h 12 min',
      },
      hasPreStop: true,
      livenessPort: 3000,
      terminationMessagePolicy: 'FallbackToLogsOnError',
      runAsUser: 65_532,
      readOnlyRootFilesystem: true,
      volumeMounts: [
        { path: '/ring', volume: 'ring', kind: 'emptyDir', isReadOnly: false },
        { path: '/etc/c', volume: 'config', kind: 'configMap', isReadOnly: true },
      ],
    });
    expect(Object.entries(app!.env)).toEqual([
      ['NODE_OPTIONS', '--max-old-space-size=64'],
      ['EMPTY', ''],
      ['__proto__', 'x'],
    ]);
    expect(helper).toMatchObject({
      restartCount: 0,
      isReady: false,
      runAsUser: 0,
      state: { kind: 'waiting', reason: 'CrashLoopBackOff' },
      lastEnding: undefined,
    });
    expect(mesh).toMatchObject({ restartCount: 1, state: { kind: 'running', startedAt: undefined } });
  });

  it('tells a pod that is going away, and one that nothing controls', () => {
    const pod = podFacts(podJson('x', { metadata: { deletionTimestamp: '2025-03-01T10:00:00Z' } }))!;
    expect(pod.isTerminating).toBe(true);
    expect(pod.owner).toBeUndefined();
  });

  it('crosses threads', () => {
    const pod = podFacts(RICH)!;
    expect(structuredClone(pod)).toEqual(pod);
  });

  it('takes nothing without a name for a pod', () => {
    for (const odd of [
      undefined,
      null,
      7,
      'pod',
      [],
      {},
      { metadata: { name: '' } },
      { metadata: { name: {} } },
    ])
      expect(podFacts(odd)).toBeUndefined();
  });

  it('never throws, whatever stands in a field', () => {
    const odd = fc.oneof(
      fc.constant(undefined),
      fc.constant(null),
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('-1Mi', '2025-99-99T00:00:00Z', 1e308, -7, '\u001b[31m'),
    );
    const paths = pathsOf(RICH);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...paths), { maxLength: 5, selector: String }),
        odd,
        (broken, value) => {
          const pod = structuredClone(RICH);
          for (const path of broken) replaceAt(pod, path, value);
          const facts = podFacts(pod);
          for (const container of facts?.containers ?? []) {
            expect(container.memoryLimit ?? 1).toBeGreaterThan(0);
            expect(container.restartCount).toBeGreaterThanOrEqual(0);
            for (const { port } of container.ports) expect(port).toBeGreaterThanOrEqual(1);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([name, field]) => pathsOf(field, [...path, name]));
  return path.length === 0 ? below : [path, ...below];
}

function replaceAt(root: unknown, path: readonly string[], value: unknown): void {
  let parent = root;
  for (const name of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return;
    parent = (parent as Record<string, unknown>)[name];
  }
  if (typeof parent === 'object' && parent !== null)
    (parent as Record<string, unknown>)[path.at(-1)!] = value;
}
