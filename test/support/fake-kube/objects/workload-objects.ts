import type { NewObject } from './api-object.js';
import { type ContainerOptions, type PodObject, podObject } from './pod-object.js';

export interface WorkloadOptions {
  /** Of the deployment and its service; the label `app` of its pods. */
  readonly name: string;
  readonly namespace?: string;
  /** 1 when absent. */
  readonly replicas?: number;
  readonly containers?: readonly ContainerOptions[];
  /** The service's ports: `targetPort` (a port's name or number) by port. */
  readonly servicePorts?: Readonly<Record<number, string | number>>;
  /** Names the replica set, as the hash of a pod template does; another one is another rollout. */
  readonly revision?: string;
}

export interface WorkloadObjects {
  readonly deployment: NewObject;
  readonly replicaSet: NewObject;
  readonly service: NewObject;
  readonly pods: readonly PodObject[];
}

/** A deployment with its replica set, pods `NAME-REVISION-0`, … and a service that selects them. */
export function workloadObjects(options: WorkloadOptions): WorkloadObjects {
  const {
    name,
    namespace = 'default',
    replicas = 1,
    containers,
    servicePorts = {},
    revision = '5d4f8',
  } = options;
  const selector = { app: name };
  const labels = { ...selector, 'pod-template-hash': revision };
  const set = `${name}-${revision}`;
  const deploymentUid = `deployment-${namespace}-${name}`;
  const setUid = `replicaset-${namespace}-${set}`;
  const template = { metadata: { labels }, spec: { containers: [] } };
  const counts = { replicas, readyReplicas: replicas, availableReplicas: replicas };
  return {
    deployment: {
      metadata: { name, namespace, uid: deploymentUid, labels: selector },
      spec: { replicas, selector: { matchLabels: selector }, template },
      status: { ...counts, updatedReplicas: replicas },
    },
    replicaSet: {
      metadata: {
        name: set,
        namespace,
        uid: setUid,
        labels,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: deploymentUid, controller: true },
        ],
      },
      spec: { replicas, selector: { matchLabels: labels }, template },
      status: counts,
    },
    service: {
      metadata: { name, namespace },
      spec: {
        selector,
        clusterIP: '10.0.0.10',
        ports: Object.entries(servicePorts).map(([port, targetPort]) => ({
          name: `port-${port}`,
          port: Number(port),
          targetPort,
          protocol: 'TCP',
        })),
      },
    },
    pods: Array.from({ length: replicas }, (_, index) =>
      podObject({
        name: `${set}-${index}`,
        namespace,
        labels,
        owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: set, uid: setUid, controller: true },
        ...(containers && { containers }),
      }),
    ),
  };
}
