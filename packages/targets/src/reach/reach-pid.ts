import { ATTACH_NOTE } from '../inspector/attached-process.js';
import { openInspector } from '../inspector/open-inspector.js';
import type { ReachSettings } from './reach-settings.js';
import type { ReachedProcess } from './reached-process.js';
import { samplingOf } from './sampling-of.js';

/**
 * Opens the inspector of a process of this machine; in the end it is closed again, unless it was open before.
 * @throws {HeaptideError} as {@link openInspector} does.
 */
export async function reachPid(pid: number, settings: ReachSettings): Promise<ReachedProcess> {
  const { reach = {}, signal, note } = settings;
  const opened = await openInspector(pid, { signal });
  const name = settings.name ?? `pid:${pid}`;
  const { host, port } = opened.place;
  note?.(ATTACH_NOTE);
  return {
    name,
    address: {
      kind: 'inspector',
      name,
      host,
      port,
      ...samplingOf(reach),
    },
    close: async () => {
      if (!(await opened.close())) note?.(`whether the inspector of ${name} is closed again is not known`);
    },
  };
}
