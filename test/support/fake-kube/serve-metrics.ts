import type { ServerResponse } from 'node:http';
import type { ApiRequest } from './api-path.js';
import { ApiRefusal, notFound, unknownPath } from './api-status.js';
import type { ClusterState } from './cluster-state.js';
import type { ApiObject } from './objects/api-object.js';
import { labelMatcher } from './objects/selectors.js';
import { sendJson } from './send-json.js';

/** The metrics server's pods. */
export function serveMetrics(cluster: ClusterState, request: ApiRequest, response: ServerResponse): void {
  const { faults, metrics } = cluster;
  const { namespace, name, query } = request;
  if (faults.refuseMetrics === 404) throw unknownPath();
  if (faults.refuseMetrics === 503) {
    throw new ApiRefusal(
      503,
      'ServiceUnavailable',
      'the server is currently unable to handle the request (get pods.metrics.k8s.io)',
    );
  }
  if (name !== undefined) {
    const found = metrics.get(namespace ?? '', name);
    if (!found) throw notFound('podmetrics.metrics.k8s.io', `${namespace ?? ''}/${name}`);
    sendJson(response, 200, found);
    return;
  }
  const matches = labelMatcher(query.get('labelSelector') ?? '');
  const items = metrics.list(namespace).filter((each) => matches(each as unknown as ApiObject));
  sendJson(response, 200, {
    kind: 'PodMetricsList',
    apiVersion: 'metrics.k8s.io/v1beta1',
    metadata: {},
    items,
  });
}
