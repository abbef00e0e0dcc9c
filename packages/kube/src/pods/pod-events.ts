import type { KubeApi } from '../api/kube-api.js';
import { ApiValue } from './api-value.js';
import { clipWords } from './clip-words.js';
import type { PodFacts } from './pod-facts.js';

/** Something that Kubernetes noted down about a pod, for an hour as a rule. Hostile texts until sanitised. */
export interface PodEvent {
  /** `BackOff`, `Unhealthy`, `Evicted`, `FailedScheduling` and the like. */
  readonly reason: string;
  readonly message: string;
  readonly isWarning: boolean;
  /** How often it has happened. */
  readonly count: number;
  /** When it happened last, in milliseconds of the epoch. */
  readonly at: number | undefined;
}

export interface PodEventsOptions {
  readonly most?: number;
  readonly signal?: AbortSignal;
}

const MOST = 20;

/**
 * The events of a pod, the newest first.
 * @throws {KubeError} `forbidden` where we may not see events; what the API meets.
 */
export async function podEvents(
  api: Pick<KubeApi, 'list'>,
  { namespace, name, uid }: Pick<PodFacts, 'namespace' | 'name' | 'uid'>,
  { most = MOST, signal }: PodEventsOptions = {},
): Promise<readonly PodEvent[]> {
  const { items } = await api.list(`/api/v1/namespaces/${encodeURIComponent(namespace)}/events`, {
    query: { fieldSelector: `involvedObject.name=${name}` },
    ...(signal === undefined ? {} : { signal }),
  });
  const events = items.flatMap((item) => eventOf(new ApiValue(item), name, uid));
  return events.sort((a, b) => (b.at ?? 0) - (a.at ?? 0)).slice(0, most);
}

function eventOf(value: ApiValue, pod: string, uid: string): readonly PodEvent[] {
  const object = value.at('involvedObject');
  const reason = value.at('reason').text;
  // A pod of the same name may have been there before, and objects of other kinds bear it too.
  if (reason === undefined || (object.at('kind').text ?? 'Pod') !== 'Pod') return [];
  if (object.at('name').text !== pod || (object.at('uid').text ?? uid) !== uid) return [];
  const series = value.at('series');
  return [
    {
      reason: clipWords(reason, 64),
      message: clipWords(value.at('message').text ?? ''),
      isWarning: value.at('type').text === 'Warning',
      count: Math.max(1, series.at('count').integer ?? value.at('count').integer ?? 1),
      at:
        series.at('lastObservedTime').moment ??
        value.at('lastTimestamp').moment ??
        value.at('eventTime').moment ??
        value.at('metadata', 'creationTimestamp').moment,
    },
  ];
}
