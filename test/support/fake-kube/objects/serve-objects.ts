import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiRequest, isWatch } from '../api-path.js';
import { ApiRefusal, expired, notFound, unknownPath } from '../api-status.js';
import type { ClusterState } from '../cluster-state.js';
import { sendJson } from '../send-json.js';
import type { ApiObject } from './api-object.js';
import { type ResourceKind, apiVersionOf, findKind } from './resource-kinds.js';
import { type Matches, fieldMatcher, labelMatcher } from './selectors.js';
import { serveWatch } from './serve-watch.js';
import { table, wantsTable } from './table.js';

/** Gets, lists and watches of what the cluster stores. */
export function serveObjects(
  cluster: ClusterState,
  request: ApiRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  const kind = findKind(request.group, request.resource);
  if (!kind || request.subresource !== undefined) throw unknownPath();
  if (incoming.method !== 'GET') {
    throw new ApiRefusal(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    );
  }
  const { namespace, name, query } = request;
  const asTable = wantsTable(incoming.headers.accept);
  if (name !== undefined) {
    const object = cluster.store.get(kind.plural, namespace, name);
    if (!object) throw notFound(kind.plural, name);
    sendJson(response, 200, asTable ? table(kind.plural, [object], {}) : object);
    return;
  }
  const matches = matcher(query);
  if (isWatch(query)) {
    serveWatch(cluster, { resource: kind.plural, namespace, matches, asTable, query }, response);
    return;
  }
  const matching = cluster.store.list(kind.plural, namespace).filter(matches);
  const { objects, metadata } = page(cluster, matching, query);
  sendJson(
    response,
    200,
    asTable ? table(kind.plural, objects, metadata) : objectList(kind, objects, metadata),
  );
}

function matcher(query: URLSearchParams): Matches {
  try {
    const matchesLabels = labelMatcher(query.get('labelSelector') ?? '');
    const matchesFields = fieldMatcher(query.get('fieldSelector') ?? '');
    return (object) => matchesLabels(object) && matchesFields(object);
  } catch (error) {
    throw new ApiRefusal(400, 'BadRequest', (error as Error).message);
  }
}

function objectList(kind: ResourceKind, items: readonly ApiObject[], metadata: object): object {
  return { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata, items };
}

/** The part of a list that `limit` and `continue` ask for: a token is the name that the page before ended with. */
function page(
  { store, faults }: ClusterState,
  all: readonly ApiObject[],
  query: URLSearchParams,
): { readonly objects: readonly ApiObject[]; readonly metadata: object } {
  const token = query.get('continue') ?? '';
  if (token !== '' && faults.expireContinue) {
    throw expired('The provided continue parameter is too old to display a consistent list result.');
  }
  const after = Buffer.from(token, 'base64url').toString();
  const rest = after === '' ? all : all.filter((object) => placeOf(object) > after);
  const limit = Number(query.get('limit') ?? 0);
  const objects = limit > 0 ? rest.slice(0, limit) : rest;
  const last = objects.at(-1);
  const remaining = rest.length - objects.length;
  return {
    objects,
    metadata: {
      resourceVersion: String(store.resourceVersion),
      ...(last &&
        remaining > 0 && {
          continue: Buffer.from(placeOf(last)).toString('base64url'),
          remainingItemCount: remaining,
        }),
    },
  };
}

function placeOf({ metadata: { namespace = '', name } }: ApiObject): string {
  return `${namespace}/${name}`;
}
