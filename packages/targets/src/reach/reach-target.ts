import type { LiveTarget } from '../target.js';
import type { ReachSettings } from './reach-settings.js';
import type { ReachedProcess } from './reached-process.js';
import { samplingOf } from './sampling-of.js';

/**
 * Finds the way to a live target: nothing for a URL; `kubectl` for what runs in a cluster, where of several pods one is taken;
 * an inspector that is opened for a process of this machine.
 * @throws {HeaptideError} what stands in the way: `HT_E_NO_KUBECTL`, `HT_E_KUBECTL_FAILED`, `HT_E_NO_CLUSTER`,
 * `HT_E_NO_CLUSTER_ACCESS`, `HT_E_NO_SUCH_POD`, `HT_E_POD_NOT_RUNNING`, `HT_E_NO_SUCH_PROCESS`, `HT_E_ATTACH_REFUSED`,
 * `HT_E_INSPECTOR`, `HT_E_TIMEOUT`.
 */
export async function reachTarget(target: LiveTarget, settings: ReachSettings = {}): Promise<ReachedProcess> {
  const { name, reach = {} } = settings;
  switch (target.kind) {
    case 'url': {
      const { href } = target.url;
      return nothingHeld({ kind: 'url', name: name ?? href, url: href });
    }
    case 'inspector': {
      const { host, port } = target;
      return nothingHeld({
        kind: 'inspector',
        name: name ?? `inspect://${host}:${port}`,
        host,
        port,
        ...samplingOf(reach),
      });
    }
    case 'pid': {
      const { reachPid } = await import('./reach-pid.js');
      return reachPid(target.pid, settings);
    }
    case 'workload': {
      const { reachPod } = await import('./reach-pod.js');
      return reachPod(target, settings);
    }
  }
}

function nothingHeld(address: ReachedProcess['address']): ReachedProcess {
  return { name: address.name, address, close: () => Promise.resolve() };
}
