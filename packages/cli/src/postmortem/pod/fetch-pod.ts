import { join } from 'node:path';
import { choosePort, type Cluster, connectPod, podEvents, type PodFacts, resolvePods } from '@heaptide/kube';
import {
  HeaptideError,
  kubeProblem,
  type LiveTarget,
  type ReachSettings,
  writeWholeFile,
} from '@heaptide/targets';
import { openCluster, tokenOf } from '@heaptide/targets/cluster';
import { chooseEnded, type EndedContainer } from './choose-ended.js';
import { eventLog } from './event-log.js';
import { keptCaptures } from './kept-captures.js';
import { withoutEnvironment } from './without-environment.js';

export interface FetchOptions {
  readonly settings: ReachSettings;
  /** Directory that everything is saved into. */
  readonly directory: string;
  /** Gets what was and was not had, a line each. Raw text. */
  readonly talk: (line: string) => void;
}

type WorkloadTarget = Extract<LiveTarget, { kind: 'workload' }>;

const LOG = { tailLines: '2000', limitBytes: String(900 * 1024) };
const LOG_TIMEOUT_MS = 30_000;
const RING_TIMEOUT_MS = 60_000;

/**
 * Saves what a cluster still knows of a container that ended: status and spec of its pod without the values of its
 * environment, its events, the log of the life that ended, and the captures of its ring if the pod is alive again. Each part
 * that cannot be had is told, and the rest is saved.
 * @throws {HeaptideError} where there is no such pod, or the cluster cannot be asked; `HT_E_UNWRITABLE`.
 */
export async function fetchPod(target: WorkloadTarget, options: FetchOptions): Promise<void> {
  const cluster = await openCluster(options.settings);
  try {
    await fetchFrom(cluster, target, options);
  } catch (error) {
    throw kubeProblem(error);
  } finally {
    await cluster.close();
  }
}

async function fetchFrom(
  cluster: Cluster,
  { workload, port }: WorkloadTarget,
  { settings, directory, talk }: FetchOptions,
): Promise<void> {
  const { signal, reach = {} } = settings;
  const { pods, scope } = await resolvePods(cluster.api, workload, cluster.namespace, signal);
  const chosen = chooseEnded(pods, reach.container);
  if (chosen === undefined) {
    throw new HeaptideError(
      'HT_E_NO_SUCH_POD',
      `${scope.name} has no container ${reach.container ?? ''}`.trim(),
    );
  }
  const { pod, container } = chosen;
  if (pods.length > 1)
    talk(`pod/${pod.name}, whose container ended last, one of ${pods.length} of ${scope.name}`);
  const path = podPath(pod);
  const save = (name: string, content: string | Uint8Array) =>
    writeWholeFile(join(directory, name), content, 0o600);
  await save(
    'pod.json',
    `${JSON.stringify(withoutEnvironment(await cluster.api.getJson(path, { signal })), undefined, 2)}\n`,
  );
  await attempt('events', async () => {
    const events = await podEvents(cluster.api, pod, signal === undefined ? {} : { signal });
    if (events.length > 0) await save('events.log', eventLog(events));
  });
  await attempt(`log of container ${container.name}`, async () => {
    await save(`${container.name}.log`, await endedLog(cluster, chosen, boundedBy(signal, LOG_TIMEOUT_MS)));
  });
  if (container.state.kind === 'running') {
    await attempt('capture ring', async () => {
      const address = choosePort(pod, { port, container: reach.container, servicePorts: scope.servicePorts });
      const connector = connectPod(cluster.address(pod.name));
      let many = 0;
      try {
        const { token } = tokenOf(settings);
        const ring = { port: address.port, agent: connector.agent(address.port), token };
        for await (const { name, bytes } of keptCaptures(ring, boundedBy(signal, RING_TIMEOUT_MS))) {
          await save(name, bytes);
          many++;
        }
      } finally {
        await connector.close();
      }
      talk(`pod/${pod.name}: ${many} captures of its ring`);
    });
  }

  /** Does `act`; where it cannot be done, that is told. */
  async function attempt(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (signal?.aborted) throw error;
      const told = kubeProblem(error);
      if (told instanceof HeaptideError && told.code === 'HT_E_UNWRITABLE') throw told;
      talk(`pod/${pod.name}: no ${what}: ${(told as Error).message}`);
    }
  }
}

/** The log of the life that ended: of the one before, where the container runs again. */
function endedLog(
  cluster: Cluster,
  { pod, container }: EndedContainer,
  signal: AbortSignal,
): Promise<string> {
  const previous = container.state.kind === 'terminated' ? {} : { previous: 'true' };
  return cluster.api.getText(`${podPath(pod)}/log`, {
    query: { container: container.name, ...previous, ...LOG },
    signal,
  });
}

function podPath({ namespace, name }: PodFacts): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}`;
}

function boundedBy(signal: AbortSignal | undefined, ms: number): AbortSignal {
  const timeout = AbortSignal.timeout(ms);
  return signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
}
