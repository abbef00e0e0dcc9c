import type { KubeApi } from '../../api/kube-api.js';
import { ApiValue } from '../api-value.js';
import { controllerOf, type PodFacts } from '../pod-facts.js';

interface ReplicaSetsOptions {
  /** Where the ReplicaSets of the namespace are listed. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Uid of the deployment. */
  readonly deployment: string;
}

/** More of them at once than a deployment keeps are not remembered. */
const MOST_KNOWN = 1000;

/** Which pods are a deployment's: not all that its selector finds, but those of its ReplicaSets, in a roll-out of several. */
export class ReplicaSets {
  private readonly api: Pick<KubeApi, 'list'>;
  private readonly options: ReplicaSetsOptions;
  /** Whether the owner of that uid is the deployment's. */
  private readonly known = new Map<string, boolean>();

  constructor(api: Pick<KubeApi, 'list'>, options: ReplicaSetsOptions) {
    this.api = api;
    this.options = options;
  }

  /** Those of `pods` that belong to the deployment. Asks the cluster only where an owner has not been seen before. */
  async members(pods: readonly PodFacts[], signal?: AbortSignal): Promise<readonly PodFacts[]> {
    const owners = pods.flatMap(({ owner }) => owner?.uid ?? []);
    if (owners.some((uid) => !this.known.has(uid))) await this.learn(owners, signal);
    return pods.filter(({ owner }) => owner !== undefined && this.known.get(owner.uid) === true);
  }

  private async learn(owners: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    const { path, query, deployment } = this.options;
    const { items } = await this.api.list(path, { query, ...(signal === undefined ? {} : { signal }) });
    const own = new Set<string>();
    for (const item of items) {
      const meta = new ApiValue(item).at('metadata');
      const uid = meta.at('uid').text;
      if (uid !== undefined && controllerOf(meta)?.uid === deployment) own.add(uid);
    }
    if (this.known.size > MOST_KNOWN) this.known.clear();
    for (const uid of owners) this.known.set(uid, own.has(uid));
  }
}
