import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, createWebSocketStream } from 'ws';
import { assertAllowed } from '../access.js';
import { type ApiRequest, parseApiPath } from '../api-path.js';
import { ApiRefusal, type ApiStatus, unknownPath } from '../api-status.js';
import { chooseContainer, findPod } from '../choose-container.js';
import type { ClusterState } from '../cluster-state.js';
import { serveExecOverSpdy } from './exec-over-spdy.js';
import { serveExecOverWebSocket } from './exec-over-websocket.js';
import type { ExecRequest } from './exec-program.js';
import { servePortForward } from './port-forward.js';

type UpgradeKind = 'spdy' | 'websocket';

const PROTOCOLS = {
  portforward: { spdy: 'portforward.k8s.io', websocket: 'SPDY/3.1+portforward.k8s.io' },
  exec: { spdy: 'v4.channel.k8s.io', websocket: 'v5.channel.k8s.io' },
} as const;

/** Serves `portforward` and `exec` of pods, over SPDY and over WebSockets. */
export function serveUpgrade(
  cluster: ClusterState,
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const kind: UpgradeKind = /^websocket$/i.test(incoming.headers.upgrade ?? '') ? 'websocket' : 'spdy';
  try {
    accept(cluster, incoming, socket, head, kind);
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    cluster.usage.refusedUpgrades[kind]++;
    refuse(socket, error.status);
  }
}

/** Answers an upgrade request with a status, and ends. */
export function refuse(socket: Duplex, status: ApiStatus): void {
  const body = JSON.stringify(status);
  socket.end(
    `HTTP/1.1 ${status.code} ${STATUS_CODES[status.code] ?? 'Refused'}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function accept(
  cluster: ClusterState,
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  kind: UpgradeKind,
): void {
  const { faults, usage } = cluster;
  const request = parseApiPath(new URL(incoming.url ?? '/', 'http://cluster'));
  const use = request?.subresource;
  if (request?.resource !== 'pods' || (use !== 'portforward' && use !== 'exec')) throw unknownPath();
  const refusal = kind === 'websocket' ? faults.refuseWebSockets : faults.refuseSpdy;
  if (refusal !== undefined)
    throw new ApiRefusal(refusal, 'BadRequest', `${kind} upgrades are not served here`);
  assertAllowed(faults, incoming.method ?? '', request);
  const { namespace = '', name = '' } = request;
  const pod = findPod(cluster, namespace, name);
  if (pod.status.phase !== 'Running') {
    throw new ApiRefusal(400, 'BadRequest', `pod ${name} does not have a host assigned`);
  }
  const exec = use === 'exec' ? execRequest(cluster, request) : undefined;
  const protocol = chooseProtocol(incoming, kind, PROTOCOLS[use][kind]);
  if (faults.breakUpgraded !== kind) (use === 'exec' ? usage.execs : usage.upgrades)[kind]++;
  const forwarded = { namespace, name, uid: pod.metadata.uid ?? '' };

  if (kind === 'spdy') {
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n' +
        `X-Stream-Protocol-Version: ${protocol}\r\n\r\n`,
    );
    if (faults.breakUpgraded === kind) socket.end();
    else if (exec) serveExecOverSpdy(cluster, exec, socket, head);
    else servePortForward(cluster, forwarded, socket, head);
    return;
  }
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${protocol}`));
  // The "/" in one of them is no token of HTTP: `ws` would refuse it, and kubectl silently use SPDY.
  delete incoming.headers['sec-websocket-protocol'];
  server.handleUpgrade(incoming, socket, head, (webSocket) => {
    if (faults.breakUpgraded === kind) webSocket.terminate();
    else if (exec) serveExecOverWebSocket(cluster, exec, webSocket);
    else servePortForward(cluster, forwarded, createWebSocketStream(webSocket), Buffer.alloc(0));
  });
}

function chooseProtocol({ headers }: IncomingMessage, kind: UpgradeKind, wanted: string): string {
  const offered =
    kind === 'websocket' ? headers['sec-websocket-protocol'] : headers['x-stream-protocol-version'];
  const list = Array.isArray(offered) ? offered.join(',') : (offered ?? '');
  if (list.split(/\s*,\s*/).includes(wanted)) return wanted;
  const code = kind === 'websocket' ? 400 : 403;
  throw new ApiRefusal(code, 'BadRequest', `unable to upgrade: none of the protocols in "${list}" is served`);
}

function execRequest(cluster: ClusterState, request: ApiRequest): ExecRequest {
  const { namespace = '', name: pod = '', query } = request;
  const container = chooseContainer(cluster, namespace, pod, query.get('container'));
  const command = query.getAll('command');
  if (command.length === 0) throw new ApiRefusal(400, 'BadRequest', 'you must specify at least 1 command');
  const asks = (stream: string) => query.get(stream) === 'true' || query.get(stream) === '1';
  return {
    namespace,
    pod,
    container,
    command,
    stdin: asks('stdin'),
    stdout: asks('stdout'),
    stderr: asks('stderr'),
  };
}
