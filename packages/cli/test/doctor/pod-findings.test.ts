import { describe, expect, it } from 'vitest';
import { podFindings } from '../../src/doctor/pod-findings.js';
import { aPod, type PodParts } from './a-pod.js';

function findings(parts: PodParts = {}) {
  const { pod, container } = aPod(parts);
  return podFindings(pod, container);
}

function finding(check: string, parts: PodParts) {
  return findings(parts).find((one) => one.check === check);
}

const env = (...variables: (readonly [string, string])[]) => ({
  container: { env: variables.map(([name, value]) => ({ name, value })) },
});

describe('podFindings', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(findings().map(({ check, level }) => `${check} ${level}`)).toEqual([
      'running ok',
      'heap-limit ok',
      'endpoint ok',
      'ring ok',
    ]);
  });

  it('says that V8 by itself takes more than the container has, and by what it would fit', () => {
    expect(finding('heap-limit', env(['HEAPTIDE_ADDR', '127.0.0.1:6060']))).toEqual({
      check: 'heap-limit',
      level: 'problem',
      text: expect.stringContaining('259 MiB in a container of 128 MiB') as string,
      fix: 'NODE_OPTIONS=--max-old-space-size=76',
    });
  });

  it('is less sure where a secret may set the options', () => {
    const found = finding('heap-limit', {
      container: { env: [{ name: 'NODE_OPTIONS', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] },
    });
    expect(found?.text).toContain('unless a config map or secret sets NODE_OPTIONS');
  });

  it('tells how the life before ended', () => {
    const found = finding('last-ending', {
      status: {
        restartCount: 3,
        lastState: {
          terminated: {
            reason: 'OOMKilled',
            exitCode: 137,
            startedAt: '2026-03-11T06:00:00Z',
            finishedAt: '2026-03-11T09:12:00Z',
          },
        },
      },
    });
    expect(found).toMatchObject({ level: 'problem' });
    expect(found?.text).toBe(
      'container web has restarted 3 times; the last time: OOMKilled: the kernel ended it at the limit of 128 MiB, after 3 h 12 min',
    );
  });

  it.each([
    ['a container that waits', 'running', { status: { state: { waiting: { reason: 'CrashLoopBackOff' } } } }],
    ['a pod that is deleted', 'running', { metadata: { deletionTimestamp: '2026-03-11T10:00:00Z' } }],
    ['npm as process 1', 'main-program', { container: { command: ['npm', 'start'] } }],
    [
      'npm by its script',
      'main-program',
      { container: { command: ['/usr/bin/node', '/x/bin/npm-cli.js', 'start'] } },
    ],
    ['yarn in a shell', 'main-program', { container: { command: ['sh', '-c', 'exec yarn start'] } }],
    [
      'a snapshot that has no room',
      'near-limit-snapshot',
      env(['NODE_OPTIONS', '--max-old-space-size=76 --heapsnapshot-near-heap-limit=1']),
    ],
    ['a ring on the container itself', 'ring', { container: { volumeMounts: [] } }],
    [
      'a ring that cannot be written',
      'ring',
      { container: { volumeMounts: [], securityContext: { readOnlyRootFilesystem: true } } },
    ],
    [
      'a ring mounted read-only',
      'ring',
      { container: { volumeMounts: [{ name: 'captures', mountPath: '/captures', readOnly: true }] } },
    ],
    [
      'a ring in a config map',
      'ring',
      { spec: { volumes: [{ name: 'captures', configMap: { name: 'c' } }] } },
    ],
    ['a probe on the debug port', 'liveness', { container: { livenessProbe: { httpGet: { port: 6060 } } } }],
  ] as const)('has a problem with %s', (_, check, parts) => {
    expect(finding(check, parts)).toMatchObject({ level: 'problem' });
  });

  it.each([
    [
      'a shell before the program',
      'main-program',
      { container: { command: ['sh', '-c', 'node server.js'] } },
    ],
    ['no limit', 'heap-limit', { container: { resources: {} } }],
    ['no endpoint', 'endpoint', env(['NODE_OPTIONS', '--max-old-space-size=76'])],
    ['no ring', 'ring', env(['HEAPTIDE_ADDR', '127.0.0.1:6060'])],
    ['last words that are lost', 'termination-message', { container: { terminationMessagePolicy: 'File' } }],
  ] as const)('advises against %s', (_, check, parts) => {
    expect(finding(check, parts)).toMatchObject({ level: 'advice' });
  });

  it('leaves a shell alone that execs the program', () => {
    expect(
      finding('main-program', { container: { command: ['sh', '-c', 'exec node server.js'] } }),
    ).toBeUndefined();
  });
});
