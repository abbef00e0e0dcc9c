import {
  ACCESS_NEEDS,
  type AccessFeature,
  choosePort,
  type Cluster,
  type ContainerFacts,
  endingFromLog,
  minimalRole,
  missingAccess,
  needWords,
  type PodFacts,
  podUsage,
  type ResolvedPods,
  resolvePods,
} from '@heaptide/kube';
import { HeaptideError, kubeProblem, type LiveTarget, type ReachSettings } from '@heaptide/targets';
import { openCluster, tokenOf } from '@heaptide/targets/cluster';
import { endingFinding } from './ending-finding.js';
import { examineEndpoint } from './examine-endpoint.js';
import { advice, fine, type Finding, problem, unknown } from './finding.js';
import { podFindings } from './pod-findings.js';
import { usageFinding } from './usage-finding.js';

/** Pods whose endings are told beside those of the one that is examined. */
const MOST_ENDINGS = 10;

/** A workload from kubectl down to the process: the first thing that stands in the way ends it. */
export async function examineWorkload(
  target: Extract<LiveTarget, { kind: 'workload' }>,
  settings: ReachSettings,
): Promise<readonly Finding[]> {
  let cluster: Cluster;
  try {
    cluster = await openCluster(settings);
  } catch (error) {
    return [wayFinding(error)];
  }
  try {
    return await examineIn(cluster, target, settings);
  } finally {
    await cluster.close();
  }
}

async function examineIn(
  cluster: Cluster,
  { workload, port: wish }: Extract<LiveTarget, { kind: 'workload' }>,
  settings: ReachSettings,
): Promise<readonly Finding[]> {
  const { reach = {}, signal } = settings;
  const findings: Finding[] = [];
  try {
    await cluster.api.getJson('/version', { signal });
    findings.push(fine('kubectl', `kubectl reaches the cluster; namespace ${cluster.namespace}`));
  } catch (error) {
    return [wayFinding(error)];
  }
  findings.push(await accessFinding(cluster, reach.attach === true));
  let resolved: ResolvedPods;
  try {
    resolved = await resolvePods(cluster.api, workload, cluster.namespace, signal);
  } catch (error) {
    return [...findings, wayFinding(error)];
  }
  const { pods, scope } = resolved;
  const [pod] = pods.toSorted((a, b) => Number(b.isReady) - Number(a.isReady));
  try {
    const { servicePorts } = scope;
    const { port, container } = choosePort(pod!, { port: wish, container: reach.container, servicePorts });
    const name = `pod/${pod!.name}`;
    findings.push(...podFindings(pod!, await withLog(cluster, pod!, container, signal)));
    findings.push(...othersEndings(pods, pod!));
    const usage = await podUsage(cluster.api, cluster.namespace, {
      query: scope.query,
      ...(signal && { signal }),
    });
    const bytes = usage?.get(pod!.name)?.byContainer.get(container.name);
    const limit = container.memoryLimit ?? pod!.memoryLimit;
    if (container.state.kind === 'running' && reach.attach !== true) {
      findings.push(
        ...(await examineEndpoint(
          { kind: 'pod', name, pod: cluster.address(pod!.name), port, ...tokenOf(settings) },
          settings,
        )),
      );
    }
    const isTold = findings.some(({ check }) => check === 'usage');
    if (!isTold && bytes !== undefined && limit !== undefined) findings.push(usageFinding(bytes, limit));
  } catch (error) {
    findings.push(wayFinding(error));
  }
  return findings;
}

/** The log of the life before may make certain what its exit code leaves open. */
async function withLog(
  cluster: Cluster,
  pod: PodFacts,
  container: ContainerFacts,
  signal: AbortSignal | undefined,
): Promise<ContainerFacts> {
  return { ...container, lastEnding: await endingFromLog(cluster.api, pod, container, signal) };
}

function othersEndings(pods: readonly PodFacts[], examined: PodFacts): readonly Finding[] {
  const others = pods.filter((pod) => pod !== examined);
  const endings = others.flatMap((pod) =>
    pod.containers.flatMap((container) => endingFinding(container, `pod ${pod.name}: `) ?? []),
  );
  if (endings.length <= MOST_ENDINGS) return endings;
  return [
    ...endings.slice(0, MOST_ENDINGS),
    advice('last-ending', `${endings.length - MOST_ENDINGS} more containers have restarted`),
  ];
}

async function accessFinding(cluster: Cluster, attach: boolean): Promise<Finding> {
  const features: readonly AccessFeature[] = ['pods', 'forward', ...(attach ? (['attach'] as const) : [])];
  const needs = features.flatMap((feature) => ACCESS_NEEDS[feature]);
  try {
    const missing = await missingAccess(cluster.api, cluster.namespace, needs);
    if (missing.length === 0) return fine('access', `allowed: ${needs.map(needWords).join(', ')}`);
    return problem(
      'access',
      `not allowed: ${missing.map(needWords).join(', ')}`,
      `a role for it, to be applied by who may:\n${minimalRole(needs, cluster.namespace)}`,
    );
  } catch (error) {
    const told = kubeProblem(error);
    if (!(told instanceof HeaptideError)) throw error;
    return unknown('access', `what we are allowed cannot be asked: ${told.message}`);
  }
}

/** What stands in the way, and what mends it. */
function wayFinding(error: unknown): Finding {
  const told = kubeProblem(error);
  if (!(told instanceof HeaptideError)) throw error;
  switch (told.code) {
    case 'HT_E_NO_KUBECTL':
      return problem('kubectl', told.message, 'install kubectl, or name another program in HEAPTIDE_KUBECTL');
    case 'HT_E_NO_CLUSTER':
      return problem('kubectl', told.message, 'kubectl cluster-info; is the context right, and the VPN up?');
    case 'HT_E_NO_CLUSTER_ACCESS':
      return problem('access', told.message, 'log in again, or ask for the verb that the message names');
    case 'HT_E_NO_SUCH_POD':
      return problem('pods', told.message, 'kubectl get pods; give --namespace');
    default:
      return problem('pods', told.message);
  }
}
