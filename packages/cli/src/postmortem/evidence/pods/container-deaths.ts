import {
  type ContainerEnding,
  type ContainerFacts,
  podEvents,
  podFacts,
  type PodEvent,
  type PodFacts,
} from '@heaptide/kube';
import { withoutEnvironment } from '../../pod/without-environment.js';
import type { ContainerDeath } from '../evidence.js';
import { JsonValue } from '../json-value.js';

/** What a file of the API's objects holds. */
export interface PodFile {
  readonly pods: readonly PodFacts[];
  /** The lives of their containers that ended, the oldest first. */
  readonly deaths: readonly ContainerDeath[];
}

const LISTS: ReadonlySet<string | undefined> = new Set(['List', 'PodList', 'EventList']);

/** Reads pods, and events of them, as `kubectl get -o json` prints them; `undefined` for other JSON. */
export async function containerDeaths(path: string, json: unknown): Promise<PodFile | undefined> {
  const objects = objectsIn(new JsonValue(json));
  const found = objects.filter((object) => kindOf(object) === 'Pod');
  const events = objects.filter((object) => kindOf(object) === 'Event').map(({ raw }) => raw);
  if (found.length === 0) return undefined;
  const pods = found.flatMap(({ raw }) => podFacts(withoutEnvironment(raw)) ?? []);
  const deaths = await Promise.all(
    pods.map(async (pod) => {
      const ofPod = await podEvents(listOf(events), pod);
      return pod.containers.flatMap((container) => deathsOf(path, pod, container, ofPod));
    }),
  );
  return { pods, deaths: deaths.flat().sort((a, b) => finishOf(a) - finishOf(b)) };
}

function objectsIn(value: JsonValue): readonly JsonValue[] {
  const kind = value.at('kind').text;
  return LISTS.has(kind) ? value.at('items').items : [value];
}

function kindOf(object: JsonValue): string | undefined {
  const kind = object.at('kind').text;
  if (kind !== undefined) return kind;
  // The items of a list of one kind go without it.
  return object.at('spec', 'containers').items.length > 0 ? 'Pod' : undefined;
}

function deathsOf(
  path: string,
  pod: PodFacts,
  container: ContainerFacts,
  events: readonly PodEvent[],
): ContainerDeath[] {
  const { state, lastEnding } = container;
  const death = (which: ContainerDeath['which'], ending: ContainerEnding): ContainerDeath => ({
    path,
    pod,
    container,
    which,
    ending,
    events,
  });
  return [
    ...(lastEnding === undefined ? [] : [death('last', lastEnding)]),
    ...(state.kind === 'terminated' ? [death('current', state.ending)] : []),
  ];
}

/** Events that are there already, as the API would list them. */
function listOf(items: readonly unknown[]): Parameters<typeof podEvents>[0] {
  return { list: () => Promise.resolve({ items, resourceVersion: undefined }) };
}

function finishOf({ ending }: ContainerDeath): number {
  return ending.finishedAt ?? ending.startedAt ?? 0;
}
