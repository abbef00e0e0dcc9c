import { type ContainerFacts, type PodFacts, podFacts } from '@heaptide/kube';

export interface PodParts {
  readonly container?: Record<string, unknown>;
  readonly status?: Record<string, unknown>;
  readonly spec?: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
}

/** A pod of one container that runs in 128 MiB with nothing to be said against it, but for what `parts` say. */
export function aPod(parts: PodParts = {}): { readonly pod: PodFacts; readonly container: ContainerFacts } {
  const pod = podFacts({
    metadata: { name: 'web-1', namespace: 'shop', uid: 'u1', ...parts.metadata },
    spec: {
      containers: [
        {
          name: 'web',
          image: 'node:22-slim',
          command: ['node', 'server.js'],
          env: [
            { name: 'NODE_OPTIONS', value: '--max-old-space-size=76 --import=heaptide/register' },
            { name: 'HEAPTIDE_ADDR', value: '127.0.0.1:6060' },
            { name: 'HEAPTIDE_RING', value: '/captures' },
          ],
          resources: { limits: { memory: '128Mi' } },
          terminationMessagePolicy: 'FallbackToLogsOnError',
          volumeMounts: [{ name: 'captures', mountPath: '/captures' }],
          ...parts.container,
        },
      ],
      volumes: [{ name: 'captures', emptyDir: {} }],
      ...parts.spec,
    },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'web',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: '2026-03-11T10:00:00Z' } },
          ...parts.status,
        },
      ],
    },
  })!;
  return { pod, container: pod.containers[0]! };
}
