import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { assertAllowed } from './access.js';
import { parseApiPath } from './api-path.js';
import { ApiRefusal, unknownPath } from './api-status.js';
import type { ClusterState } from './cluster-state.js';
import { discovery } from './discovery.js';
import { serveObjects } from './objects/serve-objects.js';
import { sendJson } from './send-json.js';
import { serveAccessReview } from './serve-access-review.js';
import { serveEphemeralContainers } from './serve-ephemeral-containers.js';
import { serveLog } from './serve-log.js';
import { serveMetrics } from './serve-metrics.js';
import { servePodProxy } from './serve-pod-proxy.js';

/** Answers a request that has been let in. Rejects with an `ApiRefusal` for what is to be refused. */
export async function routeRequest(
  cluster: ClusterState,
  minor: number,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { faults } = cluster;
  const { method = 'GET' } = incoming;
  const url = new URL(incoming.url ?? '/', 'http://cluster');
  const document = discovery(url.pathname, { minor, hasMetrics: faults.refuseMetrics !== 404 });
  if (document !== undefined) {
    sendJson(response, 200, document);
    return;
  }
  const request = parseApiPath(url);
  if (!request) throw unknownPath();
  assertAllowed(faults, method, request);
  const { group, resource, subresource } = request;
  if (group === 'authorization.k8s.io') {
    if (resource !== 'selfsubjectaccessreviews' || method !== 'POST') throw unknownPath();
    await serveAccessReview(cluster, incoming, response);
  } else if (group === 'metrics.k8s.io') {
    serveMetrics(cluster, request, response);
  } else if (resource !== 'pods') {
    serveObjects(cluster, request, incoming, response);
  } else if (subresource === 'log') {
    serveLog(cluster, request, response);
  } else if (subresource === 'proxy') {
    servePodProxy(cluster, request, incoming, await buffer(incoming), response);
  } else if (subresource === 'ephemeralcontainers') {
    serveEphemeralContainers(cluster, request, method, await buffer(incoming), response);
  } else if (subresource === 'portforward' || subresource === 'exec') {
    throw new ApiRefusal(400, 'BadRequest', 'Upgrade request required');
  } else {
    serveObjects(cluster, request, incoming, response);
  }
}
