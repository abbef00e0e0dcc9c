import type { ServerResponse } from 'node:http';
import type { ApiRequest } from './api-path.js';
import { ApiRefusal } from './api-status.js';
import type { ClusterState } from './cluster-state.js';
import { chooseContainer } from './choose-container.js';

/** `pods/NAME/log` with `container`, `previous`, `tailLines` and `limitBytes`; a log that is followed ends at once. */
export function serveLog(cluster: ClusterState, request: ApiRequest, response: ServerResponse): void {
  const { namespace = '', name = '', query } = request;
  const container = chooseContainer(cluster, namespace, name, query.get('container'));
  const log = cluster.runtimes.log(namespace, name, container);
  const wantsPrevious = query.get('previous') === 'true';
  const text = wantsPrevious ? log.previous : log.current;
  if (text === undefined) {
    throw new ApiRefusal(
      400,
      'BadRequest',
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  const tail = lastLines(text, query.get('tailLines'));
  const limit = Number(query.get('limitBytes') ?? Infinity);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(Buffer.from(tail).subarray(0, limit));
}

function lastLines(text: string, count: string | null): string {
  const lines = text.split(/(?<=\n)/);
  return count === null ? text : lines.slice(Math.max(0, lines.length - Number(count))).join('');
}
