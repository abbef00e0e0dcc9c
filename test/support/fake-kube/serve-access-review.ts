import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { isAllowed } from './access.js';
import { ApiRefusal } from './api-status.js';
import type { ClusterState } from './cluster-state.js';
import { sendJson } from './send-json.js';

interface AccessReview {
  readonly spec?: {
    readonly resourceAttributes?: {
      readonly verb?: string;
      readonly group?: string;
      readonly resource?: string;
      readonly subresource?: string;
    };
  };
}

/** A `SelfSubjectAccessReview` in JSON, which newer releases of kubectl do not send, answered by what the faults deny. */
export async function serveAccessReview(
  { faults }: ClusterState,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // What does not say what it is, as `kubectl create --raw` does not, is JSON.
  if (incoming.headers['content-type']?.startsWith('application/json') === false) {
    throw new ApiRefusal(
      415,
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json',
    );
  }
  const review = JSON.parse((await buffer(incoming)).toString()) as AccessReview;
  const { verb, group = '', resource, subresource = '' } = review.spec?.resourceAttributes ?? {};
  if (verb === undefined || resource === undefined) {
    throw new ApiRefusal(
      422,
      'Invalid',
      'spec.resourceAttributes: Invalid value: a verb and a resource are needed',
    );
  }
  const allowed = isAllowed(faults, { verb, group, resource, subresource });
  const status = { allowed, reason: allowed ? 'allowed by the tests' : 'no rule allows it' };
  sendJson(response, 201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: review.spec,
    status,
  });
}
