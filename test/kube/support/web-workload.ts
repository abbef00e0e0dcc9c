import type { WorkloadRef } from '@heaptide/kube';
import {
  type ContainerOptions,
  type FakeApiServer,
  podObject,
  type PodRuntime,
  workloadObjects,
} from '../../support/fake-kube/index.js';

export const DEBUG_PORT = 6060;

/** The names by which the pods of {@link putWebWorkload} are found. */
export const REFERENCES: readonly WorkloadRef[] = [
  { kind: 'pod', name: 'web-alone' },
  { kind: 'svc', name: 'web' },
  { kind: 'deploy', name: 'web' },
];

/** A pod by itself, and a deployment of two with a service: in each the container `app`, whose port 6060 is named `debug`. */
export function putWebWorkload(
  server: FakeApiServer,
  runtime: PodRuntime,
  container: Omit<ContainerOptions, 'name' | 'ports'> = {},
): void {
  const containers = [{ ...container, ports: { debug: DEBUG_PORT } }];
  server.put('pods', podObject({ name: 'web-alone', labels: { app: 'alone' }, containers }), runtime);
  const servicePorts = { 80: 'debug' };
  const { deployment, replicaSet, service, pods } = workloadObjects({
    name: 'web',
    replicas: 2,
    containers,
    servicePorts,
  });
  server.put('deployments', deployment);
  server.put('replicasets', replicaSet);
  server.put('services', service);
  for (const pod of pods) server.put('pods', pod, runtime);
}
