import type { PodConnector } from '@heaptide/kube';
import { HeapEndpoint, type HeapEndpointOptions } from '../heap-endpoint.js';

/** Where in a pod an agent answers. */
export interface PodEndpoint {
  /** What the user calls it. Hostile text until sanitised. */
  readonly name: string;
  readonly port: number;
  /** That the endpoint asks for. */
  readonly token?: string;
}

/** The endpoint of an agent in a pod; closing it closes the connector. */
export function podEndpoint(
  { name, port, token }: PodEndpoint,
  connector: PodConnector,
  bounds: Pick<HeapEndpointOptions, 'timeoutMs' | 'maxBytes'>,
): HeapEndpoint {
  const url = new URL(`http://127.0.0.1:${port}/debug/heap`);
  if (token !== undefined) Object.assign(url, { username: 'token', password: encodeURIComponent(token) });
  return new HeapEndpoint(url, {
    ...bounds,
    name,
    agent: connector.agent(port),
    onClose: () => connector.close(),
  });
}
