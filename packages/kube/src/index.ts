export { KubeError, type KubeErrorKind } from './kube-error.js';
export { connectWebSocket, type ConnectWebSocketOptions } from './websocket/connect-websocket.js';
export type {
  MessageListener,
  WebSocketConnection,
  WebSocketEnding,
} from './websocket/websocket-connection.js';
export {
  type Upgraded,
  UpgradeRefused,
  type UpgradePath,
  type UpgradeRequest,
} from './tunnel/upgrade-path.js';
export type { ContainerFacts } from './pods/container-facts.js';
export { heapFit, type HeapFit } from './pods/heap/heap-fit.js';
export { nodeOptions, type NodeOptions } from './pods/heap/node-options.js';
export { memoryWords } from './pods/memory-words.js';
export { debugAddress, type DebugAddress } from './pods/debug-address.js';
export { podFacts, type PodFacts } from './pods/pod-facts.js';
export type { PodAddress, Transport, TransportChoice } from './cluster/pod-address.js';
export type { SpdyEnding } from './spdy/spdy-session.js';
export type { TunnelTransport } from './tunnel/dial-session.js';
export { type ConnectOptions, openPodTunnel, PodTunnel, type PodTunnelOptions } from './tunnel/pod-tunnel.js';
export { PodDialer } from './tunnel/pod-dialer.js';
export type { KubeApi } from './api/kube-api.js';
export type { ContainerPort, ContainerState, VolumeMount } from './pods/container-facts.js';
export type { Owner } from './pods/pod-facts.js';
export { durationWords } from './pods/duration-words.js';
export { parseQuantity } from './pods/quantity.js';
export { podEvents, type PodEvent } from './pods/pod-events.js';
export { podUsage, type PodUsage } from './pods/pod-usage.js';
export { ACCESS_NEEDS, type AccessFeature, type AccessNeed, needWords } from './pods/access/access-needs.js';
export { minimalRole } from './pods/access/minimal-role.js';
export { missingAccess } from './pods/access/missing-access.js';
export { type ContainerEnding, endingWithLog, isOpen } from './pods/ending/container-ending.js';
export { endingFromLog } from './pods/ending/ending-from-log.js';
export type { EndingVerdict } from './pods/ending/ending-verdict.js';
export { type OomOutlook, oomOutlook, withEnding } from './pods/ending/restart-history.js';
export { PodWatcher, type PodWatcherOptions } from './pods/watch/pod-watcher.js';
export { seriesKey } from './pods/watch/series-key.js';
export { choosePod, type ChosenPod } from './pods/workload/choose-pod.js';
export { choosePort, type ChosenPort, containerNamed, type PortWish } from './pods/workload/choose-port.js';
export { findScope } from './pods/workload/find-scope.js';
export type { PodScope } from './pods/workload/pod-scope.js';
export { type ResolvedPods, resolvePods } from './pods/workload/resolve-pods.js';
export type { ServicePort } from './pods/workload/service-port.js';
export { workloadName, type WorkloadRef } from './pods/workload/workload-ref.js';
export { Cluster, type ClusterLink, type ClusterOptions, type ExecOptions } from './cluster/cluster.js';
export { connectPod } from './cluster/connect-pod.js';
export type { PodConnector } from './cluster/pod-connector.js';
export { heapFlags } from './pods/heap/heap-flags.js';
export { heapLimit } from './pods/heap/heap-limit.js';
export { kubectlOptions, type KubectlOptions } from './kubectl/kubectl-options.js';
export { ApiRefused } from './api/api-refused.js';
export type { ApiList, ReadOptions, WatchEvent } from './api/kube-api.js';
export { KubectlApi } from './api/kubectl-api.js';
export { SocketApi } from './api/socket-api.js';
export { SocketUpgradePath } from './api/socket-upgrade-path.js';
export { defaultNamespace } from './kubectl/default-namespace.js';
export { KubectlProxy, type KubectlProxyOptions } from './kubectl/kubectl-proxy.js';
export { PortForward, type PortForwardOptions } from './kubectl/port-forward.js';
export { runKubectl, type KubectlRun, type RunKubectlOptions } from './kubectl/run-kubectl.js';
export { advisedHeapOption, fitsContainer } from './pods/heap/heap-share.js';
