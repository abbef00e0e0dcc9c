import { ApiValue } from './api-value.js';
import { type ContainerFacts, containerFacts, type ContainerKind, memoryOf } from './container-facts.js';

/** What an object of the cluster belongs to. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/**
 * What Kubernetes knows of one pod. Plain data; bytes and milliseconds of the epoch; whatever is not known is
 * `undefined`. All texts are hostile until sanitised.
 */
export interface PodFacts {
  readonly namespace: string;
  readonly name: string;
  /** Another one for each pod that ever was, also of the same name; a container that restarts leaves it as it is. */
  readonly uid: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed`. */
  readonly phase: string | undefined;
  /** Why it is in that phase, as `Evicted`. */
  readonly reason: string | undefined;
  readonly isTerminating: boolean;
  readonly isReady: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly node: string | undefined;
  readonly createdAt: number | undefined;
  /** What controls it, as a ReplicaSet. */
  readonly owner: Owner | undefined;
  /** The container that kubectl takes where none is named; the pod's annotation says so. */
  readonly defaultContainer: string | undefined;
  /** Limit for all containers together. */
  readonly memoryLimit: number | undefined;
  /** Whether its containers see each other's processes, so that none of theirs is process 1. */
  readonly sharesProcesses: boolean;
  /** Main containers first, as in the spec; then sidecars; then ephemeral ones that run. */
  readonly containers: readonly ContainerFacts[];
}

/** Reads a pod as the API gives it; `undefined` for what is none, since it has no name. */
export function podFacts(pod: unknown): PodFacts | undefined {
  const value = new ApiValue(pod);
  const meta = value.at('metadata');
  const spec = value.at('spec');
  const status = value.at('status');
  const name = meta.at('name').text;
  if (name === undefined || name === '') return undefined;
  const namespace = meta.at('namespace').text ?? 'default';
  return {
    namespace,
    name,
    uid: meta.at('uid').text ?? `${namespace}/${name}`,
    phase: status.at('phase').text,
    reason: status.at('reason').text,
    isTerminating: meta.at('deletionTimestamp').isThere,
    isReady: status
      .at('conditions')
      .items.some(
        (condition) => condition.at('type').text === 'Ready' && condition.at('status').text === 'True',
      ),
    labels: meta.at('labels').textFields,
    node: spec.at('nodeName').text,
    createdAt: meta.at('creationTimestamp').moment,
    owner: controllerOf(meta),
    defaultContainer: meta.at('annotations', 'kubectl.kubernetes.io/default-container').text,
    memoryLimit: memoryOf(spec, 'limits'),
    sharesProcesses: spec.at('shareProcessNamespace').flag ?? false,
    containers: containersOf(spec, status),
  };
}

/** The owner that controls an object, by its `metadata`. */
export function controllerOf(meta: ApiValue): Owner | undefined {
  const owner = meta
    .at('ownerReferences')
    .items.find((reference) => reference.at('controller').flag === true);
  const [kind, name, uid] = ['kind', 'name', 'uid'].map((field) => owner?.at(field).text);
  return kind === undefined || name === undefined || uid === undefined ? undefined : { kind, name, uid };
}

function containersOf(spec: ApiValue, status: ApiValue): readonly ContainerFacts[] {
  const surroundings = {
    runAsUser: spec.at('securityContext', 'runAsUser').integer,
    volumes: volumeKinds(spec.at('volumes')),
  };
  const read = (
    kind: ContainerKind,
    containers: readonly ApiValue[],
    statuses: ApiValue,
  ): ContainerFacts[] => {
    const byName = new Map(statuses.items.map((entry) => [entry.at('name').text, entry]));
    return containers.flatMap(
      (container) =>
        containerFacts(kind, container, byName.get(container.at('name').text) ?? NOTHING, surroundings) ?? [],
    );
  };
  const staying = spec.at('initContainers').items.filter((one) => one.at('restartPolicy').text === 'Always');
  const ephemeral = read(
    'ephemeral',
    spec.at('ephemeralContainers').items,
    status.at('ephemeralContainerStatuses'),
  );
  return [
    ...read('main', spec.at('containers').items, status.at('containerStatuses')),
    ...read('sidecar', staying, status.at('initContainerStatuses')),
    ...ephemeral.filter(({ state }) => state.kind === 'running'),
  ];
}

const NOTHING = new ApiValue(undefined);

function volumeKinds(volumes: ApiValue): ReadonlyMap<string, string> {
  return new Map(
    volumes.items.flatMap((volume): (readonly [string, string])[] => {
      const name = volume.at('name').text;
      const kind = volume.fieldNames.find((field) => field !== 'name');
      return name === undefined || kind === undefined ? [] : [[name, kind]];
    }),
  );
}
