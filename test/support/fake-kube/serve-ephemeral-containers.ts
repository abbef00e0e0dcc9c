import type { ServerResponse } from 'node:http';
import type { ApiRequest } from './api-path.js';
import { ApiRefusal } from './api-status.js';
import { findPod } from './choose-container.js';
import type { ClusterState } from './cluster-state.js';
import { apiTime } from './objects/api-object.js';
import type { ContainerState, ContainerStatus, EphemeralContainer, PodObject } from './objects/pod-object.js';
import { sendJson } from './send-json.js';

const MAX_LOG_CHARS = 1 << 20;

/** A patch of `pods/NAME/ephemeralcontainers`: adds the containers and runs what the pod's runtime says. */
export function serveEphemeralContainers(
  cluster: ClusterState,
  request: ApiRequest,
  method: string | undefined,
  body: Buffer,
  response: ServerResponse,
): void {
  const { namespace = '', name = '' } = request;
  const pod = findPod(cluster, namespace, name);
  if (method === 'GET') {
    sendJson(response, 200, pod);
    return;
  }
  if (method !== 'PATCH') throw new ApiRefusal(405, 'MethodNotAllowed', 'only patches are taken here');
  const patch = JSON.parse(body.toString()) as {
    spec?: { ephemeralContainers?: readonly EphemeralContainer[] };
  };
  const had = pod.spec.ephemeralContainers ?? [];
  const added = (patch.spec?.ephemeralContainers ?? []).filter(
    (each) => !had.some(({ name }) => name === each.name),
  );
  const stored = cluster.store.put('pods', {
    ...pod,
    spec: { ...pod.spec, ephemeralContainers: [...had, ...added] },
    status: {
      ...pod.status,
      ephemeralContainerStatuses: [
        ...(pod.status.ephemeralContainerStatuses ?? []),
        ...added.map(({ name, image }) =>
          statusOf(name, image, { waiting: { reason: 'ContainerCreating' } }),
        ),
      ],
    },
  });
  sendJson(response, 200, stored);
  for (const container of added) run(cluster, namespace, name, container);
}

function statusOf(name: string, image: string, state: ContainerState): ContainerStatus {
  return { name, image, imageID: '', ready: false, restartCount: 0, state };
}

function run(cluster: ClusterState, namespace: string, pod: string, container: EphemeralContainer): void {
  const startedAt = apiTime();
  const setState = (state: ContainerState) => updateState(cluster, namespace, pod, container, state);
  const program = cluster.runtimes.get(namespace, pod)?.debug?.(container);
  if (!program) {
    setState({ waiting: { reason: 'ErrImagePull', message: `no image ${container.image}` } });
    return;
  }
  const child = cluster.processes.start(program);
  child.stdin.end();
  let output = '';
  const record = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-MAX_LOG_CHARS);
    cluster.runtimes.setLog(namespace, pod, container.name, { current: output });
  };
  child.stdout.on('data', record);
  child.stderr.on('data', record);
  child.once('spawn', () => setState({ running: { startedAt } }));
  const end = (exitCode: number) => {
    const reason = exitCode === 0 ? 'Completed' : 'Error';
    setState({ terminated: { exitCode, reason, startedAt, finishedAt: apiTime() } });
  };
  child.once('error', () => end(128));
  child.once('close', (code) => end(code ?? 137));
}

function updateState(
  { store }: ClusterState,
  namespace: string,
  name: string,
  container: EphemeralContainer,
  state: ContainerState,
): void {
  const pod = store.get('pods', namespace, name) as unknown as PodObject | undefined;
  if (!pod) return;
  const statuses = (pod.status.ephemeralContainerStatuses ?? []).map((status) =>
    status.name === container.name ? { ...status, ready: state.running !== undefined, state } : status,
  );
  store.put('pods', { ...pod, status: { ...pod.status, ephemeralContainerStatuses: statuses } });
}
