import {
  type Cluster,
  connectPod,
  type ContainerFacts,
  type KubectlRun,
  type PodFacts,
} from '@heaptide/kube';
import { openInspectorInPod, type PodRun } from '../inspector/attach-in-pod.js';
import { ATTACH_NOTE } from '../inspector/attached-process.js';
import type { ReachSettings } from './reach-settings.js';
import type { ReachedProcess } from './reached-process.js';
import { samplingOf } from './sampling-of.js';

export interface AttachPodOptions {
  /** Belongs to what is returned, and is the caller's where this rejects. */
  readonly cluster: Cluster;
  readonly pod: PodFacts;
  readonly container: ContainerFacts;
  readonly settings: ReachSettings;
}

const EXEC_MS = 30_000;
/** The image of a container beside it has to be fetched first. */
const BESIDE_MS = 180_000;

/**
 * Opens the inspector of the process in a container, and leads to it; in the end it is closed again.
 * @throws {HeaptideError} as {@link openInspectorInPod} does; `KubeError`.
 */
export async function attachPod({
  cluster,
  pod: { name: pod },
  container: { name: container },
  settings,
}: AttachPodOptions): Promise<ReachedProcess> {
  const { reach = {}, signal, note } = settings;
  const name = settings.name ?? `pod/${pod}`;
  const address = cluster.address(pod);
  const connector = connectPod(address);
  try {
    const opened = await openInspectorInPod({
      name: `pod/${pod}`,
      note,
      signal,
      connect: (port, ends) => connector.connect(port, { signal: ends }),
      exec: async (argv) => podRun(await cluster.exec({ pod, container, argv, timeoutMs: EXEC_MS, signal })),
      execBeside:
        reach.allowDebugContainer === true
          ? async (argv) =>
              podRun(await cluster.execBeside({ pod, container, argv, timeoutMs: BESIDE_MS, signal }))
          : undefined,
    });
    note?.(ATTACH_NOTE);
    const { host, port } = opened.place;
    return {
      name,
      address: {
        kind: 'inspector',
        name,
        host,
        port,
        pod: address,
        ...samplingOf(reach),
      },
      close: async () => {
        if (!(await opened.close())) note?.(`whether the inspector of ${name} is closed again is not known`);
        await connector.close();
        await cluster.close();
      },
    };
  } catch (error) {
    await connector.close();
    throw error;
  }
}

function podRun({ code, stdout, stderr }: KubectlRun): PodRun {
  return { code, stdout: stdout.toString('utf8'), stderr };
}
