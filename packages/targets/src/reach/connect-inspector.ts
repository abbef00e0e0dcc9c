import { connectPod } from '@heaptide/kube';
import { AttachedProcess } from '../inspector/attached-process.js';
import type { LiveProcess } from '../live-process.js';
import type { ConnectOptions } from './connect-process.js';
import type { ProcessAddress } from './process-address.js';

/**
 * Connects to the inspector at an address, and begins to sample.
 * @throws {HeaptideError} as {@link AttachedProcess.connect} does.
 */
export async function connectInspector(
  {
    name,
    host,
    port,
    pod,
    interval,
    windowMs,
    withGarbage = false,
  }: Extract<ProcessAddress, { kind: 'inspector' }>,
  bounds: ConnectOptions,
): Promise<LiveProcess> {
  const connector = pod === undefined ? undefined : connectPod(pod);
  try {
    const attached = await AttachedProcess.connect({
      ...bounds,
      name,
      windowMs,
      withGarbage,
      place: {
        host,
        port,
        ...(connector && { dial: (signal) => connector.connect(port, { signal }) }),
      },
      ...(interval === undefined ? {} : { interval }),
    });
    return connector === undefined ? attached : closingAfter(attached, () => connector.close());
  } catch (error) {
    await connector?.close();
    throw error;
  }
}

/** `attached`, and once that is closed, the way to it. */
function closingAfter(attached: AttachedProcess, closeWay: () => Promise<void>): LiveProcess {
  return {
    name: attached.name,
    capture: (request) => attached.capture(request),
    receive: (request) => attached.receive(request),
    saveHeapSnapshot: (path, signal) => attached.saveHeapSnapshot(path, signal),
    close: async () => {
      await attached.close();
      await closeWay();
    },
  };
}
