/** A pod as the API gives it: one container that runs, in a namespace of its own. Fields of `over` replace whole fields. */
export function podJson(name: string, over: PodOver = {}): Record<string, unknown> {
  return {
    metadata: {
      namespace: 'shop',
      name,
      uid: `uid-${name}`,
      creationTimestamp: '2025-03-01T10:00:00Z',
      labels: { app: 'web' },
      ...over.metadata,
    },
    spec: { containers: [{ name: 'app', image: 'shop/web:1' }], ...over.spec },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: '2025-03-01T10:00:05Z' } },
        },
      ],
      ...over.status,
    },
  };
}

interface PodOver {
  readonly metadata?: Record<string, unknown>;
  readonly spec?: Record<string, unknown>;
  readonly status?: Record<string, unknown>;
}

/** `metadata` of what a ReplicaSet, or whatever else, controls. */
export function ownedBy(uid: string, kind = 'ReplicaSet'): Record<string, unknown> {
  return { ownerReferences: [{ kind, name: `name-of-${uid}`, uid, controller: true }] };
}
