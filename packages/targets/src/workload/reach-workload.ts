import { type ClusterLink, findScope } from '@heaptide/kube';
import { kubeProblem } from '../reach/kube-problem.js';
import { openCluster } from '../reach/open-cluster.js';
import type { ReachSettings } from '../reach/reach-settings.js';
import { tokenOf } from '../reach/token-of.js';
import type { LiveTarget, Workload } from '../target.js';

/** Where a workload is, and how its pods are to be asked. Data alone: it can be opened in another thread. */
export interface WorkloadAddress {
  /** As a person writes it: `deploy/web`. */
  readonly name: string;
  readonly workload: Workload;
  readonly cluster: ClusterLink;
  /** Port of the endpoints, where it was named. */
  readonly port?: string;
  readonly container?: string;
  /** That the endpoints ask for. */
  readonly token?: string;
}

/** The way to a workload, kept open by whoever holds this. */
export interface ReachedWorkload {
  readonly address: WorkloadAddress;
  /** Ends kubectl. Resolves in bounded time, and never rejects. */
  close(): Promise<void>;
}

/**
 * Finds a workload, whether it has pods or not.
 * @throws {HeaptideError} as `reachTarget` does for a workload.
 */
export async function reachWorkload(
  { workload, port }: Extract<LiveTarget, { kind: 'workload' }>,
  settings: ReachSettings,
): Promise<ReachedWorkload> {
  const { reach = {}, signal } = settings;
  const cluster = await openCluster(settings);
  try {
    const { name } = await findScope(cluster.api, workload, cluster.namespace, signal);
    return {
      address: {
        name,
        workload,
        cluster: cluster.link,
        ...(port === undefined ? {} : { port }),
        ...(reach.container === undefined ? {} : { container: reach.container }),
        ...tokenOf(settings),
      },
      close: () => cluster.close(),
    };
  } catch (error) {
    await cluster.close();
    throw kubeProblem(error);
  }
}
