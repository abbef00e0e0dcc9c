import { type IncomingMessage, type ServerResponse, request as httpRequest } from 'node:http';
import type { ApiRequest } from './api-path.js';
import { findPod } from './choose-container.js';
import type { ClusterState } from './cluster-state.js';
import { ApiRefusal, failure } from './api-status.js';
import { sendJson } from './send-json.js';

/** `pods/NAME:PORT/proxy/PATH`: one request to the pod's address, which no loopback port is reached by. */
export function servePodProxy(
  cluster: ClusterState,
  request: ApiRequest,
  incoming: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  const { namespace = '', name = '', rest, query } = request;
  const [, pod = '', number = ''] = /^(?:https?:)?([^:]+):?(\d*):?$/.exec(name) ?? [];
  findPod(cluster, namespace, pod);
  const port = cluster.runtimes.get(namespace, pod)?.ports?.[Number(number)];
  if (!port || port.isLoopbackOnly || cluster.faults.refusedPorts.has(Number(number))) {
    throw unreachable(`dial tcp 10.1.0.7:${number}: connect: connection refused`);
  }
  const search = query.size > 0 ? `?${query.toString()}` : '';
  const upstream = httpRequest(
    {
      host: port.host ?? '127.0.0.1',
      port: port.port,
      method: incoming.method,
      path: `/${rest}${search}`,
      headers: { host: `${pod}:${number}` },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  upstream.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else sendJson(response, 503, unreachable(error.message).status);
  });
  response.once('close', () => upstream.destroy());
  upstream.end(body);
}

function unreachable(reason: string): ApiRefusal {
  const { message } = failure(503, 'ServiceUnavailable', `error trying to reach service: ${reason}`);
  return new ApiRefusal(503, 'ServiceUnavailable', message);
}
