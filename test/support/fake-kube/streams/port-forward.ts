import { type Socket, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ClusterState } from '../cluster-state.js';
import { ServerSession } from '../spdy/server-session.js';
import type { ServerStream } from '../spdy/server-stream.js';
import { Throttle } from './throttle.js';

export interface ForwardedPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

interface StreamPair {
  error?: ServerStream;
  data?: ServerStream;
}

/** Serves the node's side of a port-forward: an error and a data stream with one `requestid` are one connection. */
export function servePortForward(
  cluster: ClusterState,
  pod: ForwardedPod,
  connection: Duplex,
  head: Buffer,
): void {
  const pairs = new Map<string, StreamPair>();
  const session = new ServerSession(connection, head, (stream) => {
    const { requestid = '', streamtype } = stream.headers;
    const pair = pairs.get(requestid) ?? {};
    pairs.set(requestid, pair);
    if (streamtype === 'error') pair.error = stream.resume();
    else pair.data = stream;
    if (!pair.error || !pair.data) return;
    pairs.delete(requestid);
    join(cluster, pod, pair.error, pair.data);
  });
  cluster.forwards.set(session, `${pod.namespace}/${pod.name}`);
  cluster.usage.openForwards++;
  void session.closed.then(() => {
    cluster.forwards.delete(session);
    cluster.usage.openForwards--;
  });
}

function join(cluster: ClusterState, pod: ForwardedPod, error: ServerStream, data: ServerStream): void {
  const { usage, faults } = cluster;
  const port = Number(data.headers.port);
  const fail = (reason: string) => {
    usage.refusedConnections++;
    error.end(`error forwarding port ${port} to pod ${pod.name}, uid ${pod.uid}: ${reason}`);
    data.destroy();
  };
  const target = cluster.runtimes.get(pod.namespace, pod.name)?.ports?.[port];
  if (!target || faults.refusedPorts.has(port)) {
    fail(refusal(port));
    return;
  }

  const inside = connect({ host: target.host ?? '127.0.0.1', port: target.port, allowHalfOpen: true });
  let isConnected = false;
  inside.once('connect', () => {
    isConnected = true;
    usage.connections++;
    usage.openConnections++;
    pipe(inside, data, faults.podSendRate);
    pipe(data, inside, faults.podReceiveRate);
  });
  inside.once('end', () => error.end());
  inside.on('error', () => {
    if (!isConnected) fail(refusal(port));
    else data.destroy();
  });
  inside.once('close', () => {
    if (isConnected) usage.openConnections--;
    error.end();
  });
  data.once('close', () => inside.destroy());
}

function pipe(
  from: ServerStream | Socket,
  to: ServerStream | Socket,
  bytesPerSecond: number | undefined,
): void {
  if (bytesPerSecond === undefined) {
    from.pipe(to);
    return;
  }
  const throttle = new Throttle(bytesPerSecond);
  to.once('close', () => throttle.destroy());
  from.pipe(throttle).pipe(to);
}

/** In the words of a container runtime. */
function refusal(port: number): string {
  return (
    'failed to execute portforward in network namespace "/var/run/netns/fake": failed to connect to ' +
    `localhost:${port} inside namespace "fake", IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused ` +
    `IPv6 dial tcp6 [::1]:${port}: connect: connection refused`
  );
}
