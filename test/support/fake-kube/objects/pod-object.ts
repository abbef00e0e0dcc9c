import { type NewObject, type OwnerReference, apiTime } from './api-object.js';

/** As much of a pod as the fake cluster itself reads or changes. */
export interface PodObject extends NewObject {
  readonly spec: {
    readonly containers: readonly PodContainer[];
    readonly ephemeralContainers?: readonly EphemeralContainer[];
    readonly [field: string]: unknown;
  };
  readonly status: {
    readonly phase: string;
    readonly containerStatuses: readonly ContainerStatus[];
    readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
    readonly [field: string]: unknown;
  };
}

export interface PodContainer {
  readonly name: string;
  readonly image: string;
  readonly [field: string]: unknown;
}

export interface EphemeralContainer extends PodContainer {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly targetContainerName?: string;
}

export interface ContainerStatus {
  readonly name: string;
  readonly image: string;
  readonly imageID: string;
  readonly containerID?: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state: ContainerState;
  readonly lastState?: ContainerState;
}

export interface ContainerState {
  readonly running?: { readonly startedAt: string };
  readonly waiting?: { readonly reason: string; readonly message?: string };
  readonly terminated?: TerminatedState;
}

export interface TerminatedState {
  readonly exitCode: number;
  readonly reason: string;
  readonly message?: string;
  readonly signal?: number;
  readonly startedAt: string;
  readonly finishedAt: string;
}

export interface ContainerOptions {
  /** `app` when absent. */
  readonly name?: string;
  readonly image?: string;
  /** Port numbers by name. */
  readonly ports?: Readonly<Record<string, number>>;
  /** `resources.limits.memory`, such as `128Mi`. */
  readonly memoryLimit?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

export interface PodOptions {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: OwnerReference;
  /** One container `app` when absent. */
  readonly containers?: readonly ContainerOptions[];
  /** `Running` when absent: then every container runs and is ready; in another phase none does. */
  readonly phase?: string;
}

/** A pod as `put` takes it: running and ready, with an empty `spec.securityContext`, which kubectl insists on. */
export function podObject(options: PodOptions): PodObject {
  const { name, namespace, uid, labels, owner, phase = 'Running' } = options;
  const containers = (options.containers ?? [{}]).map(container);
  const runs = phase === 'Running';
  return {
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(uid !== undefined && { uid }),
      ...(labels && { labels }),
      ...(owner && { ownerReferences: [owner] }),
    },
    spec: { containers, securityContext: {}, restartPolicy: 'Always', nodeName: 'fake-node' },
    status: {
      phase,
      podIP: '127.0.0.1',
      startTime: apiTime(),
      conditions: [{ type: 'Ready', status: runs ? 'True' : 'False' }],
      containerStatuses: containers.map((each) => ({
        name: each.name,
        image: each.image,
        imageID: '',
        ready: runs,
        restartCount: 0,
        state: runs ? { running: { startedAt: apiTime() } } : { waiting: { reason: 'ContainerCreating' } },
      })),
    },
  };
}

function container(options: ContainerOptions): PodContainer {
  const { name = 'app', image = 'fake/app:1', ports = {}, memoryLimit, env, command, args } = options;
  return {
    name,
    image,
    ports: Object.entries(ports).map(([port, number]) => ({
      name: port,
      containerPort: number,
      protocol: 'TCP',
    })),
    resources:
      memoryLimit === undefined ? {} : { limits: { memory: memoryLimit }, requests: { memory: memoryLimit } },
    ...(env && { env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }),
    ...(command && { command }),
    ...(args && { args }),
  };
}
