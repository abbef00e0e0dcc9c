import { podFacts, type PodFacts } from '@heaptide/kube';

/** A pod whose container runs again after it ended as `terminated` says. */
export function podOf(terminated: Readonly<Record<string, unknown>>, memory = '128Mi'): PodFacts {
  return podFacts({
    metadata: { name: 'api-7f9c', namespace: 'shop', uid: '1' },
    spec: { containers: [{ name: 'app', resources: { limits: { memory } } }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          restartCount: 1,
          state: { running: { startedAt: '2026-11-27T13:30:31Z' } },
          lastState: { terminated },
        },
      ],
    },
  })!;
}
