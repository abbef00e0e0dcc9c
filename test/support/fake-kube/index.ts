/** A Kubernetes API server for tests that real kubectl accepts, and what belongs to it. */
export { FakeApiServer, type FakeApiServerOptions } from './fake-api-server.js';
export { startFakeCluster, type FakeCluster, type FakeClusterOptions } from './cluster/start-fake-cluster.js';
export type { FakeContext } from './cluster/kubeconfig.js';
export type { Faults } from './faults.js';
export type { ApiObject, NewObject, OwnerReference } from './objects/api-object.js';
export { podObject, type ContainerOptions, type PodObject, type PodOptions } from './objects/pod-object.js';
export type { ResourceName } from './objects/resource-kinds.js';
export type { ContainerEnd } from './objects/restarted-pod.js';
export { workloadObjects, type WorkloadObjects, type WorkloadOptions } from './objects/workload-objects.js';
export type { ContainerUsage } from './pod-metrics.js';
export type { ContainerLog, DebugContainer, LocalProgram, PodPort, PodRuntime } from './pod-runtime.js';
export type { SeenRequest, UpgradeCounts, Usage } from './usage.js';
export { runKubectl, startKubectl, type KubectlResult, type RunningKubectl } from './run-kubectl.js';
