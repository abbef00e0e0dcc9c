import { HeapEndpoint } from '../heap-endpoint.js';
import type { LiveProcess } from '../live-process.js';
import type { ProcessAddress } from './process-address.js';

export interface ConnectOptions {
  /** Bound on one answer. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/**
 * The process at an address. Of an agent's endpoint nothing is asked yet; an inspector is connected to, and sampling begins.
 * @throws {HeaptideError} `HT_E_INSPECTOR`, `HT_E_UNREACHABLE`.
 */
export async function connectProcess(
  address: ProcessAddress,
  { timeoutMs, maxBytes }: ConnectOptions = {},
): Promise<LiveProcess> {
  const bounds = {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
  switch (address.kind) {
    case 'url':
      return new HeapEndpoint(new URL(address.url), {
        ...bounds,
        ...(address.title === undefined ? {} : { name: address.title }),
      });
    case 'pod': {
      const { connectPod } = await import('@heaptide/kube');
      const { podEndpoint } = await import('./pod-endpoint.js');
      return podEndpoint(address, connectPod(address.pod), bounds);
    }
    case 'inspector': {
      const { connectInspector } = await import('./connect-inspector.js');
      return connectInspector(address, bounds);
    }
  }
}
