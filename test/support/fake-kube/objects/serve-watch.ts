import type { ServerResponse } from 'node:http';
import { type ApiStatus, expired } from '../api-status.js';
import type { ClusterState } from '../cluster-state.js';
import type { ApiObject } from './api-object.js';
import type { StoreChange } from './object-store.js';
import { type ResourceName, apiVersionOf, kindOf } from './resource-kinds.js';
import type { Matches } from './selectors.js';
import { table } from './table.js';

export interface WatchRequest {
  readonly resource: ResourceName;
  readonly namespace: string | undefined;
  readonly matches: Matches;
  readonly asTable: boolean;
  readonly query: URLSearchParams;
}

/** A watch: newline-delimited events until the client leaves, the time it asked for is over or the cluster ends it. */
export function serveWatch(cluster: ClusterState, request: WatchRequest, response: ServerResponse): void {
  const { store, faults, usage, watches } = cluster;
  const { resource, namespace, matches, asTable, query } = request;
  const gone = faults.watchGone;
  if (gone && gone.count > 0) {
    gone.count--;
    const { status } = expired(`too old resource version: ${query.get('resourceVersion') ?? '0'}`);
    if (gone.by === 'status') throw expired(status.message);
    sendError(response, status);
    return;
  }
  const since = Number(query.get('resourceVersion') ?? 0);
  const missed = since > 0 ? store.changesSince(since) : [];
  if (!missed) {
    sendError(response, expired(`too old resource version: ${since}`).status);
    return;
  }

  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const send = (type: string, object: unknown) => response.write(`${JSON.stringify({ type, object })}\n`);
  const sendObject = (type: string, object: ApiObject) =>
    send(
      type,
      asTable ? table(resource, [object], { resourceVersion: object.metadata.resourceVersion }) : object,
    );
  const matchesAll: Matches = (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) && matches(object);
  const tell = (change: StoreChange) => {
    if (change.resource !== resource) return;
    const { object, previous, isDeletion } = change;
    const did = previous !== undefined && matchesAll(previous);
    const does = !isDeletion && matchesAll(object);
    if (does) sendObject(did ? 'MODIFIED' : 'ADDED', object);
    else if (did) sendObject('DELETED', object);
  };

  if (since === 0)
    for (const object of store.list(resource, namespace)) if (matches(object)) sendObject('ADDED', object);
  missed.forEach(tell);
  const unsubscribe = store.onChange(tell);
  const allowsBookmarks = ['true', '1'].includes(query.get('allowWatchBookmarks') ?? '');
  const control = {
    // A change that comes before the connection has closed finds nobody any more.
    end: () => {
      unsubscribe();
      watches.delete(control);
      response.end();
    },
    bookmark: () => {
      const kind = kindOf(resource);
      const metadata = { resourceVersion: String(store.resourceVersion), creationTimestamp: null };
      if (allowsBookmarks && !asTable) {
        send('BOOKMARK', { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata });
      }
    },
  };
  const asked = Number(query.get('timeoutSeconds') ?? 0) * 1_000;
  const lifetimes = [asked, faults.watchLifetimeMs ?? 0].filter((ms) => ms > 0);
  const timer = lifetimes.length > 0 ? setTimeout(control.end, Math.min(...lifetimes)) : undefined;
  watches.add(control);
  usage.watches++;
  usage.openWatches++;
  response.once('close', () => {
    clearTimeout(timer);
    unsubscribe();
    watches.delete(control);
    usage.openWatches--;
  });
}

/** An API server that has begun to answer can only say in an event what is wrong. */
function sendError(response: ServerResponse, status: ApiStatus): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify({ type: 'ERROR', object: status })}\n`);
}
